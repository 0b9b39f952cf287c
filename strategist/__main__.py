"""Run the command line with `python -m strategist`."""

from strategist.cli import main

main()
