"""Capitalised words that are no part of a person's name: terms of meetings, tables, proposals and firms.

Words that are surnames too (``Stock``, ``Price``, ``Young``, ``Holder``, ``Page``) are left out.
"""

from __future__ import annotations

ROLES = """
 chair chairman chairwoman chairperson co-chair president director directors trustee trustees chief ceo cfo coo
 treasurer secretary independent founder co-founder executive manager managing non-executive nominee incumbent
 dissident lead employee vice
"""
"""What a cell may add before or after a name."""

_FIRM = """
 llp llc lp inc corp corporation ltd limited plc pllc pc bank bancorp bancshares holdings partners company co n.a s.a
 trust fund funds portfolio portfolios group associates cpas chartered l.l.p l.l.c p.c p.a
"""
FIRM_WORDS = frozenset(_FIRM.split())
"""A run of capitalised words that ends in one of these is a firm."""

_AUDIT_FIRMS = """
 arthur andersen; grant thornton; baker tilly; moss adams; crowe horwath; plante moran; price waterhouse; ernst young;
 peat marwick; touche ross; morison cogen; dixon hughes; eide bailly; mayer hoffman; malone bailey; daszkal bolton;
 cohn reznick; rothstein kass; parente randolph; turner stone; briggs veselka; new york; new jersey; los angeles
"""
NO_PERSONS = frozenset(" ".join(pair.split()) for pair in _AUDIT_FIRMS.split(";"))
"""Auditors whose names look like a person's when the filing leaves ``LLP`` away, and places."""

_TABLE = """
 total totals subtotal name names nominee nominees director directors trustee trustees manager managers vote votes
 voted voting for against withheld withhold withholding abstain abstained abstention abstentions abstentation broker
 brokers non nonvotes non-vote non-votes non-voted unvoted uncast exception exceptions number percent percentage cast
 represented present outstanding entitled quorum record date result results final preliminary description matter
 matters item items proposal proposals resolution resolutions question issue other yes no not none n/a one two three
 year years every frequency option favor favour affirmative negative delivered held tabulation inspector inspectors
 certified table continued yea nay yeas nays carried defeated passed failed rejected withdrawn
"""
_MEETING = """
 annual special general extraordinary meeting meetings adjournment adjourn adjourned postponement stockholder
 stockholders shareholder shareholders shareowner shareowners unitholder unitholders holders member members
 beneficial security securities share shares common preferred class series unit units capital proxy proxies
 solicitation election elections elect elected re-elected reelected re-election reelection appointed appointment
 selection selected ratification ratify ratified approval approve approved adoption adopt adopted authorize
 authorization authorized advisory say say-on-pay pay compensation remuneration executive executives officer officers
 named board boards committee chairman chairwoman chair chairperson president chief ceo cfo coo vice secretary
 treasurer independent continuing expiring term terms office until expires expire incumbent the an of and or to in on
 it was were be resolved hereby that
 by at as with from which whether if this that these those there all each any such following accordingly additionally
 also see note notes mr mrs ms messrs dr
"""
_SUBJECTS = """
 auditor auditors accountant accountants accounting firm registered public certifying audit auditing plan plans
 incentive omnibus bonus purchase employee employees stock-based equity award awards performance goals option options
 restricted amendment amendments amend amended restate restated restatement certificate incorporation articles
 charter bylaw bylaws by-law by-laws declassify declassification supermajority exculpation reincorporation
 domestication conversion convert increase decrease reduction reverse forward split splits issuance issue warrants
 warrant nasdaq nyse rule listing merger mergers acquisition agreement transaction transactions business combination
 assets asset liquidation dissolution extension redemption reorganization investment advisory contract policy
 policies fundamental fiscal report reports reporting request requesting disclosure climate emissions environmental
 sustainability sustainable diversity inclusion human rights right written consent political lobbying contributions
 spending charitable giving risk risks access governance majority simple cumulative change name human-rights
 management shareholder-proposal company's corporate registrant section form exhibit sec securities exchange
 commission act state united states delaware nevada american national international january february september
 october november december monday tuesday wednesday thursday friday saturday sunday annually annual/special
 submission security
"""
NOT_NAMES = frozenset(f"{_TABLE} {_MEETING} {_SUBJECTS}".split())
"""A name ends before one of these."""

PHRASES = frozenset(_SUBJECTS.split()) | {"results", "meeting", "proposal", "proposals", "stockholders", "shareholders"}
"""Capitalised words before one of these belong to its phrase: ``First Coast Results``, ``Peter Hall Plan``."""
