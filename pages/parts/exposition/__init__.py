"""Parts of the screen *Exposition*."""
