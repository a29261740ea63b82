"""Who a funder of a published programme is: its State where the record tells, else its own name."""

import re
from collections.abc import Mapping

from coalition.core.text import fold
from coalition.states.rules import name_key

# A country code alone, of its government, or of an agency by the old numbers of the OECD ("DK-1").
# Registers of companies and charities ("GB-CHC-…") hold everybody of a country: they tell no State.
_OF_STATE = re.compile(r"([A-Z]{2})(-GOV.*|-\d+)?")
_TITLE = re.compile(r"\b(the )?government( of( the)?)?\b")


def donor_of(name: str, ref: str, *, by_iso2: Mapping[str, str], by_name: Mapping[str, str]) -> str:
    """Return the ISO3 code of the State that pays ("Denmark, Government of", "DK-1"), or the folded name."""
    told = _OF_STATE.fullmatch(ref.strip().upper())
    if told and told[1] in by_iso2:
        return by_iso2[told[1]]
    key = fold(name)
    plain = " ".join(_TITLE.sub(" ", key).split())
    return by_name.get(name_key(plain)) or key
