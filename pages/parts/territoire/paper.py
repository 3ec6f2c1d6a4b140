"""What a profile takes to paper, whatever its tab: four A4 sheets at most.

The head is on the page; the tabs stay on screen (``static/print.css``), and what follows is there
for paper alone: the domains, what is felt, who acts, the sources.
"""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from atlas.desk.heard import heard_label
from atlas.desk.place import Place
from atlas.desk.whose import Whose
from atlas.profiles import Profile
from atlas.profiles.answer_words import is_named, told_answer
from common.french import number
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data
from pages.parts.kit.desk import desk
from pages.parts.kit.html import show, typeset
from pages.parts.kit.profiles import cached_profile
from pages.parts.territoire.cache import cached_spine
from pages.parts.territoire.partnerships import known_natures, most_telling
from pages.parts.territoire.records import record_texts
from pages.parts.territoire.spine import spine_table

#: Answers and records told; the others are counted.
MOST_ANSWERS, MOST_RECORDS = 10, 12


def on_paper(profile: Profile, group: str) -> None:
    """Write the sheets."""
    show(_sheets(profile.place, group))


@cache_data(max_entries=sizes.SHEETS.entries, show_spinner=False)
def _sheets(place: Place, group: str) -> Markup:
    profile, rows = cached_profile(place), cached_spine(place, group)
    parts = (
        _titled("Les 16 domaines", spine_table(desk(), profile, rows, group, details=False)),
        _titled(f"Ressenti ({_heard(profile, group)})", _felt(profile, group)),
        _titled("Qui agit", _acting(profile)),
        _sources(profile),
    )
    return Markup('<div class="fs-paper">{}</div>').format(Markup("").join(parts))


def _titled(title: str, content: Markup) -> Markup:
    return Markup("<section><h2>{}</h2>{}</section>").format(title, content)


def _listed(texts: list[Markup]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(text) for text in texts)
    return Markup("<ul>{}</ul>").format(items)


def _heard(profile: Profile, group: str) -> str:
    return heard_label(desk(), group, profile.answers_of(group)["survey"]).lower()


def _felt(profile: Profile, group: str) -> Markup:
    """Tell the answers, the place's own then those of each larger territory, under its name."""
    found = []
    answers = profile.answers_of(group)
    for (name, whose), rows in answers.groupby(["measured_name", "whose"], sort=False):
        apart = "" if whose == Whose.OWN.value else " (un territoire plus large)"
        title = Markup("<h3>{}{}</h3>").format(typeset(str(name)), apart)
        found.append(title + _answers(rows))
    if not found:
        return Markup("<p>{}</p>").format("Aucune enquête ne publie de réponse ici ni autour.")
    return Markup("").join(found)


def _answers(rows: pd.DataFrame) -> Markup:
    ordered = pd.concat(
        [rows[rows["position"].map(is_named)], rows[~rows["position"].map(is_named)]]
    )
    told = [told_answer(desk(), row) for _, row in ordered.head(MOST_ANSWERS).iterrows()]
    lines = [
        Markup("<b>{}</b> – {} {}").format(
            typeset(one.lead), typeset(one.felt), typeset(one.reading or "")
        )
        for one in told
    ]
    left = len(ordered) - MOST_ANSWERS
    if left > 0:
        lines.append(Markup("{}").format(typeset(f"et {number(left)} autres, à lire à l’écran.")))
    return _listed(lines)


def _acting(profile: Profile) -> Markup:
    records = most_telling(profile.partnerships)
    lines = [
        Markup("<b>{}</b> – {}").format(typeset(title), typeset(rest))
        for title, rest in record_texts(records)[:MOST_RECORDS]
    ]
    left = len(profile.partnerships) - len(lines)
    if left > 0:
        lines.append(Markup("{}").format(typeset(f"et {number(left)} autres, à lire à l’écran.")))
    return _listed(lines) + _table(known_natures(profile))


def _table(frame: pd.DataFrame) -> Markup:
    if frame.empty:
        return Markup("")
    head = Markup("").join(Markup("<th>{}</th>").format(name) for name in frame)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)
        )
        for row in frame.itertuples(index=False)
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)


def _sources(profile: Profile) -> Markup:
    about = profile.about
    lines = [*about.mentions, *(source.line() for source in about.sources)]
    return Markup('<p class="fs-sources"><b>Mentions et sources</b> – {}</p>').format(
        typeset(" ; ".join(dict.fromkeys(line.rstrip(".") for line in lines)) + ".")
    )
