"""All texts for users are in a snapshot that a person has reviewed, and are plain American English."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
from support.failing_commands import messages_of_commands
from support.paths import TESTS
from support.texts import read_snapshot, sections
from support.wording import ALLOWED, find, known_problems, problems

from newsparse.checks.rules import RULES

# Other versions of click lay out help pages in another way.
locked_click = pytest.mark.skipif(
    f"click=={version('click')} " not in (TESTS / "requirements.lock").read_text(encoding="utf-8"),
    reason="another version of click than the locked one",
)


@locked_click
def test_the_snapshot_shows_all_texts() -> None:
    assert sections() == read_snapshot(), "run `make texts`, and review the difference"


def test_no_text_has_a_new_problem_of_wording() -> None:
    known = known_problems()
    assert [problem for problem in problems() if problem not in known] == []


@locked_click
def test_known_problems_of_wording_are_not_solved_yet() -> None:
    assert known_problems() <= set(problems()), "run `make texts`"


def test_allowed_words_are_in_use() -> None:
    texts = "\n".join(sections().values())
    assert [word for word in ALLOWED if word not in texts] == []


def test_each_advice_is_an_imperative_sentence() -> None:
    verbs = "Add Check Compare Convert Correct Exclude Fetch Keep Move Order Pass Remove Run Separate Set Write".split()
    wrong = [rule.advice for rule in RULES.values() if rule.advice.split()[0] not in verbs or rule.advice[-1] != "."]
    assert wrong == []


def test_messages_of_the_library_mention_no_options() -> None:
    """They are also errors and problems of functions, whose arguments have other names."""
    commands_only = ("cli/", "conversion/", "reports/", "checks/baseline.py", "inputs/path_list.py")
    texts = {title.removeprefix("messages of "): text for title, text in sections().items() if "messages of" in title}
    lines = [line for name, text in texts.items() if not name.startswith(commands_only) for line in text.splitlines()]
    assert lines
    assert [line for line in lines if re.search(r"(^| )--?[a-z]", line)] == []


def test_each_failing_command_fails_with_a_message() -> None:
    for transcript in messages_of_commands().split("\n\n"):
        command, *messages, code = transcript.strip().split("\n")
        assert messages, command
        assert code in ("[exit code 1]", "[exit code 2]"), command


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("How findings are told.", "told"),
        ("The rules that are asked.", "asked"),
        ("Read dates like 01/02/2022 so. [default: dmy]", "so."),
        ("Written whole or not at all.", "not at all"),
        ("Inputs that are no more.", "are no more"),
        ("`fix` mends it.", "mends"),
        ("Bytes that nobody could decode.", "nobody"),
        ("Leave the file out.", "Leave the file out"),
        ("A label stands twice.", "stands twice"),
        ("is 'title' meant?", "is 'title' meant?"),
        ("(not repaired, 0.97 sure)", "7 sure"),
        ("Color, or colour.", "colour"),
        ("Recognise organisations.", "Recognise"),
    ],
)
def test_idioms_and_british_spelling_are_found(text: str, word: str) -> None:
    assert find(text)[0].partition(":")[0] == word


@pytest.mark.parametrize(
    "text",
    [
        "Report the findings, so that others can read them.",
        "Otherwise a concise report is printed, as promised.",
        "Normalize colors, and make sure that commands end.",
        "Omit the field.",
        "The amendment is recorded.",
    ],
)
def test_plain_english_is_not_reported(text: str) -> None:
    assert find(text) == []
