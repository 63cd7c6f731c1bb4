"""A YAML document loads as the same data, whether libyaml writes it or pure Python."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import reload
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsparse.output import yaml_text

ODD = "\ud800\udfff\udce9\x85\u2028\U0001f600\ufeff\x1b\x7f :-#'\""
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(ODD)), max_size=12)
DATA = st.dictionaries(
    TEXTS, st.one_of(TEXTS, st.none(), st.lists(st.dictionaries(TEXTS, TEXTS, max_size=3), max_size=3))
)


@pytest.fixture(params=["libyaml", "pure Python"])
def document(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any], str]]:
    """The function `yaml_document`, with libyaml and as if it were missing."""
    if request.param == "pure Python":
        monkeypatch.delattr(yaml, "CSafeDumper")
    reload(yaml_text)
    yield lambda data: yaml_text.yaml_document(data)
    monkeypatch.undo()
    reload(yaml_text)


def readable(value: Any) -> Any:
    """Return `value` with lone surrogates replaced by text, as they are loaded."""
    if isinstance(value, Mapping):
        return {readable(key): readable(x) for key, x in value.items()}
    if isinstance(value, list):
        return [readable(x) for x in value]
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):x}", value) if isinstance(value, str) else value


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=DATA)
def test_both_loaders_load_the_same_data(document: Callable[[Any], str], data: dict[str, Any]) -> None:
    text = document(data)
    assert text.encode()
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(text, loader) == readable(data)  # noqa: S506 - both are safe
