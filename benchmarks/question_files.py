"""The bank checked and taken in, and what the worst 20 MiB cost each reader of question files."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable

from content.bank import load_bank
from content.checks.checking import check_bank
from content.formats.draft import UnreadableQuestions
from content.formats.files import WRITERS, read_questions, write_questions

SIZE = 20 * 1024 * 1024 - 1000
#: Files that are as unpleasant as their size allows, by name.
WORST: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a row of commas": ("x.csv", lambda: b"stem_en,a_en,b_en,right\n" + b"," * SIZE),
    "too many rows": ("x.csv", lambda: b"stem_en,a_en,b_en,right\n" + b"a,b,c,A\n" * (SIZE // 8)),
    "a quote never closed": ("x.csv", lambda: b'stem_en,right\n"' + b"a" * SIZE),
    "short questions": ("x.gift", lambda: b"a\n\n" * (SIZE // 3)),
    "one question": ("x.gift", lambda: b"q {" + b"~a" * (SIZE // 2) + b"}"),
    "markup": ("x.gift", lambda: (b"[html]" + b"<![" * 2600 + b" {=a ~b}\n\n") * (SIZE // 7830)),
    "aiken": ("x.aiken", lambda: b"q\nA. x\nB. y\nANSWER: A\n" * (SIZE // 24)),
    "elements": ("x.xml", lambda: b"<quiz><question>" + b"<a/>" * (SIZE // 4)),
    "trivia": ("x.json", lambda: b'{"results":[' + b"{}," * (5 * 2**20 // 3 - 10) + b"{}]}"),
    "notes": ("x.txt", lambda: b"#separator:tab\n" + b"a\tb\n" * (SIZE // 4)),
}


def main() -> None:
    start = time.perf_counter()
    checked = check_bank()
    seconds = time.perf_counter() - start
    print(
        f"check: {len(checked.questions)} questions, {len(checked.faults)} faults, {seconds:.2f} s"
    )
    for ending in WRITERS:
        start = time.perf_counter()
        data = write_questions(f"x{ending}", load_bank())
        written = time.perf_counter() - start
        start = time.perf_counter()
        count = len(read_questions(f"x{ending}", data))
        read = time.perf_counter() - start
        print(f"{ending}: {count} questions written in {written:.2f} s, read in {read:.2f} s")
    for name in WORST:
        # A process each, so that one file's memory is not the next one's.
        subprocess.run([sys.executable, "-m", "benchmarks.question_files", name], check=True)


def _worst(name: str) -> None:
    file, make = WORST[name]
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    try:
        outcome = f"{len(read_questions(file, data))} taken or named"
    except UnreadableQuestions as error:
        outcome = f"refused: {error}"[:60]
    seconds = time.perf_counter() - start
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{name} ({file}): {seconds:.1f} s, {more:.0f} MiB more; {outcome}", flush=True)


if __name__ == "__main__":
    _worst(sys.argv[1])
