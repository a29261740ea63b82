"""What each role sees first, at a desk and on a phone: it opens, it is accessible, nothing is cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

ROLES = ["affected_state", "donor", "coordinator", "isu", "partner", "observer"]
PUBLIC = ["/", "/sign-in", "/coalitions", "/programmes", "/states/LAO"]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_visitor_reads_a_public_page(page: Page, assert_accessible: Callable[[Page], None], path: str):
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    assert page.locator("main h1").count() == 1
    assert_accessible(page)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_visitor_reads_a_public_page_on_a_phone(
    phone: Page, assert_accessible: Callable[[Page], None], path: str
):
    phone.goto(path)
    assert_accessible(phone)


@pytest.mark.parametrize("role", ROLES)
def test_a_first_page_is_accessible(
    page: Page,
    sign_in_as: Callable[[Page, str], Page],
    assert_accessible: Callable[[Page], None],
    shoot: Callable[..., object],
    role: str,
):
    sign_in_as(page, role)
    assert page.locator("main h1").count() == 1
    assert_accessible(page)
    shoot(page)


@pytest.mark.parametrize("role", ROLES)
def test_a_first_page_fits_a_phone(
    phone: Page,
    sign_in_as: Callable[[Page, str], Page],
    assert_accessible: Callable[[Page], None],
    shoot: Callable[..., object],
    role: str,
):
    sign_in_as(phone, role)
    assert_accessible(phone)
    shoot(phone)
