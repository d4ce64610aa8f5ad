"""Intervals for shares."""

from statistics import NormalDist

_NORMAL = NormalDist()


def wilson(hits: int, trials: int, *, level: float = 0.8) -> tuple[float, float]:
    """Wilson's score interval of a share, 0–1 (Wilson 1927); (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    share, z = hits / trials, _NORMAL.inv_cdf((1 + level) / 2)
    centre = share + z * z / (2 * trials)
    half = z * (share * (1 - share) / trials + z * z / (4 * trials * trials)) ** 0.5
    scale = 1 + z * z / trials
    return (centre - half) / scale, (centre + half) / scale
