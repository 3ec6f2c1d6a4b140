"""What a note says: sentences, tables and pictures made of a profile."""

from reports.content.make import note_content, stamp

__all__ = ["note_content", "stamp"]
