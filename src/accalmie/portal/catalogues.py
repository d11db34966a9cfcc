"""The four catalogues of the pages: collect the texts, compile the catalogues, check them.

``python -m accalmie.portal.catalogues --update`` collects every text of the pages into the four
catalogues (English is its own source), ``--compile`` makes what Django reads, ``--check`` answers
with status 1 when a text is missing, fuzzy, no longer used, has lost a placeholder, or when a
compiled catalogue is not the one of its source. Neither gettext nor a configured Django is needed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from accalmie.facts.languages import Language

PORTAL = Path(__file__).resolve().parent
LOCALE = PORTAL / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "_p": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "ngettext": (1, 2),
    "gettext_noop": None,
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
# French sets a space before these signs and after the opening quotation mark; no line ends there.
FRENCH_SPACE = re.compile(r" (?=[:;?!»€])|(?<=«) ")
_TIMELESS = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = "# Texts of the pages. The identifiers are the English texts.\n"


def collected() -> Catalog:
    """Every text of the Python modules and templates of the pages."""
    catalogue = Catalog()
    for path in sorted(PORTAL.rglob("*")):
        if path.suffix == ".py" and path != Path(__file__):
            source = path.read_bytes()
        elif path.suffix == ".html":
            source = _as_python(path.read_text(encoding="utf-8")).encode()
        else:
            continue
        for line, message, comments, context in extract(
            "python", BytesIO(source), keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            location = (str(path.relative_to(PORTAL)), line)
            catalogue.add(message, None, [location], auto_comments=comments, context=context)
    return catalogue


def _as_python(template: str) -> str:
    """A template as the text that a collector of Python texts reads."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    return templatize(template)


def catalogue_path(language: Language) -> Path:
    """The source of a catalogue."""
    return LOCALE / language.value / "LC_MESSAGES" / "django.po"


def read(language: Language) -> Catalog:
    """A catalogue as written."""
    with catalogue_path(language).open("rb") as source:
        catalogue = read_po(source, locale=language.value)
    # Otherwise the instant of reading would enter the compiled catalogue.
    catalogue.creation_date = catalogue.revision_date = _TIMELESS
    return catalogue


def compiled(language: Language) -> bytes:
    """What Django reads; in French with the no-break spaces that nobody has to type."""
    catalogue = read(language)
    if language is Language.FR:
        for message in catalogue:
            message.string = _with_french_spaces(message.string)
    target = BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def _with_french_spaces(string: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(string, str):
        return FRENCH_SPACE.sub("\u00a0", string)
    return tuple(FRENCH_SPACE.sub("\u00a0", one) for one in string)


def update() -> None:
    """Bring the catalogues up to what the pages say; new texts stay empty, except in English."""
    template = collected()
    for language in Language:
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        old = read(language) if path.exists() else Catalog(locale=language.value)
        fresh = Catalog(locale=language.value, header_comment=HEADER.rstrip(), fuzzy=False)
        for message in template:
            if not message.id:
                continue
            known = old.get(_singular(message.id), context=message.context)
            string = known.string if known is not None else ""
            if language is Language.EN:
                string = message.id
            fresh.add(
                message.id,
                string,
                [(name, None) for name in sorted({name for name, _ in message.locations})],
                context=message.context,
                auto_comments=message.auto_comments,
            )
        with path.open("wb") as target:
            write_po(target, fresh, width=100, sort_output=True, omit_header=False)
        _without_dates(path)


def _without_dates(path: Path) -> None:
    """Leave out the lines of the head that change without a text having changed."""
    idle = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Last-Translator")
    kept = [
        line
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
        if not line.startswith(tuple(f'"{name}' for name in idle))
    ]
    path.write_text("".join(kept), encoding="utf-8")


def compile_all() -> None:
    """Write the four compiled catalogues beside their sources."""
    for language in Language:
        catalogue_path(language).with_suffix(".mo").write_bytes(compiled(language))


def faults() -> Iterator[str]:
    """Everything that is not in order, one sentence each."""
    wanted = {(_singular(message.id), message.context): message for message in collected()}
    wanted.pop(("", None), None)
    for language in Language:
        if not catalogue_path(language).exists():
            yield f"{language.value}: no catalogue"
            continue
        catalogue = read(language)
        known = {(_singular(message.id), message.context): message for message in catalogue}
        known.pop(("", None), None)
        for key in wanted.keys() - known.keys():
            yield f"{language.value}: missing: {key[0]!r}"
        for key in known.keys() - wanted.keys():
            yield f"{language.value}: no longer used: {key[0]!r}"
        for key in wanted.keys() & known.keys():
            message = known[key]
            if message.fuzzy:
                yield f"{language.value}: fuzzy: {key[0]!r}"
            for source, text in _pairs(wanted[key].id, message.string):
                if not text:
                    yield f"{language.value}: not translated: {key[0]!r}"
                elif sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(text)):
                    yield f"{language.value}: placeholders differ: {key[0]!r}"
        machine = catalogue_path(language).with_suffix(".mo")
        if not machine.exists() or machine.read_bytes() != compiled(language):
            yield f"{language.value}: the compiled catalogue is not the one of its source"


def _singular(identifier: str | Iterable[str]) -> str:
    return identifier if isinstance(identifier, str) else next(iter(identifier))


def _pairs(identifier: object, string: object) -> Iterator[tuple[str, str]]:
    if isinstance(identifier, (tuple, list)):
        texts = tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)
        if len(texts) < len(identifier):
            texts += ("",) * (len(identifier) - len(texts))
        yield identifier[1], texts[-1]
        # The singular may say "one" instead of the number: only its presence is asked.
        if not texts[0]:
            yield identifier[0], ""
        return
    yield str(identifier), str(string or "")


def main() -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--update", action="store_true", help="collect the texts of the pages")
    choice.add_argument("--compile", action="store_true", help="make what Django reads")
    choice.add_argument("--check", action="store_true", help="say what is not in order")
    chosen = parser.parse_args()
    if chosen.update:
        update()
        compile_all()
    elif chosen.compile:
        compile_all()
    else:
        found = sorted(faults())
        for fault in found:
            print(fault, file=sys.stderr)
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
