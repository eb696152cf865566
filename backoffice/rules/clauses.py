"""The clauses of the policy, and why some need no action of their own (domain 1).

`docs/policy-coverage.md` joins them to the actions that serve them and the tests that carry
them; a clause without one of these, and without a reason here, fails the build.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CODE = r"\d+(?:\.[\da-f])?"
_NAMED = re.compile(rf"\bpolicy ({_CODE}(?:(?:, | and | to ){_CODE})*)")
_LETTERS = "abcdef"


@dataclass(frozen=True)
class Clause:
    """One clause or point: what it says in short, and why it may stand without an action."""

    code: str
    says: str
    no_action_because: str = ""


_AT_REGISTRATION = "Chosen at registration, by `appeal.register`."

CLAUSES: tuple[Clause, ...] = (
    Clause("1", "The policy is made under the Law; who the operator is"),
    Clause("2", "Order and confidentiality, for the rights of data subjects"),
    Clause("3.1", "Collection, processing and transfer: every operation with personal data"),
    Clause(
        "3.2",
        "Personal data: whatever lets a person be identified, on any medium",
        "A definition: whatever it covers is a personal value, on which the actions of 3.1 act.",
    ),
    Clause(
        "3.3",
        "Transfer: disclosure to a certain person or group",
        "A definition: the transfers are the actions of clauses 8 and 9.",
    ),
    Clause(
        "3.4",
        "Distribution: giving data to an indefinite circle",
        "A definition of what the program has no way to do.",
    ),
    Clause("3.5", "Destruction: afterwards the data cannot be restored"),
    Clause("3.6", "Applicant: who sent one of six kinds of appeal, or their representative"),
    Clause("4", "Purpose: receiving, registering and handling appeals"),
    Clause(
        "5.1",
        "Lawfully and fairly",
        "A principle: `appeal.register` refuses without a legal basis and its evidence.",
    ),
    Clause(
        "5.2",
        "For concrete, pre-set, lawful purposes",
        "A principle: the purpose is taken from a closed list, by `appeal.register`.",
    ),
    Clause("5.3", "Only data that fits the purposes"),
    Clause("5.4", "Content and volume fit the purposes"),
    Clause("5.5", "Accurate, sufficient, current; otherwise clarified or destroyed"),
    Clause("5.6", "Kept no longer than the purpose needs"),
    Clause("6.1", "Individuals, of Kazakhstan and of other states", _AT_REGISTRATION),
    Clause("6.2", "Organisations, Kazakhstani and foreign", _AT_REGISTRATION),
    Clause("6.3", "Other persons provided for by law", _AT_REGISTRATION),
    Clause("7", "Collected when the Centre is addressed, with the applicant's agreement"),
    Clause("8", "Consent to transfer to third parties, for the appeal only"),
    Clause("9", "Transfer to third parties that resolve the appeal"),
    Clause("10", "Responsibility ends with the transfer"),
    Clause("11", "Recipients are responsible on their own"),
    Clause("12", "Reviewed once a year, or when the law changes"),
    Clause("13", "Published without restriction"),
)
WHOLE = frozenset({"3", "5", "6"})  # clauses that have points: to name one whole carries none


def clauses_named(text: str) -> set[str]:
    """Codes of clauses a text names, as in “(policy 9, 11)”; 5.a is 5.1."""
    lists = _NAMED.findall(text)
    return {_numbered(code) for told in lists for code in re.findall(_CODE, told)}


def unknown_clauses(codes: Iterable[str]) -> list[str]:
    """Codes that are no clause of the policy."""
    known = {clause.code for clause in CLAUSES} | WHOLE
    return sorted(set(codes) - known)


def _numbered(code: str) -> str:
    number, dot, point = code.partition(".")
    return f"{number}.{_LETTERS.index(point) + 1}" if point in _LETTERS and dot else code
