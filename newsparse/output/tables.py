"""Write articles and error records as Parquet, and copy rows of earlier files. Only this module imports pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple, get_args, get_origin, get_type_hints

from ..article import SCHEMA_VERSION, Article, ErrorRecord
from ..text.characters import escape_non_utf8
from .fields import Record

if TYPE_CHECKING:
    import pyarrow

# Values of the columns between `source` and `error` in the row of an error record.
_NO_ARTICLE = (None,) * (len(Article.__slots__) - 1)


class Limits(NamedTuple):
    """Limits on row groups, and so on memory: a writer and a reader hold one row group, in a few copies.

    A file is divided into blocks of `block_rows` rows, counted from its first row, so that the division does not depend
    on how the rows are added. A row group consists of whole blocks. It ends with the block by which its texts reach
    `group_bytes`, or its rows `group_rows` (error records have little text). Smaller blocks take longer (half a
    millisecond each); with larger ones a group of very long articles exceeds `group_bytes` by more.
    """

    block_rows: int = 64
    group_rows: int = 1 << 16
    group_bytes: int = 8 << 20


_LIMITS = Limits()


class MissingPyarrowError(ImportError):
    """Parquet was requested, but pyarrow is not installed; a broken installation raises another ImportError."""

    def __init__(self, message: str = "Parquet needs pyarrow; run: pip install pyarrow") -> None:
        super().__init__(message)


def import_pyarrow() -> Any:
    """Import pyarrow with its Parquet part and return it. Raises MissingPyarrowError.

    This takes a tenth of a second. Call it before other work for a file, so that a missing package is reported first.
    """
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.parquet
    except ImportError as error:
        if error.name != "pyarrow":
            raise  # it is installed, but broken
        raise MissingPyarrowError from None
    return pyarrow


@cache
def schema() -> pyarrow.Schema:
    """Return the columns of a file: the keys of an article in their order, then `error`.

    A row is a record. For an article, `error` is null; for an error record, all columns are null except
    `schema_version`, `source` and `error`. `extra` is a map, because its keys are labels that occur in the files:
    DuckDB and Spark read it as a map, pandas as pairs.
    """
    pa = import_pyarrow()
    columns = {name: _type_of(kind) for name, kind in get_type_hints(Article).items()}
    columns["record"] = pa.int32()
    error = {name: kind for name, kind in get_type_hints(ErrorRecord).items() if name != "source"}
    fields = [pa.field("schema_version", pa.int32(), nullable=False)]
    fields += (pa.field(name, kind, nullable=name != "source") for name, kind in columns.items())
    return pa.schema([*fields, pa.field("error", _struct(error))])


def _type_of(annotation: Any) -> Any:
    """Return the Parquet type for the annotation of an attribute."""
    pa = import_pyarrow()
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is UnionType:
        return _type_of(arguments[0])
    if origin is Literal or annotation is str:
        return pa.string()
    if origin is tuple:  # Parquet prescribes the name "element": the same type is read back
        return pa.list_(pa.field("element", _type_of(arguments[0])))
    if issubclass(annotation, tuple):
        return _struct(get_type_hints(annotation))
    if issubclass(annotation, dict):
        return pa.map_(pa.string(), pa.string())
    return pa.float64() if annotation is float else pa.int64()  # lines and columns have no limit


def _struct(annotations: dict[str, Any]) -> Any:
    return import_pyarrow().struct([(name, _type_of(kind)) for name, kind in annotations.items()])


class Writer:
    """Writes one Parquet file from records and from rows of earlier files. A context manager.

    The bytes depend only on the rows and their order (and on the version of pyarrow), not on how many are added in one
    call or which are copied. Memory holds one row group. If the block of `with` raises an exception, the file has no
    footer, so nothing can read it.
    """

    def __init__(self, file: BinaryIO, limits: Limits = _LIMITS) -> None:
        """Write to `file`, which is open for writing bytes and stays open. Raises MissingPyarrowError."""
        self._pa, self._limits = import_pyarrow(), limits
        # Of the compressions that DuckDB, Spark and pandas read without further packages, zstd makes files a third
        # smaller than snappy does, in the same time. The Arrow schema is not stored: Parquet's own loses nothing.
        self._file = self._pa.parquet.ParquetWriter(file, schema(), compression="zstd", store_schema=False)
        # Records pass through these three lists, one after another, until they are written.
        self._records: list[Record] = []  # added, but not converted to rows
        self._incomplete_block: list[pyarrow.Table] = []  # at most one table, of fewer rows than a block has
        self._group: list[pyarrow.Table] = []  # the blocks of the row group
        self._group_size = 0  # bytes of the texts in the row group
        self._source: Reader | None = None  # the file that rows were last copied from

    def add(self, records: Iterable[Record]) -> None:
        """Append records."""
        for record in records:
            self._records.append(record)
            if len(self._records) == self._limits.block_rows:
                self._convert()

    def copy_rows(self, path: str, start: int = 0, count: int | None = None) -> None:
        """Append `count` rows (None: all) of an earlier file, beginning with the 0-based row `start`.

        If the rows of a file are copied in ascending order, each of its row groups is read only once, even by many
        calls. Raises ValueError and OSError as `Reader` does.
        """
        self._convert()
        if self._source is None or self._source.path != path:
            self._close_source()
            self._source = Reader(path)
        tables = self._source.rows(start, count)
        for table in tables if count is None else list(tables):  # a list reads all before any is appended
            self._append(table)

    def close(self) -> None:
        """Write the remaining rows and the footer of the file."""
        self._convert()
        self._group += self._incomplete_block
        self._incomplete_block = []
        self._flush()
        self._close_source()
        self._file.close()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *details: object) -> None:
        if kind is None:
            self.close()
        else:
            self._close_source()
            self._file.is_open = False  # else pyarrow would write the footer when it deletes this object

    def _convert(self) -> None:
        """Convert the records that have been added to rows."""
        if self._records:
            records, self._records = self._records, []
            self._append(_table(records))

    def _append(self, table: pyarrow.Table) -> None:
        """Append rows: divide them into blocks, and write the row group when it has reached a limit."""
        limits, rows = self._limits, self._pa.concat_tables([*self._incomplete_block, table])
        end_of_blocks = len(rows) - len(rows) % limits.block_rows
        for start in range(0, end_of_blocks, limits.block_rows):
            block = rows.slice(start, limits.block_rows).combine_chunks()
            self._group.append(block)
            self._group_size += sum(_text_size(chunk) for column in block.columns for chunk in column.chunks)
            if self._group_size >= limits.group_bytes or len(self._group) * limits.block_rows >= limits.group_rows:
                self._flush()
        self._incomplete_block = [rows.slice(end_of_blocks)] if end_of_blocks < len(rows) else []

    def _flush(self) -> None:
        """Write the row group, as one chunk: otherwise the division into pages would depend on the chunks."""
        if self._group:
            table = self._pa.concat_tables(self._group).combine_chunks()
            self._group, self._group_size = [], 0  # frees the blocks before the writer allocates memory
            self._file.write_table(table, row_group_size=len(table))
            del table
            _release_memory()

    def _close_source(self) -> None:
        if self._source is not None:
            self._source.close()
        self._source = None


class Reader:
    """Reads rows of a file that a `Writer` has written."""

    def __init__(self, path: str) -> None:
        """Open the file. Raises ValueError if it was not written by a `Writer`, OSError if it cannot be read."""
        self.path = path
        pa = import_pyarrow()
        self._source = open(path, "rb")  # noqa: SIM115 - closed by `close`. pyarrow cannot open paths that are not UTF-8
        try:
            self._file = pa.parquet.ParquetFile(self._source, pre_buffer=False)
            has_our_columns = self._file.schema_arrow.equals(schema())
        except (ValueError, OSError):  # OSError for damaged metadata
            self.close()
            raise ValueError(f"{path}: not a valid Parquet file") from None
        if not has_our_columns:
            self.close()
            raise ValueError(f"{path}: not a Parquet file of this version of newsparse")
        metadata = self._file.metadata
        self._counts: list[int] = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
        self._last: tuple[int, pyarrow.Table] | None = None  # index and rows of the row group that was read last

    def __len__(self) -> int:
        return sum(self._counts)

    def rows(self, start: int = 0, count: int | None = None) -> Iterator[pyarrow.Table]:
        """Yield `count` rows (None: all) from the 0-based row `start`, a table per row group. Raises ValueError."""
        end = len(self) if count is None else start + count
        if not 0 <= start <= end <= len(self):
            raise ValueError(f"{self.path}: rows {start} to {end} do not exist; the file has {len(self)} rows")
        for index, row_count in enumerate(self._counts):
            first, last = max(start, 0), min(end, row_count)
            if first < last:
                yield self._row_group(index).slice(first, last - first)
            start, end = start - row_count, end - row_count  # relative to the next row group

    def _row_group(self, index: int) -> pyarrow.Table:
        """Return a row group; the last one is kept in memory."""
        if self._last is None or self._last[0] != index:
            self._last = None  # otherwise two would be in memory
            self._last = index, self._file.read_row_group(index, use_threads=False)
            _release_memory()
        return self._last[1]

    def close(self) -> None:
        """Close the file. Tables that were read stay valid."""
        self._source.close()


def concatenate(parts: Iterable[str], file: BinaryIO, limits: Limits = _LIMITS) -> None:
    """Write the rows of the files `parts` to `file`: the same bytes as if one `Writer` had written all records.

    Raises ValueError and OSError as `Reader` does.
    """
    with Writer(file, limits) as writer:
        for part in parts:
            writer.copy_rows(part)


def _release_memory() -> None:
    """Make pyarrow return unused memory to the system: by itself it keeps about 60 MB more than it needs."""
    import_pyarrow().default_memory_pool().release_unused()


def _table(records: Iterable[Record]) -> pyarrow.Table:
    """Convert records to rows."""
    pa, columns = import_pyarrow(), zip(*map(_row, records), strict=True)
    arrays = [_array(values, field.type) for values, field in zip(columns, schema(), strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema())


def _row(record: Record) -> tuple[object, ...]:
    """Return the values of a record in the order of the columns. pyarrow converts named tuples to structs."""
    if isinstance(record, ErrorRecord):
        source, *error = record
        return SCHEMA_VERSION, escape_non_utf8(source), *_NO_ARTICLE, tuple(error)
    values = {name: getattr(record, name) for name in Article.__slots__}
    values |= {"source": escape_non_utf8(record.source), "extra": list(record.extra.items())}
    return SCHEMA_VERSION, *values.values(), None


def _array(values: Iterable[object], kind: Any) -> Any:
    """Return `values` as a pyarrow array; lone surrogates, which a str passed to `parse` may hold, become escapes."""
    pa, values = import_pyarrow(), tuple(values)
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array(_escaped(values), kind)


def _escaped(value: Any) -> Any:
    """Replace lone surrogates in a text, or in all texts of a tuple or list, by escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return tuple(map(_escaped, value)) if isinstance(value, tuple | list) else value


def _text_size(array: Any) -> int:
    """Return the bytes of all texts in an array; pyarrow's own sizes differ between rows converted and rows read."""
    pa = import_pyarrow()
    if pa.types.is_string(array.type):
        size: int = pa.compute.sum(pa.compute.binary_length(array)).as_py() or 0
        return size
    if pa.types.is_struct(array.type):
        return sum(map(_text_size, array.flatten()))
    if pa.types.is_map(array.type):  # cannot be flattened, but is a list of pairs
        kind = array.type
        array = array.cast(pa.list_(pa.struct([kind.key_field, kind.item_field])))
    return _text_size(array.flatten()) if pa.types.is_list(array.type) else 0
