"""Categories of what is done, lies ahead, or is refused."""

import pytest

from kg.claims.plover import category_of
from kg.claims.status import Status


@pytest.mark.parametrize(
    ("category", "status", "expected"),
    [
        ("AID", Status(), "AID"),
        ("AID", Status(modality="planned"), "AGREE"),
        ("AID", Status(modality="possible"), "AID"),
        ("AID", Status("negative"), "REJECT"),
        ("SANCTION", Status(modality="planned"), "THREATEN"),
        ("SANCTION", Status("negative"), "SANCTION"),
        ("REQUEST", Status(modality="planned"), "REQUEST"),
        (None, Status(modality="planned"), None),
    ],
)
def test_what_lies_ahead_or_is_refused_has_a_category_of_its_own(
    category: str | None, status: Status, expected: str | None
) -> None:
    assert category_of(category, status) == expected
