"""The parts of the page: the project, how to cite it, access, legal notice, contact."""

from __future__ import annotations

import streamlit as st

from common.citation import citation_fields
from pages.parts.a_propos.operator import Operator
from pages.parts.a_propos.state import Part
from pages.parts.kit.citing import citation
from pages.parts.kit.definitions import glossary
from pages.parts.kit.door import SECTIONS
from pages.parts.kit.foot import public_vintages
from pages.parts.kit.html import show
from pages.parts.kit.notices import plain
from pages.parts.kit.preview_words import DESCRIPTIONS
from pages.parts.kit.url import ScreenState

#: Said of each thing that the server does not tell.
UNTOLD = "L’exploitant de ce serveur n’a pas indiqué {what}."
#: The state that the law asks for: a site that nobody audited may claim no other.
STATE = "non conforme"
_DEFENDER = "https://formulaire.defenseurdesdroits.fr"


def part_choice(state: ScreenState) -> Part:
    """Choose the part that is shown."""
    chosen = st.segmented_control(
        "Partie",
        list(Part),
        key=state.key("partie"),
        format_func=lambda part: part.label,
        required=True,
        label_visibility="collapsed",
    )
    return chosen or Part.WHO


def show_part(part: Part, operator: Operator) -> None:
    """Show one part, under its heading."""
    st.header(part.label)
    match part:
        case Part.WHO:
            _who()
        case Part.SITE_MAP:
            _site_map()
        case Part.CITE:
            _cite()
        case Part.ACCESSIBILITY:
            _accessibility(operator)
        case Part.LEGAL:
            _legal(operator)
        case Part.CONTACT:
            _contact(operator)


def _who() -> None:
    years = public_vintages()
    st.markdown(
        "Fragiscope est un logiciel libre. Il prolonge, territoire par territoire et avec les "
        "marges d’erreur, les études de l’Observatoire des partenariats (Le RAMEAU, avec la Caisse "
        "des Dépôts ; enquêtes de Comisis et d’OpinionWay) : ARPEA, PHARE, IMPACT. Ce n’est pas un "
        "site de l’État."
    )
    st.subheader("De quand datent les données")
    st.markdown(
        plain(
            f"Statistiques publiques : {years.measured}, celles des scores : "
            f"{years.scored}. Réponses publiées : {years.felt}. "
            f"Partenariats : {years.partnerships}. Géographie : {years.geography}. "
            f"Version des données : {years.version}."
        )
    )
    st.page_link(
        "pages/donnees.py", label="Méthode, sources et licences", icon=":material/menu_book:"
    )
    st.subheader("Ce que veulent dire les mots")
    show(glossary())


def _site_map() -> None:
    """List the screens as the menu does, each with what it shows."""
    for heading, screens in SECTIONS.items():
        st.subheader(heading or "Pour commencer")
        for name, title, icon in screens:
            st.page_link(f"pages/{name}.py", label=title, icon=icon)
            st.markdown(plain(DESCRIPTIONS[name]))


def _cite() -> None:
    st.markdown("Le logiciel et la version des données que vous avez lues :")
    citation()
    st.markdown(
        "Chaque chiffre a sa propre source, dite sous lui et dans chaque fichier : citez-la avec "
        "lui. Un résultat d’enquête ne se sépare pas de sa mention. Logiciel sous licence "
        f"{plain(citation_fields()['license'])} ; données sous la licence de leur producteur "
        "(*Données et méthode*, « Sources et licences »)."
    )


def _accessibility(operator: Operator) -> None:
    st.markdown(
        f"État : **{STATE}** au référentiel général d’amélioration de l’accessibilité (RGAA "
        "4.1). Aucun contrôle extérieur n’a encore eu lieu ; des essais automatiques et au "
        "clavier ont été faits."
    )
    st.subheader("Ce qui n’est pas encore accessible")
    st.markdown(
        "- Les grands tableaux sont dessinés : un lecteur d’écran lit mieux leur fichier CSV ; "
        "quelques mots de leur menu restent en anglais.\n"
        "- Les couleurs les plus pâles d’une carte se distinguent mal du fond ; la bulle, le "
        "panneau et le tableau disent la valeur.\n"
        "- Les champs d’un formulaire ne sont pas groupés.\n"
        "- Les PDF n’ont pas été vérifiés avec un lecteur d’écran ; la note existe aussi en DOCX."
    )
    st.subheader("Signaler une difficulté")
    _told(operator.accessibility or operator.contact, "à qui signaler un défaut d’accessibilité")
    st.markdown(
        "Sans réponse, vous pouvez saisir le Défenseur des droits : "
        f"[formulaire en ligne]({_DEFENDER}), ou par courrier gratuit, Défenseur des droits, "
        "Libre réponse 71120, 75342 Paris CEDEX 07."
    )


def _legal(operator: Operator) -> None:
    for heading, text, what in (
        ("Éditeur", operator.publisher, "qui édite le site"),
        ("Directeur de la publication", operator.director, "qui dirige la publication"),
        ("Hébergeur", operator.host, "qui héberge le site"),
    ):
        st.subheader(heading)
        _told(text, what)
    st.subheader("Données personnelles")
    st.markdown(
        "Lire les pages ne demande ni compte ni adresse, et rien n’est transmis à un tiers. Ce que "
        "vous chargez dans *Mes données* reste dans votre visite, ou dans l’espace de votre "
        "organisation si ce serveur en a un ; vous pouvez l’effacer à tout moment."
    )
    _told(operator.personal_data, "ce qu’il conserve et auprès de qui exercer vos droits")
    st.subheader("Cookies")
    st.markdown(
        "Aucune mesure d’audience, aucune publicité. Un cookie technique protège l’envoi de "
        "fichiers ; si vous vous connectez, deux autres gardent votre connexion."
    )
    if operator.cookies:
        st.markdown(plain(operator.cookies))


def _contact(operator: Operator) -> None:
    _told(operator.contact, "d’adresse où lui écrire")


def _told(text: str, what: str) -> None:
    """Show what the server says, or that it does not say it."""
    if text:
        st.markdown("  \n".join(plain(line) for line in text.splitlines()))
    else:
        st.caption(UNTOLD.format(what=what))
