"""Everything at once: the files that the server offers, and the command that makes them."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from atlas.jobs.bundle_folder import BundleFile, BundleFolder
from common.errors import FragiscopeError
from common.files import megabytes
from common.french import number
from pages.parts.kit.bundle_address import file_address, offered
from pages.parts.kit.desk import desk
from pages.parts.kit.html import show, typeset
from pages.parts.kit.notices import plain

#: Writes all that the product publishes.
COMMAND = "python -m fragiscope export --all -o dossier"
_LIST = Markup('<ul class="fs-files">{}</ul>')
_FILE = Markup(
    '<li><a href="{address}" download>{name}</a> <span>{size}</span><br>{told}{code}</li>'
)
#: Bytes from which a size is said in megabytes.
_SMALL = 1_000_000
_CODE = Markup("<br><code>{}</code>")


def bundle_section() -> None:
    """List the files that the server offers, with their sizes and checksums; say the command."""
    st.header("Tout à la fois")
    st.markdown(
        "Les valeurs, les scores, les écarts, les réponses et les partenariats de tous les "
        "territoires, les contours, le dictionnaire des colonnes et le catalogue "
        f"s’écrivent en un dossier par la commande `{COMMAND}`."
    )
    try:
        folder = offered()
    except FragiscopeError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if folder is None:
        st.caption("Ce serveur n’offre pas ce dossier tout fait.")
        return
    st.markdown(plain(_summary(folder)))
    with st.expander("Les fichiers, leur taille et leur empreinte", icon=":material/folder_zip:"):
        show(_LIST.format(Markup("").join(_line(one) for one in folder.files)))


def _summary(folder: BundleFolder) -> str:
    told = f"{number(len(folder.files))} fichiers, {megabytes(folder.bytes)}."
    if folder.version == desk().manifest.version:
        return f"{told} Données {folder.version}, celles de ce site."
    return (
        f"{told} Données {folder.version} : ce site en montre d’autres, {desk().manifest.version}."
    )


def _size(count: int) -> str:
    """Write a size; most files of a description are small.

    >>> _size(2_000_000), _size(569)
    ('2 Mo', '0,6 ko')
    """
    return megabytes(count) if count >= _SMALL else f"{number(count / 1000, 1)} ko"


def _line(one: BundleFile) -> Markup:
    return _FILE.format(
        address=file_address(one.name),
        name=one.name,
        size=_size(one.bytes),
        told=typeset(one.told),
        code=_CODE.format(f"SHA-256 {one.sha256}") if one.sha256 else "",
    )
