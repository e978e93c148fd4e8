"""The command line. ``main`` is the console script; commands load when they are called."""

from __future__ import annotations

import importlib
import sys
from typing import Final

import click

#: Command -> (module, one line of help), in the order that ``geomap --help`` shows. The help
#: stands here so that showing it loads no command.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "build": ("build", "Articles and tables in, every output out."),
    "extract": ("extract", "Articles to incidents as JSON, to correct before building."),
    "places": ("places", "Every place that an article mentions, as JSON lines."),
    "resolve": ("resolve", "Where is it? Names to places, one or a whole table."),
    "validate": ("validate", "Say what is wrong with inputs; write nothing."),
    "convert": ("convert", "Between codebooks, with a report of what is lost."),
    "serve": ("serve", "A built folder over HTTP on this machine only."),
    "gazetteer": ("gazetteer", "What the gazetteer holds; check, add, get places."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"geomap.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from COMMANDS alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="geomap", message="geomap %(version)s")
def cli() -> None:
    """Conflict incidents from news text and tables to located, sourced, linked maps, offline."""


def main() -> None:
    """Run the command line; every error that a user can mend ends in one line and exit 2."""
    from geomap.cli.options import printable
    from geomap.errors import GeomapError

    try:
        cli.main(prog_name="geomap")
    except GeomapError as error:
        if {"-v", "--verbose"} & set(sys.argv):
            raise
        click.echo(f"geomap: {printable(' '.join(str(error).split()))}", err=True)
        sys.exit(2)
