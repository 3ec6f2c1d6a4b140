"""The journeys and the main screens in Firefox ESR, which administrations use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from pages.parts.accueil.hero import QUESTION
from tests.browser.journeys import (
    JOURNEYS,
    Journey,
    LookAtMap,
    Named,
    Open,
    Read,
    See,
    Step,
    walk,
)

if TYPE_CHECKING:
    from tests.browser.firefox import Firefox

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    # The driver leaves open the sockets by which it looks for Firefox as it starts.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

#: Of a map, once its tiles are drawn, and of the foot, which comes last.
_MAP, FOOT = LookAtMap(), "Mentions légales"
#: The main screens, and what is seen in them.
SCREENS = (
    ("", (See(Named("heading", QUESTION)), _MAP)),
    (
        "territoire?territoire=commune:01004",
        (See(Named("table", "")), See(Named("tab", "Ressenti"))),
    ),
    ("carte?niveau=commune&domaine=sante", (_MAP, See(Named("heading", "Santé, par commune")))),
    ("ecarts", (_MAP, See(Named("radio", "Un territoire")))),
    ("partenariats", (_MAP, See(Named("heading", "Partenariats")))),
)
PROGRAM = shutil.which("firefox-esr")


@pytest.fixture(scope="module")
def firefox(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if PROGRAM is None:
        pytest.skip("Firefox ESR is not installed on this machine (Debian: firefox-esr)")
    from tests.browser.firefox import Firefox, started  # noqa: PLC0415 - of `requirements-dev`

    downloads = tmp_path_factory.mktemp("firefox") / "downloads"
    downloads.mkdir()
    browser = started(PROGRAM, downloads)
    try:
        yield Firefox(browser, address, downloads)
    finally:
        browser.quit()
        browser.cleanup()


@pytest.mark.parametrize("journey", JOURNEYS.values(), ids=JOURNEYS)
def test_a_journey_is_the_same_in_firefox(firefox: Firefox, journey: Journey) -> None:
    firefox.resize(journey.width, journey.height)
    assert walk(firefox, journey.steps) == journey.allowed


@pytest.mark.parametrize(
    ("path", "seen"), SCREENS, ids=[path.partition("?")[0] for path, _ in SCREENS]
)
def test_a_main_screen_is_whole_in_firefox(
    firefox: Firefox, path: str, seen: tuple[Step, ...]
) -> None:
    firefox.resize(1366, 900)
    walk(firefox, (Open(path), *seen, Read(FOOT)))
    assert not firefox.too_wide()
