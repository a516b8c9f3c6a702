"""`tierzero check`: what can be said of a scenario before anything is played."""
