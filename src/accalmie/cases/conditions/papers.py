"""Keeping the papers about a notice of difficulty as they were handed out."""

from __future__ import annotations

import hashlib
from datetime import datetime

from accalmie.cases.conditions.models import Notice, Paper, PaperKind
from accalmie.facts.languages import Language


def kept_paper(*, notice: Notice, kind: PaperKind) -> Paper | None:
    """The paper that was handed out; None where none was made yet."""
    return Paper.objects.filter(notice=notice, kind=kind).first()


def keep_paper(
    *, notice: Notice, kind: PaperKind, language: Language, content: bytes, at: datetime
) -> Paper:
    """Keep a paper; when it was made before, that one is returned: everybody gets those bytes."""
    paper, _is_new = Paper.objects.get_or_create(
        notice=notice,
        kind=kind,
        defaults={
            "language": language,
            "content": content,
            "sha256": hashlib.sha256(content).hexdigest(),
            "made_at": at,
        },
    )
    return paper
