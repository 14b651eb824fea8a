"""The ordered table of what proposals are about: the first rule that takes a title gives its category.

The order is the knowledge: a holder's proposal is one whatever its subject; pay tied to a merger comes before pay, how
often before how much; an adjournment to gather votes for a merger is an adjournment; a share plan beats the shares that
it needs; and what changes the capital beats the charter that is amended for it. Rules are written for `plain_words`.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.report import Category
from parsers.words.needed import Guarded, guarded


@dataclass(frozen=True, slots=True)
class Rule:
    """``words`` must be found and ``unless`` must not. ``takes`` and ``refuses`` are a sentence of each kind."""

    name: str
    category: Category
    words: Guarded
    unless: Guarded | None
    takes: str
    refuses: str

    def matches(self, plain: str) -> bool:
        return bool(self.words.search(plain)) and not (self.unless and self.unless.search(plain))


def _rule(category: Category, name: str, words: str, takes: str, refuses: str, unless: str | None = None) -> Rule:
    return Rule(name, category, guarded(words), guarded(unless) if unless else None, takes, refuses)


_HOLDER = r"(?:share|stock|unit)-?\s?(?:holder|owner)"
_PLAN = (
    r"(?:stock|shares?|unit|equity|incentive|option|bonus|purchase|omnibus|performance|compensation|long[- ]term"
    r"|ltip|award"
    r"|deferred|phantom|savings|retention|ownership|inducement|espp|participation|appreciation|director|employee)"
)
_CORPORATE_PLAN = (
    r"plan of (?:merger|reorgani[sz]ation|liquidation|dissolution|conversion|domestication|arrangement|distribution"
    r"|exchange|complete|recapitali[sz]ation|acquisition)|(?:share|stock)?holder rights plan|rights plan|poison pill"
    r"|scheme of arrangement"
)
_AUDIT_FIRM = (
    r"kpmg|\bpwc\b|ernst\s?&\s?young|deloitte|pricewaterhouse|price waterhouse|grant thornton|\bbdo\b|coopers (?:&"
    r"|and) lybrand"
    r"|arthur andersen|peat marwick|marcum|crowe|rsm|moss adams|baker tilly|mcgladrey|cohnreznick|eisner"
)

RULES: tuple[Rule, ...] = (
    _rule(
        Category.SHAREHOLDER_PROPOSAL,
        "put by a holder",
        rf"\b{_HOLDER}s?'?s? (?:sponsored |submitted |floor )?(?:proposals?|resolutions?)\b"
        r"|\bproposals? from the floor"
        r"|\bproposals? (?:asking|urging|calling (?:up)?on) (?:that )?(?:the |our )?(?:board|company)\b"
        rf"|\b(?:proposals?|resolutions?) (?:\w+ ){{0,4}}(?:submitted|presented|made|sponsored|offered"
        rf"|brought) by (?:\w+ ){{0,3}}(?:{_HOLDER}|proponent)"
        rf"|\bproposals? (?:by|from|of) (?:a |an |one |certain |some |our )?{_HOLDER}s?\b"
        r"|\bproposals? (?:submitted|presented|sponsored) by (?!the (?:board|company)|management|our board)"
        rf"|\bproposals? .{{0,80}}\bwhich (?:a|an|one|certain) {_HOLDER}s? (?:had |has )?(?:put|submitted|made)"
        r"|\bproponents?\b",
        "Stockholder proposal regarding a report on charitable partnerships",
        "Amendment of the bylaws on shareholder access, proposed by the Board to stockholders",
        unless=r"^(?:a |the )?(?:board|company|management)(?:'s)? proposal"
        r"|advance notice|approve an amendment .{0,80}(?:share|stock)holder proposals?",
    ),
    _rule(
        Category.DIRECTOR_ELECTION,
        "election",
        r"^(?:(?:to|the|proposal|ordinary|resolutions?|annual|an?|for|on|uncontested|contested|company|voted?|votes?|approv(?:ed?|al)"
        r"|of|duly)\s+)*"
        r"(?:re-?)?elect(?:ion|ed|ing)?\b.{0,160}?\b(?:directors?|trustees?|managers?"
        r"|nominees?"
        r"|members?|board|slate|supervisors?)\b|\b(?:re-?)?appoint(?:ment of|ed|ing)? .{0,100}"
        r" as (?:an? |our |the )?(?:[\w-]+ ){0,2}(?:directors?|trustees?|members? of the (?:\w+ )?board)\b"
        r"|\bas (?:(?:new|additional) )?members of the board of (?:directors|trustees)\b"
        r"|^\W*(?:class \w+ )?(?:directors?|director nominees?|nominees?"
        r"|trustees?)\W*$",
        "Election of three Class II directors to serve until 2027",
        "Shareholder proposal to elect each director annually",
        unless=r"(?:adopt|eliminat|provid|restor|permit)\w*.{0,40}cumulative|declassif|annual election"
        r"|majority vot|supermajority|auditor|public account|amend"
        r"|\b(?:fix|set|determin)\w*\b.{0,20}\bnumber of (?:the )?(?:directors|trustees)",
    ),
    _rule(
        Category.ADJOURNMENT,
        "adjournment",
        r"^.{0,90}\b(?:adjourn(?:ment|ments|ed|ing)?|postpone(?:ment|d)?)\b",
        "To adjourn the special meeting, if necessary, to solicit additional proxies for the merger proposal",
        "Approval of the merger agreement",
        unless=r"amend(?:ment)? (?:of|to) (?:the )?(?:certificate|articles|bylaws)",
    ),
    _rule(
        Category.SAY_ON_PAY_FREQUENCY,
        "how often to vote on pay",
        r"\bfrequen(?:cy|t|tly)\b|say[- ]when[- ]on[- ]pay|how often|every 1, 2 or 3|every (?:1|one|2|two|3"
        r"|three),? .{0,20}years?\b.{0,60}(?:compensation|pay|advisory)"
        r"|(?:advisory|vote).{0,80}\bevery (?:1|one|2|two|3|three) years?|\bone,? two,? or three years",
        "Advisory vote on the frequency of future advisory votes on executive compensation",
        "Advisory vote to approve executive compensation",
        unless=r"frequency of (?:the )?(?:annual )?meetings",
    ),
    _rule(
        Category.GOLDEN_PARACHUTE,
        "pay tied to a merger",
        r"golden parachute|(?:advisory|non-?binding).{0,40}change[- ](?:in|of)[- ]control (?:payments"
        r"|compensation|arrangements)|(?:merger|transaction|change[- ](?:in|of)[- ]control"
        r"|acquisition)[- ]related (?:executive )?(?:named executive officers? )?compensation"
        r"|\bcompensation\b.{0,220}\b(?:based (?:up)?on|relat\w+ to|in connection with|in relation to|pursuant to"
        r"|upon|result of"
        r"|contingent on)\b.{0,60}\b(?:mergers?|transactions?|change (?:in|of) control|acquisition"
        r"|business combination|offer"
        r"|arrangement|sale|asset sale)\b|\bmerger\b.{0,80}\bcompensation (?:advisory )?proposal"
        r"|compensation (?:arrangements? )?(?:that )?(?:may|will|could) (?:be paid|become payable|be payable"
        r"|be received)",
        "Advisory vote on compensation that may become payable to executive officers in connection with the merger",
        "Advisory vote to approve the compensation of the named executive officers",
        unless=r"\bplan\b.{0,60}\b(?:amend|increase|approv)|\b(?:equity|stock|incentive|bonus) .{0,30}\bplan\b"
        r"|issuance of",
    ),
    _rule(
        Category.SAY_ON_PAY,
        "say on pay, outright",
        r"^.{0,60}(?:advisory|non-?\s?binding"
        r"|say[- ]on[- ]pay).{0,80}\bexecutives?'?(?: officers?)?'?s?'? compensation(?! plan)",
        "Advisory vote on executive compensation, including that under the 2010 Incentive Plan",
        "Approval of the Executive Compensation Plan",
    ),
    _rule(
        Category.SAY_ON_PAY,
        "say on pay",
        r"say[- ]on[- ](?:executive )?pay|(?:advisory|non-?\s?binding|consultative).{0,160}\b(?:compensation"
        r"|remuneration|pay)\b"
        r"|\b(?:compensation|remuneration|pay)\b.{0,120}\b(?:advisory|non-?\s?binding)"
        r"|\b(?:compensation|remuneration) (?:paid to |awarded to |of "
        r"|for )(?:\S+ ){0,6}(?:named )?(?:executives?|neos?"
        r"|officers)"
        r"|\bexecutive(?: officers?)?'?s?'? (?:compensation|remuneration)(?! (?:plan|incentive))"
        r"|\bnamed executive officers?'?s?'? compensation"
        r"|(?:remuneration|compensation) (?:report|policy)|report on (?:the )?(?:directors'? )?remuneration",
        "Non-binding advisory resolution to approve the compensation of our named executive officers",
        "Approval of the Executive Incentive Compensation Plan",
        unless=r"\b(?:incentive|bonus|stock|equity|option|deferred|purchase|award|omnibus)\b.{0,50}\bplans?\b"
        r"|\bauditor"
        r"|\bcompensation plans?\b(?!.{0,60}advisory)|amend(?:ment)? (?:of|to) (?:the |our )?(?:certificate"
        r"|articles)",
    ),
    _rule(
        Category.FUND_MATTER,
        "matter of an investment company",
        r"\b(?:investment (?:advisory|management|sub-?advisory)|sub-?advisory|advisory|management"
        r"|sub-?management) (?:agreements?|contracts?)\b"
        r"|fundamental (?:investment )?(?:polic|restriction|limitation|objective)|investment (?:restriction"
        r"|objective|polic|limitation)"
        r"|\b12b-1\b|\bsub-?advis[eo]rs?\b|manager[- ]of[- ]managers|rule 12b|investment advis[eo]r\b"
        r"|(?:open|closed)[- ]end(?:ed)? (?:investment company|fund|management)"
        r"|from (?:a )?diversified to (?:a )?non-?diversified|asset coverage",
        "To approve a new investment advisory agreement between the Fund and its adviser",
        "Approval of the merger agreement",
        unless=r"^.{0,60}\b(?:termination of|externali)",
    ),
    _rule(
        Category.EQUITY_PLAN,
        "share, option, bonus or purchase plan",
        rf"\b(?:19|20)\d\d (?:\w+ ){{0,2}}plan\b|\b{_PLAN}\b.{{0,100}}\b(?:plans?|program(?:me)?|scheme)\b"
        rf"|\b(?:plans?|program)\b.{{0,50}}\b(?:stock"
        rf"|equity|incentive|option|bonus|award)s?\b"
        r"|\b(?:option|warrant) exchange|repric(?:e|ing)|exchange of (?:stock )?options|\b(?:performance|equity"
        r"|stock|option|restricted"
        r"|ceo|incentive|rsu)\b.{0,60}\b(?:awards?|grants?)\b|\b(?:awards?|grants?) (?:of"
        r"|to) .{0,60}\b(?:options?|restricted|rsus?"
        r"|stock|shares|ceo|director|officer)|performance (?:goals|measures|criteria)|section 162\(?m"
        r"|employee stock (?:purchase|ownership)"
        r"|\b(?:espp|ltip|isop)\b|\bequity (?:incentive|compensation|participation)\b|\bstock options?\b"
        r"|director compensation (?:plan|policy|limit|program)"
        r"|\b(?:plan|incentive plan) (?:amendment|share increase)|annual incentive|employment agreement",
        "Amendment to the 2000 Stock Plan to increase the shares available for issuance",
        "Adoption of the Agreement and Plan of Merger",
        unless=rf"{_CORPORATE_PLAN}|{_AUDIT_FIRM}|plan and agreement|agreement and plan|auditor|public account",
    ),
    _rule(
        Category.TRANSACTION,
        "more time for a blank-cheque company",
        r"\bexten(?:d|sion|ds|ding)\b.{0,160}\b(?:business combination|date|time|period|term|deadline|trust)\b"
        r"|^.{0,30}\bextension (?:amendment )?proposal"
        r"|\btrust (?:amendment|agreement|extension|proposal)|investment management trust|(?:business combination"
        r"|merger) (?:period|deadline)"
        r"|redemption limitation|redemption (?:of).{0,80}(?:public|trust|class a)",
        "Amendment of the charter to extend the date by which the company must consummate a business combination",
        "Amendment of the charter to increase the authorized common stock",
        unless=r"rights (?:plan|agreement)|\bwarrants?\b|declaration of trust|\bnol\b|tax benefit",
    ),
    _rule(
        Category.CAPITAL_STRUCTURE,
        "issue of shares, for a merger too",
        r"^.{0,120}?\b(?:(?:potential |proposed )?issu(?:e|ance|ing|able)\b.{0,120}\b(?:shares?|stock|securities"
        r"|warrants?|notes?|units|interests)"
        r"|(?:share|stock|equity|securities) issuances?|issuance proposal"
        r"|nasdaq(?: stock market)?(?: listing)?(?: (?:marketplace"
        r"|market|global))? (?:rules?|proposal|20%|stock issuance)"
        r"|nyse (?:american |mkt )?(?:listed |listing )?(?:rules?|proposal|company guide|section|manual)"
        r"|rule 5635|\b5635\b|section 713|312\.03)",
        "Approval of the issuance of 32,500,000 shares of common stock in connection with the Merger Agreement",
        "Adoption of the Merger Agreement and approval of the merger, including the issue of shares in it",
        unless=r"^(?:(?!issu).){0,80}\b(?:merger|business combination|acquisition|purchase agreement"
        r"|share exchange)\b(?! (?:stock |share )?issuance)",
    ),
    _rule(
        Category.CHARTER_AMENDMENT,
        "name, seat or form of the company",
        r"\bname change|chang\w+ (?:of |in |the |our |its |to )*(?:\S+ ){0,6}(?:corporate )?name\b|\breincorporat"
        r"|\bredomicil|\bredomesticat|\bdomestication"
        r"|(?:conver(?:t|sion)|change) .{0,80}\b(?:from|to|into) a .{0,30}\b(?:corporation|company|partnership"
        r"|reit|trust)\b"
        r"|change .{0,60}(?:state|jurisdiction|domicile)",
        "Reincorporate the company from Texas to Delaware",
        "Increase of the authorized common stock",
        unless=r"^.{0,40}business combination proposal|^\W*(?:\w+ ){0,3}merger agreement",
    ),
    _rule(
        Category.TRANSACTION,
        "merger, sale or liquidation",
        r"\bmergers?\b|formation of (?:a |the )?(?:\w+ )?holding company"
        r"|\bbusiness combination|\bacqui(?:sition|re|red)\b|\bamalgamation"
        r"|\bplan of (?:complete )?(?:liquidation|dissolution|reorgani[sz]ation"
        r"|arrangement|distribution|conversion|exchange)|\b(?:the|an) arrangement\b"
        r"|\barrangement (?:agreement|resolution)|\bliquidat"
        r"|\bdissol|\bwinding up"
        r"|\bsale of (?:all|substantially|the|its|our|certain|assets|our business)|\basset (?:sale|purchase)"
        r"|\bshare exchange|\bspin-?off|\bseparation (?:and|agreement)"
        r"|\breorgani[sz]ation\b|\bpurchase agreement|\btransactions?\b|\binternalization|\bexchange agreement"
        r"|\bcontribution agreement|\bscheme of arrangement",
        "Adopt and approve the Merger Agreement and the Merger",
        "Approval of the issuance of shares in connection with the merger",
        unless=r"business combinations? (?:act|statute|with interested)|section 203"
        r"|transact(?:ion of)? (?:such )?other business|tax-free"
        r"|\breverse (?:stock|share) split|authori[sz]ed (?:shares|common|capital|number)|preferred stock"
        r"|related[- ]party",
    ),
    _rule(
        Category.CAPITAL_STRUCTURE,
        "capital",
        r"\bauthori[sz]e\w* .{0,60}\b(?:shares?|stock|capital|preferred|common|units)\b"
        r"|\bauthori[sz]ed (?:shares?|capital|common|preferred|class|stock|number)"
        r"|\b(?:reverse|forward|stock|share)[- ](?:stock[- ]|share[- ])?(?:split|combination|consolidation)\b"
        r"|\bsplit\b|\bconsolidat\w+ .{0,40}\bshares|\bsubdivi"
        r"|\bwarrants?\b|\brepurchase|\bbuy-?\s?back|\bpreferred (?:stock|shares?)|\bpreference shares?"
        r"|\bblank[- ]check (?:preferred|stock|shares)|\brecapitali|\breclassif"
        r"|\ballot|\bpre-?emption|\bpre-?emptive|\bpar value|\btreasury (?:shares|stock)|\bconver(?:t"
        r"|sion)\b.{0,100}\b(?:preferred|class|notes?|shares|debentures?|stock)"
        r"|(?:reduc|increas)\w* .{0,60}\b(?:share )?capital\b|\bprivate placement|\bsecurities purchase"
        r"|\bnet asset value|\bissu(?:e|ance)\b.{0,80}\b(?:shares|stock|securities)"
        r"|\bshare increase|\bincreas\w* .{0,60}number of .{0,40}shares|\brights offering|\bdual[- ]class"
        r"|\bstock dividend"
        r"|\bdividend\b|^\W*(?:the )?\W?conversion proposal\b",
        "Amendment of the certificate of incorporation to effect a reverse stock split",
        "Amendment of the certificate of incorporation to declassify the Board",
        unless=r"declassif|(?:act|action|actions|right) .{0,30}written consent"
        r"|\b(?:call|conven|request|right).{0,40}\bspecial meetings?\b|\bspecial meetings? (?:right|proposal)|exculpat",
    ),
    _rule(
        Category.AUDITOR_RATIFICATION,
        "auditor",
        r"\bauditors?\b|\b(?:independent|registered|certified|public|chartered)\b.{0,40}\baccount(?:ants?|ing)\b"
        r"|\baccountants\b|\baudit(?:ing)? firm|\baccounting firm"
        rf"|{_AUDIT_FIRM}|\bratif\w*.{{0,40}}\b(?:appointment|selection|engagement|retention)\b|(?:ratif|appoint"
        rf"|select|engag)\w*.{{0,120}}(?:\bllp\b|\bl\.l\.p\.|\bcpas?\b|\bp\.c\.|\bpllc\b)|^.{{0,40}}\bllp\b",
        "Ratify the choice of Ernst & Young LLP as auditor",
        "Report on an independent third-party audit of working conditions",
        unless=r"\bas (?:a )?(?:director|trustee)s?\b|\bauditors?'? reports?\b"
        r"|non-audit services|auditor rotation|rotate (?:the )?audit"
        r"|\breceiv\w*\b.{0,80}\b(?:accounts|financial statements|annual report)"
        r"|third[- ]party audit|civil rights audit|equity audit",
    ),
    _rule(
        Category.CHARTER_AMENDMENT,
        "charter or bylaws",
        r"\beliminat\w+ .{0,60}provisions|\bcertificates? of (?:incorporation|formation|designations?)"
        r"|\barticles\b|\bcharter\b|\bby-?\s?laws?\b"
        r"|\bconstitution\b|\bmemorandum\b"
        r"|\b(?:declaration of trust|trust instrument|operating agreement|partnership agreement|llc agreement"
        r"|limited liability company agreement)"
        r"|\bdeclassif|\bclassified board|\bsuper-?\s?majority|\bexculpat|\bofficer liability"
        r"|\blimit\w* .{0,40}liabilit|\bliability of (?:certain )?(?:officers|directors)"
        r"|\bindemnif|\bcumulative voting|\bmajority vot|\bplurality|\bvoting (?:standard|requirement|threshold)"
        r"|\bannual election|\bwritten consent|\bspecial meetings?\b.{0,40}\b(?:right|call)"
        r"|\bamend\w*.{0,80}\b(?:number|size) of (?:the )?(?:board|directors)|\bcall .{0,20}special meeting"
        r"|\bproxy access|\bforum selection|\bexclusive forum|\bgoverning documents"
        r"|\bgovernance (?:proposals?|provisions)|\bremov(?:al|e) of directors",
        "Approve an amendment of the certificate of incorporation to declassify the Board of Directors",
        "Increase of the authorized common stock",
    ),
)
