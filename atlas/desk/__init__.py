"""The open data set and what every answer starts from: tables, places, questions, words."""
