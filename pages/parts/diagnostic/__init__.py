"""Parts of the screen *Diagnostic*."""
