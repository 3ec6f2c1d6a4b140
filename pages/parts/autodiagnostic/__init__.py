"""Parts of the screen *Autodiagnostic*."""
