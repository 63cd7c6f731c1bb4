"""The options of a conversion that its outputs depend on."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

from .. import __version__
from ..api import DateOrder, Errors, Level, ReadOptions
from ..output.fields import OptionError, parse_fields
from ..output.formats import FORMATS, ArticleFormat, Format, Rendering
from ..text.compression import EXTENSIONS, compressor_version
from ..text.decoding import is_encoding
from ..text.limits import MAX_SIZE
from . import checked_json
from .checked_json import Size

OutputFormat = Literal[Format, "parquet"]
Compression = Annotated[str, lambda compression: compression in ("", *EXTENSIONS)]


# To be increased when the records of the same input change: an incremental conversion then converts all inputs again.
_RECORDS_VERSION = 2  # 2: the errors of error records have a column


def _is_field_list(text: str) -> bool:
    """Whether a text is empty or a list of fields."""
    try:
        return not text or bool(parse_fields(text))
    except OptionError:
        return False


@checked_json.stored_as("Options", output_format="form", compression="packed")
class Options(NamedTuple):
    """The options that the outputs depend on.

    `level` is the level of the repairs of bodies. `compression` is the ending of compressed outputs: `.gz`, `.zst`, or
    empty. `max_size` is the limit for an uncompressed input, in bytes; 0: no limit. `fields` is a list separated by
    commas; empty: the default of the format.
    """

    output_format: OutputFormat
    level: Level = "safe"
    encoding: Annotated[str, is_encoding] | None = None
    errors: Errors = "strict"
    date_order: DateOrder | None = None
    compression: Compression = ""
    max_size: Size = MAX_SIZE
    fields: Annotated[str, _is_field_list] = ""
    spreadsheet_safe: bool = False
    add_bom: bool = False

    @property
    def reading(self) -> ReadOptions:
        """The options for reading inputs."""
        return _read_options(self)

    @property
    def article_format(self) -> ArticleFormat | None:
        """The entry of the format in the table of formats; None for Parquet, which is no text."""
        return FORMATS.get(self.output_format)

    @property
    def rendering(self) -> Rendering:
        """The options of the format."""
        fields = parse_fields(self.fields) if self.fields else ()
        return Rendering(fields=fields, spreadsheet_safe=self.spreadsheet_safe, add_bom=self.add_bom)

    @property
    def fills_trees(self) -> bool:
        """Whether outputs in a folder are a tree with a file for each article; otherwise they are parts."""
        return self.article_format is not None and self.article_format.is_document

    @property
    def holds_errors(self) -> bool:
        """Whether the outputs have error records."""
        return self.article_format is None or self.article_format.holds_errors

    @property
    def ending(self) -> str:
        """The ending of the names of outputs in a folder."""
        extension = self.article_format.extensions[0] if self.article_format else ".parquet"
        return extension + self.compression

    @property
    def versions(self) -> str:
        """The versions of newsparse and of the libraries that write outputs, because the bytes depend on them.

        Raises MissingPyarrowError, and InputError if the library for the compression is missing.
        """
        found = [f"newsparse {__version__} records {_RECORDS_VERSION}", compressor_version(self.compression)]
        if self.output_format == "parquet":
            from ..output.tables import import_pyarrow

            found.append(f"pyarrow {import_pyarrow().__version__}")
        return ", ".join(filter(None, found))


def make_options(
    output_format: OutputFormat, compression: Compression, reading: ReadOptions, rendering: Rendering
) -> Options:
    """Return the options of a conversion.

    Raises MissingPyarrowError, and InputError if the library for the compression is missing, before any work is done.
    """
    options = Options(
        output_format,
        reading.repair,
        reading.encoding,
        reading.errors,
        reading.date_order,
        compression,
        reading.max_size,
        ",".join(rendering.fields),
        rendering.spreadsheet_safe,
        rendering.add_bom,
    )
    _ = options.versions  # raises the exceptions
    return options


@lru_cache(maxsize=8)  # one for each run in a process: validated once, not for each input
def _read_options(options: Options) -> ReadOptions:
    return ReadOptions(
        encoding=options.encoding,
        errors=options.errors,
        repair=options.level,
        date_order=options.date_order,
        max_size=options.max_size,
    )


class ShardLimits(NamedTuple):
    """The limits for the inputs of a shard.

    Shards are small enough to occupy many processes, and large enough that a conversion of millions of inputs has few
    parts. They do not depend on the number of processes, because the bytes of the outputs must not.
    """

    min_bytes: int = 256 << 10  # also if there are fewer than `shards` shards then
    max_bytes: int = 64 << 20
    max_files: int = 2000
    shards: int = 64  # to aim for
