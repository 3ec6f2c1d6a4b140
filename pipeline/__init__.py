"""Official files -> data/. The only room that knows a source file's column names and quirks."""
