"""The ways a request can be refused by the domain."""


class RuleBroken(Exception):
    """The act breaks a rule of the domain; the message is fit to show to its author.

    `message` is a message id with {placeholders}; `values` fill them after translation.
    `field` names the form field at fault, or is None when the whole act is.
    """

    def __init__(self, message: str, field: str | None = None, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values) if self.values else self.message


class NotFound(Exception):
    """The thing asked for does not exist, or not for this person."""


class AlreadyDone(Exception):
    """The very same form was acted on before (double click, back button); nothing was done again.

    `where` is the address that the first act led to.
    """

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where
