"""From a profile to a note, as PDF or DOCX. Knows layout, not numbers."""
