"""A recipe as a file: the one that is shown to keep, another to open."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.compare.recipes import read_recipe_file
from common.errors import InvalidDataError
from common.limits import TOML_BYTES
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import to_toml
from pages.parts.kit.citing import citation
from pages.parts.kit.desk import desk
from pages.parts.kit.downloads import file_button
from pages.parts.kit.notices import plain
from pages.parts.kit.uploads import file_field
from pages.parts.kit.url import ScreenState

#: Key in the session of the file that was opened last; Streamlit gives it at each run.
_OPENED = "indice.file"


def recipe_file(state: ScreenState, recipe: Recipe) -> None:
    """Offer a recipe as a file, and open one that the reader kept."""
    st.markdown(
        "Pour partager ces réglages, copiez l’adresse de la page. Pour les garder, "
        "téléchargez-les : c’est un fichier texte (TOML). Leur empreinte est "
        f"`{recipe.fingerprint}`."
    )
    file_button(
        "Télécharger les réglages",
        partial(to_toml, recipe),
        f"reglages_{recipe.fingerprint}.toml",
        "application/toml",
    )
    st.markdown("Pour citer un score de ces réglages :")
    citation(recipe.fingerprint)
    given = file_field("Ouvrir des réglages (TOML)", ["toml"], TOML_BYTES)
    if given is None or given.file_id == st.session_state.get(_OPENED):
        return
    try:
        read = read_recipe_file(given.getvalue(), given.name, desk().catalogue)
    except InvalidDataError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state[_OPENED] = given.file_id
    state.set("recette", read)
    state.write_url()
    st.rerun()
