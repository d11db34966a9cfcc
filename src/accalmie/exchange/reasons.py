"""Why a file is refused as a whole before or beside its content, worded for its sender.

What lies in the content itself (not well-formed, unknown message…) is worded by
``messages.intake``; here stand the reasons of the exchange.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from accalmie.facts.languages import Language


class Reason(StrEnum):
    """A reason of the exchange; the values are stored."""

    NAME_USED = "name_used"
    TOO_LARGE = "file_too_large"
    WRONG_NAME = "wrong_name"
    IN_PARTS = "in_parts"
    NO_SIGNATURE = "no_signature"
    WRONG_SIGNATURE = "wrong_signature"
    OTHER_MESSAGE = "other_message"


ERROR_IDS: Mapping[Reason, str] = {
    Reason.NAME_USED: "90059-272",
    Reason.TOO_LARGE: "ACRF-172",
    Reason.WRONG_NAME: "90059-163",
    Reason.IN_PARTS: "90059-163",
    Reason.NO_SIGNATURE: "90059-163",
    Reason.WRONG_SIGNATURE: "90059-163",
    Reason.OTHER_MESSAGE: "ACRF-088",
}
"""The identifier in the acknowledgement: the nearest of the official types of anomalies."""

_FR, _NL, _DE, _EN = Language.FR, Language.NL, Language.DE, Language.EN

WORDING: Mapping[Reason, Mapping[Language, str]] = {
    Reason.NAME_USED: {
        _FR: "Ce nom a déjà servi pour un autre contenu. Renvoyez le fichier sous un autre numéro.",
        _NL: "Deze naam diende al voor een andere inhoud. Stuur het bestand met een ander nummer.",
        _DE: "Dieser Name stand schon für einen anderen Inhalt. Senden Sie die Datei mit einer "
        "anderen Nummer.",
        _EN: "This name already stood for another content. Send the file under another number.",
    },
    Reason.TOO_LARGE: {
        _FR: "Le fichier est trop grand. Répartissez les déclarations sur plusieurs fichiers.",
        _NL: "Het bestand is te groot. Verdeel de aangiften over meerdere bestanden.",
        _DE: "Die Datei ist zu groß. Verteilen Sie die Meldungen auf mehrere Dateien.",
        _EN: "The file is too large. Spread the declarations over several files.",
    },
    Reason.WRONG_NAME: {
        _FR: "Le nom du fichier ne suit pas les règles (FI.TWCT.123456.20261121.00001.R.1.1).",
        _NL: "De bestandsnaam volgt de regels niet (FI.TWCT.123456.20261121.00001.R.1.1).",
        _DE: "Der Dateiname folgt nicht den Regeln (FI.TWCT.123456.20261121.00001.R.1.1).",
        _EN: "The name of the file breaks the rules (FI.TWCT.123456.20261121.00001.R.1.1).",
    },
    Reason.IN_PARTS: {
        _FR: "Un fichier en plusieurs parties n'est pas admis ici. Envoyez-le en une partie.",
        _NL: "Een bestand in meerdere delen is hier niet toegelaten. Stuur het in één deel.",
        _DE: "Eine Datei in mehreren Teilen ist hier nicht zugelassen. Senden Sie sie in einem "
        "Teil.",
        _EN: "A file in several parts is not admitted here. Send it in one part.",
    },
    Reason.NO_SIGNATURE: {
        _FR: "La signature (fichier FS) manque ; elle est obligatoire en production.",
        _NL: "De handtekening (bestand FS) ontbreekt; ze is verplicht in productie.",
        _DE: "Die Signatur (Datei FS) fehlt; in der Produktion ist sie Pflicht.",
        _EN: "The signature (file FS) is missing; production asks for it.",
    },
    Reason.WRONG_SIGNATURE: {
        _FR: "La signature (fichier FS) n'est pas celle de ce fichier. Signez-le et renvoyez tout.",
        _NL: "De handtekening (bestand FS) hoort niet bij dit bestand. Onderteken het en stuur "
        "alles opnieuw.",
        _DE: "Die Signatur (Datei FS) gehört nicht zu dieser Datei. Signieren Sie sie und senden "
        "Sie alles erneut.",
        _EN: "The signature (file FS) is not the one of this file. Sign it and send everything "
        "again.",
    },
    Reason.OTHER_MESSAGE: {
        _FR: "Ce message n'est ni une communication (TWCT001), ni une déclaration (WECH002, "
        "WECH005), ni une inscription au livre de validation (VBLV001).",
        _NL: "Dit bericht is geen mededeling (TWCT001), geen aangifte (WECH002, WECH005) en geen "
        "inschrijving in het validatieboek (VBLV001).",
        _DE: "Diese Nachricht ist weder eine Mitteilung (TWCT001) noch eine Meldung (WECH002, "
        "WECH005) noch eine Eintragung ins Validierungsbuch (VBLV001).",
        _EN: "This message is neither a communication (TWCT001) nor a declaration (WECH002, "
        "WECH005) nor an entry in the validation book (VBLV001).",
    },
}


def wording(*, reason: Reason, language: Language) -> str:
    """The reason in a language: what is wrong and what to do."""
    return WORDING[reason][language]
