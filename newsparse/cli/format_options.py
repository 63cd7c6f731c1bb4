"""Options for the output format of articles, shared by `parse` and `convert`."""

from __future__ import annotations

import click

from ..output.fields import FIELDS, OptionError, parse_fields
from ..output.formats import FORMATS
from .commands import option

_LISTED = ", ".join(f"{known.name} ({known.summary})" for known in FORMATS.values())
FORMAT_HELP = f"Output format: {_LISTED}"


def _check_fields(context: click.Context, parameter: click.Parameter, text: str | None) -> tuple[str, ...]:
    """Return the names in the value of --fields. Raises BadParameter."""
    try:
        return parse_fields(text) if text is not None else ()
    except OptionError as error:
        raise click.BadParameter(str(error), context, parameter) from None


fields = option(
    "Output",
    "--fields",
    metavar="NAMES",
    callback=_check_fields,
    help="Fields to write, in this order, separated by commas; for csv, tsv and ndjson. "
    f"Names: {', '.join(FIELDS)}.  [default: all keys; in tables, the usual columns]",
)
spreadsheet_safe = option(
    "Output",
    "--spreadsheet-safe",
    is_flag=True,
    help="Prefix cells that a spreadsheet would run as a formula with an apostrophe; for csv and tsv.",
)
