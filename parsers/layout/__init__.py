"""How a document is laid out on its page, HTML or plain text, as blocks: paragraphs and tables.

`html` and `plain` are the ways in; both give raw blocks, which `typeset` lays down as one text.
"""
