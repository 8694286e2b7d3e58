"""Settings of the site. Whatever differs between installations comes from the environment (README.md lists it)."""

import sys
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from pssdash.environment import (
    env,
    read_database,
    read_evidence_storage,
    read_folder,
    read_hosts,
    read_list,
    read_mail,
    read_origins,
    read_secret_key,
    read_sender,
    read_site_address,
    read_switch,
)

ROOT = Path(__file__).resolve().parent.parent
VAR = read_folder("PSSDASH_VAR", ROOT / "var")

DEMO = read_switch("PSSDASH_DEMO")
DEBUG = read_switch("DEBUG")
SECRET_KEY = read_secret_key(VAR, DEMO or DEBUG)
# Keys of before: what was signed or encrypted with one stays good.
SECRET_KEY_FALLBACKS = read_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = read_hosts(DEMO or DEBUG)
CSRF_TRUSTED_ORIGINS = read_origins()
SITE_ADDRESS = read_site_address(ALLOWED_HOSTS, DEMO or DEBUG)

INSTALLED_APPS = [
    # First, because pssdash.accounts takes their records out of the administration again.
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pssdash.accounts.admin_site.AdministrationConfig",  # Django's admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # For the widget templates, which the form renderer finds through TEMPLATES.
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "pssdash.accounts",
    "pssdash.ui",
    "pssdash.organisations",
    "pssdash.people",
    "pssdash.reporting",
    "objectives",
    "programmes",
    "pssdash.rounds",
    "pssdash.rounds.queries",
    "pssdash.rounds.reminders",
    "pssdash.board",
    "pssdash.demo",
    "django_tables2",
    "django_filters",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Around WhiteNoise, so that static files have these headers too.
    "csp.middleware.CSPMiddleware",
    "pssdash.middleware.ResponseHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pssdash.middleware.NoNullCharactersMiddleware",
    "pssdash.middleware.NumbersInRangeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before the login check, so that a form posted after the session ended is kept and not dropped.
    "pssdash.accounts.kept_text.KeptTextMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pssdash.accounts.sessions.SessionActivityMiddleware",
    "pssdash.accounts.two_factor.middleware.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "pssdash.urls"
WSGI_APPLICATION = "pssdash.wsgi.application"
FORM_RENDERER = "pssdash.ui.forms.NHSFormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pssdash.ui.navigation.navigation",
            ],
        },
    },
]

DATABASES = {"default": read_database(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=4).total_seconds())

# Five wrong passwords lock that address for that account, for fifteen minutes. The address is REMOTE_ADDR, which the
# server fills in from what the proxy says (README.md, "For real").
AXES_FAILURE_LIMIT = 5
# The name of the sign-in form's field; Axes would take the account's field, "email", and count everybody as one.
AXES_USERNAME_FORM_FIELD = "username"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = "pssdash.accounts.throttling.lockout_parameters"
AXES_SENSITIVE_PARAMETERS = ["code"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False

# django-allauth holds a sign-in that waits for its second factor, and lists sessions. None of its own routes exist.
ACCOUNT_ADAPTER = "pssdash.accounts.two_factor.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # django-axes counts wrong passwords and wrong codes: pssdash/accounts/throttling.py
MFA_ADAPTER = "pssdash.accounts.two_factor.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "pssdash.accounts.two_factor.forms.CodeForm",
    "activate_totp": "pssdash.accounts.two_factor.forms.SetUpForm",
}
MFA_TOTP_ISSUER = "Patient Safety Strategy dashboard"
MFA_TOTP_TOLERANCE = 1  # the code before and the one after count too, for phones whose clock is not right
MFA_RECOVERY_CODES_SHOW_ONCE = True

LANGUAGE_CODE = "en-gb"
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# No other site has a use for our files.
WHITENOISE_ALLOW_ALL_ORIGINS = False
# The second holds the front-end packages' files, copied there by dev.py.
STATICFILES_DIRS = [ROOT / "static", ROOT / "build" / "frontend"]
TESTING = "pytest" in sys.modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Files handed in with updates. Nothing serves this folder but a view that asks who may see them.
    "evidence": read_evidence_storage(VAR),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "pssdash.static_files.JoinedStaticFilesStorage"
    },
}

# The demo is served over plain HTTP on this machine; everything else sits behind HTTPS.
HTTPS = not (DEMO or DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
# The health check is asked for by the proxy itself, over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pssdash.accounts.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
# Not in a cookie of their own: the privacy page promises two cookies.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

vars().update(read_mail())
DEFAULT_FROM_EMAIL = read_sender()
SERVER_EMAIL = DEFAULT_FROM_EMAIL
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default=DEFAULT_FROM_EMAIL)

DJANGO_TABLES2_TEMPLATE = "components/table.html"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Whoever scans the internet asks for hosts that are not ours; that is refused and needs no traceback.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
