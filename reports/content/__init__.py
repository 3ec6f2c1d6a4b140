"""What a report says of a place: sentences, tables and pictures, whichever document they enter."""
