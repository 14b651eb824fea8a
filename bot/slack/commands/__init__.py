"""Slash commands and what can be pressed, one file each. A listener acknowledges first and then acts."""
