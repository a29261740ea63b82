"""`coalition benchmark import`: reading and storing, against a bare lxml pass over the same bytes."""

import gzip
import multiprocessing
import random
import resource
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import click
from lxml import etree
from sqlmodel import Session, SQLModel

from coalition.db import make_engine, transaction
from coalition.duplication.service.index import index_programmes
from coalition.programmes.readers.opening import sources
from coalition.programmes.service import import_file
from coalition.web.answers import answering
from coalition.web.benchmarks import benchmark

SAMPLE = Path(__file__).parent.parent / "data" / "mine_action.xml.gz"
# Of what donors publish in all sectors, about one activity in fifty is mine action.
ONE_IN = 50
SEED = 20261123
MEGABYTE = 1024**2


@benchmark.command("import")
@click.argument("paths", nargs=-1)
@click.option(
    "--size", default=100, show_default=True, help="Megabytes of made input, where no PATH is given."
)
@answering(
    lambda v: (
        f"{v['size']} activities: bare lxml {v['baseline']} s, ours {v['ours']} s, ratio {v['ratio']}; "
        f"peak {v['peak_mb']} MB, {v['growth_mb']} MB more than for a tenth of it."
    )
)
def benchmark_import(paths: tuple[str, ...], size: int) -> dict[str, Any]:
    """Read and store IATI files, and compare with a bare lxml.iterparse pass over the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        given, small = list(paths), []
        if not given:
            given, small = [_made(Path(folder), size)], [_made(Path(folder), max(1, size // 10))]
        bare, activities, _ = _apart(_bare, given)
        ours, _, peak = _apart(_ours, given)
        least = _apart(_ours, small)[2] if small else peak
    return {
        "baseline": round(bare, 3),
        "ours": round(ours, 3),
        "ratio": round(ours / bare, 2),
        "size": activities,
        "peak_mb": round(peak, 1),
        "growth_mb": round(peak - least, 1),
    }


def _apart(work: Any, paths: list[str]) -> tuple[float, int, float]:
    """Do the work in a process of its own; return its seconds, its count, and its peak memory in MB."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        seconds, count, peak = pool.apply(work, (paths,))
    return float(seconds), int(count), float(peak)


def _bare(paths: list[str]) -> tuple[float, int, float]:
    began, count = perf_counter(), 0
    for path in paths:
        for source in sources(path):
            try:
                with source.open() as stream:
                    for _, element in etree.iterparse(stream, events=("end",), tag="iati-activity"):
                        count += 1
                        element.clear()
            except etree.XMLSyntaxError:
                continue  # broken files are part of the input; both passes meet them
    return perf_counter() - began, count, _peak()


def _ours(paths: list[str]) -> tuple[float, int, float]:
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/register.db")
        SQLModel.metadata.create_all(engine)
        began = perf_counter()
        with Session(engine) as session:
            for path in paths:
                for source in sources(path):
                    with transaction(session):
                        report = import_file(
                            session,
                            source,
                            name="benchmark",
                            state_ids={},
                            all_sectors=False,
                            by="benchmark",
                            now=datetime.now(UTC),
                        )
                        index_programmes(session, report.change.touched)
                        count += report.notes.read
        seconds = perf_counter() - began
        engine.dispose()
    return seconds, count, _peak()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _made(folder: Path, megabytes: int) -> str:
    """Write activities made from the packaged ones, about so many megabytes; return the path."""
    chance = random.Random(SEED)
    with gzip.open(SAMPLE) as stream:
        whole = etree.parse(stream).getroot()
    texts = [etree.tostring(activity, encoding="unicode") for activity in whole.iterfind("iati-activity")]
    other = "<iati-activity><iati-identifier>ID</iati-identifier>" + _OTHER + "</iati-activity>\n"
    path, written, number = folder / f"made-{megabytes}.xml", 0, 0
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n')
        while written < megabytes * MEGABYTE:
            number += 1
            text = chance.choice(texts) if number % ONE_IN == 0 else other
            text = text.replace("<iati-identifier>", f"<iati-identifier>MADE-{number}-", 1)
            written += out.write(text)
        out.write("</iati-activities>\n")
    return str(path)


_OTHER = (
    '<reporting-org ref="XX-1" type="10"><narrative>Agency for water</narrative></reporting-org>'
    "<title><narrative>Rural water supply and sanitation, phase two</narrative></title>"
    "<description><narrative>"
    + "Wells and pipes for villages, with training of committees. "
    * 12
    + "</narrative></description>"
    '<participating-org role="1" ref="XX"><narrative>Government</narrative></participating-org>'
    '<activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/><recipient-country code="KE"/>'
    '<sector vocabulary="1" code="14030"/>'
    + '<transaction><transaction-type code="3"/><transaction-date iso-date="2020-02-01"/>'
    '<value currency="USD" value-date="2020-02-01">120000</value></transaction>' * 6
)
