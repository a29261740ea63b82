"""The record-linkage libraries on the same pairs: Splink and dedupe, tuned after their own guides.

Both see what our model sees: titles, descriptions, organisations, countries, sectors, dates and sums.
Both learn from the labels of the other folds: Splink its m probabilities (u by random sampling), dedupe the
weights of its classifier. Each scores exactly the labelled pairs.
"""

import logging
from typing import Any

import numpy as np
import splink.comparison_level_library as levels
import splink.comparison_library as cl
from dedupe import Dedupe, variables
from duckdb import DuckDBPyConnection
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from coalition.core.text import fold
from coalition.duplication.rules.identity.growing import Rows
from coalition.duplication.rules.identity.learning import FOLDS, Labelled, folds_of
from coalition.duplication.rules.subject import Subject

Names = list[tuple[str, str]]
Record = dict[str, Any]


def flat(subject: Subject) -> Record:
    """Return a record as one flat row, empty where it says nothing."""
    main = subject.main_sum
    title, text = fold(" ".join(subject.titles)), fold(" ".join((*subject.titles, *subject.texts)))
    return {
        "title": title[:200] or None,
        "words": sorted(set(title.split())) or None,
        "text": text[:400] or None,
        "donor": fold(" ".join(subject.named("funding")[:1])) or None,
        "partner": fold(" ".join(subject.named("implementing", "channel")[:1])) or None,
        "country": subject.countries[0] if subject.countries else None,
        "sector": next((code for _, code in subject.sectors), None),
        "starts": subject.start or None,
        "ends": subject.end or None,
        "amount": main.minor / 100 if main else None,
    }


def by_splink(data: Labelled, subjects: dict[str, Subject], names: Names) -> Rows:
    """Return match weights of Splink for every pair, from models that saw nothing of its programme."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    fold_of, found = folds_of(data, 0), np.zeros(len(names))
    rows = {name: flat(subject) for name, subject in subjects.items()}
    for number in range(FOLDS):
        known = np.flatnonzero((fold_of != number) & data.counts & (data.label == 1))
        weights = _splink_fold(rows, names, [names[at] for at in known])
        test = np.flatnonzero(fold_of == number)
        found[test] = [weights[at] for at in test]
    return found


def _splink_fold(rows: dict[str, Record], names: Names, matches: Names) -> list[float]:
    """Learn from all records and these matches; score each pair as two rows that share a number."""
    api = DuckDBAPI()
    alone = [{"unique_id": name, "pair": name, **row} for name, row in rows.items()]
    table = registered(api, "records", alone)
    linker = Linker(table, _settings())
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    label_rows = [{"unique_id_l": a, "unique_id_r": b} for a, b in matches]
    linker.training.estimate_m_from_pairwise_labels(registered(api, "labels", label_rows))
    paired = [
        {"unique_id": f"{at:06d}{side}", "pair": str(at), **rows[name]}
        for at, pair in enumerate(names)
        for side, name in zip("lr", pair, strict=True)
    ]
    scorer = Linker(registered(api, "paired", paired), linker.misc.save_model_to_json())
    scored = scorer.inference.predict().as_record_list()
    by_pair = {int(row["unique_id_l"][:6]): float(row["match_weight"]) for row in scored}
    return [by_pair.get(at, -99.0) for at in range(len(names))]


def registered(api: DuckDBAPI, name: str, rows: list[Record]) -> Any:
    """Put rows into the database of Splink; return the table as Splink takes it."""
    columns = {key: [row[key] for row in rows] for key in rows[0]}
    connection: DuckDBPyConnection = api._con
    kinds = {"words": "VARCHAR[]", "amount": "DOUBLE"}
    wanted = ", ".join(f"{key} {kinds.get(key, 'VARCHAR')}" for key in columns)
    connection.execute(f"CREATE OR REPLACE TABLE {name}_in ({wanted})")
    marks = ", ".join("?" for _ in columns)
    connection.executemany(f"INSERT INTO {name}_in VALUES ({marks})", [list(row.values()) for row in rows])
    return api.register(f"{name}_in", table_name=name)


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        blocking_rules_to_generate_predictions=[block_on("pair")],
        comparisons=comparisons_of(),
    )


def comparisons_of() -> list[Any]:
    """Return what Splink compares, and at which thresholds."""
    return [
        cl.JaroWinklerAtThresholds("title", [0.98, 0.9, 0.8, 0.7]).configure(term_frequency_adjustments=True),
        cl.ArrayIntersectAtSizes("words", [8, 5, 3, 2, 1]),
        cl.JaccardAtThresholds("text", [0.95, 0.85, 0.75]),
        cl.JaroWinklerAtThresholds("donor", [0.9, 0.7]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("partner", [0.9, 0.7]).configure(term_frequency_adjustments=True),
        cl.ExactMatch("country").configure(term_frequency_adjustments=True),
        cl.ExactMatch("sector").configure(term_frequency_adjustments=True),
        _dates("starts"),
        _dates("ends"),
        _amounts(),
    ]


def _dates(column: str) -> Any:
    return cl.AbsoluteDateDifferenceAtThresholds(
        column, input_is_string=True, metrics=["day", "month", "year"], thresholds=[1, 2, 1]
    )


def _amounts() -> Any:
    return cl.CustomComparison(
        output_column_name="amount",
        comparison_levels=[
            levels.NullLevel("amount"),
            levels.ExactMatchLevel("amount"),
            levels.PercentageDifferenceLevel("amount", 0.01),
            levels.PercentageDifferenceLevel("amount", 0.1),
            levels.PercentageDifferenceLevel("amount", 0.5),
            levels.ElseLevel(),
        ],
    )


def by_dedupe(data: Labelled, subjects: dict[str, Subject], names: Names) -> Rows:
    """Return dedupe's scores for every pair, from classifiers that saw nothing of its programme."""
    rows = {name: _for_dedupe(flat(subject)) for name, subject in subjects.items()}
    pairs = [(rows[a], rows[b]) for a, b in names]
    texts = [row["text"] for row in rows.values() if row["text"]]
    deduper = Dedupe(
        [
            variables.String("title", has_missing=True),
            variables.Text("text", corpus=texts, has_missing=True),
            variables.String("donor", has_missing=True),
            variables.String("partner", has_missing=True),
            variables.Exact("country", has_missing=True),
            variables.Exact("sector", has_missing=True),
            variables.ShortString("starts", has_missing=True),
            variables.ShortString("ends", has_missing=True),
            variables.Price("amount", has_missing=True),
        ],
        num_cores=1,
    )
    distances = deduper.data_model.distances(pairs)
    fold_of, found = folds_of(data, 0), np.zeros(len(names))
    for number in range(FOLDS):
        train, test = (fold_of != number) & data.counts, fold_of == number
        deduper.classifier.fit(distances[train], data.label[train])
        found[test] = deduper.classifier.predict_proba(distances[test])[:, 1]
    return found


def _for_dedupe(row: Record) -> Record:
    amount = row["amount"]
    return {**row, "amount": amount if amount and amount > 0 else None}
