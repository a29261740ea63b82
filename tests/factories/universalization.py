"""What universalization is about, in a few words."""

from collections.abc import Mapping

from coalition.universalization.readers import VoteFile, VoteRow
from coalition.universalization.rules.votes import Vote


def votes_file(votes: Mapping[str, Vote]) -> VoteFile:
    """Return a file of votes by ISO3 code, as if it had been read."""
    rows = tuple(VoteRow(line, iso3, vote) for line, (iso3, vote) in enumerate(votes.items(), 2))
    return VoteFile(rows, ())
