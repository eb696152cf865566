"""Senim: the back-office of a city contact centre that keeps residents' data in trust."""

import secrets
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.exc import DatabaseError
from werkzeug.wrappers import Response

from backoffice import cli
from backoffice.access_review.views import access_review
from backoffice.accounts.queries import demo_staff_exists, staff_by_id
from backoffice.accounts.sessions import ServerSessions
from backoffice.accounts.views import account
from backoffice.appeals.views import appeals
from backoffice.audit import guard
from backoffice.audit_log.views import audit_log
from backoffice.audit_proof.views import audit_proof
from backoffice.backup.start import refuse_unfit
from backoffice.board.views import board
from backoffice.casefile.views import casefile
from backoffice.completeness.views import completeness
from backoffice.config import ConfigurationError, configure, is_production
from backoffice.consent_proof.views import consent_proof
from backoffice.data_rights.views import data_rights
from backoffice.db import db, prepare_engine
from backoffice.disclosures.views import disclosures
from backoffice.exports.runs import sweep
from backoffice.exports.views import exports
from backoffice.extract.views import extract
from backoffice.incidents.views import incidents
from backoffice.inspection.views import inspection
from backoffice.installation import finish_cut_short
from backoffice.legal_terms.views import legal_terms
from backoffice.manager_desk.views import manager_desk
from backoffice.monitoring.asking import init_asking
from backoffice.monitoring.faults import init_faults
from backoffice.monitoring.lines import init_logs
from backoffice.monitoring.request_line import init_request_lines
from backoffice.monitoring.settings import settle
from backoffice.monitoring.views import health
from backoffice.notices.views import notices
from backoffice.objections.views import objections
from backoffice.policy.views import policy
from backoffice.privacy_desk.views import privacy_desk
from backoffice.recipients.views import links, recipients
from backoffice.registers.views import registers
from backoffice.reports.views import reports
from backoffice.request_desk.views import requests
from backoffice.retention.views import retention
from backoffice.rules.permissions import actions_without_permission
from backoffice.third_parties.views import third_parties
from backoffice.undertakings.views import undertakings
from backoffice.vault.values import Vault, the_vault
from backoffice.web.errors import init_errors
from backoffice.web.gate import init_gate, routes_without_action
from backoffice.web.headers import init_headers
from backoffice.web.language import init_language
from backoffice.web.pages import init_pages
from backoffice.withdrawals.views import withdrawals
from backoffice.yearly.views import yearly

ROOT = Path(__file__).resolve().parent.parent
_WITHOUT_KEYS = ("static", "health.alive", "health.ready")
FEATURES = (
    account,
    board,
    appeals,
    casefile,
    disclosures,
    links,
    recipients,
    objections,
    consent_proof,
    extract,
    notices,
    withdrawals,
    completeness,
    requests,
    data_rights,
    third_parties,
    legal_terms,
    retention,
    reports,
    registers,
    yearly,
    exports,
    incidents,
    audit_log,
    audit_proof,
    access_review,
    inspection,
    policy,
    undertakings,
    privacy_desk,
    manager_desk,
    health,
)


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """Put the application together; the only place where the parts meet.

    Raises ConfigurationError or KeyringError with a sentence for the operator.
    """
    app = Flask(
        "backoffice",
        root_path=str(ROOT),
        static_folder=str(ROOT / "static"),
        template_folder=str(ROOT / "templates"),
        instance_path=str((settings or {}).get("INSTANCE") or ROOT / "instance"),
    )
    configure(app, settings or {})
    settle(app)
    _keep_compiled_templates(app)
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    _open_databases(app)
    _open_vault(app)
    app.before_request(refuse_unfit)
    app.before_request(_finish_before)
    app.after_request(_finish_after)
    _open_doors(app)
    _watch_over(app)
    _sweep(app)
    for feature in FEATURES:
        app.register_blueprint(feature)
    init_pages(app)
    cli.init_cli(app)
    _refuse_incomplete(app)
    return app


def _keep_compiled_templates(app: Flask) -> None:
    """Templates compile once, not once per worker; bytecode of another source is not used."""
    folder = Path(app.config["TEMPLATE_CACHE"] or Path(app.instance_path) / "templates")
    folder.mkdir(parents=True, exist_ok=True)
    app.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}


def _open_databases(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
        guard.watch(db.engine)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)


def _open_vault(app: Flask) -> None:
    """Open the keyring; a new installation gets one from `setup` and nothing else makes one."""
    if Path(app.config["KEYRING"]).exists():
        vault = Vault.open(app)
        app.config["SECRET_KEY"] = vault.keyring.web_key
        if vault.keyring.demo and is_production(app):
            raise ConfigurationError("The keyring was made for a demonstration: refused.")
        return
    # Enough for the page that says the keys are missing; it opens and signs nothing else.
    app.config["SECRET_KEY"] = secrets.token_bytes(32)
    app.extensions["vault"] = None
    app.before_request(_refuse_without_keys)


def _refuse_without_keys() -> None:
    """No page without keys, but for those that need none. Raises KeyringError."""
    if request.endpoint not in _WITHOUT_KEYS:
        the_vault()


def _finish_before() -> None:
    """What a full disk cut short follows before the next page is looked at."""
    if request.endpoint not in _WITHOUT_KEYS:
        finish_cut_short()


def _finish_after(answer: Response) -> Response:
    """The same at once, if the fault was of a moment; the answer stays what it is."""
    _finish_before()
    return answer


def _open_doors(app: Flask) -> None:
    guard.watch_sessions(db.session)
    app.session_interface = ServerSessions()
    login = LoginManager(app)
    login.session_protection = None  # the session's key is renewed at sign-in instead
    login.user_loader(lambda key: staff_by_id(int(key)))
    # No cookie opens a recipient's page, so a foreign site has nothing to ride on (docs 0018).
    CSRFProtect(app).exempt(recipients)
    init_headers(app)
    init_language(app)
    init_gate(app)
    init_errors(app)


def _watch_over(app: Flask) -> None:
    init_logs(app.config["LOG_FORMAT"])
    init_faults(app)
    init_asking(app)
    init_request_lines(app)


def _sweep(app: Flask) -> None:
    """What a killed process was making may hold personal values: it does not lie on."""
    try:
        sweep(Path(app.instance_path))
    except OSError as problem:
        app.logger.warning("tmp could not be swept: %s", type(problem).__name__)


def _refuse_incomplete(app: Flask) -> None:
    """A rule or a route without its row stops the start (architecture 7)."""
    if orphans := actions_without_permission():
        raise ConfigurationError(f"Actions without a permission row: {', '.join(orphans)}.")
    if routes := routes_without_action(app):
        raise ConfigurationError(f"Routes that name no action: {', '.join(routes)}.")
    if is_production(app):
        with app.app_context():
            _refuse_demo_accounts()


def _refuse_demo_accounts() -> None:
    try:
        if demo_staff_exists():
            raise ConfigurationError("Demonstration accounts exist: refused in production.")
    except DatabaseError:
        db.session.rollback()  # no tables yet, or a damaged file: `start` tells it
    finally:
        db.session.remove()
        db.engine.dispose()  # a start that is refused leaves nothing open


__all__ = ["create_app"]
