"""The rooms that have pages or commands; a new room is given its place here."""

from click import Command
from flask import Blueprint

from coalition.activities.views import bp as activities
from coalition.auth.views import bp as auth
from coalition.coalitions.views import bp as coalitions
from coalition.committee.views import bp as committee
from coalition.contamination.views import bp as contamination
from coalition.duplication.commands import COMMANDS as DUPLICATES
from coalition.duplication.views import bp as duplication
from coalition.duplication.views import other_programs as duplicates_api
from coalition.health.commands import COMMANDS as HEALTH
from coalition.health.views import bp as health
from coalition.jobs.commands import COMMANDS as JOBS
from coalition.jobs.watch import bp as watch
from coalition.needs.views import bp as needs
from coalition.notifications.views import bp as notifications
from coalition.obligations.views import bp as obligations
from coalition.organisations.views import bp as organisations
from coalition.pairing.commands import COMMANDS as PAIRING
from coalition.pairing.views import bp as pairing
from coalition.pledges.commands import COMMANDS as PLEDGES
from coalition.pledges.views import bp as pledges
from coalition.programmes.commands import COMMANDS as PROGRAMMES
from coalition.programmes.views import bp as programmes
from coalition.rates.commands import COMMANDS as RATES
from coalition.rates.views import bp as rates
from coalition.reminders.views import bp as reminders
from coalition.reports.views import bp as reports
from coalition.rounds.views import bp as rounds
from coalition.states.views import bp as states
from coalition.strategies.views import bp as strategies
from coalition.treaty.commands import COMMANDS as TREATY
from coalition.treaty.views import bp as treaty
from coalition.universalization.views import bp as universalization
from coalition.web.benchmarks import benchmark
from coalition.web.design import bp as design
from coalition.web.home import bp as web

BLUEPRINTS: tuple[Blueprint, ...] = (
    web,
    watch,
    auth,
    notifications,
    states,
    organisations,
    treaty,
    needs,
    strategies,
    contamination,
    activities,
    coalitions,
    pledges,
    rates,
    programmes,
    duplication,
    duplicates_api,
    health,
    pairing,
    rounds,
    obligations,
    committee,
    reports,
    universalization,
    reminders,
    design,
)

COMMANDS: tuple[Command, ...] = (
    benchmark,
    *DUPLICATES,
    *HEALTH,
    *JOBS,
    *PAIRING,
    *PLEDGES,
    *PROGRAMMES,
    *RATES,
    *TREATY,
)
