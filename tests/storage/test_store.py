"""Both stores have the methods of the protocol, with the same parameters."""

from __future__ import annotations

import inspect

import pytest

from newsparse.storage.local import LocalFiles
from newsparse.storage.object_store import ObjectStore
from newsparse.storage.store import Store

METHODS = [name for name, value in vars(Store).items() if inspect.isfunction(value) and not name.startswith("_")]


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("store", [LocalFiles, ObjectStore])
def test_stores_implement_the_protocol(store: type, name: str) -> None:
    parameters = inspect.signature(getattr(Store, name)).parameters
    assert list(inspect.signature(getattr(store, name)).parameters.values()) == list(parameters.values())


def test_the_protocol_has_methods() -> None:
    assert {"read", "write", "scan"} <= set(METHODS)
