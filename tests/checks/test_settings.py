"""Settings: which rules are enabled for which files."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterable

import pytest

from newsparse.checks.settings import Selection, Settings, exclusion, relative_path, unknown_names
from newsparse.problems import CODES

ALL = set(CODES)
BODY = {code for code in CODES if code.startswith("N3")}


@pytest.mark.parametrize(
    ("selections", "expected"),
    [
        ([], ALL),
        ([Selection(("N3",))], BODY),
        ([Selection(("N3",), ignore=("N301",))], BODY - {"N301"}),
        ([Selection(("N301",), ignore=("N3",))], {"N301"}),  # the longer prefix takes precedence
        ([Selection(("N301",), ignore=("N301",))], set()),
        ([Selection(("glued-sentence", "BYTE-order-mark"))], {"N301", "N007"}),
        ([Selection(ignore=("N",))], set()),
        ([Selection(("N301",)), Selection(extend_select=("N302",))], {"N301", "N302"}),
        (
            [Selection(ignore=("N3",)), Selection(("N301",))],
            {"N301"},
        ),  # the later one takes precedence
        ([Selection(("all",), ignore=("n0", "N1", "N2"))], BODY),
    ],
)
def test_selections_enable_rules(selections: list[Selection], expected: set[str]) -> None:
    assert Settings(selections=tuple(selections)).enabled_codes("a.txt") == expected


@pytest.mark.parametrize("names", [["N3"], {"N3"}, iter(["N3"]), "N3", (name for name in ("N30", "N31"))])
def test_any_iterable_of_names_selects(names: Iterable[str]) -> None:
    selection = Selection(select=names, ignore=["N314"])
    settings = Settings(selections=[selection, selection])  # type: ignore[arg-type]
    for _ in range(2):  # an iterator is consumed once
        assert settings.enabled_codes("a.txt") == BODY - {"N314"}
    assert hash(selection) == hash(Selection(selection.select, ignore=("N314",)))


def test_rules_are_ignored_in_files_that_match_a_pattern() -> None:
    settings = Settings(per_file_ignores={"old/*": ("N2", "N3"), "b.txt": ("N0",)})
    assert settings.enabled_codes("new/a.txt") == ALL
    assert {code[:2] for code in settings.enabled_codes("old/a.txt")} == {"N0", "N1"}
    assert {code[:2] for code in settings.enabled_codes("old/b.txt")} == {"N1"}


def test_patterns_start_from_the_folder_of_the_configuration() -> None:
    settings = Settings(root="/news")
    assert settings.matches("/news/old/a.txt", "old/*")
    assert settings.matches("/news/old/a.txt", "/news/old")
    assert settings.matches("/news/old/a.txt", "/old")
    assert not settings.matches("/news/new/old/a.txt", "/old")
    assert not settings.matches("/news/old/a.txt", "/news")
    assert settings.matches("/other/old/a.txt", "/other/*")
    assert settings.matches("/other/old/a.txt", "old")
    assert settings.matches("-", "-")
    assert not settings.matches("/other/old/a.txt", "old/*")


def test_unknown_names_are_neither_code_prefixes_nor_names() -> None:
    assert unknown_names(["N3", "n301", "future-date", "ALL", "N9", "X", "", "future"]) == ["N9", "X", "", "future"]


@pytest.mark.parametrize(
    ("names", "near"),
    [
        ({"select": ["N999"]}, "Run 'newsparse rule' to list all rules."),
        ({"extend_select": "Mojibak"}, "Did you mean 'mojibake'?"),
        ({"ignore": ("glued-sentance",)}, "Did you mean 'glued-sentence'?"),
        ({"select": ["N3", ""]}, "Run 'newsparse rule' to list all rules."),
    ],
)
def test_a_selection_of_an_unknown_rule_is_an_error(names: dict[str, Iterable[str]], near: str) -> None:
    with pytest.raises(ValueError, match="unknown rule") as caught:
        Selection(**names)
    assert near in str(caught.value)


def test_a_selection_can_be_copied_and_pickled() -> None:
    selection = Selection(["N3"], ignore="double-space")
    pickled = pickle.loads(pickle.dumps(selection))  # noqa: S301
    assert selection == pickled == copy.deepcopy(selection)
    assert hash(selection) == hash(pickled)


@pytest.mark.parametrize(
    ("selections", "ignored"),
    [
        ([Selection(("N3",))], False),  # only disabled
        ([Selection(ignore=("N2",))], True),
        ([Selection(("N3",), ignore=("N211",))], True),
        ([Selection(ignore=("N2",)), Selection(extend_select=("N211",))], False),
    ],
)
def test_a_rule_that_is_only_disabled_is_not_ignored(selections: list[Selection], ignored: bool) -> None:
    assert Settings(selections=tuple(selections)).ignores("N211", "a.txt") == ignored


@pytest.mark.parametrize(
    ("path", "folder", "expected"),
    [("/news/a.txt", "/news", "a.txt"), ("/other/a.txt", "/news", "../other/a.txt"), ("s3://b/a", "/news", "s3://b/a")],
)
def test_paths_are_relative_to_a_folder_except_urls(path: str, folder: str, expected: str) -> None:
    assert relative_path(path, folder) == expected


def test_no_patterns_exclude_nothing() -> None:
    assert exclusion([]) is None
