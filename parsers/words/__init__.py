"""The words of the field: how filings write numbers, names, dates and kinds of proposals. Knows nothing of layout."""
