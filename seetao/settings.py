"""All settings, read from the environment; safe unless DEBUG is true.

The values and their meaning stand in docs/settings.md. `make setup` writes a development
profile, var/development.env, which manage.py reads where the environment says nothing.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from seetao.environment import Environment, derived_key
from seetao.stylesheet import SOURCES as STYLESHEETS

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

environment = Environment()

DEBUG = environment.boolean("DEBUG", default=False)

# --- Keys -----------------------------------------------------------------------------------

SECRET_KEY = environment.key(
    "SECRET_KEY", "write a random one of 50 characters or more; `make setup` does for development."
)
if DEBUG:
    EVENT_KEY = environment.text("EVENT_KEY", derived_key(SECRET_KEY, "events"))
    ACCOUNTS_CODE_PEPPER = environment.text(
        "ACCOUNTS_CODE_PEPPER", derived_key(SECRET_KEY, "codes")
    )
else:
    # Not derived here: whoever learns one key must not hold the others.
    EVENT_KEY = environment.key("EVENT_KEY", "write a random key, kept apart from the database.")
    ACCOUNTS_CODE_PEPPER = environment.key(
        "ACCOUNTS_CODE_PEPPER", "write a random key, kept apart from the database."
    )
    if len({SECRET_KEY, EVENT_KEY, ACCOUNTS_CODE_PEPPER} - {""}) < sum(
        map(bool, (SECRET_KEY, EVENT_KEY, ACCOUNTS_CODE_PEPPER))
    ):
        environment.problem(
            "SECRET_KEY, EVENT_KEY and ACCOUNTS_CODE_PEPPER are not three different values: "
            "write a random one for each."
        )
# Former values, divided by commas: codes and sign-ins that are under way stay good.
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
ACCOUNTS_CODE_PEPPER_FALLBACKS = [
    *environment.words("ACCOUNTS_CODE_PEPPER_FALLBACKS"),
    *(derived_key(former, "codes") for former in SECRET_KEY_FALLBACKS),
]

# --- Who we are -----------------------------------------------------------------------------

SITE_URL = environment.site("SITE_URL", "http://127.0.0.1:8000" if DEBUG else "", secure=not DEBUG)
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if DEBUG else "")
# Whom readers may write to; it stands on public pages.
CONTACT_EMAIL = environment.text(
    "CONTACT_EMAIL", f"desk@{urlsplit(SITE_URL).hostname or 'localhost'}"
)
if not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+", CONTACT_EMAIL):
    environment.problem(f"CONTACT_EMAIL is '{CONTACT_EMAIL}': write an address, name@example.org.")
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", default=0, least=0)

INSTALLED_APPS = [
    "accounts",
    "articles",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django_prose_editor",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "seetao.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # In development the server itself reads static files where they lie.
    *([] if DEBUG else ["whitenoise.middleware.WhiteNoiseMiddleware"]),
    "seetao.secret_addresses.SecretAddressMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.session_limits.LimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "seetao.language.LanguageMiddleware",
    # The last one: it sees what was not found before a missing slash is added.
    "articles.reader.redirects.RedirectMiddleware",
]

ROOT_URLCONF = "seetao.urls"
WSGI_APPLICATION = "seetao.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "seetao.lean_templates.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "libraries": {"stylesheet": "seetao.stylesheet"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data -----------------------------------------------------------------------------------

if not DEBUG:
    environment.required("DATABASE_URL", "write 'postgres://user:password@host:5432/name'.")
_database = environment.database("DATABASE_URL", "sqlite:///var/seetao.sqlite3")
if _database["ENGINE"] == "django.db.backends.sqlite3":
    if _database["NAME"] != ":memory:":
        _database["NAME"] = BASE_DIR / str(_database["NAME"])
    _database["OPTIONS"] = {
        # A writer waits for its turn from its first statement; DEFERRED would fail half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,  # seconds
        # Without recursive_triggers, REPLACE would pass the append-only triggers by.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;"
        ),
    }
else:
    _database["CONN_MAX_AGE"] = 60  # seconds
    _database["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": _database}

CACHES = {"default": environment.cache("CACHE_URL", "locmemcache://")}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Half of Django's default: the longest article form stays far below it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_250_000  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
# The picture library takes 20 at once, and can say so only of what Django let through.
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_PERMISSIONS = 0o644

FIRST_NUMBER = environment.whole_number("FIRST_NUMBER", default=1_000_000, least=1)

# --- Files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = environment.text("MEDIA_URL", "/media/").rstrip("/") + "/"
MEDIA_ROOT = VAR_DIR / "media"
SERVE_MEDIA = DEBUG  # in production the front server reads them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Languages and time ---------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.zone("TIME_ZONE", "Asia/Shanghai")

# --- Accounts -------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.EmailBackend"]
LOGIN_URL = "accounts:sign-in"
PASSWORD_HASHERS = [
    "accounts.hashers.TunedArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name_zh", "name_en"]},
    },
    {"NAME": "accounts.passwords.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.GuessableValidator"},
]

# What other apps keep of an account, by dotted names of callables that take the account: one
# kind returns a dictionary of new names for the owner's own file, the other deletes.
ACCOUNTS_EXPORTERS = ["articles.saved.own.exported"]
ACCOUNTS_ERASERS = ["articles.saved.own.forget"]

# Whoever works at the desk shows a code of an authenticator besides the password.
STAFF_SECOND_FACTOR = environment.boolean("STAFF_SECOND_FACTOR", default=not DEBUG)
if not (STAFF_SECOND_FACTOR or DEBUG):
    environment.problem(
        "STAFF_SECOND_FACTOR is 'false', so a stolen password would open the desk: "
        "take it out, or write 'true'."
    )

# Sessions and messages share one cookie, which anonymous readers never get.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Browsers take a __Host- cookie only over TLS, from this very host, for all of its paths.
_cookie_prefix = "" if DEBUG else "__Host-"
# A reader's; accounts.limits holds it, and the shorter times of staff, on the server too.
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60  # seconds
SESSION_COOKIE_NAME = f"{_cookie_prefix}session"
SESSION_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_cookie_prefix}csrf"
CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
# At the desk, a form whose token is old gives its words back.
CSRF_FAILURE_VIEW = "articles.admin.kept_text.csrf_failure"

# --- Headers --------------------------------------------------------------------------------

_media = urlsplit(MEDIA_URL)
_media_origin = [f"{_media.scheme}://{_media.netloc}"] if _media.netloc else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", *STYLESHEETS],
        "img-src": ["'self'", *_media_origin],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'", *_media_origin],
        "manifest-src": ["'self'"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
if not DEBUG:
    SECURE_SSL_REDIRECT = True
    # A load balancer asks these two without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000  # a year
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # HSTS preloading ties the whole domain: the operator's own decision
    "auth.W004",  # the address as typed isn't unique, its canonical form is
]

# --- Mail and logs --------------------------------------------------------------------------

if DEBUG:
    _mail = environment.mail("EMAIL_URL", "filemail:///var/mail")
else:
    environment.required("EMAIL_URL", "write 'smtp+tls://user:password@host:587'.")
    _mail = environment.mail("EMAIL_URL", "smtp+tls://localhost:587")
    if _mail["EMAIL_BACKEND"] != "django.core.mail.backends.smtp.EmailBackend":
        environment.problem(
            f"EMAIL_URL sends mail to {_mail['EMAIL_BACKEND']}, not to people: "
            "write 'smtp+tls://user:password@host:587'."
        )
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_FILE_PATH = BASE_DIR / str(_mail.get("EMAIL_FILE_PATH") or "var/mail")
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = f"Seetao <no-reply@{urlsplit(SITE_URL).hostname or 'localhost'}>"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "seetao.log_lines.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
        "access": {
            "()": "seetao.log_lines.AccessFormatter",
            "format": "[{server_time}] {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "access": {"class": "logging.StreamHandler", "formatter": "access"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["access"], "level": "INFO", "propagate": False},
        # Scanners try any host; a line of django.request with the 400 is enough.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "django_tasks": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "seetao": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

environment.refuse_problems()
