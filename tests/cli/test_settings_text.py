"""The effective settings as a configuration file."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from newsparse.checks.settings import Selection, Settings
from newsparse.cli.config import Config, read_config
from newsparse.cli.settings_text import settings_text
from newsparse.problems import CODES

ODD = 'a"b\\c\n\x7f\x1b\u00e9\U0001f600#'


def text_of(config: Config) -> str:
    return "".join(settings_text(config))


@pytest.mark.parametrize(
    "selections",
    [
        (),
        (Selection(ignore="N3"),),
        (Selection("N3"),),
        (Selection("N3", ignore=["N30", "N001"]), Selection(extend_select=["N2"], ignore="N202")),
        (Selection(()),),
        (Selection(ignore="ALL"),),
    ],
)
def test_file_enables_and_ignores_the_same_rules(tmp_path: Path, selections: tuple[Selection, ...]) -> None:
    settings = Settings(selections=selections, per_file_ignores={"old": ("N2",)})
    path = tmp_path / "newsparse.toml"
    path.write_text(text_of(Config(settings=settings)), encoding="utf-8")
    again = read_config(str(path)).settings
    for file in ("a.txt", "old/a.txt"):
        source = str(tmp_path / file)
        assert again.enabled_codes(source) == Settings(
            selections=selections, per_file_ignores=settings.per_file_ignores, root=str(tmp_path)
        ).enabled_codes(source)
    assert {code for code in CODES if again.ignores(code)} == {code for code in CODES if settings.ignores(code)}


def test_file_has_all_values(tmp_path: Path) -> None:
    settings = Settings(
        required=("title",),
        categories=(ODD,),
        labels=("URL",),
        per_file_ignores={ODD: ("N301", "N2")},
        date_order="dmy",
        root=str(tmp_path),
    )
    config = Config(
        path=str(tmp_path / "newsparse.toml"),
        settings=settings,
        exclude=(ODD,),
        force_exclude=True,
        globs=("*.news",),
        encoding="latin-1",
        max_size=0,
        output_format="concise",
        strict=True,
        baseline=str(tmp_path / "known.json"),
    )
    Path(config.path).write_text(text_of(config), encoding="utf-8")
    again = read_config(config.path)
    (selection,) = again.settings.selections
    assert selection == Selection(["ALL"])
    assert text_of(again) == text_of(config)
    for name in Config.__slots__:
        if name != "settings":
            assert getattr(again, name) == getattr(config, name)
    for name in ("required", "categories", "labels", "per_file_ignores", "date_order"):
        assert getattr(again.settings, name) == getattr(settings, name)


def test_defaults_are_values_or_comments() -> None:
    text = text_of(Config(globs=("*.txt",), settings=Settings(today=date(2022, 1, 11))))
    table = tomllib.loads(text)
    assert table["max-title"] == 200
    assert table["max-size"] == "1 GB"
    for line in (
        "# Configuration file: none",
        "# Published times after 2022-01-11 are in the future (--today).",
        f"# {len(CODES)} of {len(CODES)} rules are enabled.",
        "# encoding: not set (default: UTF-8)",
        "# date-order: not set (default: report ambiguous dates)",
        "# baseline: not set (default: none)",
    ):
        assert line in text.splitlines()


def test_byte_that_is_not_utf8_becomes_a_wildcard() -> None:
    assert tomllib.loads(text_of(Config(exclude=("a\udce9",))))["exclude"] == ["a?"]
    assert "a\\nb" in text_of(Config(path="a\nb"))
