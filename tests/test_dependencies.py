"""What an operator installs: known licences, every file by its hash, and a bill that lists it."""

import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.support.bill_of_materials import CLASSIFIED, ROOT, Package, document, packages

#: Permissive ones, and Mozilla's, whose terms end at its own files.
ALLOWED = {
    *CLASSIFIED.values(),
    *("0BSD", "BSD-2-Clause", "CC0-1.0", "MIT-0", "MIT-CMU", "Zlib"),
}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-test.txt"])
def test_every_package_is_locked_by_hashes(file: str) -> None:
    found = packages(file)
    text = Path(ROOT / file).read_text("utf-8")
    assert len(found) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 60
    assert [one.name for one in found if not one.hashes] == []


def demanded(file: str) -> Iterator[tuple[str, str]]:
    """(package, extra) for each extra that a package of this lock asks of another."""
    for one in packages(file):
        if one.licence is None:
            continue
        for line in importlib.metadata.requires(one.name) or []:
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                yield from ((wanted.name.lower(), extra) for extra in wanted.extras)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-test.txt"])
def test_a_newer_release_elsewhere_does_not_stop_an_install(file: str) -> None:
    """Where the lock lacks an extra, pip looks at the newest release and finds no hash of it."""
    text = (ROOT / file).read_text("utf-8")
    locked = {
        (name, extra.strip())
        for name, extras in re.findall(r"^([a-z0-9_.-]+)\[([^\]]+)\]==", text, re.MULTILINE)
        for extra in extras.split(",")
    }
    assert locked
    assert set(demanded(file)) <= locked


def words(one: Package) -> set[str]:
    return set(re.findall(r"[A-Za-z0-9.-]+", one.licence or "")) - {"AND", "OR", "WITH"}


def test_whoever_runs_it_may_do_so() -> None:
    strange = {one.name: one.licence for one in packages() if words(one) - ALLOWED}
    assert strange == {}


def test_packages_of_other_systems_alone_have_no_licence_here() -> None:
    elsewhere = {one.name for one in packages() if one.licence is None}
    assert elsewhere <= {"async-timeout", "colorama", "httpx2-jsfetch", "tzdata"}


def test_the_bill_lists_what_is_locked() -> None:
    components = document()["components"]
    assert isinstance(components, list)
    assert [(one["name"], one["version"]) for one in components] == [
        (one.name, one.version) for one in packages()
    ]
    assert all(one["purl"].startswith("pkg:pypi/") and one["hashes"] for one in components)


def test_the_listed_licences_are_those_of_the_packages() -> None:
    told = (ROOT / "docs/licences.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([a-z0-9_.-]+) \| (.+) \|$", told, re.MULTILINE))
    known = {one.name: one.licence for one in packages() if one.licence}
    assert {name: rows.get(name) for name in known} == known
    assert set(rows) <= {one.name for one in packages()} | {"package"}
