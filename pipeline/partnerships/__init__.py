"""National files of schemes, contracts and co-funded projects -> partnership records."""
