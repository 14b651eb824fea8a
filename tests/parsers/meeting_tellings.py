"""How writers tell when a meeting was held, who could vote at it and how many shares came; and what only sounds so.

All of a meeting on 7 May 2020, with 9,000,000 shares on the record date, 9 March 2020, and 8,000,000 represented.
"""

from __future__ import annotations

from dataclasses import dataclass

LEAD = "On May 7, 2020, Acme Corp. held its annual meeting of shareholders."
ANNUAL, SPECIAL, CONSENT = "annual", "special", "written_consent"


@dataclass(frozen=True)
class Facts:
    """What a text tells; ``None`` where it tells nothing. Days are written as ISO writes them."""

    type: str | None = ANNUAL
    date: str | None = "2020-05-07"
    record: str | None = None
    outstanding: int | None = None
    represented: int | None = None
    quorum: bool | None = None


DAYS: tuple[tuple[str, str], ...] = (
    (ANNUAL, "The 2020 Annual Meeting of Stockholders of Acme Corp. took place on May 7, 2020 by live webcast."),
    (ANNUAL, "Acme's shareholders gathered for their annual meeting on Thursday, May 7, 2020."),
    (ANNUAL, "An annual general meeting of the Company's members was duly convened and held on 7 May 2020."),
    (ANNUAL, "May 7, 2020 was the day of the Company's annual meeting of stockholders."),
    (ANNUAL, "At 9:00 a.m. on May 7, 2020, the annual meeting of unitholders of Acme Partners was called to order."),
    (ANNUAL, "The Registrant's Annual Meeting was held as scheduled on May 7, 2020, and acted on these matters."),
    (SPECIAL, "Following its adjournment on April 16, 2020, the special meeting was resumed on May 7, 2020."),
    (
        SPECIAL,
        "The Special Meeting, originally convened on April 16, 2020 and adjourned to May 7, 2020, was reconvened on "
        "that day.",
    ),
    (
        ANNUAL,
        "On April 16, 2020 Acme opened its annual meeting and adjourned it with no business transacted. The meeting "
        "resumed on May 7, 2020, when holders voted on the matters below.",
    ),
    (
        SPECIAL,
        "On May 7, 2020, Acme held a special meeting of its stockholders (reconvened from the meeting first called "
        "for April 16, 2020).",
    ),
    (ANNUAL, "(a) Date of meeting: May 7, 2020. Type of meeting: annual meeting of shareholders."),
    (ANNUAL, "The annual meeting of Acme, Inc., which was postponed from April 9, 2020, was held on May 7, 2020."),
    (ANNUAL, "Acme, Inc. held its annual meeting of stockholders on 05/07/2020."),
    (ANNUAL, "On the 7th day of May, 2020, the annual meeting of shareholders was held at our main office."),
    (
        SPECIAL,
        "A joint special meeting of shareholders of the Growth Fund and the Income Fund was held on May 7, 2020 to "
        "vote on a new advisory agreement.",
    ),
    (CONSENT, "On May 7, 2020, holders of 71% of the voting power executed a written consent approving the amendment."),
    (
        CONSENT,
        "On May 7, 2020, the Company's sole shareholder, by action taken in writing without a meeting, elected the "
        "directors named below.",
    ),
    (
        CONSENT,
        "Our majority stockholder approved the reverse split by written consent in lieu of a meeting on May 7, 2020.",
    ),
    (
        ANNUAL,
        "The Annual Meeting was held virtually on May 7, 2020, pursuant to notice given on or about March 27, 2020.",
    ),
    (ANNUAL, "Pursuant to notice mailed on March 27, 2020, the annual meeting of stockholders was held May 7, 2020."),
    (ANNUAL, "On May 7, 2020, the Company’s shareholders met in annual meeting at the Company's headquarters."),
    (
        SPECIAL,
        "Acme's stockholders met on May 7, 2020 in a special meeting on the merger agreement of February 3, 2020.",
    ),
    (
        ANNUAL,
        "At the Annual Meeting of Shareholders of Acme Bancorp, duly called and held on May 7, 2020, ten were elected.",
    ),
    (SPECIAL, "The special meeting that the court had ordered was held on May 7, 2020 and approved the arrangement."),
    (ANNUAL, "On May 8, 2020, Acme issued a press release with the results of its annual meeting held on May 7, 2020."),
    (ANNUAL, "Acme's 2020 annual meeting, first called for April 22, 2020, was held on May 7, 2020."),
    (ANNUAL, "The annual meeting of stockholders for the year 2019 was held on May 7, 2020."),
    (
        ANNUAL,
        "At the annual meeting of stockholders on May 7, 2020, three directors were elected to serve until the annual "
        "meeting of 2023.",
    ),
    (
        ANNUAL,
        "The annual meeting, begun on April 23, 2020 and adjourned, continued on May 7, 2020 with Proposal 3.",
    ),
    (
        ANNUAL,
        "The annual meeting was adjourned on April 9, 2020 for lack of votes and reconvened on May 7, 2020.",
    ),
    (ANNUAL, "At the AGM held at 10.00 on 7 May 2020 all resolutions were passed."),
    (ANNUAL, "Acme met with its shareholders for the annual meeting in Reno on May 7, 2020."),
    (SPECIAL, "The Extraordinary General Meeting of shareholders of Acme Ltd. was held in Tel Aviv on May 7, 2020."),
    (ANNUAL, "The Annual Shareholders' Meeting of Acme Holdings was conducted online on Thursday, May 7, 2020."),
    (ANNUAL, "On May 7, 2020, at 10 a.m., in Reno, Nevada, the registrant's annual stockholders meeting was held."),
)

RECORD: tuple[tuple[str, int | None], ...] = (
    ("The Board had fixed March 9, 2020 as the record date for those entitled to notice and to vote.", None),
    ("Each share held at the close of business on March 9, 2020 entitled its holder to one vote.", None),
    ("Stockholders of record as of the close of business on Monday, March 9, 2020 were entitled to vote.", None),
    ("On the record date, March 9, 2020, 9,000,000 shares were outstanding.", 9_000_000),
    ("The record date was fixed by the board as March 9, 2020.", None),
    ("Record Date: March 9, 2020", None),
    ("As of March 9, 2020 (the record date), Acme had 9,000,000 shares issued and outstanding.", 9_000_000),
    ("March 9, 2020 was the record date for the meeting.", None),
    ("Only holders of the Company's common stock of record as at March 9, 2020 could vote.", None),
    ("As of the record date (March 9), there were 9,000,000 shares outstanding.", 9_000_000),
    ("The date of record for the meeting was March 9, 2020.", None),
    ("There were 9,000,000 shares of common stock entitled to vote as of the March 9, 2020 record date.", 9_000_000),
    ("Acme had outstanding, at the close of business on March 9, 2020, 9,000,000 shares of common stock.", 9_000_000),
    ("Shareholders of record on 9 March 2020 held 9,000,000 ordinary shares entitled to vote.", 9_000_000),
    ("9,000,000 units were outstanding at March 9, 2020, the date set for determining who could vote.", 9_000_000),
)

SHARES: tuple[tuple[str, int | None, int | None], ...] = (
    ("8,000,000 or approximately 88.9%, of the outstanding shares were represented.", None, 8_000_000),
    ("The holders of 8,000,000 of the Company's ordinary shares were present in person or by proxy.", None, 8_000_000),
    ("Proxies covering 8,000,000 shares were voted at the meeting.", None, 8_000_000),
    ("Present at the meeting, in person or by proxy, were holders of 8,000,000 shares.", None, 8_000_000),
    (
        "Of 9,000,000 shares entitled to vote, the owners of 8,000,000 attended or sent a proxy.",
        9_000_000,
        8_000_000,
    ),
    ("We received proxies totaling 88.9% of our outstanding shares, representing 8,000,000 shares.", None, 8_000_000),
    (
        "8,000,000 shares, being 88.9% of the total of 9,000,000 shares outstanding, were voted.",
        9_000_000,
        8_000_000,
    ),
    (
        "A total of 8,000,000 shares of the Company's common stock, par value $0.001 per share (the “Common Stock”), "
        "representing 88.9% of the shares outstanding and eligible to vote, were represented at the meeting.",
        None,
        8_000_000,
    ),
    (
        "The Company had 9,000,000 voting shares at the record date and 8,000,000 of them were represented.",
        9_000_000,
        8_000_000,
    ),
    ("Shares present in person or by proxy: 8,000,000. Shares entitled to vote: 9,000,000.", 9_000_000, 8_000_000),
    ("Votes were cast in respect of 8,000,000 of the 9,000,000 shares in issue.", 9_000_000, 8_000_000),
    (
        "The inspector reported that 8,000,000 shares out of the 9,000,000 outstanding were present, a quorum.",
        9_000_000,
        8_000_000,
    ),
    ("There were 8,000,000 shares present at the meeting in person or by proxy, or 88.9%.", None, 8_000_000),
    ("There were represented at the meeting, in person or by proxy, 8,000,000 votes.", None, 8_000_000),
    ("8,000,000 shares of the 9,000,000 eligible to vote were voted.", 9_000_000, 8_000_000),
    ("Total shares eligible to vote 9,000,000; total shares voted 8,000,000.", 9_000_000, 8_000_000),
    (
        "Stockholders holding in the aggregate 8,000,000 shares took part in the meeting in person or by proxy.",
        None,
        8_000_000,
    ),
    ("Proxies for 8,000,000 shares were received before the polls closed.", None, 8_000_000),
    (
        "Shareholders entitled to cast 9,000,000 votes were invited; 8,000,000 votes were represented.",
        9_000_000,
        8_000_000,
    ),
    ("A quorum of 8,000,000 shares was present out of 9,000,000 outstanding shares.", 9_000_000, 8_000_000),
    ("The 8,000,000 shares represented at the meeting made 88.9% of those outstanding.", None, 8_000_000),
    ("Outstanding shares on the record date numbered 9,000,000.", 9_000_000, None),
    ("There were issued, outstanding and entitled to vote 9,000,000 shares of common stock.", 9_000_000, None),
    ("As of the record date, the Company had 9,000,000 shares of common stock outstanding.", 9_000_000, None),
    ("The holders of the 9,000,000 outstanding shares were entitled to one vote a share.", 9_000_000, None),
    ("Common stock outstanding at the record date: 9,000,000 shares.", 9_000_000, None),
    ("9,000,000 common shares carried the right to vote at the meeting.", 9_000_000, None),
    (
        "At the record date there were 9,000,000 shares outstanding and the holders of 8,000,000 shares (88.9%) were "
        "represented, which constituted a quorum.",
        9_000_000,
        8_000_000,
    ),
    ("In all, 8,000,000 shares were voted in person or by proxy.", None, 8_000_000),
    ("The meeting was attended by holders of 8,000,000 shares.", None, 8_000_000),
    ("Voting in person or by proxy were the holders of 8,000,000 shares of common stock.", None, 8_000_000),
    ("The number of shares represented in person or by proxy amounted to 8,000,000.", None, 8_000_000),
    ("88.9% of the shares outstanding, i.e. 8,000,000 shares, were present or represented by proxy.", None, 8_000_000),
    (
        "Shares were represented as follows: 8,000,000 in person or by proxy, of 9,000,000 outstanding.",
        9_000_000,
        8_000_000,
    ),
    (
        "A total of 8,000,000 votes were present, which is 88.9% of the 9,000,000 votes that may be cast.",
        9_000_000,
        8_000_000,
    ),
)

WHOLE: tuple[tuple[str, Facts], ...] = (
    (
        "At the close of business on March 9, 2020, the record date for the Special Meeting held on May 7, 2020, there "
        "were 9,000,000 shares outstanding. 8,000,000 shares were present virtually or by proxy at the meeting.",
        Facts(SPECIAL, record="2020-03-09", outstanding=9_000_000, represented=8_000_000),
    ),
    (
        "The annual meeting was convened on April 21, 2020 and, after two adjournments, was completed on May 7, 2020.",
        Facts(),
    ),
    (
        "Effective as of May 7, 2020, by a written consent in lieu of a meeting, our majority stockholder, who held "
        "5,000,000 of our 9,000,000 outstanding shares, re-elected the board.",
        Facts(CONSENT, outstanding=9_000_000),
    ),
    (
        "The annual meeting was held on May 7, 2020. The record date was March 9, 2020 and 9,000,000 shares were then "
        "outstanding. The number of shares voting was 8,000,000.",
        Facts(record="2020-03-09", outstanding=9_000_000, represented=8_000_000),
    ),
    (
        "Results of the annual meeting held May 7, 2020: shares eligible 9,000,000, shares present 8,000,000.",
        Facts(outstanding=9_000_000, represented=8_000_000),
    ),
    (
        "The annual meeting was originally to be held on April 14, 2020 and was held on May 7, 2020 instead.",
        Facts(),
    ),
    (
        "As of March 9, 2020, the record date for the annual meeting of May 7, 2020, 9,000,000 shares of Series A "
        "stock were outstanding; 8,000,000 of these shares were voted.",
        Facts(record="2020-03-09", outstanding=9_000_000, represented=8_000_000),
    ),
    (
        "The annual meeting was held on May 7, 2020. Stockholders of record at the close of business on March 9, 2020 "
        "held 9,000,000 votes, and 8,000,000 votes, or 88.9%, were cast.",
        Facts(record="2020-03-09", outstanding=9_000_000, represented=8_000_000),
    ),
)

QUORUM: tuple[tuple[str, bool], ...] = (
    ("Holders of enough shares were present to make a quorum.", True),
    ("The required quorum was attained.", True),
    ("Because no quorum was reached, the meeting was adjourned.", False),
    ("A quorum was declared by the chair.", True),
    ("The shares represented fell short of a quorum.", False),
)

NOT_THE_DAY: tuple[str, ...] = (
    "The next annual meeting of shareholders is to be held on May 6, 2021.",
    "Our 2021 annual meeting is scheduled for May 6, 2021.",
    "The matters are described in the proxy statement filed on March 27, 2020 for the annual meeting.",
    "The definitive proxy statement for the meeting was first sent to holders on or about April 2, 2020.",
    "The stockholders approved the 2020 Equity Plan, which the Board had adopted at a meeting on February 13, 2020.",
    "This report on the annual meeting is dated May 11, 2020.",
    "At last year's annual meeting, on May 9, 2019, holders chose an annual vote.",
    "The directors will serve until the annual meeting in 2021 or until January 31, 2021, if later.",
    "The auditors were ratified for the fiscal year ending December 31, 2020.",
    "Mr. Lee joined the board on April 1, 2020 to fill a vacancy before the annual meeting.",
    "The meeting was adjourned, as to Proposal 4 only, to June 18, 2020.",
    "The plan takes effect on July 1, 2020 and ends on the day of the 2030 annual meeting.",
    "Proposals for the next annual meeting must reach the Secretary by November 27, 2020.",
    "The merger agreement that the holders approved was signed on January 21, 2020.",
    "The Company announced the meeting on February 28, 2020 by a press release.",
    "A copy of the release dated May 8, 2020 on the results of the annual meeting is Exhibit 99.1.",
)

NOT_THE_RECORD_DATE: tuple[str, ...] = (
    "A dividend was declared, payable June 1, 2020 to holders of record on April 15, 2020.",
    "The proxy statement was mailed to stockholders on March 27, 2020.",
    "The plan, as amended and restated on March 9, 2020, was approved.",
    "Shares outstanding at December 31, 2018 were split two for one.",
    "The record date for the 2021 annual meeting will be March 8, 2021.",
    "Holders of record of the rights on May 20, 2020 will receive new shares.",
)

NOT_SHARES: tuple[str, ...] = (
    "The 2020 Stock Plan reserves 1,500,000 shares for issuance.",
    "The amendment raises the authorized common stock from 20,000,000 to 40,000,000 shares.",
    "The plan's share limit went up by 2,000,000 shares, to 3,500,000 shares in total.",
    "Ms. Roe, who owns 1,200,000 shares, voted for the amendment.",
    "Holders of 6,100,000 shares consented in writing to the amendment.",
    "The holder of 6,100,000 shares of common stock, or 67.8%, approved the split by written consent.",
    "The Company sold 2,250,000 shares to an investor in March.",
    "6,100,000 of the votes cast were voted for the plan.",
    "The nominee with the most votes received 7,500,000 votes.",
    "The proposal needed the votes of at least 4,500,001 shares.",
    "Approval required 4,500,001 of the outstanding shares to be voted in favor.",
    "There were 950,000 broker non-votes represented at the meeting on that proposal.",
    "Of the votes cast at the meeting, 7,500,000 were for, 400,000 against and 100,000 abstained.",
    "Holders elected to redeem 3,300,000 shares, which leaves 5,700,000 shares outstanding after redemption.",
    "88.9% of the outstanding shares were represented.",
    "About 8.0 million shares were represented by proxy.",
    "Warrants to buy 1,100,000 shares were outstanding when the meeting voted.",
    "The issuance of 2,500,000 shares to the seller was approved by the shares represented.",
    "Options on 1,050,000 shares were outstanding under the plan that holders approved.",
    "The repurchase of up to 1,000,000 of the outstanding shares was approved.",
    "A majority of shares voted for Proposal 2, with 7,200,000 votes cast in favor of it.",
    "The reverse split will cut the number of shares outstanding to 1,800,000.",
    "Shares represented by 7,100,000 votes for and 900,000 votes against decided the matter.",
    "5,600,000 shares held by the disinterested holders voted for the merger.",
    "The conversion of notes into 2,400,000 shares was put to the shares outstanding.",
)
