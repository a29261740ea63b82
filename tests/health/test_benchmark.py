"""The benchmark of the review runs at its smallest size and prints what the contract asks for."""

import json
from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.on("sqlite")
def test_the_benchmark_of_the_review_prints_the_keys_of_the_contract(command: Callable[..., Any]):
    told = json.loads(command("benchmark", "review", "--size", "10", "--json").stdout)
    assert {"baseline", "ours", "ratio", "size", "peak_mb"} <= told.keys()
    assert (told["size"], told["pledges"], told["programmes"]) == (10, 1_000, 20_000)
    assert list(told["by_size"]) == ["2", "5", "10"]
