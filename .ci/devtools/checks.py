"""The checks that need no database and no browser, each run to its end even where an earlier one fails."""

import tempfile

from devtools.console import environment, run, say
from devtools.locks import differences
from devtools.places import PYTHON, ROOT

# What an installation behind an HTTPS proxy sets, so that `check --deploy` judges that and not the demo.
PRODUCTION = {
    "SECRET_KEY": "for-check-deploy-0123456789-ABCDEFGHIJ-abcdefghij-0123456789",
    "DATABASE_URL": "postgres://pssdash:unused@127.0.0.1/pssdash",
    "ALLOWED_HOSTS": "pssdash.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://pssdash.example.org",
    "EMAIL_URL": "smtp://127.0.0.1:25",
}


def run_all() -> int:
    """Run every check; 0 when all are content."""
    manage = [PYTHON, ROOT / "manage.py"]
    with tempfile.TemporaryDirectory(prefix="pssdash-check-") as folder:
        production = settings_environment(PRODUCTION | {"PSSDASH_VAR": folder})
        demo = settings_environment({"PSSDASH_DEMO": "1", "PSSDASH_VAR": folder})
        steps = [
            ("Linter", [PYTHON, "-m", "ruff", "check", "."], None),
            ("Formatter", [PYTHON, "-m", "ruff", "format", "--check", "."], None),
            ("Types of the pure modules", [PYTHON, "-m", "mypy"], None),
            ("Imports point downwards", [PYTHON.with_name("lint-imports")], None),
            ("No migration is missing", [*manage, "makemigrations", "--check", "--dry-run"], demo),
            ("Deployment settings", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production),
        ]
        failed = [title for title, command, env in steps if not passes(title, command, env)]
    failed += [] if locks_agree() else ["Locks"]
    say()
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def settings_environment(wanted: dict[str, str]) -> dict[str, str]:
    """`wanted`, without any setting of the site that this machine's environment holds."""
    names = {*PRODUCTION, "DEBUG", "PSSDASH_DEMO", "PSSDASH_DEMO_PASSWORD"}
    return environment({"DJANGO_SETTINGS_MODULE": "pssdash.settings"} | wanted, without=names)


def passes(title: str, command: list, env: dict[str, str] | None) -> bool:
    say(f"\n=== {title} ===")
    return run(command, env=env or environment()) == 0


def locks_agree() -> bool:
    say("\n=== Locks ===")
    found = differences()
    for difference in found:
        say(difference)
    if not found:
        say("The lock files hold what pyproject.toml and package.json ask for.")
    return not found
