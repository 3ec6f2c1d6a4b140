"""Parts of the screen *Construire l’indice*."""
