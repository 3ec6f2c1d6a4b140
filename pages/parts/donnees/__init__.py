"""Parts of the page Données et méthode."""
