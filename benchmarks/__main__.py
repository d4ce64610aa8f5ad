"""`python -m benchmarks [NAME…]`: all of them, or the named ones."""

import sys

from benchmarks import (
    adaptive,
    alert_year,
    answers,
    boards,
    broadcast,
    charts,
    growth,
    load,
    question_files,
    reports,
    simulations,
    startup,
    study_plans,
    taps,
    term,
)

ALL = {
    "startup": startup.main,
    "charts": charts.main,
    "question_files": question_files.main,
    "adaptive": adaptive.main,
    "simulations": simulations.main,
    "reports": reports.main,
    "growth": growth.main,
    "answers": answers.main,
    "boards": boards.main,
    "taps": taps.main,
    "broadcast": broadcast.main,
    "load": load.main,
    "alert_year": alert_year.main,
    "study_plans": study_plans.main,
    "term": term.main,
}


def main() -> None:
    names = [name for name in sys.argv[1:] if not name.isdigit()] or list(ALL)
    unknown = [name for name in names if name not in ALL]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there is {', '.join(ALL)}")
    for name in names:
        print(f"== {name}")
        ALL[name]()


if __name__ == "__main__":
    main()
