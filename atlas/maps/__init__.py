"""From an answer to what a map or a picture shows."""
