"""The three parts of the programme's reports, in their order."""

PROFILE = "1. Profil structurel et socio-économique"
FRAGILITIES = "2. Fragilités prioritaires : la mesure et le ressenti"
ALLIANCES = "3. Dynamiques d’alliances"
