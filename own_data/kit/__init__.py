"""The survey kit: its questions declared once, the files made of them, answers that come back."""
