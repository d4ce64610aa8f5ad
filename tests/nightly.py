"""The long checks: `make nightly PART=faults SEED=11`. Prints its seed, runs a part's tests."""

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass, field

DEFAULT_SEED = "11"


@dataclass(frozen=True)
class Part:
    """What a part runs, and what makes the same tests long; simulations have seeds of their own."""

    arguments: tuple[str, ...]
    module: str = "pytest"
    environment: dict[str, str] = field(default_factory=dict)


#: Further parts come with what they check.
PARTS = {
    "faults": Part(("-m", "nightly", "tests/faults", "tests/scheduler")),
    "simulations": Part((), module="benchmarks.simulations"),
    "mutants": Part(("run", "--max-children", "2"), module="mutmut"),
    "fuzz": Part(
        (
            "tests/content/test_hostile_files.py",
            "tests/content/test_generators.py",
            "tests/bot/test_fuzz.py",
            "tests/bot/test_hostile_webhook.py",
        ),
        environment={
            "FUZZ_EXAMPLES": "6000",
            "GENERATOR_SEEDS": "1000",
            "FUZZ_UPDATES": "51000",
            "FUZZ_BODIES": "10000",
        },
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="nightly", description=__doc__)
    parser.add_argument("part", choices=sorted(PARTS))
    parser.add_argument("--seed", default=DEFAULT_SEED)
    chosen = parser.parse_args()
    print(f"part {chosen.part}, seed {chosen.seed}", flush=True)
    part = PARTS[chosen.part]
    command = [sys.executable, "-m", part.module]
    if part.module == "pytest":
        command += ["-s", f"--hypothesis-seed={chosen.seed}"]
    environment = {**os.environ, "SEED": chosen.seed, **part.environment}
    sys.exit(subprocess.run([*command, *part.arguments], env=environment).returncode)


if __name__ == "__main__":
    main()
