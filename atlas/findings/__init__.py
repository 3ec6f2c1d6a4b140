"""What the data say of the country, as titles: found in the figures, told only while they hold."""
