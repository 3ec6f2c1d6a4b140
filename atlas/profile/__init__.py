"""``profile(desk, place)``: all that is known of one place, for a page, a note or a file."""

from atlas.profile.json_text import to_json
from atlas.profile.make import profile
from atlas.profile.model import Profile

__all__ = ["Profile", "profile", "to_json"]
