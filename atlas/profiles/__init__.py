"""``profile(desk, place)``: all that is known of one place, for a page, a note or a file."""

from atlas.profiles.json_text import to_json
from atlas.profiles.make import profile
from atlas.profiles.model import Profile

__all__ = ["Profile", "profile", "to_json"]
