"""Durations as a clock shows them."""


def clock(seconds: float) -> str:
    """`2:05:09` from an hour on, else `5:09`."""
    whole = max(0, round(seconds))
    hours, minutes = whole // 3600, whole % 3600 // 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
