"""From official files to indicator values: one module of readers per domain, one framework."""
