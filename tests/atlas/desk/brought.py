"""A workspace with one load of each kind, made of files as an organisation writes them."""

from __future__ import annotations

from atlas.desk.desk import Desk
from atlas.desk.perimeters import gazetteer
from common.levels import Level
from indicators.base.survey_kind import SurveyKind
from own_data.kinds.choices import Choices
from own_data.kinds.loading import load
from own_data.loaded import OwnKind, OwnSource
from own_data.workspace.interface import Workspace

ORGANISATION = "Préfecture de l’Essai"
HERE, EPCI = "01004", "240100883"
INDICATOR, RESULTS, SURVEY = (
    *("propre_logements_vides", "propre_barometre_local_2026", "propre_enquete_locale_2026"),
)
SCHEME, PERIMETER = "propre_partenariats_locaux", "Plaine d’essai"


def fill(workspace: Workspace, desk: Desk) -> None:
    """Load 40 invented people, a table of results, 3 partnerships, an indicator, a perimeter.

    The people of Ambérieu-en-Bugey note employment 0 to 10 in turn; safety is felt in the first
    20 départements, 20 % to 58 %, by 1,000 people each; the indicator is 1 in 10, 2 in 10… of the
    communes of the Ain.
    """
    people = "".join(f"{HERE};citoyens;{n % 11}\n" for n in range(40))
    departements = desk.territories_of(Level.DEPARTEMENT).index[:20]
    results = "".join(
        f"{code};securite;citoyens;{20 + 2 * rank};1000;%\n"
        for rank, code in enumerate(departements)
    )
    communes = [code for code in desk.territories_of(Level.COMMUNE).index if code[:2] == "01"]
    figures = "".join(
        f"{code};Logements vides;2024;{rank % 9 + 1};10;%;mal_logement;haut;ratio\n"
        for rank, code in enumerate(communes)
    )
    files = {
        (OwnKind.SURVEY, "Enquête locale"): f"commune;groupe;emploi\n{people}",
        (OwnKind.RESULTS, "Baromètre local"): (
            f"code_departement;domaine;groupe;valeur;n;unite\n{results}"
        ),
        (OwnKind.PARTNERSHIPS, "Partenariats locaux"): (
            "titre;territoire;domaines;lon;lat\n"
            f"Pacte A;{HERE};emploi;5.35;45.95\nPacte B;{HERE};emploi|sante;;\n"
            f"Pacte C;{EPCI};emploi;;\n"
        ),
        (OwnKind.PRACTICES, "Études de cas"): (
            f"titre;territoire;confiance\nCas A;{HERE};Ils se parlent\nCas B;{EPCI};\n"
        ),
        (OwnKind.INDICATORS, "Vacance"): (
            "code_insee;indicateur;annee;numerateur;denominateur;unite;domaine;sens;calcul\n"
            f"{figures}"
        ),
        (OwnKind.PERIMETER, PERIMETER): "code_insee\n01004\n01005\n",
    }
    for (kind, title), text in files.items():
        drawn = kind is not OwnKind.SURVEY
        choices = Choices(
            OwnSource(title, ORGANISATION, 2026),
            direction=1,
            sample=SurveyKind.PROBABILITY if drawn else SurveyKind.SELF_SELECTED,
        )
        workspace.add(load(kind, text.encode(), f"{kind}.csv", gazetteer(desk), choices))
