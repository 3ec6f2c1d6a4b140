"""The tests; a package, so that none of the same name in the environment takes its place."""
