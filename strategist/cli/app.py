"""The commands, each in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from strategist import __version__
from strategist.cli import assess, check, compare, config, explain, fund, init, interview, menu, plan, recommend, report, schema, whatif

app = typer.Typer(
    help="What is your customer service for? Compare what you declare with what you do.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine, 1 check found something, 2 a file or option cannot be used, 3 a bug of ours.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"strategist {__version__}")
        raise typer.Exit


@app.callback()
def _main(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    pass


app.command("interview")(interview.interview)
app.command("assess")(assess.assess)
app.command("check")(check.check)
app.command("config")(config.config)
app.command("recommend")(recommend.recommend)
app.command("fund")(fund.fund)
app.command("plan")(plan.plan)
app.command("report")(report.report)
app.command("compare")(compare.compare)
app.command("whatif")(whatif.whatif)
app.command("menu")(menu.menu)
app.command("explain")(explain.explain)
app.command("init")(init.init)
app.command("schema")(schema.schema)
