"""What may be brought, one kind a module: its columns, its template, its reading."""
