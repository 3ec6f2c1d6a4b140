"""``council_page(desk, profile, …)``: a profile on one page, to hand out in a council."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.heard import heard_label
from atlas.desk.indicator_sources import survey_source
from atlas.desk.place import name_of
from atlas.desk.producers import producers_by_licence
from atlas.desk.remade import command_words
from atlas.desk.whose import Whose
from atlas.desk.written import version_line
from atlas.maps.locator import locator_of
from atlas.profiles import Profile
from atlas.profiles.reading import population_line
from atlas.profiles.summary import (
    felt_words,
    fragile_words,
    own_surveys,
    partnership_words,
    solid_words,
)
from common import palette
from common.french_dates import day_words
from common.grammar import capitalised, typographic
from common.public_address import site_of
from common.qr import qr_svg
from geo.perimeter import Perimeter
from indicators.base.groups import GROUPS
from indicators.scores.objective import default_recipe
from reports.content.comparable import comparable
from reports.content.council_charts import action_chart, answer_chart, rank_chart
from reports.content.facts import facts
from reports.content.identity import identity_lines
from reports.content.questions import chosen_questions
from reports.content.stamp import site_stamp, stamp
from reports.content.words import words_of
from reports.one_page import CouncilPage, Role, ToldFact
from reports.report import Paragraph

#: What holds a place on its map, and a smaller territory that holds it too.
_GROUND, _NEAR = palette.LINE, "#bdb6bf"
_READING = (
    "Un domaine est dit fragile, ou solide, si tout l’intervalle de son rang est dans le tiers le "
    "plus, ou le moins, fragile ; le 1ᵉʳ rang est le plus fragile. Les titres et les années de "
    "chaque source sont dans le profil du territoire."
)


def council_page(desk: Desk, profile: Profile, *, address: str, day: date) -> CouncilPage:
    """Put a profile on one page; it rests on real answers alone.

    Parameters
    ----------
    desk : the opened data.
    profile : the place, described on this desk.
    address : where the profile is read on a screen, "" where nobody knows.
    day : written on the page.
    """
    words = words_of(profile)
    alike, _ = comparable(desk, profile)
    real = profile.views[~profile.views["demonstration"]].reset_index(drop=True)
    felt, shown = answer_chart(desk, profile)
    surveys = list(dict.fromkeys(str(key) for key in shown["survey"]))
    about = replace(
        _about(desk, profile, surveys),
        command=command_words(
            "council",
            str(profile.place),
            name=name_of(profile.place),
            address=site_of(address),
            day=day.isoformat(),
        ),
    )
    drawn, told = locator_of(desk, profile.place)
    name = typographic(profile.name)
    rests_on = f"{version_line(about)} Page du {day_words(day)}."
    mentions = " ".join(typographic(mention) for mention in about.mentions)
    return CouncilPage(
        kicker=f"Pour le conseil · {_kind(profile)}",
        finding=f"{name} : {fragile_words(profile)}",
        lines=identity_lines(desk, profile),
        map_svg=drawn.svg(_GROUND, _NEAR, palette.BACKGROUND, palette.MEASURED).encode(),
        map_text=told,
        facts=_facts(desk, profile),
        charts=(rank_chart(profile), felt, action_chart(profile)),
        questions=chosen_questions(desk, profile, words, real, alike),
        origin=(
            *([Paragraph(mentions, lead="Enquêtes.", small=True)] if mentions else []),
            Paragraph(f"{producers_by_licence(about.sources)}.", lead="Sources.", small=True),
            Paragraph(f"{_READING} {rests_on}", lead="Lecture.", small=True),
        ),
        origin_in_short=(
            *([mentions] if mentions else []),
            "Sources : Insee et autres producteurs publics, nommés dans le profil du territoire. "
            f"{rests_on}",
        ),
        address=address,
        code_svg=qr_svg(address),
        stamp=(
            *stamp(desk.version, about.recipe, demonstration=False),
            site_stamp(address),
        ),
        about=about,
    )


def _kind(profile: Profile) -> str:
    return "périmètre" if isinstance(profile.place, Perimeter) else profile.place.level.label


def _about(desk: Desk, profile: Profile, surveys: list[str]) -> About:
    """Say what goes with the page: the surveys that it shows, and no other."""
    unused = {
        survey_source(desk, survey) for key, survey in desk.surveys.items() if key not in surveys
    }
    return about_of(
        desk,
        typographic(profile.name),
        sources=(source for source in profile.about.sources if source not in unused),
        surveys=[desk.surveys[key] for key in surveys],
        recipe=default_recipe(),
    )


def _facts(desk: Desk, profile: Profile) -> tuple[ToldFact, ...]:
    """Tell five facts in the words of the profile: people, two ends, what is felt, who acts."""
    _, fragile, solid = facts(desk, profile, words_of(profile))
    group = _heard(profile)
    who = heard_label(desk, group, own_surveys(profile, group))
    told: tuple[tuple[str, str, str, Role], ...] = (
        ("Qui vit ici", population_line(profile.identity), "", "plain"),
        ("Fragile", fragile_words(profile), fragile.evidence, "measured"),
        ("Tient bon", solid_words(profile), solid.evidence, "measured"),
        (f"Ressenti ici ({who.lower()})", felt_words(profile, group), "", "felt"),
        ("Qui agit", partnership_words(profile), "", "acts"),
    )
    return tuple(
        ToldFact(label, typographic(f"{capitalised(text)}."), typographic(evidence), role)
        for label, text, evidence, role in told
    )


def _heard(profile: Profile) -> str:
    """Choose the group whose own answers are told: the first that has some."""
    own = [
        group
        for group in GROUPS
        if len(profile.answers_of(group, Whose.OWN)) or len(profile.views_of(group, Whose.OWN))
    ]
    return own[0] if own else next(iter(GROUPS))
