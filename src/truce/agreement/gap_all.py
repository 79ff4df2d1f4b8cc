"""All gaps of an agreement: of each term by itself, and of readings beside each other."""

from collections.abc import Iterator

from truce.agreement.gap import Gap, Subject
from truce.agreement.gap_readings import between_readings
from truce.agreement.gap_terms import TERM_RULES
from truce.agreement.model import Agreement


def gaps(agreement: Agreement) -> list[Gap]:
    """Return what the agreement leaves open or lets readings differ on, in the file's order."""
    found = [*_within_terms(agreement), *between_readings(agreement)]
    once = {(gap.code, gap.at, gap.message): gap for gap in reversed(found)}
    return sorted(once.values(), key=lambda gap: (gap.at, gap.code, gap.message))


def _within_terms(agreement: Agreement) -> Iterator[Gap]:
    for reading in agreement.readings.values():
        for term in reading.terms:
            subject = Subject(agreement, reading, term)
            for rule in TERM_RULES:
                for told in rule.find(subject):
                    yield Gap(
                        code=rule.code,
                        at=told.at,
                        reading=reading.id,
                        term=term.id,
                        question=rule.question,
                        message=told.message,
                        hint=told.hint,
                    )
