"""The ids of everything that can be pressed, and what each one's value is. The app's listeners use these names."""

from __future__ import annotations

import re

OPEN_FILING = "open_filing"
"""Opens an address; Slack still wants its press acknowledged."""
OPEN_EXHIBIT = "open_exhibit"
"""Opens an address."""
PAST_MEETINGS = "past_meetings"
"""Value: the company's CIK."""
EVIDENCE = "evidence"
"""Value: the accession number."""
EVIDENCE_PAGE = "evidence_page"
"""In the evidence modal. Value: JSON ``{"accession": …, "page": …}``, pages counted from 0."""
MUTE = "mute"
"""Value: the company's CIK."""
SHARE = "share"
"""Value: the accession number."""
LOOKUP_PAGE = "lookup_page"
"""Value: ``query|page``, pages counted from 0; the page is after the last bar."""
LOOKUP_PAGE_BACK = "lookup_page_back"
"""The same, towards the first page: ids are unique in their row."""
LOOKUP_PICK = "lookup_pick"
"""A company that may have been meant, with its place: ``lookup_pick_0``. Value: its CIK."""
CHART = "chart"
"""Value: the company's CIK."""

LOOKUP_PAGES = re.compile(rf"{LOOKUP_PAGE}(_back)?")
LOOKUP_PICKS = re.compile(rf"{LOOKUP_PICK}_\d+")
EVIDENCE_PAGES = re.compile(rf"{EVIDENCE_PAGE}(_back)?")
"""What listeners match where a row has several of a kind."""
