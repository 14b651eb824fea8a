"""Submissions in the manner of real ones, for demo and tests. Innovo's meeting took place; the rest is made up."""
