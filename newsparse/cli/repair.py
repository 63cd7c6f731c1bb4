"""`newsparse repair`: repair plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..api import ReadOptions, RepairedText
from ..article import ErrorRecord
from ..batch import repair_paths
from . import console, options
from .commands import command, option
from .inputs import ReportedRecords, find_inputs, has_input, selection_code
from .output_file import output_path, refuse_input, write_output
from .progress import with_progress


@command
@option(
    "Output",
    "-o",
    "--output",
    metavar="FILE",
    callback=options.file_name,
    help="Write to FILE instead of standard output. An existing file is replaced only after all texts are written.",
)
@options.text_reading
@options.inputs
@options.terminal
def repair(
    output: str | None, reading: ReadOptions, inputs: options.InputOptions, terminal: options.TerminalOptions
) -> int:
    """Repair plain text, such as the output of an extractor.

    Reads PATHS (files, directories, or - for standard input, the default) and prints the repaired text. Only white
    space and quotation marks on the wrong line change; repaired text stays as it is. Text in another format, such as
    front matter or JSON, is printed unchanged and reported as an error.

    \b
    Examples:
      trafilatura -u https://news.example.org/hall | newsparse repair
      newsparse repair article.txt -o repaired.txt
    """
    path = output_path(output)
    found = find_inputs(inputs)
    if path:
        refuse_input(path, found, inputs.files_from)
        if not has_input(found, path):
            return selection_code(found, inputs)
    records = ReportedRecords(repair_paths(with_progress(found.paths, terminal.progress, "Repairing", path), reading))
    if path is None:
        console.write(_texts(records))
    else:
        write_output(path, (text.encode("utf-8", "backslashreplace") for text in _texts(records)))
    return max(records.exit_code, selection_code(found, inputs))


def _texts(records: Iterable[RepairedText | ErrorRecord]) -> Iterator[str]:
    """Yield the texts, with a line feed before a text that would not begin a line."""
    at_line_start = True
    for record in records:
        if isinstance(record, RepairedText):
            yield record.text if at_line_start else "\n" + record.text
            at_line_start = record.text.endswith("\n") or not record.text
