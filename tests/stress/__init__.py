"""A made-up list with every shape a route can have, and the proof of all that is drawn of it."""
