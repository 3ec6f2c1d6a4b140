"""Parts of the screen *Pratiques*."""
