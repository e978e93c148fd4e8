"""Every seed and every past finding of the fuzzer, and changes of them, within a second each."""

from __future__ import annotations

import random
import time

import pytest

from fuzz.targets import TARGETS, seeds
from tests.read.test_damaged import DAMAGES
from tests.trust.conftest import TORTURE

CHANGES = 400 if TORTURE else 12


@pytest.mark.parametrize("name", TARGETS)
def test_targets_hold_for_seeds_and_changes_of_them(name: str) -> None:
    target = TARGETS[name]
    target(b"")
    for seed in seeds(name):
        target(seed)
        for number in range(CHANGES):
            chance = random.Random(f"{name} {number}")
            target(DAMAGES[number % len(DAMAGES)](bytearray(seed), chance))


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_takes_the_square_of_its_length(name: str) -> None:
    """A parser given a long run of one thing is done in seconds, not in minutes."""
    runs = (" ", "\n", "\t", "1", "9,", "(", "-", "'", "a", "a ", "\u0627", "N", "°", ".", "[", '"')
    started = time.process_time()
    for run in runs:
        for around in ("{}", "37{}2,4", "N{}E", "x{}: 1"):
            TARGETS[name](around.format(run * 2_000).encode())
    assert time.process_time() - started < 60
