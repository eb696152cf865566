"""Every interface sentence of the code and the templates, and where its translations live."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("kk", "ru")
SOURCES = {
    "backoffice": [("**.py", "python"), ("templates/**.html", "jinja2")],
    "templates": [("**.html", "jinja2"), ("**.txt", "jinja2")],
}
# A template that cannot be parsed must stop the extraction, or its sentences would be lost.
OPTIONS = {"**.html": {"silent": "false"}, "templates/**.html": {"silent": "false"}}
KEYWORDS = DEFAULT_KEYWORDS | {
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}


def po_file(locale: str) -> Path:
    """Where the translations into one language are kept."""
    return ROOT / "backoffice" / "translations" / locale / "LC_MESSAGES" / "messages.po"


def extracted() -> Catalog:
    """The sentences the interface can say, in English, as they stand now."""
    catalog = Catalog(project="senim-backoffice", charset="utf-8")
    for folder, methods in SOURCES.items():
        for message, comments, context in _found(ROOT / folder, methods):
            catalog.add(message, auto_comments=comments, context=context)
    return catalog


def _found(
    folder: Path, methods: list[tuple[str, str]]
) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    if not folder.is_dir():
        return
    for _, _, message, comments, context in extract_from_dir(
        folder,
        method_map=methods,
        options_map=OPTIONS,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    ):
        yield message, comments, context
