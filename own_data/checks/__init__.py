"""What is wrong with a file of one's own, said line by line, before anything is loaded."""
