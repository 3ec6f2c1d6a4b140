"""What is said around the questions: introduction, notice (RGPD), consent, instructions."""

from __future__ import annotations

TITLE = "Questionnaire : les fragilités de votre territoire"
TO_ADAPT = (
    "À adapter entre crochets. Ne changez ni l’échelle, ni l’ordre de ses extrémités, ni les "
    "réponses proposées : les réponses se comparent d’une enquête à l’autre."
)
INTRODUCTION = (
    "Bonjour. [Nom de l’organisme] mène une enquête sur les fragilités et les forces de votre "
    "territoire, vues par celles et ceux qui y vivent ou y agissent. Il n’y a ni bonne ni mauvaise "
    "réponse : c’est votre regard qui compte. Répondre prend environ [quinze] minutes. Vous pouvez "
    "ne pas répondre à une question, et arrêter quand vous voulez.",
    "« Votre territoire » désigne ici votre commune et celles de la même intercommunalité.",
)
NOTICE = (
    "Cette enquête est menée par [organisme, adresse, contact], responsable du traitement, pour "
    "[finalité : connaître les fragilités ressenties du territoire et en rendre compte]. Elle "
    "repose sur [la mission d’intérêt public de l’organisme / votre consentement]. Vos réponses "
    "sont anonymes : nous ne demandons ni nom, ni adresse, ni date de naissance, ni commentaire "
    "libre, et ne conservons pas votre adresse de connexion. Elles servent à produire des "
    "résultats d’ensemble ; aucun résultat n’est publié pour moins de trente réponses. Le fichier "
    "des réponses est accessible à [personnes habilitées] et supprimé [six mois] après la "
    "publication des résultats. Pour toute question, ou pour exercer vos droits tant que vos "
    "réponses peuvent être rattachées à vous : [contact du délégué à la protection des données]. "
    "Vous pouvez adresser une réclamation à la CNIL (cnil.fr)."
)
CONSENT = (
    "Avant de commencer, l’enquêteur lit ou remet la notice ci-dessus, puis demande : « Acceptez-"
    "vous de répondre à ce questionnaire ? » Sans accord, l’entretien s’arrête et rien n’est noté. "
    "Si la base légale retenue est le consentement, cocher ici garde la trace de l’accord, sans "
    "nom ni signature : ☐ la personne a reçu la notice et accepte de répondre."
)
#: For who puts the questions to people.
INSTRUCTIONS = (
    ("Se présenter", "Dites pour qui vous enquêtez et combien de temps cela prend ; remettez la "
     "notice d’information. Personne n’est obligé de répondre, ni à tout."),
    ("Lire sans commenter", "Lisez chaque question et chaque réponse telles qu’elles sont écrites. "
     "Ne reformulez pas, ne donnez ni exemple ni avis ; répétez la question si on vous le "
     "demande."),
    ("Varier l’ordre", "Commencez la liste des domaines par un domaine différent à chaque "
     "entretien : l’ordre pèse sur les réponses."),
    ("Respecter le silence", "« Je ne sais pas » et le refus sont des réponses : laissez la case "
     "vide. Un vide n’est pas un zéro."),
    ("Ne rien noter d’autre", "Ni nom, ni adresse, ni téléphone, ni remarque en marge : une seule "
     "de ces notes rend le questionnaire identifiant, et le fichier serait refusé."),
    ("Remplir le territoire", "Écrivez vous-même le code Siren de l’intercommunalité."),
    ("Ranger", "Gardez les questionnaires remplis sous clé ; détruisez-les quand la saisie est "
     "vérifiée."),
)  # fmt: skip
THANKS = "Merci de vos réponses."
