"""Parts of the screen *Note*."""
