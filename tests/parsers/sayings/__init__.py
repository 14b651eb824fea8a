"""Sentences that tell how a vote ended, and near misses, as lists; `sayings.py` makes small filings of them."""
