from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from common.paths import ROOT


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """Run a screen as the application does, with an optional URL."""

    def run(page: str, **url: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
        app.query_params.update(url)
        app.run()
        if page != "accueil":
            app.switch_page(f"pages/{page}.py")
            app.query_params.update(url)
            app.run()
        return app

    return run
