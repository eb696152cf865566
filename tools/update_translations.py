"""Bring the translation files up to the sentences of the code: new ones empty, gone ones out.

Existing translations are never guessed at or changed, and the files carry no dates and no
line numbers, so that a change in them is always a change of words.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tools.check_translations import faults
from tools.messages import LOCALES, extracted, po_file

HEADER = r"""# Senim: the interface in {language}.
msgid ""
msgstr ""
"Project-Id-Version: senim-backoffice\n"
"Language: {locale}\n"
"Plural-Forms: {plural_forms}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def update(locale: str, template: Catalog) -> None:
    """Rewrite the translation file of one language."""
    path = po_file(locale)
    catalog = _read(path, locale)
    catalog.update(template, no_fuzzy_matching=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(_header(catalog).encode())
        write_po(
            file,
            catalog,
            width=0,
            no_location=True,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
        )


def _read(path: Path, locale: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def _header(catalog: Catalog) -> str:
    language = catalog.locale.english_name if catalog.locale else ""
    return HEADER.format(
        language=language, locale=catalog.locale_identifier, plural_forms=catalog.plural_forms
    )


def main() -> None:
    """Update every language and say how many sentences wait for a translator."""
    template = extracted()
    for locale in LOCALES:
        update(locale, template)
        waiting = sum(1 for _ in faults(locale, template))
        print(f"{locale}: {len(template)} sentences, {waiting} without a translation")


if __name__ == "__main__":
    main()
