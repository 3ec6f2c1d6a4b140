"""Numbers: domains, catalogue, scores, perceptions, gaps, partnerships. Knows no geometry."""
