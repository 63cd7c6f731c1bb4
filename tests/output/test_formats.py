"""The table of output formats."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from newsparse.output.fields import OptionError
from newsparse.output.formats import FORMAT_BY_EXTENSION, FORMAT_NAMES, FORMATS, Frame, Rendering, check_rendering


def test_every_name_has_an_entry() -> None:
    assert tuple(FORMATS) == FORMAT_NAMES
    assert [known.name for known in FORMATS.values()] == list(FORMAT_NAMES)


def test_no_extension_belongs_to_two_formats() -> None:
    assert len(FORMAT_BY_EXTENSION) == sum(len(known.extensions) for known in FORMATS.values())
    assert all(extension == extension.lower() and extension[0] == "." for extension in FORMAT_BY_EXTENSION)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [([], "[]"), ([None, b""], "[]"), ([b"a"], "<a>"), ([None, b"a", b"", b"b"], "<a,b>")],
)
def test_a_frame_encloses_pieces(pieces: list[bytes | None], expected: str) -> None:
    frame = Frame(b"<", b",", b">", b">")
    written = b"".join(frame.enclose(pieces)).decode()
    assert written == expected.replace("[]", "<>")


@pytest.mark.parametrize(
    ("name", "rendering", "message"),
    [
        (
            "json",
            Rendering(fields=("title",)),
            "--fields cannot be used with json. Select ndjson, csv or tsv.",
        ),
        ("ndjson", Rendering(spreadsheet_safe=True), "--spreadsheet-safe cannot be used .* Select csv or tsv."),
        ("text", Rendering(pretty=True), "--pretty cannot be used with text. Select ndjson, json or yaml."),
    ],
)
def test_an_option_without_meaning_is_refused(name: str, rendering: Rendering, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        check_rendering(name, rendering)


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_each_option_is_accepted_or_refused(name: str) -> None:
    for option, rendering in {
        "pretty": Rendering(pretty=True),
        "fields": Rendering(fields=("title",)),
        "spreadsheet_safe": Rendering(spreadsheet_safe=True),
        "add_bom": Rendering(add_bom=True),
    }.items():
        with nullcontext() if option in FORMATS[name].options else pytest.raises(OptionError):
            check_rendering(name, rendering)
