"""The number of cores that this process may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsparse.workers.cores import usable_cores


@pytest.mark.parametrize(("quota", "most"), [("100000 100000", 1), ("50000 100000", 1), ("max 100000", 1 << 20)])
def test_the_cpu_quota_limits_the_cores(tmp_path: Path, quota: str, most: int) -> None:
    (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    assert 1 <= usable_cores(str(tmp_path / "cpu.max")) <= most
    assert usable_cores(str(tmp_path / "none")) >= 1
