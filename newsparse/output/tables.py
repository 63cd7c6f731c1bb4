"""Articles and error records as Parquet, and the rows of earlier files. The only module that imports pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple, get_args, get_origin, get_type_hints

from ..article import SCHEMA_VERSION, Article, ErrorRecord
from ..text.characters import escape_non_utf8
from .articles import Record

if TYPE_CHECKING:
    import pyarrow

_EMPTY = (None,) * (len(Article.__slots__) - 1)  # the columns of an error record between `source` and `error`


class Limits(NamedTuple):
    """The size of row groups: a writer and a reader hold one in memory, a few times over.

    A row group ends after a block of rows with which its texts reach `group_bytes`, or its rows `group_rows` (error
    records have little text). Blocks are counted from the first row of the file, so the groups do not depend on how the
    rows arrived. Smaller blocks take longer (half a millisecond each); larger ones let a group of very long articles
    grow further.
    """

    block_rows: int = 64
    group_rows: int = 1 << 16
    group_bytes: int = 8 << 20


_LIMITS = Limits()


class MissingPyarrowError(ImportError):
    """Parquet was requested, but pyarrow is not installed.

    A class of its own, so that a command can print its message alone and not hide a broken installation.
    """

    def __init__(self, message: str = 'parquet needs pyarrow: pip install "newsparse[parquet]"') -> None:
        super().__init__(message)


def need_pyarrow() -> Any:
    """Import pyarrow with its Parquet part and return it. Raises MissingPyarrowError.

    Importing takes a tenth of a second, so nothing else imports it. Call this before any work for a Parquet file.
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

    A record is a row. `error` is null in the row of an article; in the row of an error record all columns but
    `schema_version`, `source` and `error` are. `extra` is a map, because its keys are labels of files: DuckDB and
    Spark read it as one, pandas as pairs.
    """
    pa = need_pyarrow()
    columns = {name: _type_of(kind) for name, kind in get_type_hints(Article).items()}
    columns["record"] = pa.int32()
    error = {name: kind for name, kind in get_type_hints(ErrorRecord).items() if name != "source"}
    fields = [pa.field("schema_version", pa.int32(), nullable=False)]
    fields += (pa.field(name, kind, nullable=name != "source") for name, kind in columns.items())
    return pa.schema([*fields, pa.field("error", _struct(error))])


def _type_of(annotation: Any) -> Any:
    """Return the Parquet type of an attribute."""
    pa = need_pyarrow()
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
    return need_pyarrow().struct([(name, _type_of(kind)) for name, kind in annotations.items()])


class Writer:
    """Writes one Parquet file from records and from rows of earlier files. A context manager.

    The bytes depend only on the rows and their order (and on the version of pyarrow): not on how many are added in a
    call, nor on which are copied. Memory holds one row group. If the block of `with` raises an exception, the file is
    left without its footer, so nothing can read it.
    """

    def __init__(self, file: BinaryIO, limits: Limits = _LIMITS) -> None:
        """`file` is open for writing bytes, and stays open. Raises MissingPyarrowError."""
        self._pa, self._limits = need_pyarrow(), limits
        # Of the compressions that DuckDB, Spark and pandas read without further packages, zstd makes files a third
        # smaller than snappy does, in the same time. The Arrow schema is not stored: Parquet's own loses nothing.
        self._file = self._pa.parquet.ParquetWriter(file, schema(), compression="zstd", store_schema=False)
        self._records: list[Record] = []
        self._waiting: list[pyarrow.Table] = []  # fewer rows than a block
        self._group: list[pyarrow.Table] = []  # blocks
        self._size = 0  # bytes of the texts in the group
        self._source: Reader | None = None

    def add(self, records: Iterable[Record]) -> None:
        """Append records."""
        for record in records:
            self._records.append(record)
            if len(self._records) == self._limits.block_rows:
                self._convert()

    def keep(self, path: str, start: int = 0, count: int | None = None) -> None:
        """Append `count` rows (None: all) of an earlier file from the 0-based row `start`. Raises ValueError as
        `Reader` does.

        Call it in the order of the rows: then each row group is read once, however few rows a call copies.
        """
        self._convert()
        if self._source is None or self._source.path != path:
            self._close_source()
            self._source = Reader(path)
        tables = self._source.rows(start, count)
        for table in tables if count is None else list(tables):  # of some rows all are copied or none
            self._append(table)

    def close(self) -> None:
        """Write the remaining rows and the footer of the file."""
        self._convert()
        self._group += self._waiting
        self._waiting = []
        self._flush()
        self._close_source()
        self._file.close()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *about: object) -> None:
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
        """Cut rows into blocks, and blocks into groups."""
        limits, whole = self._limits, self._pa.concat_tables([*self._waiting, table])
        full = len(whole) - len(whole) % limits.block_rows
        for start in range(0, full, limits.block_rows):
            block = whole.slice(start, limits.block_rows).combine_chunks()
            self._group.append(block)
            self._size += sum(_text_size(chunk) for column in block.columns for chunk in column.chunks)
            if self._size >= limits.group_bytes or len(self._group) * limits.block_rows >= limits.group_rows:
                self._flush()
        self._waiting = [whole.slice(full)] if full < len(whole) else []

    def _flush(self) -> None:
        """Write a row group, as one chunk: pages may end where chunks do."""
        if self._group:
            table = self._pa.concat_tables(self._group).combine_chunks()
            self._group, self._size = [], 0  # freed before the writer allocates
            self._file.write_table(table, row_group_size=len(table))
            del table
            _release_memory()

    def _close_source(self) -> None:
        if self._source is not None:
            self._source.close()
        self._source = None


class Reader:
    """Reads the rows of a file that a `Writer` has written."""

    def __init__(self, path: str) -> None:
        """Raises ValueError if the file was not written by a `Writer`, OSError if it cannot be read."""
        self.path = path
        pa = need_pyarrow()
        self._source = open(path, "rb")  # noqa: SIM115 - until close; pyarrow opens no paths that are not valid text
        try:
            self._file = pa.parquet.ParquetFile(self._source, pre_buffer=False)
            is_ours = self._file.schema_arrow.equals(schema())
        except (ValueError, OSError):  # OSError for damaged metadata
            self.close()
            raise ValueError(f"{path}: not a Parquet file that is whole") from None
        if not is_ours:
            self.close()
            raise ValueError(f"{path}: the columns are not those that newsparse writes")
        metadata = self._file.metadata
        self._counts: list[int] = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
        self._last: tuple[int, pyarrow.Table] | None = None  # the row group that was read last

    def __len__(self) -> int:
        return sum(self._counts)

    def rows(self, start: int = 0, count: int | None = None) -> Iterator[pyarrow.Table]:
        """Yield `count` rows (None: all) from the 0-based row `start`, one table per row group. Raises ValueError if
        there are fewer."""
        end = len(self) if count is None else start + count
        if not 0 <= start <= end <= len(self):
            raise ValueError(f"{self.path}: there are no rows {start} to {end}, but {len(self)}")
        for group, rows in enumerate(self._counts):
            first, last = max(start, 0), min(end, rows)
            if first < last:
                yield self._group(group).slice(first, last - first)
            start, end = start - rows, end - rows

    def _group(self, group: int) -> pyarrow.Table:
        if self._last is None or self._last[0] != group:
            self._last = None  # else two would be in memory
            self._last = group, self._file.read_row_group(group, use_threads=False)
            _release_memory()
        return self._last[1]

    def close(self) -> None:
        """Close the file. Tables that were read stay valid."""
        self._source.close()


def concatenate(parts: Iterable[str], file: BinaryIO, limits: Limits = _LIMITS) -> None:
    """Concatenate files into `file`: the same bytes as if one `Writer` had written all records.

    Raises ValueError and OSError as `Reader` does.
    """
    with Writer(file, limits) as writer:
        for part in parts:
            writer.keep(part)


def _release_memory() -> None:
    """Make pyarrow return unused memory to the system: by itself it keeps about 60 MB more than it needs."""
    need_pyarrow().default_memory_pool().release_unused()


def _table(records: Iterable[Record]) -> pyarrow.Table:
    """Convert records to rows."""
    pa, columns = need_pyarrow(), zip(*map(_row, records), strict=True)
    arrays = [_array(values, field.type) for values, field in zip(columns, schema(), strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema())


def _row(record: Record) -> tuple[object, ...]:
    """Return the values of a record in the order of the columns. pyarrow takes named tuples as structs."""
    if isinstance(record, ErrorRecord):
        source, *error = record
        return SCHEMA_VERSION, escape_non_utf8(source), *_EMPTY, tuple(error)
    values = {name: getattr(record, name) for name in Article.__slots__}
    values |= {"source": escape_non_utf8(record.source), "extra": list(record.extra.items())}
    return SCHEMA_VERSION, *values.values(), None


def _array(values: Iterable[object], kind: Any) -> Any:
    """Return a column. Lone surrogates, which a str passed to `parse` may contain, become escapes."""
    pa, values = need_pyarrow(), tuple(values)
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array(_escaped(values), kind)


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return tuple(map(_escaped, value)) if isinstance(value, tuple | list) else value


def _text_size(array: Any) -> int:
    """Return the bytes of all texts in an array. The sizes that pyarrow reports differ for rows built and rows read."""
    pa = need_pyarrow()
    if pa.types.is_string(array.type):
        size: int = pa.compute.sum(pa.compute.binary_length(array)).as_py() or 0
        return size
    if pa.types.is_struct(array.type):
        return sum(map(_text_size, array.flatten()))
    if pa.types.is_map(array.type):  # cannot be flattened, but is a list of pairs
        kind = array.type
        array = array.cast(pa.list_(pa.struct([kind.key_field, kind.item_field])))
    return _text_size(array.flatten()) if pa.types.is_list(array.type) else 0
