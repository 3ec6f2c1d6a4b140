"""Parts of the screen *Carte*."""
