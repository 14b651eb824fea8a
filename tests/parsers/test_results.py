"""Sentences that tell how a vote ended, and those that do not."""

from __future__ import annotations

import pytest

from parsers.gate import could_tell
from parsers.submission import read_submission
from parsers.words.results import RULES, ResultRule, says_no_matters, told, told_in_its_place
from tests.parsers.growth import MOST, growth


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_each_rule_takes_its_sentence_and_leaves_the_other(rule: ResultRule) -> None:
    assert rule.words.search(rule.takes)
    assert told(rule.takes) is not None
    assert told(rule.refuses) is None


TELLING = """
At a meeting of shareholders today the plan failed to pass
Shareholders turned down the proposal to split the company
Holders of the Class B shares elected Ann Lee to the board
Acme Stockholders Approve Three Proposals
ACME CORP. SHAREHOLDERS APPROVE ALL RESOLUTIONS AT ANNUAL MEETING
Acme Shareholders Vote to Approve Merger with Beta
Merger Approved by Acme Shareholders
Acme Receives Shareholder Approval for Reincorporation
Acme Inc. Reports Results of Annual Meeting of Shareholders
Acme Reports Voting Results from 2024 Annual and Special Meeting
Acme Announces Election of Directors
Acme Fund announces results of its special meeting of shareholders
A majority of the shares represented at the meeting voted in favor of both proposals
Three matters were voted upon and approved
At that meeting all four resolutions were passed
Shareholders elected seven directors, among them Robert Day
Such approval was received at the annual meeting of shareholders of May 4, 2001
Holders of approximately 72% of the outstanding shares voted in favor of the merger
More than 99% of the votes cast were in favor of the transaction
At a special meeting held today, limited partners approved the sale of the partnership's property
The members of the cooperative elected directors at the annual meeting
The stockholders did not approve the proposal
Preliminary results indicate that stockholders have elected all eight of the company's nominees
Based on the preliminary vote count, all of the Company's nominees have been elected
Each of the nominees listed in the circular was elected as a director at the annual general meeting held on May 3, 2024
The resolution was carried with 98.2% of the votes
Stockholder approval of the merger was obtained on May 7, 2020
Acme, which makes anvils, said that its shareholders rejected the offer
Approximately 90 percent of the shares voted were voted for approval of the merger
Our shareholders voted to approve the previously announced sale of the bank to Frontline Credit Union
Shareholders of Orange County Bancorp approved the merger
All resolutions put to the AGM were duly passed on a poll
Shareholders have voted overwhelmingly to reject the dissident's nominees
Stockholders have re-elected all eight incumbent directors
Each director nominee was elected with more than 95% of the votes
The shareholders of each Fund have approved the reorganization
Unitholders voted on May 5, 2009 to dissolve the partnership
Acme wins shareholder approval for merger
Acme's annual meeting: all directors re-elected, auditors ratified
More than two-thirds of the outstanding shares were voted in favor of the conversion
The resolution received 62.4% support from shareholders
Beneficial holders approved the amendment of the declaration of trust
"""
IDLE = """
Acme will hold its special meeting of stockholders on February 27, 2025 to approve the business combination
If the necessary proposals at the Special Meeting are approved, Acme anticipates that the merger will close
On July 30, 2024, the Board of Directors elected Robert Day
At the annual meeting of the Board of Directors, Ann Lee was elected chair
The Company announced results for the first quarter
Acme announces final results of its tender offer
Acme announces results of its End-of-Phase 2 meeting with the FDA
Acme announces preliminary results of merger consideration elections
The company received a majority of its revenue from one customer
Acme received strong support from its customers
Union members ratified the collective bargaining agreement
At a special meeting of the city council the rezoning was approved
Stockholders who have voted need not vote again
Your vote is important, and we ask that you vote FOR all three nominees
Mr. Smith has served as a director since he was elected in 2001
The merger is subject to approval by stockholders
The merger remains subject to obtaining shareholder approval
Acme expects to receive shareholder approval in June
the failure to obtain shareholder approval of the merger
The 2015 Plan, approved by stockholders, provides for grants
the shareholder-approved Executive Management Bonus Plan
Executive officers are elected by the Board of Directors
ISS recommends that stockholders vote for the merger
Shareholders of record on May 1 are entitled to vote at the meeting
we have put up a fourth independent nominee for election at the next annual meeting
As previously disclosed, stockholders approved the plan
Holders may elect to receive cash
Shareholders who elected to receive cash will receive it on June 20
Members of the Company's sales team voted Acme the best place to work
The proxy statement has been mailed; the results of the vote are expected on June 28
Mr. Smith, who was elected at the annual meeting in May 2011, resigned
Holders of 55% of Acme's shares have agreed to vote in favor of the merger
The results of the special meeting will be reported on Form 8-K
Members of the audit committee voted to engage the auditor
Shareholders can elect cash or stock
The bylaws permit stockholders to act by written consent
"""


@pytest.mark.parametrize("sentence", TELLING.strip().splitlines())
def test_a_sentence_that_tells_a_result(sentence: str) -> None:
    assert told(sentence) is not None


@pytest.mark.parametrize("sentence", TELLING.strip().splitlines())
def test_the_gate_lets_every_such_sentence_through(sentence: str) -> None:
    """The gate drops documents unread; what the rules would take must never be dropped."""
    document = read_submission(f"<html><body><p>{sentence}</p></body></html>".encode()).documents[0]
    assert could_tell(document)


@pytest.mark.parametrize("sentence", IDLE.strip().splitlines())
def test_a_sentence_that_tells_none(sentence: str) -> None:
    assert told(sentence) is None


def test_a_bare_verdict_tells_a_result_only_in_its_place() -> None:
    assert told("Proposal 2: approved") is None
    assert told_in_its_place("Proposal 2: approved") == "a verdict in its place"
    assert told_in_its_place("Executive officers are elected by the Board") is None


@pytest.mark.parametrize(
    "words", ["None.", "N/A", "Not applicable", "No matters were submitted to a vote of security holders"]
)
def test_saying_that_nothing_was_voted_on(words: str) -> None:
    assert says_no_matters(words)


def test_a_long_sentence_takes_no_more_time_than_its_length() -> None:
    """Ten times the words may take ten times as long, and some; a quadratic rule takes a hundred times."""
    sentence = (
        "if holders of the shares of stockholders at the annual meeting will have approved the proposals by votes "
    )
    assert told(sentence * 20) is None
    assert growth(lambda repeats: told(sentence * repeats), 200) <= MOST
