"""What processes have used, from /proc."""

import os
from pathlib import Path


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def tree_cpu_seconds(root: int) -> float:
    """The same of a process, its descendants, and the children that it has buried."""
    buried = _fields(root)
    seconds = (int(buried[13]) + int(buried[14])) / os.sysconf("SC_CLK_TCK")
    return seconds + sum(cpu_seconds(pid) for pid in tree(root))


def tree(root: int) -> list[int]:
    """A process and its living descendants."""
    found = [root]
    for pid in found:
        try:
            text = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8")
        except OSError:
            continue
        found += map(int, text.split())
    return [pid for pid in found if Path(f"/proc/{pid}").exists()]


def parent(pid: int) -> int:
    return int(_fields(pid)[1])


def resident_mib(pid: int) -> float:
    """Memory that a process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _fields(pid: int) -> list[str]:
    """From the state on; the name before it may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
