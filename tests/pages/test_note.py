"""The page of the note: default, a place, the demonstration left out, a bad URL."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]


def texts(app: AppTest) -> str:
    kinds = ("title", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def test_it_asks_for_a_place_and_offers_crte_first(open_page: OpenPage) -> None:
    app = open_page("note")
    assert not app.exception
    assert "Note CRTE" in texts(app)
    app.text_input[0].set_value("montélimar").run()
    labels = [b.label for b in app.button if b.key and ".result." in b.key]
    assert labels[0].startswith("CRTE Montélimar")
    assert any("commune" in label for label in labels)


def test_a_crte_has_its_pages_both_files_and_its_sources(open_page: OpenPage) -> None:
    app = open_page("note", territoire="crte:crte-84-26-1")
    assert not app.exception
    assert not app.error
    assert "Note – CRTE Montélimar Agglomération" in texts(app)
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["Télécharger le PDF", "Télécharger le DOCX"]
    assert len(app.get("image")) == 4
    assert "Données de démonstration" in texts(app)
    assert "Trois questions à poser" in texts(app)
    toggle = next(t for t in app.toggle if "démonstration" in t.label)
    without = toggle.set_value(False).run()
    assert not any("démonstration" in str(w.value) for w in without.warning)


@pytest.mark.parametrize("url", ["crte:zz", "france:FR", "perimetre:99999:Rien", "<script>"])
def test_a_url_that_names_nothing_gets_a_message(open_page: OpenPage, url: str) -> None:
    app = open_page("note", territoire=url)
    assert not app.exception
    assert app.warning
    assert "Note CRTE" in texts(app)
