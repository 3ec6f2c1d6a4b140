"""The questions of the kit, in the order in which they are asked: the one declaration of them.

The files of ``docs/kit-enquete/`` are written from it (``python -m tools.survey_kit``). The
questions of the programme keep its words: « jouer collectif », the four dimensions (IMPACT-Citoyens
2019, question 3), the three levers, the four categories, the three impacts.
"""

from __future__ import annotations

from indicators.base.domains import DOMAIN_KEYS
from indicators.base.groups import GROUP_KEYS
from indicators.partnerships.vocabulary import Category
from own_data.kit.question import KitAnswer, KitForm, KitItem, KitQuestion, KitVariable

ORGANISATIONS = tuple(key for key in GROUP_KEYS if key != "citoyens")
_CITIZENS = ("citoyens",)
YES, NO = "oui", "non"
_YES_OR_NO = (KitAnswer(YES, YES, "Oui"), KitAnswer(NO, NO, "Non"))
_NOTES = tuple(KitAnswer(f"n{note}", str(note), str(note)) for note in range(11))
#: Code, label and meaning of each domain, in the words put to people.
_DOMAINS = {
    "emploi": ("emplo", "Emploi, chômage, insertion",
               "trouver ou garder un travail, y accéder quand on en est loin"),
    "developpement_economique": ("econo", "Développement économique",
                                 "la création et le maintien d’activités"),
    "pauvrete": ("pauvr", "Pauvreté, exclusion", "des personnes qui manquent du nécessaire"),
    "niveau_de_vie": ("nivie", "Niveau de vie, pouvoir d’achat",
                      "ce que l’on peut payer avec ses revenus"),
    "mal_logement": ("logem", "Logement",
                     "se loger dans de bonnes conditions, à un coût supportable"),
    "isolement": ("isole", "Isolement, lien social",
                  "avoir des proches, des voisins, des lieux de rencontre"),
    "diversite_handicap": ("diver", "Diversité, handicap",
                           "la place de chacun, quels que soient son origine ou son handicap"),
    "vieillissement": ("vieil", "Vieillissement, générations",
                       "bien vieillir, et les relations entre générations"),
    "education": ("educa", "Éducation", "l’école, la formation, la réussite des jeunes"),
    "sante": ("sante", "Santé", "être en bonne santé et pouvoir se soigner"),
    "securite": ("secur", "Sécurité", "se sentir et être en sécurité"),
    "mobilite": ("mobil", "Mobilité, transports", "se déplacer pour les besoins de la vie"),
    "numerique": ("numer", "Accès au numérique",
                  "la connexion, les appareils, savoir s’en servir"),
    "culture_loisirs": ("cultu", "Culture, loisirs",
                        "les activités culturelles, sportives et de loisirs"),
    "environnement": ("envir", "Environnement, pollution, biodiversité",
                      "la qualité de l’air, de l’eau, de la nature"),
    "transition_energetique": ("energ", "Transition énergétique",
                               "se chauffer, s’éclairer, se déplacer avec moins d’énergie fossile"),
}  # fmt: skip
#: Code, name and content of each dimension, as the programme puts them to citizens.
_DIMENSIONS = {
    "economique": ("econo", "Économique", "développement économique, emploi, niveau de vie"),
    "societale": ("soctl", "Sociétale",
                  "éducation, santé, sécurité, mobilité, numérique, culture"),
    "sociale": ("socia", "Sociale",
                "pauvreté, mal-logement, isolement, diversité et handicap, vieillissement"),
    "environnementale": ("envir", "Environnementale", "environnement, transition énergétique"),
}  # fmt: skip
_CATEGORIES = {
    Category.MECENAT: ("mecen", "un soutien, en argent, en nature ou en compétences"),
    Category.INNOVATION: ("innov", "inventer ou expérimenter ensemble une réponse"),
    Category.COOPERATION: ("coope", "une offre ou une activité commune"),
    Category.RESPONSIBLE: ("respo", "acheter, employer, produire de façon plus responsable"),
}
_IMPACTS = {
    "confiance": ("confi", "Confiance", "des acteurs qui se connaissent et s’appuient l’un sur "
                  "l’autre"),
    "performance": ("perfo", "Performance", "faire mieux ou plus, avec les mêmes moyens"),
    "innovation": ("innov", "Innovation", "des réponses que personne n’avait seul"),
}  # fmt: skip
_OBSTACLES = {
    "temps": ("temps", "Le manque de temps"),
    "moyens": ("moyen", "Le manque de moyens financiers"),
    "partenaires": ("parte", "Ne pas savoir avec qui travailler"),
    "cultures": ("cultu", "Des façons de travailler trop différentes"),
    "regles": ("regle", "Les règles administratives ou juridiques"),
    "utilite": ("utile", "Ne pas en voir l’utilité"),
}
_LEVERS = (
    KitAnswer("visio", "vision", "Une vision partagée de l’avenir du territoire"),
    KitAnswer("regle", "regles", "Des règles et des normes"),
    KitAnswer("actio", "action", "Des actions menées ensemble sur le terrain"),
)
_COLLECTIVE = (
    KitAnswer("incon", "incontournable", "Incontournable"),
    KitAnswer("utile", "utile", "Utile"),
    KitAnswer("secon", "secondaire", "Secondaire"),
    KitAnswer("pasut", "pas_utile", "Pas utile"),
    KitAnswer("contr", "contre_productif", "Contre-productif"),
)
_LIVED = (
    KitAnswer("vecu", "vecu", "Oui, déjà constaté"),
    KitAnswer("atten", "attendu", "Oui, attendu"),
    KitAnswer(NO, NO, "Non"),
)


def _by_domain(start: str, *, explained: bool = False) -> tuple[KitItem, ...]:
    """Make one item of each domain; what a domain is about is said once."""
    return tuple(
        KitItem(code, f"{start}_{key}", text, hint if explained else "")
        for key, (code, text, hint) in ((key, _DOMAINS[key]) for key in DOMAIN_KEYS)
    )


def _yes_shares(items: tuple[KitItem, ...]) -> tuple[KitVariable, ...]:
    return tuple(KitVariable(item.column, item.column, item.text, (YES,)) for item in items)


def _choices(column: str, answers: tuple[KitAnswer, ...]) -> tuple[KitVariable, ...]:
    return tuple(
        KitVariable(f"{column}_{one.value}", column, one.text, (one.value,)) for one in answers
    )


_RANKED = _by_domain("rang")
_RANKED_DIMENSIONS = tuple(
    KitItem(code, f"dimension_{key}", text, hint) for key, (code, text, hint) in _DIMENSIONS.items()
)
_PRACTICES, _PARTNERED = _by_domain("pratique"), _by_domain("partenariat")
_BY_CATEGORY = tuple(
    KitItem(code, f"categorie_{category.value}", category.label, hint)
    for category, (code, hint) in _CATEGORIES.items()
)
_BY_IMPACT = tuple(
    KitItem(code, f"impact_{key}", text, hint) for key, (code, text, hint) in _IMPACTS.items()
)
_BY_OBSTACLE = tuple(
    KitItem(code, f"obstacle_{key}", text) for key, (code, text) in _OBSTACLES.items()
)

KIT_QUESTIONS: tuple[KitQuestion, ...] = (
    KitQuestion(
        "groupe", "Qui répond ?", "À quel titre répondez-vous ?", KitForm.CHOICE,
        answers=(
            KitAnswer("cit", "citoyen", "Habitante ou habitant"),
            KitAnswer("elu", "elu", "Élue ou élu local"),
            KitAnswer("ent", "entreprise", "Responsable d’une entreprise"),
            KitAnswer("ass", "association", "Responsable d’une association"),
            KitAnswer("fon", "fondation", "Responsable d’une fondation ou d’un fonds de dotation"),
            KitAnswer("aca", "academique",
                      "Chercheuse, chercheur, enseignante ou enseignant du supérieur"),
        ),
        column="groupe", needed=True,
    ),
    KitQuestion(
        "epci", "Où ?",
        "Dans quelle intercommunalité vivez-vous (habitants) ou agissez-vous (autres groupes) ?",
        KitForm.TEXT, column="epci", needed=True,
        advice="Code Siren de l’intercommunalité, 9 chiffres : l’enquêteur ou le lien du "
        "formulaire le remplit.",
    ),
    KitQuestion(
        "note", "Les fragilités",
        "Pour chacun des domaines suivants, diriez-vous que votre territoire est fragile ? "
        "Répondez de 0 à 10 : 0, pas du tout fragile ; 10, extrêmement fragile.",
        KitForm.GRID, answers=_NOTES, items=_by_domain("note", explained=True), of_domains=True,
        advice="« Je ne sais pas » : laissez vide. Présentez les domaines dans un ordre tiré au "
        "hasard.",
    ),
    KitQuestion(
        "priorite", "Les domaines prioritaires",
        "Parmi ces mêmes domaines, lesquels sont pour vous les trois priorités du territoire ?",
        KitForm.RANKS, items=_RANKED, ranks=3,
        unit="part qui classe ce domaine parmi ses trois priorités",
        variables=tuple(
            KitVariable(item.column.replace("rang", "priorite"), item.column, item.text, top=3)
            for item in _RANKED
        ),
    ),
    KitQuestion(
        "dimension", "Les quatre dimensions",
        "Et parmi ces quatre dimensions des fragilités, laquelle est pour vous prioritaire sur "
        "votre territoire ? Et en second ?",
        KitForm.RANKS, items=_RANKED_DIMENSIONS, ranks=2,
        unit="part qui cite cette dimension",
        variables=(
            *(KitVariable(f"{item.column}_en_premier", item.column,
                          f"{item.text}, en premier", top=1) for item in _RANKED_DIMENSIONS),
            *(KitVariable(item.column, item.column,
                          f"{item.text}, en premier ou second", top=2)
              for item in _RANKED_DIMENSIONS),
        ),
    ),
    KitQuestion(
        "pratique", "Les pratiques",
        "Au cours des douze derniers mois, avez-vous agi, vous-même ou avec votre organisation, "
        "dans l’un de ces domaines sur votre territoire (bénévolat, don, service, projet…) ?",
        KitForm.GRID, answers=_YES_OR_NO, items=_PRACTICES,
        unit="part qui a agi dans ce domaine depuis un an",
        variables=_yes_shares(_PRACTICES),
    ),
    KitQuestion(
        "partenariat", "Les partenariats",
        "Au cours des douze derniers mois, avez-vous participé, vous-même ou avec votre "
        "organisation, à un projet mené par plusieurs organisations de natures différentes "
        "(commune, association, entreprise, fondation…) au service du territoire ?",
        KitForm.CHOICE, answers=_YES_OR_NO, column="partenariat",
        unit="part qui a participé à un partenariat depuis un an",
        variables=(KitVariable("partenariat", "partenariat", "Ont participé à un partenariat",
                               (YES,)),),
    ),
    KitQuestion(
        "collectif", "Jouer collectif",
        "Face aux fragilités de votre territoire, « jouer collectif » entre collectivités, "
        "entreprises, associations et habitants vous paraît-il… ?",
        KitForm.CHOICE, answers=_COLLECTIVE, column="jouer_collectif",
        unit="part qui donne cette réponse",
        variables=(
            KitVariable("jouer_collectif", "jouer_collectif", "Incontournable ou utile",
                        ("incontournable", "utile")),
            *_choices("jouer_collectif", _COLLECTIVE),
        ),
    ),
    KitQuestion(
        "levier", "Le premier levier souhaité",
        "Pour réduire ces fragilités, par quoi faudrait-il commencer ?",
        KitForm.CHOICE, answers=_LEVERS, column="levier_souhaite",
        unit="part qui cite ce levier en premier",
        variables=_choices("levier_souhaite", _LEVERS),
    ),
    KitQuestion(
        "constate", "Le premier levier à l’œuvre",
        "Et aujourd’hui, par quoi commence-t-on, d’après ce que vous voyez ?",
        KitForm.CHOICE, answers=_LEVERS, column="levier_constate",
        unit="part qui cite ce levier en premier",
        variables=_choices("levier_constate", _LEVERS),
    ),
    KitQuestion(
        "domaine", "Vos partenariats, par domaine",
        "Dans quels domaines votre organisation a-t-elle aujourd’hui au moins un partenariat avec "
        "une organisation d’une autre nature ?",
        KitForm.GRID, answers=_YES_OR_NO, items=_PARTNERED, groups=ORGANISATIONS,
        unit="part qui a un partenariat dans ce domaine",
        variables=_yes_shares(_PARTNERED),
    ),
    KitQuestion(
        "categorie", "Vos partenariats, par catégorie",
        "De quelles sortes sont ces partenariats ?",
        KitForm.GRID, answers=_YES_OR_NO, items=_BY_CATEGORY, groups=ORGANISATIONS,
        unit="part qui a un partenariat de cette catégorie",
        variables=_yes_shares(_BY_CATEGORY),
    ),
    KitQuestion(
        "impact", "Ce que les partenariats changent",
        "Agir ensemble a-t-il, ou aura-t-il, ces effets ?",
        KitForm.GRID, answers=_LIVED, items=_BY_IMPACT,
        unit="part qui dit cet effet",
        variables=(
            *(KitVariable(f"{item.column}_vecu", item.column, f"{item.text}, déjà constatée",
                          ("vecu",)) for item in _BY_IMPACT),
            *(KitVariable(item.column, item.column, f"{item.text}, constatée ou attendue",
                          ("vecu", "attendu")) for item in _BY_IMPACT),
        ),
    ),
    KitQuestion(
        "obstacle", "Ce qui gêne",
        "Qu’est-ce qui vous gêne, vous ou votre organisation, pour agir davantage avec d’autres ?",
        KitForm.GRID, answers=_YES_OR_NO, items=_BY_OBSTACLE,
        unit="part qui cite cet obstacle",
        variables=_yes_shares(_BY_OBSTACLE),
    ),
    KitQuestion(
        "age", "Votre tranche d’âge", "Quelle est votre tranche d’âge ?", KitForm.CHOICE,
        answers=tuple(
            KitAnswer(f"a{value[:2]}", value, f"{value} ans" if "-" in value else "75 ans et plus")
            for value in ("18-24", "25-34", "35-49", "50-64", "65-74", "75 et plus")
        ),
        groups=_CITIZENS, column="tranche_age",
        advice="Sert à redresser les résultats, jamais à reconnaître quelqu’un.",
    ),
    KitQuestion(
        "sexe", "Vous êtes", "Vous êtes :", KitForm.CHOICE,
        answers=(KitAnswer("f", "femme", "Une femme"), KitAnswer("h", "homme", "Un homme")),
        groups=_CITIZENS, column="sexe", advice="Sans réponse : laissez vide.",
    ),
    KitQuestion(
        "csp", "Votre situation", "Quelle est votre situation ?", KitForm.CHOICE,
        answers=tuple(
            KitAnswer(code, value, text)
            for code, value, text in (
                ("agri", "agriculteur", "Agricultrice ou agriculteur"),
                ("artis", "artisan-commercant-chef",
                 "Artisane ou artisan, commerçante ou commerçant, cheffe ou chef d’entreprise"),
                ("cadre", "cadre", "Cadre ou profession intellectuelle supérieure"),
                ("inter", "intermediaire", "Profession intermédiaire"),
                ("emplo", "employe", "Employée ou employé"),
                ("ouvri", "ouvrier", "Ouvrière ou ouvrier"),
                ("retra", "retraite", "À la retraite"),
                ("autre", "autre", "Autre situation"),
            )
        ),
        groups=_CITIZENS, column="csp",
    ),
    KitQuestion(
        "taille", "Votre organisation", "Combien de personnes salariées compte-t-elle ?",
        KitForm.CHOICE,
        answers=tuple(
            KitAnswer(code, value, text)
            for code, value, text in (
                ("t0", "0", "Aucune"), ("t1", "1-9", "1 à 9"), ("t10", "10-49", "10 à 49"),
                ("t50", "50-249", "50 à 249"), ("t250", "250 et plus", "250 et plus"),
            )
        ),
        groups=ORGANISATIONS, column="taille",
    ),
)  # fmt: skip

#: Columns that people other than the respondent fill in a file of answers.
FILLED_BY_OTHERS = ("departement", "region", "poids")
#: Columns of a file of answers, in its order.
KIT_COLUMNS: tuple[str, ...] = (
    *("groupe", "epci", "departement", "region", "tranche_age", "sexe", "csp", "taille", "poids"),
    *(
        column
        for question in KIT_QUESTIONS
        for column in question.columns
        if question.variables or question.of_domains
    ),
)
#: Each share that the questions give, by its key, with its question.
KIT_VARIABLES: dict[str, tuple[KitQuestion, KitVariable]] = {
    variable.key: (question, variable)
    for question in KIT_QUESTIONS
    for variable in question.variables
}
#: Values that a file of answers may have in a column where one of several is chosen.
ALLOWED: dict[str, tuple[str, ...]] = {
    column: tuple(one.value for one in question.answers)
    for question in KIT_QUESTIONS
    if question.answers
    for column in question.columns
}
#: What groups are called in a file of answers.
GROUP_VALUES: dict[str, str] = dict(
    zip((one.value for one in KIT_QUESTIONS[0].answers), GROUP_KEYS, strict=True)
)
