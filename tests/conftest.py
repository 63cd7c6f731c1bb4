"""Fixtures for several modules: an object store on this machine, and inputs to convert."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from hypothesis import settings
from support.conversions import TEXT

# A test never fails because the machine is slow; tests/bench measures time.
settings.register_profile("newsparse", deadline=None)
settings.load_profile("newsparse")

BUCKET = "s3://news"


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of a local S3 server with a bucket. Environment variables make it the default server."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # from the imports and threads of the server
        from moto.server import ThreadedMotoServer

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
    host, port = server.get_host_and_port()
    variables = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    fsspec.get_filesystem_class("s3").clear_instance_cache()  # it may have instances without credentials
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        fsspec.filesystem("s3").mkdir(BUCKET)
        yield variables["AWS_ENDPOINT_URL"]
        for protocol in ("s3", "memory"):
            fsspec.get_filesystem_class(protocol).clear_instance_cache()
    server.stop()


@pytest.fixture
def sixty_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder with sixty inputs in two folders, of which one is empty and one has two articles."""
    monkeypatch.chdir(tmp_path)
    for number in range(60):
        path = Path(f"in/{number % 2}/{number:02}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(number), encoding="utf-8")
    Path("in/0/10.txt").write_bytes(b"")
    Path("in/1/11.txt").write_text(TEXT.format("a") + TEXT.format("b"), encoding="utf-8")
    return tmp_path
