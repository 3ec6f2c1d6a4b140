"""Parts of the screen *Comparer*."""
