"""How long one decision letter takes, from the facts to its tagged PDF, and its seal.

Two lines, in milliseconds, the median of interleaved runs; each letter has its own ticket, so that
no run finds the work of another done. Peers: the same letter with a compiler made anew each time,
as ``typst.compile`` does; the same seal by pyHanko's own signer. The ratio is peer by ours.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import typst
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from accalmie.facts.communications import (
    Channel,
    Communication,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.decisions import Decision, Result
from accalmie.facts.findings import Circumstances
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, EmployerId
from accalmie.law.conformity import assess
from accalmie.letters import decision, typesetting
from accalmie.letters.correspondents import Addressee, OfficeHead
from accalmie.letters.decision_content import DecisionContent
from accalmie.letters.seal import CERTIFICATE_FILE, KEY_FILE, Sealer

ROUNDS = 41
AT = datetime(2026, 11, 16, 9, tzinfo=UTC)


def main() -> int:
    """Print one JSON line for the letter and one for the seal."""
    _print("decision letter as tagged PDF", _letters(_warm, _fresh))
    with tempfile.TemporaryDirectory() as folder:
        _print("seal of a decision letter", _seals(Path(folder)))
    return 0


def _print(name: str, medians: tuple[float, float]) -> None:
    ours, peer = medians
    line = {
        "name": name,
        "ours": round(ours, 2),
        "peer": round(peer, 2),
        "ratio": round(peer / ours, 2),
        "unit": "ms",
    }
    print(json.dumps(line))


def _letters(
    ours: Callable[[DecisionContent], bytes], peer: Callable[[DecisionContent], bytes]
) -> tuple[float, float]:
    if ours(_content(0)) != peer(_content(0)):
        raise AssertionError("the two letters differ: the comparison would mean nothing")
    contents = [_content(number) for number in range(1, 2 * ROUNDS + 1)]
    mine, others = [], []
    for first, second in zip(contents[::2], contents[1::2], strict=True):
        mine.append(_timed(lambda each=first: ours(each)))
        others.append(_timed(lambda each=second: peer(each)))
    return statistics.median(mine), statistics.median(others)


def _warm(content: DecisionContent) -> bytes:
    return decision.render(content)


def _fresh(content: DecisionContent) -> bytes:
    letter = decision.letter_of(content)
    pdf = typst.compile(
        typesetting.source_of(letter),
        root=str(typesetting.TEMPLATE.parent),
        font_paths=[str(typesetting.FONTS)],
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(letter.made_at.timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf


def _seals(folder: Path) -> tuple[float, float]:
    sealer = Sealer.create_throwaway(folder)
    simple = SimpleSigner.load(str(folder / KEY_FILE), str(folder / CERTIFICATE_FILE))
    metadata = PdfSignatureMetadata(
        field_name="Seal", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    letters = [decision.render(_content(number)) for number in range(ROUNDS)]

    def by_pyhanko(pdf: bytes) -> None:
        signer = PdfSigner(metadata, signer=simple)
        asyncio.run(signer.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))))

    mine, others = [], []
    for pdf in letters:
        mine.append(_timed(lambda pdf=pdf: sealer.seal(pdf, at=AT)))
        others.append(_timed(lambda pdf=pdf: by_pyhanko(pdf)))
    return statistics.median(mine), statistics.median(others)


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def _content(number: int) -> DecisionContent:
    communication = Communication(
        kind="economic_worker",
        subject=Subject.PLANNED_SUSPENSION,
        version=Version.ORIGINAL,
        employer=EmployerId(bce="0999000129"),
        notified_on=date(2026, 11, 12),
        first_day=date(2026, 11, 16),
        last_day=date(2026, 12, 13),
        details=PlannedSuspension(
            regime=Regime.FULL,
            joint_committee="100",
            reason="Orders fell",
            undertakes_not_to_subcontract=True,
        ),
        section="Workshop",
    )
    circumstances = Circumstances(received_on=date(2026, 11, 12), channel=Channel.PORTAL)
    return decision.of(
        decision=Decision(
            result=Result.REFUSED,
            assessment=assess(communication=communication, circumstances=circumstances),
            decided_on=date(2026, 11, 16),
            decided_by="Andrea Proefpersoon",
            reread_by="Camille Exemplaire",
        ),
        communication=communication,
        ticket=f"3A{number:010}D",
        employer=Addressee(name="Ateliers Exemple du Canal SRL"),
        office=OfficeHead(
            name="Bureau de Bruxelles (exemple)",
            address=Address(postal_code="1000", city="Bruxelles"),
        ),
        language=Language.FR,
    )


if __name__ == "__main__":
    sys.exit(main())
