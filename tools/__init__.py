"""Commands of the workshop that are not part of the product: what `make` calls."""
