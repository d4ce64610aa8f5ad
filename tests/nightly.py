"""The long checks: `make nightly PART=faults SEED=11`. Prints its seed, runs a part's tests."""

import argparse
import os
import subprocess
import sys

#: What each part runs; further parts come with what they check.
PARTS = {"faults": ["tests/faults"]}
DEFAULT_SEED = "11"


def main() -> None:
    parser = argparse.ArgumentParser(prog="nightly", description=__doc__)
    parser.add_argument("part", choices=sorted(PARTS))
    parser.add_argument("--seed", default=DEFAULT_SEED)
    chosen = parser.parse_args()
    print(f"part {chosen.part}, seed {chosen.seed}", flush=True)
    command = [sys.executable, "-m", "pytest", "-m", "nightly", "-s", *PARTS[chosen.part]]
    sys.exit(subprocess.run(command, env={**os.environ, "SEED": chosen.seed}).returncode)


if __name__ == "__main__":
    main()
