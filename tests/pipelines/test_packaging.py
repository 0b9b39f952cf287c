"""What other repositories use of this one: the pre-commit hook, the GitHub action and the GitLab job, with the commands in them run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import hatchling
import packaging
import pathspec
import pluggy
import pydantic
import pytest
import rich
import trove_classifiers
import typer
import yaml
from strategist.render import check_markdown, github, sarif, starter
from strategist.render.outputs import MODULES

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
BORROWED = (pydantic, rich, typer, yaml, pathspec, hatchling, packaging, pluggy, trove_classifiers)
SOUND = (ROOT / "tests" / "casebook" / "zappos-2009.yaml").read_text("utf-8")
NEVER_MIND = ["--fail-on", "never"]


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str


def run(command: list[str | Path], cwd: Path, **variables: str | Path) -> Done:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "GIT_", "GITHUB_"))}
    env = {**plain, "PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(cwd.parent), "COLUMNS": "80", **variables}
    done = subprocess.run(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
    return Done(done.returncode, done.stdout.decode())


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_bytes())


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with thirty profiles and two files that are none."""
    here = tmp_path / "repository"
    (here / "profiles").mkdir(parents=True)
    for number in range(30):
        (here / "profiles" / f"firm {number:02}.yaml").write_text(SOUND.replace("name: ", f"name: Firm {number:02} ", 1), "utf-8")
    (here / "settings.yaml").write_text("colour: red\n", "utf-8")
    (here / "notes.md").write_text("# Notes\n", "utf-8")
    git(here, "init", "--quiet", "--initial-branch=main")
    commit(here)
    return here


def git(here: Path, *args: str) -> None:
    done = run(["git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", *args], here)
    assert done.code == 0, done.out


def commit(here: Path) -> None:
    git(here, "add", "--all")
    git(here, "commit", "--quiet", "--no-verify", "--message=As it is")


def break_one(here: Path) -> None:
    """Misspell a word in one profile."""
    path = here / "profiles" / "firm 07.yaml"
    path.write_text(re.sub(r"^practice:", "practise:", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


# Their shapes.


@pytest.mark.parametrize(("kind", "file"), [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "ci/gitlab.yml")])
def test_a_file_has_the_shape_that_its_platform_wants(kind: str, file: str, tmp_path: Path):
    done = run(["check-jsonschema", "--builtin-schema", kind, ROOT / file], tmp_path)
    assert done.code == 0, done.out


def test_the_hooks_have_the_shape_that_pre_commit_wants(tmp_path: Path):
    done = run(["pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], tmp_path)
    assert done.code == 0, done.out


# pre-commit.


@pytest.fixture
def hooked(repository: Path) -> Path:
    """The repository with our hook, run from this environment in place of one of its own; what it runs is what we publish."""
    (hook,) = loaded(".pre-commit-hooks.yaml")
    local = {"repo": "local", "hooks": [{**hook, "language": "system", "args": NEVER_MIND}]}
    (repository / ".pre-commit-config.yaml").write_text(json.dumps({"repos": [local]}), "utf-8")
    commit(repository)
    return repository


def pre_commit(here: Path, *args: str) -> Done:
    return run(["pre-commit", "run", "--color=never", "--verbose", *args], here, PRE_COMMIT_HOME=here.parent / "pre-commit")


def test_the_hook_passes_sound_profiles_and_leaves_other_files_alone(hooked: Path):
    done = pre_commit(hooked, "--all-files")
    assert done.code == 0, done.out
    assert re.search(r"strategist check\.+Passed", done.out)
    assert "30 profiles" in done.out


def test_the_hook_passes_a_change_without_profiles(hooked: Path):
    (hooked / "settings.yaml").write_text("colour: blue\n", "utf-8")
    git(hooked, "add", "--all")
    done = pre_commit(hooked)
    assert done.code == 0, done.out


def test_the_hook_stops_a_broken_profile_and_names_the_line(hooked: Path):
    break_one(hooked)
    git(hooked, "add", "--all")
    done = pre_commit(hooked)
    assert done.code == 1
    assert re.search(r"^profiles/firm 07\.yaml:\d+:1: critical P003 .*`practise`", done.out, re.MULTILINE), done.out


# The GitHub action.


@dataclass(frozen=True)
class Runner:
    """A machine that runs the steps of the action as GitHub does: shell, variables and the expressions in them."""

    temp: Path
    work: Path

    def step(self, name: str, **inputs: str) -> Done:
        action = loaded("action.yml")
        (step,) = (step for step in action["runs"]["steps"] if step["name"] == name)
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an expression in a script could bring in a command"
        given = {key: inputs.get(key.replace("-", "_"), spec["default"]) for key, spec in action["inputs"].items()}
        known = {f"inputs.{key}": value for key, value in given.items()} | {"github.action_path": str(ROOT)}
        values = {key: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: known[found[1]], value) for key, value in step["env"].items()}
        script = self.temp / "script.sh"
        script.write_text(step["run"], "utf-8")
        bash = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script]
        return run([*bash], self.work, RUNNER_TEMP=self.temp, GITHUB_STEP_SUMMARY=self.summary, **OFFLINE, **values)

    @property
    def summary(self) -> Path:
        return self.temp / "summary.md"


OFFLINE = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
"""How pip installs the program from its folder and nothing else; `0` is how pip is told not to isolate a build."""


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of a runner on which the first step of the action was run; it borrows from here what pip would fetch."""
    temp = tmp_path_factory.mktemp("runner")
    venv.create(temp / "strategist", symlinks=True)
    (site,) = (temp / "strategist").glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text("\n".join({str(Path(str(package.__file__)).parent.parent) for package in BORROWED}), "utf-8")
    done = Runner(temp, temp).step("Install strategist")
    assert done.code == 0, done.out
    assert (temp / "strategist" / "bin" / "strategist").exists()
    return temp


@pytest.fixture
def runner(machine: Path, repository: Path) -> Runner:
    (machine / "summary.md").write_text("", "utf-8")
    return Runner(machine, repository)


def test_the_action_passes_sound_profiles_and_writes_a_summary(runner: Runner):
    done = runner.step("Check profiles", paths="profiles\n", fail_on="never")
    assert done.code == 0, done.out
    assert "30 profiles in 30 files" in runner.summary.read_text("utf-8").splitlines()[2]


def test_the_action_fails_on_a_broken_profile_and_annotates_its_line(runner: Runner):
    break_one(runner.work)
    done = runner.step("Check profiles", paths="profiles/firm 07.yaml\nprofiles/firm 08.yaml", sarif="strategist.sarif")
    assert done.code == 2
    assert re.search(r"^::error file=profiles/firm 07\.yaml,line=\d+,col=1", done.out, re.MULTILINE), done.out
    assert runner.summary.read_text("utf-8").startswith("## strategist check fails\n")
    (written,) = json.loads((runner.work / "strategist.sarif").read_bytes())["runs"]
    assert "P003" in {result["ruleId"] for result in written["results"]}


def test_the_action_takes_options_and_runs_nothing_that_stands_in_an_input(runner: Runner):
    evil = '$(touch stolen)\n`touch stolen`\n"; touch stolen; #\n--version'
    done = runner.step("Check profiles", paths=evil, options="--select=P\n--today=2026-01-31")
    assert done.code == 2
    assert not (runner.work / "stolen").exists()
    assert "checked for 2026-01-31" in runner.summary.read_text("utf-8")


# The GitLab job.


def job(here: Path, **changed: str) -> Done:
    """Run the script of the job; pip finds the program installed here."""
    (only,) = loaded("ci/gitlab.yml").values()
    script = "\n".join(["set -e", *only["script"]])
    return run(["bash", "-c", script], here, PIP_NO_INDEX="1", PIP_DISABLE_PIP_VERSION_CHECK="1", **(only["variables"] | changed))


def test_the_job_passes_sound_profiles_and_writes_both_reports(repository: Path):
    done = job(repository, STRATEGIST_OPTIONS="--fail-on never")
    assert done.code == 0, done.out
    (only,) = loaded("ci/gitlab.yml").values()
    for report in only["artifacts"]["reports"].values():
        assert (repository / report).stat().st_size


def test_the_job_fails_on_a_broken_profile_and_still_writes_both_reports(repository: Path):
    break_one(repository)
    done = job(repository, STRATEGIST_PATHS="profiles")
    assert done.code == 2
    issues = json.loads((repository / "gl-code-quality-report.json").read_bytes())
    assert ("P003", "profiles/firm 07.yaml") in {(issue["check_name"], issue["location"]["path"]) for issue in issues}
    suites = ET.fromstring((repository / "strategist-junit.xml").read_bytes()).findall("testsuite")
    assert sum(int(suite.get("errors", 0)) for suite in suites) >= 1


@pytest.mark.parametrize(("today", "code", "listed"), [("2027-03-31", 0, []), ("2027-04-01", 1, ["M101"])])
def test_the_job_lets_a_waived_finding_pass_until_its_last_day(repository: Path, today: str, code: int, listed: list[str]):
    (repository / "quay.yaml").write_bytes((ROOT / "tests" / "data" / "check" / "quay.yaml").read_bytes())
    done = job(repository, STRATEGIST_OPTIONS=f"--select M101 --today {today}", STRATEGIST_PATHS="quay.yaml")
    assert done.code == code, done.out
    issues = json.loads((repository / "gl-code-quality-report.json").read_bytes())
    assert [issue["check_name"] for issue in issues] == listed
    assert all("The waiver of Ann Lee ended on 2027-03-31." in issue["description"] for issue in issues)


# docs/pipelines.md


def snippet(heading: str) -> str:
    """Give the first piece of YAML under a heading."""
    below = (ROOT / "docs" / "pipelines.md").read_text("utf-8").split(f"\n## {heading}\n", 1)[1]
    return below.split("```yaml\n", 1)[1].split("```", 1)[0]


@pytest.mark.parametrize(
    ("heading", "command"),
    [
        ("Before each commit", ["pre-commit", "validate-config"]),
        ("GitHub", ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"]),
        ("GitLab", ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci"]),
    ],
)
def test_what_the_page_says_to_write_has_the_right_shape(heading: str, command: list[str], tmp_path: Path):
    file = tmp_path / "written.yaml"
    file.write_text(snippet(heading), "utf-8")
    done = run([*command, file], tmp_path)
    assert done.code == 0, done.out


def test_what_the_page_says_to_write_names_what_there_is():
    (hook,) = yaml.safe_load(snippet("Before each commit"))["repos"][0]["hooks"]
    assert hook["id"] == loaded(".pre-commit-hooks.yaml")[0]["id"]
    step = yaml.safe_load(snippet("GitHub"))["jobs"]["profiles"]["steps"][1]
    assert set(step["with"]) <= set(loaded("action.yml")["inputs"])
    job_ = yaml.safe_load(snippet("GitLab"))
    assert set(job_["variables"]) <= set(loaded("ci/gitlab.yml")["strategist"]["variables"])
    assert (ROOT / job_["include"][0]["file"].lstrip("/")).exists()
    assert snippet("In an editor").strip() == starter.HEAD.splitlines()[0]


def test_the_page_tells_of_every_format_and_its_limit():
    page = (ROOT / "docs" / "pipelines.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", page, re.MULTILINE))
    assert set(rows) == {"json", *MODULES}
    assert rows["sarif"] == f"{sarif.MOST:,} findings"
    assert rows["github"].startswith(f"{github.MOST} errors and {github.MOST} warnings")
    assert rows["markdown"] == f"{check_markdown.MOST} findings a table"
