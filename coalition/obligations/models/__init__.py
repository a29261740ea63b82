"""Tables of what States hand in under the Convention."""

from coalition.obligations.models.declaration import Declaration

__all__ = ["Declaration"]
