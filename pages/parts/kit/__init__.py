"""What several screens share: state in the URL, search, tables, maps."""
