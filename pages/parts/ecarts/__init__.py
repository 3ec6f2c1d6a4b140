"""Parts of the screen *Écarts*."""
