"""Desks that several tests play."""
