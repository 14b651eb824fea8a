"""Reading votes: from a passage's paragraphs and tables to proposals and nominees with counts and outcomes."""
