"""Options for the output format of articles, shared by `parse` and `convert`."""

from __future__ import annotations

import click

from ..output.fields import COLUMNS, FIELDS, OptionError, parse_fields
from ..output.formats import FORMATS, Rendering, check_rendering
from .commands import is_from_environment, option

_LISTED = ", ".join(f"{known.name} ({known.summary})" for known in FORMATS.values())
FORMAT_HELP = f"Output format: {_LISTED}"


def _check_fields(context: click.Context, parameter: click.Parameter, text: str | None) -> tuple[str, ...]:
    """Return the names in the value of --fields. Raises BadParameter."""
    try:
        return parse_fields(text) if text is not None else ()
    except OptionError as error:
        raise click.BadParameter(str(error), context, parameter) from None


def usable_rendering(output_format: str, rendering: Rendering) -> Rendering:
    """Return the options of a format, without those of environment variables that it does not have.

    Raises UsageError for an option on the command line that the format does not have.
    """
    known = FORMATS[output_format].options if output_format in FORMATS else ()
    unused = {
        name: default
        for name, default in Rendering._field_defaults.items()
        if name not in known and is_from_environment(name)
    }
    rendering = rendering._replace(**unused)
    try:
        check_rendering(output_format, rendering)
    except OptionError as error:
        raise click.UsageError(str(error)) from None
    return rendering


fields = option(
    "Output",
    "--fields",
    metavar="NAMES",
    callback=_check_fields,
    help="Fields to write, in this order, separated by commas; for csv, tsv and ndjson. "
    f"Names: {', '.join(FIELDS)}.  [default: all keys of the record for ndjson; {', '.join(COLUMNS)} for csv and "
    "tsv]",
)
add_bom = option(
    "Output",
    "--add-bom",
    is_flag=True,
    help="Begin with a byte-order mark, which Excel needs to read UTF-8; for csv and tsv.",
)
spreadsheet_safe = option(
    "Output",
    "--spreadsheet-safe",
    is_flag=True,
    help="Put an apostrophe before cells that a spreadsheet would evaluate as formulas; for csv and tsv.",
)
