"""What every other room of numbers needs: domains, catalogue, values, statuses."""
