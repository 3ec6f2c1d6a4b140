"""Numbers: domains, catalogue, scores, perceptions, gaps, partnerships. Knows no geometry, no map."""
