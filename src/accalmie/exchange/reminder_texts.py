"""What the e-mails of reminders say, in four languages; never a name, never a national number."""

from __future__ import annotations

from collections.abc import Mapping

from accalmie.cases.reminders.models import Occasion
from accalmie.facts.languages import Language

_FR, _NL, _DE, _EN = Language.FR, Language.NL, Language.DE, Language.EN

CONFIRM_SUBJECT: Mapping[Language, str] = {
    _FR: "Confirmez votre adresse pour les rappels",
    _NL: "Bevestig uw adres voor de herinneringen",
    _DE: "Bestätigen Sie Ihre Adresse für die Erinnerungen",
    _EN: "Confirm your address for the reminders",
}
CONFIRM: Mapping[Language, str] = {
    _FR: "Quelqu’un a demandé des rappels de chômage temporaire à cette adresse.\n"
    "Confirmez dans les deux jours :\n\n{link}\n\n"
    "Si ce n’était pas vous, ne faites rien : aucun autre e-mail ne viendra.\n",
    _NL: "Iemand vroeg herinneringen over tijdelijke werkloosheid op dit adres.\n"
    "Bevestig binnen twee dagen:\n\n{link}\n\n"
    "Was u dat niet, doe dan niets: er komt geen andere e-mail.\n",
    _DE: "Jemand hat Erinnerungen zur zeitweiligen Arbeitslosigkeit an diese Adresse angefordert.\n"
    "Bestätigen Sie innerhalb von zwei Tagen:\n\n{link}\n\n"
    "Waren Sie es nicht, so tun Sie nichts: Es kommt keine weitere E-Mail.\n",
    _EN: "Somebody asked for reminders of temporary unemployment at this address.\n"
    "Confirm within two days:\n\n{link}\n\n"
    "If it was not you, do nothing: no other e-mail will come.\n",
}
DIGEST_SUBJECT: Mapping[Language, str] = {
    _FR: "Chômage temporaire : à faire ({number})",
    _NL: "Tijdelijke werkloosheid: te doen ({number})",
    _DE: "Zeitweilige Arbeitslosigkeit: zu tun ({number})",
    _EN: "Temporary unemployment: to do ({number})",
}
HEADINGS: Mapping[Occasion, Mapping[Language, str]] = {
    Occasion.LATE: {
        _FR: "En retard",
        _NL: "Te laat",
        _DE: "Verspätet",
        _EN: "Late",
    },
    Occasion.BEFORE: {
        _FR: "Aujourd’hui ou demain",
        _NL: "Vandaag of morgen",
        _DE: "Heute oder morgen",
        _EN: "Today or tomorrow",
    },
    Occasion.OPEN: {
        _FR: "Possible dès maintenant",
        _NL: "Kan nu",
        _DE: "Jetzt möglich",
        _EN: "Possible from now on",
    },
}
WORKERS: Mapping[Language, tuple[str, str]] = {
    _FR: ("1 travailleur", "{number} travailleurs"),
    _NL: ("1 werknemer", "{number} werknemers"),
    _DE: ("1 Arbeitnehmer", "{number} Arbeitnehmer"),
    _EN: ("1 worker", "{number} workers"),
}
FOOT: Mapping[Language, str] = {
    _FR: "Tout ce qu’il faut faire :\n{page}\n\nNe plus recevoir ces rappels :\n{stop}\n",
    _NL: "Alles wat te doen is:\n{page}\n\nDeze herinneringen niet meer ontvangen:\n{stop}\n",
    _DE: "Alles, was zu tun ist:\n{page}\n\nDiese Erinnerungen nicht mehr erhalten:\n{stop}\n",
    _EN: "Everything that is to be done:\n{page}\n\nNo longer receive these reminders:\n{stop}\n",
}
