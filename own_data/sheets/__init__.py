"""Any file that holds a table, as texts with the line that each row comes from."""
