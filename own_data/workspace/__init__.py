"""What an organisation loaded, kept: in a session, in a GeoPackage file or in PostgreSQL.

``interface`` says what a workspace does, ``opening`` opens the one that is asked for.
"""
