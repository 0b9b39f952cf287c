"""How long the commands take, as a multiple of starting Python and doing nothing: `python benchmarks/speed.py`.

Each run of a command is paired with a run of `python -c pass` next to it, so that a busy machine slows both. Python may keep its compiled
modules, as it does unless told not to. It measures, it does not judge: the exit code is 0 whatever the figures are.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

ROOT = Path(__file__).parents[1]
PROFILE = "tests/casebook/fedex-81-seconds.yaml"
BARE = (sys.executable, "-c", "pass")
RUNS, WARM_UP = 15, 3
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
COMMANDS = {
    ("--version",): 7,
    ("--help",): None,
    ("menu",): None,
    ("assess", PROFILE): 25,
    ("assess", PROFILE, "--format", "json"): None,
    ("recommend", "tests/data/readings/blend.yaml"): None,
    ("plan", PROFILE): None,
}
"""What is run, and the most that the ratio should be where there is a goal."""


def seconds(command: tuple[str, ...]) -> float:
    """Run a command to its end, its output thrown away; give the time it took."""
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def paired(command: tuple[str, ...], runs: int = RUNS) -> list[tuple[float, float]]:
    """Time a command and bare Python in turns, after a few turns that do not count."""
    turns = [(seconds(BARE), seconds(command)) for _ in range(WARM_UP + runs)]
    return turns[WARM_UP:]


def first_prompt(program: str, *options: str) -> float:
    """Start an interview in a terminal and give the time until the first question can be answered."""
    import pexpect

    with TemporaryDirectory() as folder:
        environment = ENVIRONMENT | {"TERM": "xterm"}
        start = perf_counter()
        terminal = pexpect.spawn(program, ["interview", "acme.yaml", *options], cwd=folder, env=environment, dimensions=(40, 80))
        terminal.expect("leave")
        took = perf_counter() - start
        terminal.close(force=True)
    return took


def key_presses(program: str) -> list[float]:
    """Give the times from pressing a key to seeing what it does, while goals are picked."""
    import pexpect

    presses = []
    with TemporaryDirectory() as folder:
        Path(folder, "acme.yaml").write_text(
            "strategist: 1\ncompany: {name: A, customers: b, channel: c, period: d, trade: e, as_of: 2026-01-01}\n"
        )
        terminal = pexpect.spawn(program, ["interview", "acme.yaml"], cwd=folder, env=ENVIRONMENT | {"TERM": "xterm"}, dimensions=(40, 80))
        terminal.delaybeforesend = None
        terminal.expect("leave")
        sleep(0.3)
        for place in range(2, 12):
            start = perf_counter()
            terminal.send("\x1b[B")
            terminal.expect(rf">\D*{place}")
            presses.append(perf_counter() - start)
            sleep(0.05)
        terminal.close(force=True)
    return presses


def interview(program: str) -> None:
    """Print how soon an interview asks, and how soon it obeys."""
    for options in ((), ("--quick",), ("--plain",)):
        ratios = sorted(first_prompt(program, *options) / seconds(BARE) for _ in range(WARM_UP + RUNS))[WARM_UP:]
        print(f"{' '.join(('strategist interview', *options, '(first prompt)')):<52}{median(ratios):>7.1f}{'':>28}{25:>7}")
    print(f"{'a key press, ms':<52}{1000 * median(key_presses(program)):>7.1f}")


DELIVERABLES = {
    "report": (PROFILE,),
    "report, several channels": ("tests/data/funding/ringwell.yaml",),
    "compare, two dates": ("tests/casebook/fedex-first-ring.yaml", PROFILE),
}
FEW = 7
"""Runs of what takes long."""

MOST_OF_HTML, MOST = 30, 2.0
"""The goals: the page as a multiple of bare Python, any deliverable in seconds."""


def deliverables(program: str) -> None:
    """Print how long every format of a report and of a comparison takes, as a whole process."""
    from strategist.cli.report import WRITERS

    print(f"\n{'whole process':<40}{'format':>8}{'ratio':>7}{'s':>7}{'slowest':>9}{'goal':>7}")
    with TemporaryDirectory() as folder:
        for words, profiles in DELIVERABLES.items():
            for ending in WRITERS:
                command = (program, words.partition(",")[0], *profiles, "--force", "-o", f"{folder}/made{ending}")
                turns = paired(command, FEW)
                ratio = median(made / bare for bare, made in turns)
                times = [made for _, made in turns]
                goal = f"{MOST_OF_HTML} x" if ending == ".html" else f"{MOST:g} s"
                print(f"{words:<40}{ending:>8}{ratio:>7.1f}{median(times):>7.2f}{max(times):>9.2f}{goal:>7}")


def in_process() -> None:
    """Print how long a reading, a plan and the cost of a promise take once everything is imported."""
    from strategist import funding, plan, profiles, reading
    from strategist.catalogue import shipped
    from strategist.flow import counted
    from strategist.program import Wish

    catalogue = shipped()
    (fedex,) = profiles.read(ROOT / PROFILE, catalogue)
    (phone,) = profiles.read(ROOT / "tests/data/readme/phone.yaml", catalogue)

    def fund() -> None:
        funding.cost.cache_clear()
        figures = funding.figures(counted(phone, catalogue))
        found = funding.cost(figures)
        if found:
            funding.with_curves(found, figures)

    print(f"\n{'in process, after import':<52}{'ms':>7}{'goal':>7}")
    for words, work, goal in (
        ("reading of fedex-81-seconds", lambda: reading.build(fedex, catalogue), "50"),
        ("plan for fedex-81-seconds", lambda: plan.plan(fedex, catalogue, Wish("competitive-edge")), "500"),
        ("fund of phone", fund, "100"),
    ):
        work()
        times = []
        for _ in range(RUNS):
            start = perf_counter()
            work()
            times.append(perf_counter() - start)
        print(f"{words:<52}{1000 * median(times):>7.0f}{goal:>7}")


def main() -> None:
    """Print a line per command: the median of its ratios, the spread of the middle half, and the medians in milliseconds."""
    program = which("strategist", path=sysconfig.get_path("scripts"))
    if program is None:
        print("strategist is not installed beside this Python; install the project and run this again")
        return
    print(f"{'command':<52}{'ratio':>7}{'middle half':>14}{'ms':>7}{'bare':>7}{'goal':>7}")
    for words, goal in COMMANDS.items():
        turns = paired((program, *words))
        ratios = sorted(command / bare for bare, command in turns)
        spread = f"{ratios[RUNS // 4]:.1f}-{ratios[-1 - RUNS // 4]:.1f}"
        bare, command = (1000 * median(column) for column in zip(*turns, strict=True))
        shown = " ".join(("strategist", *words)).replace("tests/casebook/", "")
        print(f"{shown:<52}{median(ratios):>7.1f}{spread:>14}{command:>7.0f}{bare:>7.1f}{goal or '-':>7}")
    interview(program)
    deliverables(program)
    in_process()


if __name__ == "__main__":
    main()
