"""Stop when a sentence of the interface has no finished translation into Kazakh or Russian.

A translation is finished when it stands in the file, is not empty, is not marked fuzzy, has
every plural form of its language, and keeps the placeholders of the English sentence.
"""

import re
import sys
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tools.messages import LOCALES, extracted, po_file

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdfrixX]")


def placeholders(text: str) -> list[str]:
    """The places of a sentence that the program fills in, in a comparable order."""
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """A sentence or its plural forms, always as a list."""
    if text is None:
        return []
    return [text] if isinstance(text, str) else list(text)


def faults(locale: str, template: Catalog) -> Iterator[str]:
    """What is wrong with the translations into one language, a line for each sentence."""
    path = po_file(locale)
    if not path.exists():
        yield f"{locale}: there is no translation file; run make translations"
        return
    with path.open("rb") as file:
        catalog = read_po(file, locale=locale)
    for message in template:
        if message.id:
            fault = _fault(message, catalog)
            if fault:
                yield f"{locale}: {forms(message.id)[0]!r} {fault}"


def _fault(message: Message, catalog: Catalog) -> str | None:
    english = forms(message.id)
    translated = catalog.get(english[0], message.context)
    if translated is None:
        return "is not in the file; run make translations"
    if translated.fuzzy:
        return "is marked fuzzy"
    texts = forms(translated.string)
    if len(texts) != (catalog.num_plurals if len(english) > 1 else 1):
        return "has the wrong number of plural forms"
    if not all(text.strip() for text in texts):
        return "is not translated"
    # The last English form is the plural, which names everything the sentence fills in; in
    # Russian even the form called "one" is used for 21, so every form has to name it too.
    if any(placeholders(text) != placeholders(english[-1]) for text in texts):
        return "has other placeholders than the English sentence"
    return None


def main() -> int:
    """Print every fault; the exit code says whether there was one."""
    template = extracted()
    found = [fault for locale in LOCALES for fault in faults(locale, template)]
    for fault in found:
        print(fault)
    if not found:
        print(f"Translations: {len(template)} sentences complete in {', '.join(LOCALES)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
