"""Parts of the screen *Territoire*."""
