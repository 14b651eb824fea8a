"""Finding filings: the polite HTTP client, the current-filings feed, the archive, the indexes and EDGAR's calendar."""
