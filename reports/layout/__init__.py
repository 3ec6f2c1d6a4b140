"""How a report becomes a PDF, pictures of its pages, a DOCX."""
