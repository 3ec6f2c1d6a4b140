"""What each command runs, from files to files."""
