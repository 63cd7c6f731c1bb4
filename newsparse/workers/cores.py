"""The number of cores that this process may use."""

from __future__ import annotations

import os
from contextlib import suppress


def usable_cores(quota: str = "/sys/fs/cgroup/cpu.max") -> int:
    """Return the number of cores this process may use: those of its CPU affinity, limited by its container's quota.

    `quota` is the file of the quota: microseconds of CPU time, or `max`, and the microseconds of the period
    (https://docs.kernel.org/admin-guide/cgroup-v2.html).
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError), open(quota, encoding="ascii") as file:
        used, period = map(int, file.read().split())
        cores = min(cores, -(-used // period))
    return max(1, cores)
