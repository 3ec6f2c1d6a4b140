from __future__ import annotations

from pathlib import Path

import pytest

from common.errors import InvalidDataError
from indicators.base.agenda_2030 import FILE, GOALS, PARTNERSHIPS_GOAL, agenda_2030
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.levers import Horizon, Lever

#: The crosswalk as the mission of the product states it.
STATED = {
    "emploi": (8,),
    "developpement_economique": (8, 9),
    "pauvrete": (1, 10),
    "niveau_de_vie": (1, 10),
    "mal_logement": (11,),
    "isolement": (10, 11),
    "diversite_handicap": (5, 10),
    "vieillissement": (3, 10),
    "education": (4,),
    "sante": (3,),
    "securite": (16,),
    "mobilite": (9, 11),
    "numerique": (4, 9),
    "culture_loisirs": (4, 11),
    "environnement": (6, 12, 13, 14, 15),
    "transition_energetique": (7, 13),
}


def test_every_domain_speaks_of_the_goals_that_are_stated_and_no_other() -> None:
    assert {key: agenda_2030().goals_of(key) for key in DOMAIN_KEYS} == STATED


def test_a_goal_without_domain_says_why() -> None:
    without = {goal.number for goal in agenda_2030().goals if goal.absent}
    assert without == {2, PARTNERSHIPS_GOAL}
    assert not any(agenda_2030().links_of(number) for number in without)


def test_every_reason_is_a_sentence_of_its_own() -> None:
    reasons = [link.reason for link in agenda_2030().links]
    assert len(set(reasons)) == len(reasons)
    assert all(reason.endswith(".") for reason in reasons)


def test_all_the_faults_of_the_file_are_listed(tmp_path: Path) -> None:
    text = FILE.read_text("utf-8")
    text = text.replace('title = "Vie terrestre"\n', 'title = "Vie terrestre"\nabsent = "Rien."\n')
    text = text.replace('targets = ["9.1"]', 'targets = ["8.1"]')
    text = text.replace('domain = "education"\ngoal = 4', 'domain = "education"\ngoal = 17')
    text = text.replace('domain = "mal_logement"', 'domain = "isolement"')
    path = tmp_path / "agenda.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidDataError) as caught:
        agenda_2030(path)
    faults = "\n".join(caught.value.faults)
    assert "objectif 15" in faults
    assert "cibles de l’objectif 9" in faults
    assert f"de 1 à {PARTNERSHIPS_GOAL - 1} attendu, 17 trouvé" in faults
    assert "domaine « mal_logement » : aucun objectif" in faults
    assert "« isolement – 11 » présent deux fois" in faults


def test_goals_must_be_all_there_in_order(tmp_path: Path) -> None:
    path = tmp_path / "agenda.toml"
    path.write_text(FILE.read_text("utf-8").replace("number = 16\n", "number = 15\n"), "utf-8")
    with pytest.raises(InvalidDataError, match="dans cet ordre"):
        agenda_2030(path)
    assert [goal.number for goal in agenda_2030().goals] == list(GOALS)


def test_levers_and_horizons_are_three_each() -> None:
    assert len(Lever) == len(Horizon) == 3
