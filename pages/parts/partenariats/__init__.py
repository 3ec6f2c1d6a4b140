"""Parts of the screen *Partenariats*."""
