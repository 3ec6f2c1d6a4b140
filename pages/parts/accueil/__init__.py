"""Parts of the screen *Accueil*."""
