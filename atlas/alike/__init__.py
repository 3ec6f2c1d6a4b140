"""Which territories look alike, by their structure."""
