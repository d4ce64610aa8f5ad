"""What the bot's forecasts were worth, for admins."""

from services.forecasts import Calibration
from views.screen import Screen
from views.translate import Translate

#: Bins with fewer answers are noise.
BIN_ANSWERS = 20


def calibration(t: Translate, found: Calibration) -> Screen:
    """Answers and exam forecasts, each against what came."""
    parts = [t("calibration-head")]
    if found.answer_error is None:
        parts.append(t("calibration-no-answers"))
    else:
        points = _points(found.answer_error)
        parts.append(t("calibration-answers", count=found.answers, points=points))
        parts += [
            t(
                "calibration-bin",
                low=round(100 * one.low),
                high=round(100 * one.high),
                said=_points(one.mean_forecast),
                came=_points(one.share_right),
                count=one.count,
            )
            for one in found.answer_bins
            if one.count >= BIN_ANSWERS
        ]
    if found.brier is None or found.error is None or found.coverage is None:
        parts.append(t("calibration-no-forecasts", waiting=found.waiting))
    else:
        parts.append(
            t(
                "calibration-forecasts",
                count=found.forecasts,
                waiting=found.waiting,
                brier=f"{found.brier:.3f}",
                points=_points(found.error),
                coverage=round(100 * found.coverage),
            )
        )
    return Screen(html="\n".join(parts))


def _points(share: float) -> str:
    return f"{100 * share:.1f}"
