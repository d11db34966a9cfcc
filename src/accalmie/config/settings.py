"""The settings, for the demonstration, the tests and production alike.

Without any variable everything runs on this machine: an embedded database and keys made when first
needed, all under ``var/``. In production the environment says the rest:

ACCALMIE_HOME               folder that holds var/ (default: the current directory)
ACCALMIE_SECRET_KEY         secret of sessions; compulsory with a PostgreSQL server
ACCALMIE_PERSON_KEY         key of the digests under which the journal knows persons; keep it for
                            ever, and the same on all machines
ACCALMIE_FACTORS_KEY        key that seals second factors, waiting letters and forms; keep it, and
                            the same on all machines
ACCALMIE_DATABASE_URL       postgresql://user:password@host/name, or sqlite:////file
ACCALMIE_ALLOWED_HOSTS      host names with commas
ACCALMIE_TRUSTED_ORIGINS    https://host origins with commas
ACCALMIE_BEHIND_PROXY       1: believe X-Forwarded-Proto
ACCALMIE_DEMO               1: demonstration, with its movable clock
ACCALMIE_DEBUG              1: pages of faults for developers
ACCALMIE_IDENTITY_PROVIDER  issuer of the OpenID Connect provider that knows electronic identities
ACCALMIE_IDENTITY_CLIENT    name under which that provider knows this portal
ACCALMIE_IDENTITY_SECRET    the secret agreed on with that provider
ACCALMIE_IDENTITY_LEVELS    strengths of identification (acr) that are enough, with commas (default:
                            Level500 and Level450 of the federal service)
ACCALMIE_CARD_AUTHORITIES   folder of the certificates of authorities whose identity cards open
                            accounts (Web eID)
ACCALMIE_CARD_POLICIES_REFUSED  identifiers of certificate policies that open nothing, with commas
ACCALMIE_PAYER_ACCOUNTS     file of the accounts from which payment organisations pay (YAML)
ACCALMIE_MAIL_URL           server that sends e-mail: smtp://host:25, smtp+tls:// (STARTTLS) or
                            smtps://, with user:password@ before the host where it asks; without
                            it, e-mails are written on the console
ACCALMIE_MAIL_FROM          sender of the e-mails, as Name <address>
ACCALMIE_PUBLIC_URL         https://host under which people reach the pages; links in e-mails use it
ACCALMIE_EXCHANGE_NUMBER    own number in the names of files (six digits)
ACCALMIE_EXCHANGE_LETTER    R: production, T: simulation
"""

from __future__ import annotations

from pathlib import Path

from accalmie.config import clock, environment
from accalmie.exchange import keys

HOME = environment.home()
VAR = HOME / "var"
VAR.mkdir(parents=True, exist_ok=True)
KEYS = VAR / "keys"

DEMO = environment.switch("ACCALMIE_DEMO")
DEBUG = environment.switch("ACCALMIE_DEBUG")
IS_LOCAL = DEMO or DEBUG

CLOCK = clock.MovableClock(VAR / "demo-clock") if DEMO else clock.now

# --- database

DATABASES = {
    "default": environment.database(
        environment.text("ACCALMIE_DATABASE_URL", ""), VAR / "accalmie.sqlite3"
    )
}
HAS_SERVER = DATABASES["default"]["ENGINE"].endswith("postgresql")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- secrets

SECRET_KEY = environment.text("ACCALMIE_SECRET_KEY", "")
if not SECRET_KEY and HAS_SERVER and not DEMO:
    raise environment.WrongSetting(
        "ACCALMIE_SECRET_KEY is missing: with a database server several machines may serve the"
        " pages, and all of them need the same secret. Set it to 50 random characters."
    )
SECRET_KEY = SECRET_KEY or keys.secret_text(KEYS / "secret")

# --- applications

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "accalmie.cases.journal",
    "accalmie.cases.parties",
    "accalmie.cases.access",
    "accalmie.cases.identities",
    "accalmie.cases.factors",
    "accalmie.cases.strikes",
    "accalmie.cases.communications",
    "accalmie.cases.drafts",
    "accalmie.cases.conditions",
    "accalmie.cases.memberships",
    "accalmie.cases.tasks",
    "accalmie.cases.cards",
    "accalmie.cases.card_stock",
    "accalmie.cases.validation_book",
    "accalmie.cases.declarations",
    "accalmie.cases.staff",
    "accalmie.cases.claims",
    "accalmie.cases.disputes",
    "accalmie.cases.payments",
    "accalmie.cases.board",
    "accalmie.cases.mails",
    "accalmie.cases.contacts",
    "accalmie.cases.reminders",
    "accalmie.exchange",
    "accalmie.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accalmie.portal.mandates.acting.ActingFor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accalmie.portal.access.middleware.FollowSessions",
    "accalmie.portal.access.middleware.KeepForms",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accalmie.portal.mandates.refusals.WordedRefusals",
]
ROOT_URLCONF = "accalmie.config.urls"
WSGI_APPLICATION = "accalmie.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "accalmie.portal.context.page",
            ],
        },
    }
]

# --- people

AUTH_USER_MODEL = "access.Account"
LOGIN_URL = "portal:sign_in"
IDENTITY_PROVIDER = environment.text("ACCALMIE_IDENTITY_PROVIDER", "").rstrip("/")
IDENTITY_CLIENT = environment.text("ACCALMIE_IDENTITY_CLIENT", "accalmie")
IDENTITY_SECRET = environment.text("ACCALMIE_IDENTITY_SECRET", "") or keys.secret_text(
    KEYS / "identity-client"
)
IDENTITY_LEVELS = environment.words("ACCALMIE_IDENTITY_LEVELS") or (
    [] if DEMO else [f"urn:be:fedict:iam:fas:Level{level}" for level in (500, 450)]
)
CARD_AUTHORITIES = environment.file(
    "ACCALMIE_CARD_AUTHORITIES", KEYS / "test-cards" if DEMO else None
)
CARD_POLICIES_REFUSED = environment.words("ACCALMIE_CARD_POLICIES_REFUSED")
FACTORS_KEY = environment.text("ACCALMIE_FACTORS_KEY", "") or keys.secret_text(KEYS / "factors")
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- e-mail

globals().update(environment.mail(environment.text("ACCALMIE_MAIL_URL", "")))
DEFAULT_FROM_EMAIL = environment.text("ACCALMIE_MAIL_FROM", "Accalmie <accalmie@localhost>")
PUBLIC_URL = environment.text("ACCALMIE_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")

# --- languages and time

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# --- static files

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# --- security

ALLOWED_HOSTS = environment.words("ACCALMIE_ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = environment.words("ACCALMIE_TRUSTED_ORIGINS")
if environment.switch("ACCALMIE_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_LOCAL
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_LOCAL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
BROWSER_COOKIE_NAME = "browser"
if not IS_LOCAL:
    # The prefix makes browsers refuse these names from anywhere but this very host over HTTPS.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    BROWSER_COOKIE_NAME = "__Host-browser"

_SELF, _NONE = "'self'", "'none'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [_NONE],
        "script-src": [_SELF],
        "style-src": [_SELF],
        "img-src": [_SELF, "data:"],
        "font-src": [_SELF],
        "connect-src": [_SELF],
        "form-action": [_SELF],
        "manifest-src": [_SELF],
        "base-uri": [_NONE],
        "frame-ancestors": [_NONE],
    }
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- tables that people hand in (XLSX, CSV, pasted lines)

IMPORT_MAX_BYTES = 10_000_000
IMPORT_MAX_UNPACKED_BYTES = 200_000_000
IMPORT_MAX_UNPACKING_RATIO = 100
IMPORT_MAX_WORKERS = 10_000
IMPORT_MAX_HOURS = 60_000
IMPORT_MAX_COLUMNS = 60
DATA_UPLOAD_MAX_MEMORY_SIZE = IMPORT_MAX_BYTES

# --- exchange of files

ARCHIVE = VAR / "archive"
INBOX = VAR / "inbox"
OUTBOX = VAR / "outbox"
EXCHANGE_NUMBER = environment.text("ACCALMIE_EXCHANGE_NUMBER", "999999")
PAYER_ACCOUNTS = environment.file(
    "ACCALMIE_PAYER_ACCOUNTS",
    Path(__file__).resolve().parents[3] / "demo" / "payer_accounts.yaml" if DEMO else None,
)
EXCHANGE_LETTER = environment.text("ACCALMIE_EXCHANGE_LETTER", "T")
EXCHANGE_MAX_BYTES = 1_000_000_000

# --- journal

JOURNAL_KEY = KEYS / "journal.pem"
JOURNAL_PERSON_KEY = environment.text("ACCALMIE_PERSON_KEY", "") or keys.secret_text(
    KEYS / "journal-persons"
)
JOURNAL_HEADS = VAR / "journal"
LETTER_KEYS = KEYS / "letters"

# --- logs

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"national_numbers": {"()": "accalmie.config.logs.MaskNationalNumbers"}},
    "formatters": {
        "plain": {
            "()": "accalmie.config.logs.PlainFields",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["national_numbers"],
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"accalmie": {"level": "INFO"}},
}
