"""The join desk: the one room where territories meet numbers."""
