"""How fast `strategist check` is, as ratios against yardsticks of the same run: `python benchmarks/checking.py`.

Y1 is one process that lists the same profiles, reads them and parses each with PyYAML's C loader; Y2 is `python -c pass`. A command
and its yardstick take turns, and the median of the ratios is shown, with its target. Where one process does the work, the ratio is of
processor time, which a busy machine disturbs least; with several processes it is of the time that passes. `--profiles` changes
how many there are (10,000), `--peers` times other checkers too, those that are installed. It measures and does not judge: the exit
code is 0 whatever the figures are.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import firms

if TYPE_CHECKING:
    from strategist.models.checking import Checked

Y2 = (sys.executable, "-c", "pass")
Y1 = (
    sys.executable,
    "-c",
    """
import os, sys, yaml
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            yaml.load(file.read(), Loader=yaml.CSafeLoader)
""",
)
CHECK = (sys.executable, "-m", "strategist", "check", "--today", "2026-10-01", "--quiet")
PEERS = {
    "check-jsonschema": ("check-jsonschema", "--schemafile", "{schema}", "{files}"),
    "yamllint": ("yamllint", "-d", "relaxed", "{folder}"),
    "ajv": ("ajv", "validate", "--spec=draft7", "--strict=false", "--errors=no", "-s", "{schema}", "-d", "{folder}/**/*.yaml"),
}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run of a command took: seconds that passed, seconds of processors, and the most memory of one process in MiB."""

    passed: float
    worked: float
    memory: float


def cost(command: Sequence[str], cwd: Path) -> Cost:
    """Run a command to its end, its output thrown away."""
    start = perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def ratio(command: Sequence[str], against: Sequence[str], cwd: Path, *, turns: int, passed: bool = False) -> float:
    """Give the median ratio of a command and its yardstick, which take turns."""
    pairs = [(cost(against, cwd), cost(command, cwd)) for _ in range(turns)]
    return median(ours.passed / theirs.passed if passed else ours.worked / theirs.worked for theirs, ours in pairs)


def tell(goal: str, words: str, value: float, target: float, unit: str = "") -> None:
    """Print one figure with its target."""
    print(f"{goal:<4}{words:<58}{value:>9.3f}{unit:<5}{target:>8g}  {'met' if value <= target else 'not met'}")


def measure(folder: Path, number: int, turns: int) -> None:
    """Print every ratio, by the number of its goal."""
    cache, y1 = str(folder.parent / "cache"), (*Y1, str(folder))
    once, warm = (*CHECK, "--no-cache", "."), (*CHECK, "--cache-dir", cache, ".")
    tell("1", f"{number:,} profiles, no cache, one process, against Y1", ratio((*once, "-j", "1"), y1, folder, turns=turns), 0.60)
    tell("2", "the same with two processes", ratio((*once, "-j", "2"), y1, folder, turns=turns, passed=True), 0.33)
    cost(warm, folder)
    cost(warm, folder)
    tell("3", "nothing changed since", ratio(warm, y1, folder, turns=turns), 0.015)
    tell("3b", "the same content with new times", fresh(warm, y1, folder, turns), 0.025)
    one = (*CHECK, "--no-cache", "000/firm-00000.yaml")
    tell("4", "one profile, start to finish, against Y2", ratio(one, Y2, folder, turns=5 * turns), 4)
    tell("5", "--version, against Y2", ratio((sys.executable, "-m", "strategist", "--version"), Y2, folder, turns=5 * turns), 1.5)
    tell("6", "--help, against Y2", ratio((sys.executable, "-m", "strategist", "check", "--help"), Y2, folder, turns=5 * turns), 12)
    tell("8", "most memory of a process", cost((*once, "-j", "1"), folder).memory, 40, " MiB")
    tell("9", "a tenth of the profiles, to all of them, less the start", growth(once, one, folder, number), 10.5)
    # What follows is done in this process, which takes memory that a process it starts would be said to have.
    for name, took, target in outputs(folder):
        tell("7", f"a finding written as {name}", took, target, " us")
    name, took = max(hostile(), key=lambda case: case[1])
    tell("10", f"the slowest hostile content to refuse: {name}", took, 20, " ms")


def outputs(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Give how long each output takes for a finding, in microseconds of processor time, with its target."""
    from strategist.catalogue import shipped
    from strategist.check.planning import Request
    from strategist.check.run import run
    from strategist.render import check_text, sarif

    checked = run(Request((str(folder / "000"),), "2026-10-01"), shipped())
    checked = replace(checked, found=checked.found * (sarif.MOST // len(checked.found)))
    style = check_text.Style(color=False, full=False, statistics=False, quiet=True, waivers=False)
    ways: list[tuple[str, Callable[[Checked], str], float]] = [
        ("text", lambda found: check_text.render(found, style), 1.0),
        ("SARIF", sarif.render, 8.0),
    ]
    for name, render, target in ways:
        times = []
        for _ in range(9):
            start = process_time()
            render(replace(checked))
            times.append(process_time() - start)
        yield name, 1e6 * median(times) / len(checked.found), target


def hostile() -> Iterator[tuple[str, float]]:
    """Give how long it takes to refuse each kind of hostile content, in milliseconds of processor time."""
    from strategist.catalogue import shipped
    from strategist.check.one import check
    from strategist.models.settings import Settings

    check(b"strategist: 1\n", "a.yaml", Settings("2026-10-01"), shipped())
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    for name, text in {
        "a key twice": "strategist: 1\nstrategist: 1\n",
        "an alias bomb": f"a0: &a0 x\n{bomb}",
        "a million brackets": "[" * 1_000_000,
        "a custom tag": "strategist: !!python/object:os.system x\n",
        "1,900 levels": "".join(" " * n + "a:\n" for n in range(1_900)),
    }.items():
        times = []
        for _ in range(3):
            start = process_time()
            found = check(text.encode(), "a.yaml", Settings("2026-10-01"), shipped()).found
            times.append(1000 * (process_time() - start))
        if not any(one.code.startswith("P") for one in found):
            raise SystemExit(f"{name} is not refused")
        yield name, min(times)


def fresh(warm: Sequence[str], y1: Sequence[str], folder: Path, turns: int) -> float:
    """Give the ratio where every file has a new time, as after a fresh checkout."""
    ratios = []
    for turn in range(turns):
        for path in folder.rglob("*.yaml"):
            os.utime(path, (1_700_000_000 + turn, 1_700_000_000 + turn))
        ratios.append(cost(warm, folder).worked / cost(y1, folder).worked)
    return median(ratios)


def growth(once: Sequence[str], one: Sequence[str], folder: Path, number: int) -> float:
    """Give how much longer all profiles take than a tenth of them."""
    tenth = [str(path) for path in sorted(folder.iterdir()) if path.is_dir() and path.name.isdigit()][: number // firms.A_FOLDER // 10]
    start = cost(one, folder).worked
    few = cost((*once[:-1], "-j", "1", *tenth), folder).worked - start
    return (cost((*once, "-j", "1"), folder).worked - start) / few


def peers(folder: Path, turns: int) -> None:
    """Print how long other checkers take over the same files, against Y1."""
    schema = folder.parent / "profile.schema.json"
    subprocess.run((sys.executable, "-m", "strategist", "schema", "profile", "-o", str(schema)), check=True)
    files = [str(path) for path in sorted(folder.rglob("*.yaml"))]
    for name, words in PEERS.items():
        if which(words[0]) is None:
            print(f"    {name} is not installed")
            continue
        command = [part.format(schema=schema, folder=folder) for part in words if part != "{files}"]
        command += files if "{files}" in words else []
        ended = subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode
        took = ratio(command, (*Y1, str(folder)), folder, turns=turns, passed=True)
        print(f"    {f'{name}, which ends with {ended}':<58}{took:>9.3f}")


def main() -> None:
    """Write the profiles, measure, and print a line a figure."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--profiles", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory() as home:
        folder = Path(home, "profiles")
        firms.write(folder, asked.profiles)
        (folder / ".git").mkdir()
        mean = sum(path.stat().st_size for path in folder.rglob("*.yaml")) / asked.profiles
        print(f"seed {firms.SEED}, {asked.profiles:,} profiles of {mean / 1000:.1f} kB")
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        print(f"{'':<4}{'':<58}{'figure':>9}{'':<5}{'target':>8}")
        measure(folder, asked.profiles, asked.turns)
        if asked.peers:
            peers(folder, asked.turns)


if __name__ == "__main__":
    main()
