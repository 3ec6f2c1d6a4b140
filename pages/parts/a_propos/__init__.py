"""Parts of the screen *À propos*."""
