"""The results of an ordered map are those of the sequential one, whatever happens to the workers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from support.processes import wait_for
from support.work import MANY, Unloadable, count_up, died

from newsparse.workers.pool import ordered_map

INPUTS = ["1", "0", f"{MANY}", *(str(number % 4) for number in range(60))]


def results(inputs: list[str], workers: int) -> list[str]:
    return list(ordered_map(inputs, count_up, workers=workers, on_death=died))


def expected(inputs: list[str]) -> list[str]:
    return [result for text in inputs for result in count_up(text)]


@pytest.mark.parametrize("workers", [0, 1, 2, 5])
def test_results_are_in_the_order_of_the_inputs(workers: int) -> None:
    assert results(INPUTS, workers) == expected(INPUTS)


@pytest.mark.parametrize("workers", [1, 2])
def test_no_inputs_have_no_results(workers: int) -> None:
    assert results([], workers) == []


@pytest.mark.parametrize("inputs", [["1 pid"], ["1 pid"] * 3])
def test_one_worker_is_this_process(inputs: list[str]) -> None:
    assert {text for text in results(inputs, 1) if text.isdigit()} == {str(os.getpid())}


def test_local_inputs_are_processed_by_this_process_in_their_turn() -> None:
    inputs = ["1", "1 pid", "2"] * 20
    found = list(ordered_map(inputs, count_up, workers=2, on_death=died, is_local=lambda text: "pid" in text))
    assert found == expected(inputs)


@pytest.mark.parametrize("number", [0, 1, 63, 64, MANY])
def test_input_that_ends_one_worker_is_processed_by_another(tmp_path: Path, number: int) -> None:
    inputs = [*INPUTS, f"{number} die {tmp_path / 'once'}", *INPUTS]
    found = results(inputs, 2)
    assert (tmp_path / "once").exists()
    assert found == expected(inputs)


@pytest.mark.parametrize("deadly", [["0 die"], ["0 die", "0 die"], ["0 die", "1", "0 die"]])
def test_input_that_ends_two_workers_has_the_result_of_a_death(deadly: list[str]) -> None:
    inputs = [*INPUTS, *deadly, *INPUTS]
    assert results(inputs, 2) == [
        result for text in inputs for result in (died(text) if "die" in text else count_up(text))
    ]


def test_exception_is_raised_in_the_turn_of_its_input() -> None:
    found = ordered_map(["1", "2 fail", "3"], count_up, workers=2, on_death=died)
    assert list(islice(found, 1)) == ["1 0"]
    with pytest.raises(ValueError, match=r"^2 fail$"):
        list(found)


def test_this_process_does_the_work_if_no_worker_starts(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    assert results(INPUTS, 2) == expected(INPUTS)
    assert capfd.readouterr().err == ""


def test_this_process_does_the_work_if_no_worker_can_load_the_function(capfd: pytest.CaptureFixture[str]) -> None:
    inputs = ["a", "b"] * 50
    assert list(ordered_map(inputs, Unloadable(), workers=2, on_death=died)) == inputs
    assert 1 <= capfd.readouterr().err.count("not in a worker") < 20  # few processes; each prints a traceback


def test_few_inputs_are_taken_ahead_of_their_turn() -> None:
    taken: list[int] = []

    def inputs() -> Iterator[str]:
        for number in range(10_000):
            taken.append(number)
            yield "1"

    found = ordered_map(inputs(), count_up, workers=2, on_death=died)
    assert next(found) == "1 0"
    assert len(taken) < 100
    found.close()  # type: ignore[attr-defined]


def test_closing_the_iterator_ends_the_workers() -> None:
    found = ordered_map(["1 pid"] * 100, count_up, workers=2, on_death=died)
    _, pid = next(found), int(next(found))
    os.kill(pid, 0)
    found.close()  # type: ignore[attr-defined]
    assert wait_for(lambda: not _is_running(pid))


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_large_inputs_are_divided_among_the_workers() -> None:
    found = list(ordered_map(["1 pid"] * 2, count_up, workers=2, on_death=died, size_of=lambda text: 1 << 20))
    assert len({text for text in found if text.isdigit()}) == 2
