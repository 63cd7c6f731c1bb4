"""The comparison of the inputs with the state of the previous run: what is kept, read again and removed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from .plan import KEEP, KEEP_IF_SAME_BYTES, KEEP_MISSING, Entry, PlanError, PlanRequest
from .previous_outputs import state_options
from .state import InputState, State, is_own_output_name


class PreviousRun:
    """The state of the previous run with the same output, and what happens to its records and outputs.

    Counts the inputs that no longer exist, and those of them whose records are removed. Collects the targets of those
    whose outputs in a tree are kept, and the names of outputs to remove, one per line.
    """

    def __init__(self, state: State | None, request: PlanRequest, versions: str) -> None:
        self.state, self.request = state, request
        self.missing_inputs = self.pruned_inputs = 0
        self.kept_missing_targets, self.removal_lines = set[str](), bytearray()
        self.options = state_options(state, request) if state else request.options
        self.has_same_ending = self.options.ending == request.options.ending
        self.has_same_options = state is not None and state.versions == versions and self.options == request.options
        if state and request.prune and request.is_tree and not self.was_tree:
            self.remove_outputs(segment.name for segment in state.segments)
        self.has_unchanged_outputs = state is not None and state.has_unchanged_outputs(
            request.output_folder, request.output_name
        )
        self.is_reusable = self.has_unchanged_outputs and self.has_same_options and request.reuse

    @property
    def was_tree(self) -> bool:
        """Whether the outputs of the previous run are a tree."""
        return self.options.fills_trees and not self.request.is_single_file

    @property
    def keeps_missing(self) -> bool:
        """Whether the records of inputs that no longer exist are kept: only if new ones have the same form."""
        if self.request.prune or not (self.request.is_tree or self.request.reuse):
            return False
        return self.has_same_ending and self.options.rendering == self.request.options.rendering

    def merge(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        """Combine the inputs with their previous states, and insert missing inputs whose records are kept."""
        is_needed = self.request.is_tree or self.request.reuse or self.request.prune
        states = self.state.input_states() if self.state and is_needed else iter(())
        input_state = next(states, None)
        for entry in entries:
            while input_state and input_state.path < entry.path:
                yield from self._merge_missing(input_state)
                input_state = next(states, None)
            if input_state and input_state.path == entry.path:
                yield self._merge_known(entry, input_state)
                input_state = next(states, None)
            else:
                yield entry
        while input_state:
            yield from self._merge_missing(input_state)
            input_state = next(states, None)

    def _merge_missing(self, input_state: InputState) -> Iterator[Entry]:
        """Handle an input that no longer exists."""
        self.missing_inputs += self.keeps_missing or self.request.reuse or self.request.prune
        if self.keeps_missing:
            if not self.has_unchanged_outputs:  # the location of its records is unknown
                dest = self.request.dest
                raise PlanError(
                    f"{input_state.path} no longer exists, and {dest} has changed; pass --prune to drop its articles"
                )
            if self.was_tree:
                self.kept_missing_targets.add(input_state.target)
            if not self.has_same_options:  # if the input exists again, it must be read
                input_state = input_state._replace(stamp="", sha256="")
            yield Entry(input_state.path, input_state.target, None, 0, input_state.stamp, KEEP_MISSING, input_state)
            return
        self.pruned_inputs += self.request.reuse or self.request.prune
        if self.request.prune:
            self.remove_outputs(self._outputs_of(input_state))

    def _merge_known(self, entry: Entry, input_state: InputState) -> Entry:
        """Handle an input that the previous run has read. Inputs with error records are read again."""
        if input_state.target != entry.target or not self.has_same_ending:
            # Its outputs in the tree have other names now.
            if self.has_same_ending or self.request.prune:
                self.remove_outputs(self._outputs_of(input_state))
            return entry
        if not self.is_reusable or input_state.errors or entry.error or input_state.size != entry.size:
            return entry._replace(previous=input_state)
        is_unchanged = (
            input_state.stamp == entry.stamp
            and self.state is not None
            and self.state.is_reliable_stamp(input_state.stamp)
        )
        return entry._replace(action=KEEP if is_unchanged else KEEP_IF_SAME_BYTES, previous=input_state)

    def _outputs_of(self, input_state: InputState) -> Iterator[str]:
        """The names of the outputs of an input in a tree; none for other outputs."""
        return input_state.output_names(self.options.ending) if self.was_tree else iter(())

    def remove_outputs(self, names: Iterable[str], unrecorded: bool = False) -> None:
        """Remove outputs at the end of the run unless they are made again.

        The next plan inherits the `unrecorded` ones, which are those of an interrupted run.
        """
        for name in names:
            if is_own_output_name(name, self.request.options.ending):
                self.removal_lines += json.dumps([name, unrecorded]).encode() + b"\n"

    def removed_names(self) -> Iterator[str]:
        """The names of the outputs to remove."""
        return (json.loads(line)[0] for line in self.removal_lines.splitlines())
