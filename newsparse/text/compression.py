"""Compressed files, recognized by their extension; only this module imports zstandard.

The libraries are loaded when they are first needed, because most inputs are not compressed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Protocol

from ..problems import InputError
from .limits import HEAD, HeadTest, format_size, never

GZIP, ZSTD = EXTENSIONS = (".gz", ".zst")
_NAMES = {GZIP: "gzip", ZSTD: "zstd"}
_MAGIC = {GZIP: b"\x1f\x8b\x08", ZSTD: b"\x28\xb5\x2f\xfd"}
_CHUNK = 4096  # compressed bytes per call: zstd turns them into up to 32,000 times as many before it can be stopped
_PADDING = re.compile(b"\0+")  # tapes and some tools append NULs to gzip members
_GZIP_LEVEL, _ZSTD_LEVEL = 6, 3  # the defaults of gzip and zstd: higher levels take much longer for a few per cent


class _Decoder(Protocol):
    """A decompressor of one gzip member or zstd frame, as zlib and zstandard provide it."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def compression_of(path: str) -> str:
    """Return the extension of a compressed file; empty for other files.

    >>> compression_of("a.txt.gz"), compression_of("a.txt")
    ('.gz', '')
    """
    return next((extension for extension in EXTENSIONS if path.endswith(extension)), "")


def uncompressed_name(path: str) -> str:
    """Return a path without the extension of compressed files.

    >>> uncompressed_name("news/a.txt.gz"), uncompressed_name("a.txt")
    ('news/a.txt', 'a.txt')
    """
    return path.removesuffix(compression_of(path))


def decompress(path: str, data: bytes, limit: int = 0, head_suffices: HeadTest = never) -> bytes:
    """Decompress `data`, the content of the file at `path`, if its extension says that it is compressed.

    All members of concatenated data are decompressed. `head_suffices` is called with at least the first HEAD bytes of
    the result; if it returns true, only these are returned. Raises InputError N001 if the data is damaged or truncated,
    decompresses to more than `limit` bytes (0: no limit), or needs a library that is not installed.
    """
    extension = compression_of(path)
    if not extension:
        return data
    new_decoder, error_type = _gzip_decoder() if extension == GZIP else _zstd_decoder()
    try:
        return _decompressed(data, new_decoder, extension, limit, head_suffices)
    except error_type as error:
        message = str(error).rpartition(": ")[2].lower()
        raise InputError("N001", f"damaged {_NAMES[extension]} data ({message})") from None


def _decompressed(
    data: bytes, new_decoder: Callable[[], _Decoder], extension: str, limit: int, head_suffices: HeadTest
) -> bytes:
    """Decompress members one after another, each by a new decoder, a chunk at a time, until `data` ends."""
    out = io.BytesIO()  # its value needs no copy
    offset, is_head_checked = 0, False
    while offset < len(data):
        decoder = new_decoder()
        while not decoder.eof:
            if offset >= len(data):
                raise InputError("N001", f"truncated {_NAMES[extension]} data")
            chunk = data[offset : offset + _CHUNK]
            out.write(decoder.decompress(chunk))
            if limit and out.tell() > limit:
                raise InputError("N001", f"larger than {format_size(limit)} after decompression")
            offset += len(chunk) - len(decoder.unused_data)
            if not is_head_checked and out.tell() >= HEAD:
                is_head_checked = True
                if head_suffices(out.getvalue()):
                    return out.getvalue()
        if extension == GZIP and (padding := _PADDING.match(data, offset)):
            offset = padding.end()
    return out.getvalue()


def _gzip_decoder() -> tuple[Callable[[], _Decoder], type[Exception]]:
    """Return a function that creates a decoder, and the exception that the decoder raises for damaged data."""
    import zlib  # not gzip, which loads more and is slow with many small members

    return lambda: zlib.decompressobj(wbits=31), zlib.error


def _zstd_decoder() -> tuple[Callable[[], _Decoder], type[Exception]]:
    _require_zstandard()
    from zstandard import ZstdDecompressor, ZstdError

    return ZstdDecompressor().decompressobj, ZstdError


def compress(extension: str, data: bytes) -> bytes:
    """Compress `data` for a file whose name ends in `extension`; other than `.gz` and `.zst` leave it unchanged.

    The result contains neither time nor name, so equal data gives equal bytes (with the same version of the library).
    Compressed pieces can be concatenated. Raises InputError N001 if the library is not installed.
    """
    if extension == GZIP:
        return _gzip(data)
    if extension != ZSTD:
        return data
    _require_zstandard()
    from zstandard import ZstdCompressor

    return ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True).compress(data)


def compressor_version(extension: str) -> str:
    """Return the name and version of the library that `compress` uses, which its result depends on; empty if none."""
    if extension == GZIP:
        import zlib

        return f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    if extension == ZSTD:
        _require_zstandard()
        from zstandard import ZSTD_VERSION, __version__

        return f"zstandard {__version__} ({'.'.join(map(str, ZSTD_VERSION))})"
    return ""


def _gzip(data: bytes) -> bytes:
    """Return one gzip member (RFC 1952). Its header is written here, because zlib's contains the operating system."""
    import zlib

    compressor = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, -15)
    header = _MAGIC[GZIP] + bytes(6) + b"\xff"
    trailer = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return header + compressor.compress(data) + compressor.flush() + trailer


def compressed_data_error(data: bytes) -> InputError | None:
    """Return the error N003 for data that should be text but begins like compressed data; None for other data."""
    for extension, magic in _MAGIC.items():
        if data.startswith(magic):
            advice = f"decompress it, or give it a name that ends in {extension}"
            return InputError("N003", f"compressed with {_NAMES[extension]}; {advice}")
    return None


def _require_zstandard() -> None:
    try:
        import zstandard  # noqa: F401
    except ImportError:
        raise InputError("N001", "zstd needs zstandard; run: pip install zstandard") from None
