"""What runs in production: each locked package, its licence and hashes, as CycloneDX 1.6 JSON.

`make sbom` prints it. Licences are what the packages say of themselves.
"""

import importlib.metadata
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_ENTRY = re.compile(
    r"^(?P<name>[a-z0-9_.-]+)(?:\[[^\]]*\])?==(?P<version>[^ ;\\]+)(?P<rest>(?:.*\\\n)*.*)$",
    re.MULTILINE,
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
#: Trove classifiers as SPDX expressions.
CLASSIFIED = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    #: SPDX expression; None where it is not installed here (another system's, or another Python's).
    licence: str | None
    hashes: tuple[str, ...]


def packages(file: str = "requirements.txt") -> list[Package]:
    """Every package of a requirements file; one version of two where Pythons differ."""
    text = (ROOT / file).read_text("utf-8")
    return [
        Package(
            entry["name"],
            entry["version"],
            licence_of(entry["name"]),
            tuple(_HASH.findall(entry["rest"])),
        )
        for entry in _ENTRY.finditer(text)
    ]


def licence_of(name: str) -> str | None:
    """The package's own words, as SPDX; raises ValueError where it says nothing."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return str(expression)
    named = [
        CLASSIFIED[line.rsplit(" :: ", 1)[-1]]
        for line in told.get_all("Classifier") or []
        if line.startswith("License :: OSI Approved :: ")
    ]
    if named:
        return " OR ".join(sorted(named))
    short = str(told.get("License") or "")
    if short and len(short) < 40:
        return short
    raise ValueError(f"{name} does not say its licence")


def document() -> dict[str, object]:
    """The bill as CycloneDX; without time and serial number, so that equal locks give equal bills."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "abhyas"}},
        "components": [
            {
                "type": "library",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name}@{one.version}",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in one.hashes],
                **({"licenses": [{"expression": one.licence}]} if one.licence else {}),
            }
            for one in packages()
        ],
    }


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1)
    print()
