"""Compressed files, told by their ending: unpacked when they are read, packed when they are written.

The one door to zstandard. What unpacks is loaded where it is first needed: most inputs are plain.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Protocol

from ..problems import InputError, advice
from .limits import HEAD, Enough, format_size, never

GZIP, ZSTD = ENDINGS = (".gz", ".zst")
_NAMES = {GZIP: "gzip", ZSTD: "zstd"}
_MAGIC = {GZIP: b"\x1f\x8b\x08", ZSTD: b"\x28\xb5\x2f\xfd"}
_READERS = {GZIP: "zcat", ZSTD: "zstdcat"}
_CHUNK = 4096  # at a time: zstd makes up to 32,000 times as much of it, before it can be stopped
_FILL = re.compile(b"\0+")
_GZIP_LEVEL, _ZSTD_LEVEL = 6, 3  # the tools' own: higher ones take much longer for a few per cent


class _Decoder(Protocol):
    """What unpacks one member or frame, as zlib and zstandard have it."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def ending(path: str) -> str:
    """The ending that tells how a file is compressed; empty where it is not.

    >>> ending("a.txt.gz"), ending("a.txt")
    ('.gz', '')
    """
    return next((known for known in ENDINGS if path.endswith(known)), "")


def uncompressed_name(path: str) -> str:
    """The name of what a file holds.

    >>> uncompressed_name("news/a.txt.gz"), uncompressed_name("a.txt")
    ('news/a.txt', 'a.txt')
    """
    return path.removesuffix(ending(path))


def unpack(path: str, data: bytes, limit: int = 0, enough: Enough = never) -> bytes:
    """The bytes that `data`, the file at `path`, holds: unpacked where its ending says so, else as they are.

    All members of concatenated data are unpacked, unless `enough` accepts the beginning, at least HEAD bytes. Raises
    InputError N001 if the data is damaged or truncated, unpacks to more than `limit` bytes (0: no limit), or needs a
    library that is not installed.
    """
    form = ending(path)
    if not form:
        return data
    start, errors = _gzip_decoder() if form == GZIP else _zstd_decoder()
    try:
        return _unpacked(data, start, form, limit, enough)
    except errors as error:
        said = str(error).rpartition(": ")[2].lower()
        raise InputError("N001", f"the {_NAMES[form]} data is damaged ({said})") from None


def _unpacked(data: bytes, start: Callable[[], _Decoder], form: str, limit: int, enough: Enough) -> bytes:
    out, at, begun = io.BytesIO(), 0, False  # it hands its bytes over without a copy
    while at < len(data):
        decoder = start()
        while not decoder.eof:
            if at >= len(data):
                raise InputError("N001", f"not whole: the {_NAMES[form]} data ends early")
            chunk = data[at : at + _CHUNK]
            if out.write(decoder.decompress(chunk)) and limit and out.tell() > limit:
                raise InputError("N001", f"unpacks to more than {format_size(limit)}; {advice(_READERS[form])}")
            at += len(chunk) - len(decoder.unused_data)
            if not begun and out.tell() >= HEAD:
                begun = True
                if enough(out.getvalue()):
                    return out.getvalue()
        if form == GZIP and (fill := _FILL.match(data, at)):  # tapes and some tools fill up with NULs
            at = fill.end()
    return out.getvalue()


def _gzip_decoder() -> tuple[Callable[[], _Decoder], type[Exception]]:
    import zlib  # not gzip: that loads more, and is slow with many small members

    return lambda: zlib.decompressobj(wbits=31), zlib.error


def _zstd_decoder() -> tuple[Callable[[], _Decoder], type[Exception]]:
    _need_zstd()
    from zstandard import ZstdDecompressor, ZstdError

    return ZstdDecompressor().decompressobj, ZstdError


def pack(form: str, data: bytes) -> bytes:
    """`data` compressed as the ending `form` says; as it is where that is none.

    The same data gives the same bytes: they hold no time and no name. (Another version of zlib or zstandard may give
    others.) Packed pieces put one after another unpack to all of them. Raises InputError N001 where what packs is not
    installed.
    """
    if form == GZIP:
        return _gzipped(data)
    if form != ZSTD:
        return data
    _need_zstd()
    from zstandard import ZstdCompressor

    return ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True).compress(data)


def packer(form: str) -> str:
    """The library that `pack` uses and its version, on which its bytes depend; empty where it leaves them alone."""
    if form == ".gz":
        import zlib

        return f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    if form == ".zst":
        _need_zstd()
        from zstandard import ZSTD_VERSION, __version__

        return f"zstandard {__version__} ({'.'.join(map(str, ZSTD_VERSION))})"
    return ""


def _gzipped(data: bytes) -> bytes:
    """One gzip member. Its head is written here: zlib's names the operating system."""
    import zlib

    packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, -15)
    head = _MAGIC[GZIP] + bytes(6) + b"\xff"
    tail = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return head + packer.compress(data) + packer.flush() + tail


def packed(data: bytes) -> InputError | None:
    """What to say of bytes that are read as they are, if they begin as compressed data does."""
    for form, magic in _MAGIC.items():
        if data.startswith(magic):
            advice = f"unpack it first ({_READERS[form]} FILE | newsparse parse), or let its name end in {form}"
            return InputError("N003", f"compressed with {_NAMES[form]}; {advice}")
    return None


def _need_zstd() -> None:
    try:
        import zstandard  # noqa: F401
    except ImportError:
        raise InputError("N001", 'zstd is not installed; pip install "newsparse[zstd]"') from None
