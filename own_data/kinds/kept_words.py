"""What is kept of each kind of own data, for how long, who answers for it, how it is erased."""

from __future__ import annotations

from own_data.loaded import OwnKind

#: What is kept of each kind, and what the law asks of it (RGPD).
_KEPT = {
    OwnKind.SURVEY: (
        "Les estimations : territoire, groupe, question, chiffre, intervalle, nombre de "
        "réponses. Les réponses des personnes sont oubliées après le calcul, sauf si vous "
        "demandez de les garder : elles sont des données personnelles tant que l’on peut y "
        "reconnaître quelqu’un, même sans nom. Le responsable du traitement est "
        "l’organisation qui a décidé l’enquête ; elle l’inscrit à son registre, informe les "
        "personnes et supprime le fichier des réponses (six mois après la publication des "
        "résultats est un bon repère)."
    ),
    OwnKind.RESULTS: (
        "Les chiffres du fichier, son titre, son organisation et sa mention. Des résultats "
        "d’ensemble ne sont pas des données personnelles ; un chiffre sur moins de 30 "
        "personnes n’est pas montré."
    ),
    OwnKind.PARTNERSHIPS: (
        "Les lignes du fichier. Le nom d’une personne ou un courriel n’y a pas sa place : "
        "nommez des organisations. Si une personne y est nommée malgré tout, l’organisation "
        "qui charge en est responsable, et l’efface à sa demande."
    ),
    OwnKind.PRACTICES: (
        "Les lignes du fichier. Nommez des organisations, jamais des personnes : si l’une y "
        "est nommée malgré tout, l’organisation qui charge en est responsable, et l’efface à "
        "sa demande."
    ),
    OwnKind.INDICATORS: (
        "Les chiffres du fichier et ce qu’il en dit. Le secret statistique reste à la charge "
        "de qui produit l’indicateur : écrivez « s » plutôt qu’un effectif de quelques "
        "personnes."
    ),
    OwnKind.PERIMETER: (
        "Le nom du périmètre et les codes de ses communes : rien qui touche une personne."
    ),
}
#: For how long, and how to erase: the same for every kind.
_HOW_LONG = (
    "Sans espace partagé, tout disparaît à la fin de la visite, ou reste dans le fichier que "
    "vous emportez ; dans un espace partagé ou un fichier, jusqu’à ce que quelqu’un le "
    "retire. Aucune copie n’est gardée ailleurs. Pour effacer : « Retirer » pour un "
    "chargement et ses versions, « Tout effacer » pour tout (commandes `loads`, puis "
    "`unload`). Qui répond des données, et comment le joindre, se dit au chargement et reste "
    "à côté des chiffres."
)


def kept_text(kind: OwnKind) -> str:
    """Say what is kept of a kind, for how long, who answers for it and how it is erased."""
    return f"{_KEPT[kind]}\n\n{_HOW_LONG}"
