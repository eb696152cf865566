"""Every setting of an installation: its name, its default and what it means.

A default is right for a demonstration on one machine and safe to publish. Production
(`BACKOFFICE_ENV=production`) refuses to start while a setting it needs is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flask


@dataclass(frozen=True)
class Setting:
    """One setting: `BACKOFFICE_<name>` in the environment sets it."""

    name: str
    default: Any
    meaning: str
    production: bool = False  # production refuses to start without a value


SETTINGS: tuple[Setting, ...] = (
    Setting("ENV", "demo", "demo or production"),
    Setting("DATABASE_URL", "", "data database; empty means instance/data.db (SQLite)"),
    Setting("VAULT_URL", "", "vault database; empty means instance/vault.db (SQLite)"),
    Setting("KEYRING", "", "file with the keys; empty means instance/keyring.json (0600)"),
    Setting("CHECKPOINTS", "", "folder for audit checkpoints, apart from the database", True),
    Setting("TEMPLATE_CACHE", "", "folder for compiled pages; empty means instance/templates"),
    Setting("TRUSTED_HOSTS", "", "host names this site answers to, by comma", True),
    Setting("PROXY_HOPS", 0, "number of trusted reverse proxies in front"),
    Setting(
        "CENTRE_NAME_KK",
        "«Қалалық мониторинг және жедел әрекет ету орталығы» ШЖҚ МКК",
        "legal name of the operator in Kazakh",
    ),
    Setting(
        "CENTRE_NAME_RU",
        "ГКП на ПХВ «Городской центр мониторинга и оперативного реагирования»",
        "legal name of the operator in Russian",
    ),
    Setting("CENTRE_NAME_EN", "City Monitoring and Rapid Response Centre", "in English"),
    Setting("CENTRE_BIN", "", "BIN of the operator, printed on notices", True),
    Setting("CENTRE_CITY", "Астана", "city printed on notices"),
    Setting("SITES", "https://www.ikomekastana.kz, https://www.ikomek.city.kz", "policy 13"),
    Setting("RESPONSIBLE_PERSON", "", "person responsible for processing and a contact", True),
    Setting("DATA_LOCATION", "", "where the databases stand, shown on the policy page"),
    Setting("LEGAL_TEXTS", "", "file with what the law asks to tell; empty means the shipped one"),
    Setting("SESSION_IDLE_MINUTES", 30, "a session unused for this long ends"),
    Setting("SESSION_HOURS", 12, "a session ends after this long in any case (one shift)"),
    Setting("EARLIER_DAYS", 90, "how far back earlier appeals of a known caller are shown"),
    Setting("RESTORE_DAYS", 10, "days within which a deleted value can be restored"),
    Setting("LINK_DAYS", 14, "longest life of a recipient's link, in days"),
    Setting("LINK_VIEWS", 20, "how often a recipient's link shows the data at most"),
    Setting("REPORTS_FOLDER", "", "folder for monthly reports; empty means instance/reports"),
    Setting("REPORT_MONTHS_KEPT", 24, "months a monthly report is kept"),
    Setting("EXPORT_FILES_A_DAY", 30, "reports one person may take out in a day"),
    Setting("EXPORT_ROWS_A_DAY", 2_000_000, "rows of reports one person may take out in a day"),
    Setting("DUE_SOON_HOURS", 24, "a deadline nearer than this is marked as due soon"),
    Setting("ARGON2_MEMORY_KIB", 47104, "memory of one password check, in KiB"),
    Setting("ARGON2_TIME", 1, "passes of one password check"),
    Setting("DISK_FREE_MB", 500, "less free room than this makes /readyz say no"),
    Setting("CHECKPOINT_AGE_HOURS", 2, "an older checkpoint makes /readyz say no; 0: never"),
    Setting("WATCHERS", "", "addresses told what /readyz found, by comma; loopback always is"),
    Setting("LOG_FORMAT", "", "text or json; empty means json in production, else text"),
    Setting("METRICS", "", "loopback address for Prometheus, like 127.0.0.1:9109; empty: none"),
)

ENVIRONMENTS = ("demo", "production")
_FLASK_DEFAULTS = {
    "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
    "WTF_CSRF_TIME_LIMIT": None,  # bound to the session, so that no typed text is lost
    "BABEL_DEFAULT_LOCALE": "kk",
    "BABEL_DEFAULT_TIMEZONE": "Asia/Almaty",
    "SQLALCHEMY_RECORD_QUERIES": False,
    # A driver's message must never quote a bound value into a log.
    "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
}


class ConfigurationError(RuntimeError):
    """The installation cannot start; the message says what to set."""


def configure(app: flask.Flask, given: Mapping[str, Any]) -> None:
    """Fill `app.config` from defaults, the environment and what the caller gives.

    Raises ConfigurationError when production lacks a setting it needs.
    """
    app.config.from_mapping({setting.name: setting.default for setting in SETTINGS})
    app.config.from_mapping(_FLASK_DEFAULTS)
    app.config.from_prefixed_env("BACKOFFICE")
    app.config.from_mapping(given)
    _keep_text(app)
    _place_files(app)
    _refuse_half_configured(app)
    app.config["SESSION_COOKIE_NAME"] = "__Host-senim" if is_production(app) else "senim"
    app.config["TRUSTED_HOSTS"] = _split(app.config["TRUSTED_HOSTS"]) or None


def is_production(app: flask.Flask) -> bool:
    """Whether this installation holds real residents' data."""
    return bool(app.config["ENV"] == "production")


def _keep_text(app: flask.Flask) -> None:
    """The environment reads a BIN as a number; a setting that is text stays text."""
    for setting in SETTINGS:
        if isinstance(setting.default, str) and not isinstance(app.config[setting.name], list):
            app.config[setting.name] = str(app.config[setting.name])


def _place_files(app: flask.Flask) -> None:
    instance = Path(app.instance_path)
    config = app.config
    config["DATABASE_URL"] = config["DATABASE_URL"] or f"sqlite:///{instance / 'data.db'}"
    config["VAULT_URL"] = config["VAULT_URL"] or f"sqlite:///{instance / 'vault.db'}"
    config["KEYRING"] = config["KEYRING"] or str(instance / "keyring.json")
    config["REPORTS_FOLDER"] = config["REPORTS_FOLDER"] or str(instance / "reports")
    config["WRITERS_QUEUE"] = str(instance / "writers.lock")
    config["SQLALCHEMY_DATABASE_URI"] = config["DATABASE_URL"]


def _refuse_half_configured(app: flask.Flask) -> None:
    if app.config["ENV"] not in ENVIRONMENTS:
        # A slip of the pen must not open a demonstration over residents' data.
        raise ConfigurationError(f"BACKOFFICE_ENV is one of: {', '.join(ENVIRONMENTS)}.")
    if is_production(app):
        missing = [s.name for s in SETTINGS if s.production and not app.config[s.name]]
        if missing:
            names = ", ".join(f"BACKOFFICE_{name}" for name in missing)
            raise ConfigurationError(f"Production is not configured: set {names}.")
    checkpoints = app.config["CHECKPOINTS"] or str(Path(app.instance_path) / "checkpoints")
    app.config["CHECKPOINTS"] = checkpoints
    if is_production(app):
        _refuse_checkpoints_beside_the_data(app)


def _refuse_checkpoints_beside_the_data(app: flask.Flask) -> None:
    """Whoever puts an older folder of a database back must not put back its checkpoints too.

    Raises ConfigurationError.
    """
    folder = Path(app.config["CHECKPOINTS"]).resolve()
    for name in ("DATABASE_URL", "VAULT_URL"):
        kind, _colon, path = str(app.config[name]).partition(":///")
        if kind.startswith("sqlite") and folder.is_relative_to(Path(path).resolve().parent):
            raise ConfigurationError(
                f"BACKOFFICE_CHECKPOINTS lies in the folder of BACKOFFICE_{name}: "
                "name a folder elsewhere, better on another disk."
            )


def _split(text: str | list[str] | None) -> list[str]:
    if isinstance(text, list):
        return text
    return [part.strip() for part in (text or "").split(",") if part.strip()]
