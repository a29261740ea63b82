"""Who may do what: the one table to read, and the one question to ask, `may`.

`acts` names every act, `table` says who may do it, `standing` is who somebody is when the question is asked.
"""

from coalition.auth.policy.acts import Act
from coalition.auth.policy.standing import VISITOR, Held, Standing
from coalition.auth.policy.table import POLICY, may, whole_table

__all__ = ["POLICY", "VISITOR", "Act", "Held", "Standing", "may", "whole_table"]
