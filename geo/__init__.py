"""Space: levels, codes, boundaries, densities, maps. Knows no indicator, no survey, no domain."""
