"""Doubt: second ways to know what was read, and reasons a person understands where they disagree."""
