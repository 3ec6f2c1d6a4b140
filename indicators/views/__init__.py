"""What people feel, and how it differs from what is measured."""
