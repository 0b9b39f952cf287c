"""The commands, each in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from strategist import __version__
from strategist.cli import assess, check, compare, config, explain, fund, init, interview, menu, plan, recommend, report, schema, whatif

app = typer.Typer(
    help="What is your customer service for? Compare what you declare with what you do.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
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


app.command("interview", short_help="Answer questions at a prompt, and get a reading.")(interview.interview)
app.command("assess", short_help="Read profiles: what is practised, and where it disagrees.")(assess.assess)
app.command("check", short_help="Check stored profiles in a pipeline.")(check.check)
app.command("config", short_help="Show the settings of `check`, and where they come from.")(config.config)
app.command("recommend", short_help="Rank the ten purposes by your goals and your money.")(recommend.recommend)
app.command("fund", short_help="Show the people and the money that a promise needs.")(fund.fund)
app.command("plan", short_help="Find the cheapest steps to a purpose.")(plan.plan)
app.command("report", short_help="Write a report to hand over.")(report.report)
app.command("compare", short_help="Show what moved, or how rivals and units differ.")(compare.compare)
app.command("whatif", short_help="Show what other answers would change.")(whatif.whatif)
app.command("menu", short_help="Show the ten purposes, or some in full.")(menu.menu)
app.command("explain", short_help="Explain a rule, a purpose, a practice or a word.")(explain.explain)
app.command("init", short_help="Write a starter profile with every question.")(init.init)
app.command("schema", short_help="Print the JSON Schema of a file.")(schema.schema)
