"""The ground floor: what every room may use and that knows neither space nor numbers."""
