"""Properties of damaged news files: they give articles or one error, which every output format represents."""

from __future__ import annotations

import json

import yaml
from hypothesis import given, settings
from support.rows import rows_of
from support.strategies.damage import damaged_files

import newsparse
from newsparse.checks.linter import CheckResult
from newsparse.output.articles import render
from newsparse.output.formats import FORMAT_NAMES
from newsparse.problems import CODES
from newsparse.reports.formats import REPORTS, report


@settings(max_examples=200)
@given(data=damaged_files())
def test_damaged_files_give_articles_or_one_error(data: bytes) -> None:
    try:
        articles = newsparse.parse(data, errors="replace")
    except newsparse.InputError as error:
        assert error.code in CODES
        return
    expected = [article.as_dict() for article in articles]
    for output_format in FORMAT_NAMES:
        written = "".join(render(articles, output_format))
        if output_format == "json":
            assert json.loads(written) == expected
        elif output_format == "ndjson":
            assert [json.loads(line) for line in written.splitlines()] == expected
        elif output_format == "yaml":
            assert list(yaml.load_all(written, Loader=yaml.CSafeLoader)) == expected
        elif output_format in ("csv", "tsv"):
            assert [row["record"] for row in rows_of(written, output_format)] == [str(x.record) for x in articles]
        else:
            assert [x for x in articles for block in x.body if not block.text] == []


@settings(max_examples=100)
@given(data=damaged_files())
def test_damaged_files_can_be_checked_and_are_fixed_in_one_pass(data: bytes) -> None:
    findings = newsparse.check(data, name="a.txt")
    lines = len(data) + 1
    assert [x for x in findings if not (1 <= x.line <= lines and 1 <= x.column <= x.end_column)] == []
    for output_format in REPORTS:
        assert "".join(text for _, text in report(output_format, [CheckResult("a.txt", 1, findings)])) or not findings
    try:
        fixed = newsparse.fix(data, name="a.txt")
    except newsparse.InputError as error:
        assert error.code in {finding.code for finding in findings}
        return
    assert newsparse.fix(fixed.data, name="a.txt").data == fixed.data
