"""People log in by OpenID Connect, behind TLS, to a workspace that the server shares."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from common.paths import ROOT
from own_data.loaded import OwnKind
from own_data.workspace.opening import SETTING
from pages.parts.kit.access import ANYBODY, MEMBERS, ONLY_MEMBERS, READERS, TOKEN
from pages.parts.kit.demonstration_switch import SHOW
from pages.parts.kit.own import own_words
from pages.parts.mes_donnees.bring import CHECK, LOAD
from pages.parts.mes_donnees.entry import LOG_IN, LOG_OUT, NOT_LOGGED_IN, not_a_member
from tests.browser.conftest import APPLICATION, CHROMIUM, served
from tests.deployment.nginx import NAME, proxied
from tests.deployment.provider import CLIENT, PEOPLE, SECRET, Provider
from tests.own_data.workspace.postgres_server import postgres_server
from tests.pages.test_mes_donnees import example

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SITE = f"https://{NAME}"
TITLE = "Coopérations confidentielles"


def secrets_file(folder: Path, provider: Provider) -> Path:
    """Fill in the example of the project, as an administrator does."""
    text = (ROOT / "deploy" / "secrets.example.toml").read_text("utf-8")
    example_of = tomllib.loads(text)["auth"]
    for name, value in {
        "cookie_secret": "0123456789abcdef" * 2,
        "client_secret": SECRET,
        "server_metadata_url": f"{provider.address}/.well-known/openid-configuration",
    }.items():
        text = text.replace(f'{name} = "{example_of[name]}"', f'{name} = "{value}"')
    filled = tomllib.loads(text)["auth"]
    assert filled["client_id"] == CLIENT
    assert filled["redirect_uri"] == f"{SITE}/oauth2callback"
    path = folder / "secrets.toml"
    path.write_text(text, "utf-8")
    return path


@contextmanager
def environment(**settings: str) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.pop(TOKEN, None)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="module")
def enter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Page]]:
    """Start all that a server has; open a page of it in a browser of its own, as READERS says."""
    pytest.importorskip("authlib", reason="Authlib is not installed (requirements-server.txt)")
    from tests.deployment.provider import provider  # noqa: PLC0415 - an optional package

    if CHROMIUM is None:
        pytest.skip("Chromium is not installed on this machine")
    folder = tmp_path_factory.mktemp("login")
    with ExitStack() as stack:
        identities = stack.enter_context(provider())
        base = stack.enter_context(postgres_server())
        playwright = stack.enter_context(sync_playwright())
        browsers: dict[str, Browser] = {}
        for readers in (ONLY_MEMBERS, ANYBODY):
            with environment(
                **{SETTING: base.address, MEMBERS: "@ain.gouv.fr", READERS: readers},
                STREAMLIT_SECRETS_FILES=str(secrets_file(folder, identities)),
                STREAMLIT_SERVER_ALLOWED_HOSTS=NAME,
            ):
                own = tmp_path_factory.mktemp(readers)
                application = stack.enter_context(served(*APPLICATION))
            address = application.removeprefix("http://")
            _, port = stack.enter_context(proxied(own, address))
            browsers[readers] = playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=[
                    *("--no-sandbox", "--disable-gpu", "--no-first-run"),
                    *("--disable-background-networking", "--disable-component-update"),
                    f"--host-resolver-rules=MAP {NAME}:443 127.0.0.1:{port}",
                ],
            )
            stack.callback(browsers[readers].close)

        def opened(readers: str) -> Page:
            context = browsers[readers].new_context(locale="fr-FR", ignore_https_errors=True)
            return context.new_page()

        yield opened


def go(page: Page, path: str = "mes_donnees") -> None:
    page.goto(f"{SITE}/{path}", wait_until="domcontentloaded")
    # The foot of a screen is its end: what is not there by then is not shown at all.
    expect(page.get_by_role("button", name=SHOW).last).to_be_visible()


def log_in(page: Page, person: str) -> None:
    go(page)
    page.get_by_role("button", name=LOG_IN).click()
    page.get_by_role("link", name=person).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    go(page)


def load(page: Page) -> None:
    kinds = page.get_by_role("radiogroup", name="Ce que vous apportez")
    kinds.get_by_text(OwnKind.PARTNERSHIPS.label.capitalize()).click()
    field = page.get_by_test_id("stFileUploader").first.locator("input[type=file]")
    field.set_input_files({"name": "p.xlsx", "mimeType": "", "buffer": example()})
    for label, text in (("Titre", TITLE), ("Organisation", "Préfecture de l’Ain")):
        page.get_by_label(label, exact=True).fill(text)
        page.get_by_label(label, exact=True).press("Enter")
    page.get_by_role("button", name=CHECK).click()
    page.get_by_role("button", name=LOAD, exact=True).click()
    expect(page.get_by_role("heading", name="Ce qui est chargé")).to_be_visible()


def may_load(page: Page) -> bool:
    return page.get_by_test_id("stFileUploader").count() > 0


def reads(page: Page) -> bool:
    return page.get_by_role("link", name=own_words(1)).count() > 0


def email(person: str) -> str:
    """Give the address of a person as a screen shows it: no link is made of it."""
    return str(PEOPLE[person]["email"]).replace("@", "\u2060@")


def test_members_load_and_read_others_do_neither(enter: Callable[[str], Page]) -> None:
    nobody, marie, jean, paul = (enter(ONLY_MEMBERS) for _ in range(4))
    go(nobody)
    expect(nobody.get_by_text(NOT_LOGGED_IN)).to_be_visible()
    assert not may_load(nobody)

    log_in(marie, "Marie")
    expect(marie.get_by_text(email("Marie"))).to_be_visible()
    load(marie)
    expect(marie.get_by_text(TITLE).first).to_be_visible()

    for page, person in ((jean, "Jean"), (paul, "Paul")):  # of another domain; not verified
        log_in(page, person)
        expect(page.get_by_text(not_a_member(email(person)))).to_be_visible()
        assert not may_load(page)
    for page in (nobody, jean, paul):
        for path in ("mes_donnees", "partenariats"):
            go(page, path)
            assert not reads(page)
            assert TITLE not in page.content()
    go(marie, "partenariats")
    expect(marie.get_by_role("link", name=own_words(1))).to_be_visible()

    go(marie)
    marie.get_by_role("button", name=LOG_OUT).click()
    marie.wait_for_url(f"{SITE}/")
    go(marie)
    expect(marie.get_by_text(NOT_LOGGED_IN)).to_be_visible()
    assert not reads(marie)


def test_anybody_reads_where_the_server_says_so(enter: Callable[[str], Page]) -> None:
    """The same base, served to all: what a member loaded is read, and nobody else loads."""
    reader = enter(ANYBODY)
    go(reader)
    expect(reader.get_by_text(TITLE).first).to_be_visible()
    expect(reader.get_by_role("link", name=own_words(1))).to_be_visible()
    assert not may_load(reader)


def test_a_cookie_that_the_server_did_not_sign_is_nobody(enter: Callable[[str], Page]) -> None:
    page = enter(ONLY_MEMBERS)
    log_in(page, "Marie")
    assert may_load(page)
    context: BrowserContext = page.context
    for cookie in context.cookies():
        if cookie["name"].startswith("_streamlit_user"):
            forged = cookie["value"][:-4] + ("aaaa" if cookie["value"][-4:] != "aaaa" else "bbbb")
            context.add_cookies([cookie | {"value": forged}])  # type: ignore[list-item]
    go(page)
    expect(page.get_by_text(NOT_LOGGED_IN)).to_be_visible()
    assert not may_load(page)
