"""Learning from decided pairs: trees, calibration, folds that part no programme."""

import numpy as np
import pytest

from coalition.duplication.rules.identity.facts import facts_of
from coalition.duplication.rules.identity.figures import NAMES
from coalition.duplication.rules.identity.growing import Settings, grow
from coalition.duplication.rules.identity.learning import (
    Labelled,
    average_precision,
    calibrated,
    components,
    folds_of,
    joined,
    labelled,
    measured,
    train,
)
from coalition.duplication.rules.identity.trees import Forest, forest, forest_from
from coalition.duplication.rules.subject import Subject, Sum

FEW = Settings(trees=20, least=5, rate=0.2)


def pairs(count: int) -> Labelled:
    """Every other pair states one sum twice; the others have sums of their own."""
    found, label, names = [], [], []
    for number in range(count):
        same = number % 2 == 0
        one = Subject(titles=(f"Project alpha{number}",), sums=(Sum(123_457 + 31 * number, "USD"),))
        other = Subject(titles=(f"Project beta{number}",), sums=one.sums if same else (Sum(77_711, "USD"),))
        found.append((facts_of(one), facts_of(other)))
        label.append(int(same))
        names.append((f"a{number}", f"b{number}"))
    return labelled(found, label, names)


def test_trees_learn_what_tells_and_say_nothing_of_noise() -> None:
    random = np.random.default_rng(0)
    rows = np.column_stack([random.random(400), np.full(400, np.nan)])
    base, trees = grow(rows, (rows[:, 0] > 0.5).astype(float), np.ones(400), FEW)
    model = Forest(("one", "none"), base, 1.0, 0.0, tuple(map(tuple, trees)))
    low, high = model.log_odds([0.1, np.nan]), model.log_odds([0.9, np.nan])
    assert low < -2 < 2 < high
    assert {node[0] for tree in trees for node in tree} <= {-1, 0}


def test_a_forest_comes_back_from_its_text_and_its_parts_add_up() -> None:
    again = forest_from(forest().to_json())
    rows = np.random.default_rng(1).random((20, len(NAMES)))
    rows[::3, ::2] = np.nan
    assert again.many(rows) == pytest.approx(forest().many(rows))
    for row in rows:
        start, parts = forest().parts(row)
        assert start + sum(parts) == pytest.approx(forest().log_odds(row))


def test_a_model_learned_from_decisions_ranks_pairs_it_has_not_seen() -> None:
    data = pairs(80)
    model, scores = train(data, FEW, made={"command": "test"})
    assert model.made["average_precision"]["all"] > 0.95
    assert measured(data, scores) == model.made["average_precision"]
    assert model.slope > 0


def test_too_few_decisions_teach_nothing() -> None:
    with pytest.raises(ValueError, match="too few"):
        train(pairs(10), FEW, made={})


def test_own_decisions_weigh_more_and_stay_apart_from_published_programmes() -> None:
    both = joined(pairs(40), pairs(10))
    assert (both.weight[0], both.weight[-1]) == (1.0, 3.0)
    assert not set(both.group[:40]) & set(both.group[40:])


def test_folds_part_no_programme() -> None:
    names = [(f"r{number // 3}", f"s{number}") for number in range(90)]
    group = components(names)
    data = Labelled(
        np.zeros((90, len(NAMES))),
        np.arange(90) % 2.0,
        group,
        np.ones(90),
        np.ones(90, dtype=bool),
        np.array([""] * 90),
    )
    fold = folds_of(data, 0)
    assert all(len(set(fold[group == one])) == 1 for one in set(group))
    assert min(np.bincount(fold)) > 9


def test_calibration_finds_the_line_that_is_right_on_average() -> None:
    random = np.random.default_rng(3)
    scores = random.normal(size=4_000)
    label = (random.random(4_000) < 1 / (1 + np.exp(-(2 * scores - 1)))).astype(float)
    slope, shift = calibrated(scores, label, np.ones(4_000))
    assert (slope, shift) == (pytest.approx(2, abs=0.2), pytest.approx(-1, abs=0.2))


def test_average_precision_counts_ties_together() -> None:
    assert average_precision(np.array([1.0, 0.0]), np.array([1.0, 1.0])) == 0.5
    assert average_precision(np.array([1.0, 0.0, 1.0]), np.array([3.0, 2.0, 1.0])) == pytest.approx(5 / 6)
