"""Who somebody is when they ask to do something: their roles of today, and the coalitions they sit in."""

from dataclasses import dataclass, field

from coalition.auth.rules import Rank, Role, Theme


@dataclass(frozen=True, slots=True)
class Held:
    """One role held today; `called` is the State or organisation by its short name, for people to read."""

    role: Role
    rank: Rank
    state_id: int | None = None
    organisation_id: int | None = None
    theme: Theme | None = None
    called: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's roles, and the affected States in whose open coalition they sit, or which they lead."""

    person_id: int | None = None
    held: tuple[Held, ...] = ()
    member_states: frozenset[int] = field(default_factory=frozenset)
    lead_states: frozenset[int] = field(default_factory=frozenset)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(held.role for held in self.held)

    @property
    def state_ids(self) -> frozenset[int]:
        """The affected States the person speaks for."""
        return frozenset(
            held.state_id
            for held in self.held
            if held.role is Role.AFFECTED_STATE and held.state_id is not None
        )

    @property
    def organisation_ids(self) -> frozenset[int]:
        """The organisations (a donor State's government among them) the person speaks for."""
        return frozenset(held.organisation_id for held in self.held if held.organisation_id is not None)


VISITOR = Standing()
