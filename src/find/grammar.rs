//! The citation grammar as tables: units, heads, identifier forms, and the words that speak for or against law.
//!
//! A new form is a row here, with its examples and its negatives; a test runs every row's.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A part of an instrument that a number follows: *Article*, *§*.
#[derive(Debug)]
pub(crate) struct Unit {
    /// How it is written in lower case; the first is the singular.
    pub(crate) words: &'static [&'static str],
    /// What stands before the number in an id.
    pub(crate) code: &'static str,
    /// The smaller, the further out: a title holds chapters, a section holds paragraphs.
    pub(crate) rank: u8,
    /// Whether the code stays when the unit lies inside another: `amend-14/s-3`, but `art-12/3`.
    pub(crate) keeps_code: bool,
}

const fn unit(words: &'static [&'static str], code: &'static str, rank: u8, keeps_code: bool) -> Unit {
    Unit { words, code, rank, keeps_code }
}

/// All units.
pub(crate) const UNITS: [Unit; 17] = [
    unit(&["article", "articles", "art", "arts"], "art", 4, true),
    unit(&["section", "sections", "sec", "secs", "s", "ss", "§"], "s", 5, true),
    unit(&["chapter", "chapters"], "ch", 2, true),
    unit(&["part", "parts"], "part", 3, true),
    unit(&["title", "titles"], "title", 1, true),
    unit(&["schedule", "schedules"], "sch", 2, true),
    unit(&["annex", "annexes"], "annex", 2, true),
    unit(&["rule", "rules"], "rule", 5, true),
    unit(&["amendment", "amendments"], "amend", 1, true),
    unit(&["paragraph", "paragraphs", "para", "paras"], "para", 7, false),
    unit(&["clause", "clauses"], "cl", 6, false),
    unit(&["subsection", "subsections", "sub-section"], "subs", 6, false),
    unit(&["subparagraph", "subparagraphs"], "subpara", 8, false),
    unit(&["subclause", "subclauses"], "subcl", 8, false),
    unit(&["point", "points"], "point", 8, false),
    unit(&["item", "items"], "item", 8, false),
    unit(&["appendix", "appendices"], "app", 2, true),
];

/// The unit that is written as an ordinal and *Amendment*.
pub(crate) const AMENDMENT: u8 = 8;

/// Countries whose news calls amendments of their constitutions by number, besides the USA.
pub(crate) const NUMBERED_AMENDMENTS: [&str; 12] =
    ["ie", "pk", "in", "bd", "lk", "np", "ng", "gh", "ke", "ug", "zw", "za"];

/// Number words, by the number they stand for.
pub(crate) const ORDINALS: [&str; 31] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twentyfirst",
    "twentysecond",
    "twentythird",
    "twentyfourth",
    "twentyfifth",
    "twentysixth",
    "twentyseventh",
    "twentyeighth",
    "twentyninth",
    "thirtieth",
];

/// Number words after a unit: *Article Five*.
pub(crate) const CARDINALS: [&str; 13] =
    ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What a title without a year must have to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bare {
    /// Two content words before the head.
    Words(usize),
    /// It needs its year.
    Never,
}

/// The last word of a title, or its first before *on* or *of*.
#[derive(Debug)]
pub(crate) struct Head {
    /// Singular and plural, lower case.
    pub(crate) words: [&'static str; 2],
    /// The kind of citation.
    pub(crate) kind: &'static str,
    /// The subtype of the mention.
    pub(crate) subtype: &'static str,
    /// Its name in an id; empty for instruments between states, whose id has no such part.
    pub(crate) code: &'static str,
    /// Whether a title without a year is one.
    pub(crate) bare: Bare,
    /// Small words that may follow it in a title: *Convention on …*.
    pub(crate) takes: &'static [&'static str],
    /// Whether *the* and the head in lower case may point back.
    pub(crate) points_back: bool,
}

const fn head(
    words: [&'static str; 2],
    (kind, subtype, code): (&'static str, &'static str, &'static str),
    bare: Bare,
    takes: &'static [&'static str],
    points_back: bool,
) -> Head {
    Head { words, kind, subtype, code, bare, takes, points_back }
}

const ON: &[&str] = &["on", "for", "against", "concerning", "relating", "between"];
const ON_OF: &[&str] = &["of", "on", "for", "against", "concerning", "relating", "between"];

/// All heads of titles.
pub(crate) const HEADS: [Head; 21] = [
    head(["act", "acts"], ("statute", "statute", "act"), Bare::Words(2), &["on"], true),
    head(["ordinance", "ordinances"], ("statute", "statute", "ordinance"), Bare::Words(1), &[], true),
    head(["statute", "statutes"], ("statute", "statute", "statute"), Bare::Words(2), &[], true),
    head(["law", "laws"], ("statute", "statute", "law"), Bare::Never, &["on"], false),
    head(["bill", "bills"], ("bill", "bill", "bill"), Bare::Words(2), &[], true),
    head(["code", "codes"], ("code", "code", "code"), Bare::Never, &[], true),
    head(
        ["constitution", "constitutions"],
        ("constitution", "constitution", "constitution"),
        Bare::Never,
        &[],
        true,
    ),
    head(["treaty", "treaties"], ("treaty", "treaty", ""), Bare::Words(1), ON_OF, true),
    head(["convention", "conventions"], ("treaty", "treaty", ""), Bare::Never, ON, true),
    head(["covenant", "covenants"], ("treaty", "treaty", ""), Bare::Words(2), ON, true),
    head(["charter", "charters"], ("treaty", "treaty", ""), Bare::Never, &[], true),
    head(["protocol", "protocols"], ("treaty", "treaty", ""), Bare::Words(2), ON, true),
    head(["pact", "pacts"], ("treaty", "treaty", ""), Bare::Words(2), ON_OF, true),
    head(["accord", "accords"], ("treaty", "agreement", ""), Bare::Words(2), ON, true),
    head(["agreement", "agreements"], ("treaty", "agreement", ""), Bare::Words(2), ON, true),
    head(["declaration", "declarations"], ("treaty", "agreement", ""), Bare::Never, &[], true),
    head(["memorandum", "memoranda"], ("treaty", "agreement", ""), Bare::Never, &[], true),
    head(["regulations", "regulation"], ("regulation", "regulation", "regulation"), Bare::Never, &[], true),
    head(["order", "orders"], ("regulation", "regulation", "order"), Bare::Never, &[], true),
    head(["directive", "directives"], ("eu_act", "directive", "directive"), Bare::Never, &[], true),
    head(
        ["resolution", "resolutions"],
        ("un_resolution", "resolution", "resolution"),
        Bare::Never,
        &[],
        true,
    ),
];

/// Titles that look like law and are not, lower case.
pub(crate) const STOP_TITLES: [&str; 26] = [
    "sister act",
    "honda accord",
    "class act",
    "balancing act",
    "juggling act",
    "opening act",
    "solo act",
    "final act",
    "second act",
    "third act",
    "first act",
    "disappearing act",
    "high wire act",
    "riot act",
    "da vinci code",
    "dress code",
    "zip code",
    "area code",
    "buffalo bill",
    "treaty oak",
    "trade agreement",
    "peace treaty",
    "peace agreement",
    "peace accord",
    "ghost protocol",
    "free trade agreement",
];

/// Words that make a title with a head no law: a convention of a party, a code of software.
pub(crate) const STOP_WORDS: [&str; 44] = [
    "national",
    "republican",
    "democratic",
    "party",
    "annual",
    "comic",
    "con",
    "fan",
    "star",
    "labour",
    "conservative",
    "baptist",
    "libertarian",
    "tory",
    "delegates",
    "gaming",
    "anime",
    "signal",
    "extended",
    "internet",
    "transmission",
    "control",
    "transfer",
    "honda",
    "sister",
    "love",
    "secret",
    "our",
    "my",
    "your",
    "his",
    "her",
    "their",
    "new",
    "source",
    "morse",
    "bar",
    "qr",
    "health",
    "safety",
    "uncle",
    "old",
    "big",
    "dollar",
];

/// How the id of an identifier is made from the groups of its pattern.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Id {
    /// Text with `{group}`, in lower case.
    Lower(&'static str),
    /// The same, as written.
    Written(&'static str),
    /// By code, which knows the form by its name.
    Made,
}

/// What may follow an identifier's pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tail {
    /// Nothing.
    None,
    /// Numbers of sections, each a target below the id.
    Numbers,
}

/// A form of identifier.
pub(crate) struct Form {
    /// Its name; one that needs code is known by it.
    pub(crate) name: &'static str,
    /// Lower-case words, one of which stands in the match: nothing is tried without them.
    pub(crate) triggers: &'static [&'static str],
    /// How many tokens before the trigger it may begin.
    pub(crate) back: usize,
    /// A regular expression: a space is white space, `~` is white space or nothing, `%` a hyphen or dash.
    pub(crate) pattern: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) subtype: &'static str,
    pub(crate) id: Id,
    pub(crate) tail: Tail,
    /// Words, one of which must stand in the sentence; none for a form that is clear by itself.
    pub(crate) needs: &'static [&'static str],
    /// Texts with the citation in `⟦⟧`, and its id.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read them"))]
    pub(crate) examples: &'static [(&'static str, &'static str)],
    /// Texts in which the form finds nothing.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read them"))]
    pub(crate) silent: &'static [&'static str],
}

const LAWMAKING: &[&str] = &[
    "bill",
    "bills",
    "senate",
    "senator",
    "senators",
    "congress",
    "house",
    "act",
    "legislation",
    "sponsored",
    "lawmakers",
    "lawmaker",
    "passed",
    "introduced",
    "vote",
    "voted",
    "measure",
    "committee",
    "sponsors",
];

const COURTS: &[&str] = &[
    "court", "courts", "judge", "judges", "justice", "justices", "ruling", "ruled", "held", "case", "v", "vs",
];

/// All forms of identifiers. Where two match at one place the longer match wins, then the earlier row.
pub(crate) const FORMS: &[Form] = &[
    Form {
        name: "usc",
        triggers: &["u.s.c", "usc", "u.s.c.a"],
        back: 1,
        pattern: r"(?<i>(?<title>[0-9]{1,2})~U\.?S\.?C\.?(?:A\.?)?)~(?:§{1,2}|[Ss]ec(?:tions?|s?\.)|)~",
        kind: "code",
        subtype: "code",
        id: Id::Lower("usc/{title}"),
        tail: Tail::Numbers,
        needs: &[],
        examples: &[
            ("under ⟦42 U.S.C. § 1983⟧ in court", "usc/42/1983"),
            ("with ⟦18 U.S.C. 793(e)⟧.", "usc/18/793/e"),
            ("and ⟦18 USC 371⟧,", "usc/18/371"),
            ("⟦18 U.S.C. §§ 1341 and 1343⟧ cover fraud", "usc/18/1341"),
            ("⟦50 U.S.C. § 1702(a)(1)⟧", "usc/50/1702/a/1"),
            ("by ⟦15 U.S.C. § 78u-6(h)⟧.", "usc/15/78u-6/h"),
            ("and ⟦42 U.S.C. 2000e-2⟧", "usc/42/2000e-2"),
        ],
        silent: &["the 42 USC players", "USC beat 24 others", "a U.S.C. degree"],
    },
    Form {
        name: "cfr",
        triggers: &["c.f.r", "cfr"],
        back: 1,
        pattern: r"(?<i>(?<title>[0-9]{1,2}) C\.?F\.?R\.?)~(?:§{1,2}|[Pp]arts?|[Ss]ections?|)~",
        kind: "regulation",
        subtype: "regulation",
        id: Id::Lower("cfr/{title}"),
        tail: Tail::Numbers,
        needs: &[],
        examples: &[
            ("under ⟦14 CFR Part 25⟧ the seats", "cfr/14/25"),
            ("see ⟦8 C.F.R. § 214.2(h)⟧", "cfr/8/214.2/h"),
        ],
        silent: &["14 CFR pilots"],
    },
    Form {
        name: "public-law",
        triggers: &["pub", "public", "p.l"],
        back: 0,
        pattern: r"(?:Pub\.?~L\.?|Public Law|P\.L\.)~(?:No\.?~)?(?<congress>[0-9]{1,3})%(?<n>[0-9]{1,4})",
        kind: "statute",
        subtype: "statute",
        id: Id::Lower("us-law/public/{congress}/{n}"),
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("under ⟦Pub. L. No. 107-40⟧ troops", "us-law/public/107/40"),
            ("the law, ⟦Public Law 117-58⟧, pays", "us-law/public/117/58"),
            ("⟦Pub. L. 111–148⟧", "us-law/public/111/148"),
        ],
        silent: &["the pub 10-2 down the road", "Public Law 101 is a course"],
    },
    Form {
        name: "stat",
        triggers: &["stat"],
        back: 1,
        pattern: r"(?<v>[0-9]{1,3}) Stat\. (?<p>[0-9]{1,5})",
        kind: "statute",
        subtype: "statute",
        id: Id::Lower("stat/{v}/{p}"),
        tail: Tail::None,
        needs: &[],
        examples: &[("at ⟦115 Stat. 224⟧,", "stat/115/224")],
        silent: &["the key stat 20 years on", "115 stat 224"],
    },
    Form {
        name: "federal-register",
        triggers: &["fed"],
        back: 1,
        pattern: r"(?<v>[0-9]{1,3}) Fed\.~Reg\. (?<p>[0-9]{1,3}(?:,[0-9]{3})|[0-9]{1,6})",
        kind: "regulation",
        subtype: "regulation",
        id: Id::Lower("fedreg/{v}/{p}"),
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("published at ⟦86 Fed. Reg. 7009⟧", "fedreg/86/7009"),
            ("⟦89 Fed. Reg. 12,345⟧", "fedreg/89/12345"),
        ],
        silent: &["the Fed raised 25 points"],
    },
    Form {
        name: "executive-order",
        triggers: &["executive", "e.o"],
        back: 0,
        pattern: r"(?<i>[Ee]xecutive [Oo]rders?(?: \(E\.?O\.?s?\))?|E\.O\.)(?:~(?:Nos?\.?|[Nn]umbers?)~| )",
        kind: "executive_order",
        subtype: "executive_order",
        id: Id::Lower("us/eo"),
        tail: Tail::Numbers,
        needs: &[],
        examples: &[
            ("signed ⟦Executive Order 14067⟧ on", "us/eo/14067"),
            ("revoked ⟦Executive Order No. 11246⟧,", "us/eo/11246"),
            ("⟦Executive Orders 13769 and 13780⟧ banned", "us/eo/13769"),
            ("⟦E.O. 12333⟧ governs", "us/eo/12333"),
            ("under ⟦Executive Order (E.O.) 14024⟧ on", "us/eo/14024"),
        ],
        silent: &["an executive order on trade", "Order 66 was given", "the executive ordered 12 pizzas"],
    },
    Form {
        name: "numbered-act",
        triggers: &["act", "law", "decree", "ordinance", "proclamation"],
        back: 0,
        pattern: r"(?<w>Act|Law|Decree|Ordinance|Proclamation) (?:No\.?|Number)~(?<n>[0-9]{1,5})(?:/| of )(?<y>(?:19|20)[0-9]{2})",
        kind: "statute",
        subtype: "statute",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("Egypt passed ⟦Law No. 107 of 2013⟧ on protests", "eg/law/107/2013"),
            ("under ⟦Law No. 11/2008⟧ in Indonesia", "id/law/11/2008"),
        ],
        silent: &["Act No. 5 of the play", "the law no 3 people knew"],
    },
    Form {
        name: "republic-act",
        triggers: &["republic"],
        back: 0,
        pattern: r"Republic Act~(?:No\.?)?~(?<n>[0-9]{2,5})",
        kind: "statute",
        subtype: "statute",
        id: Id::Lower("ph/republic-act/{n}"),
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("⟦Republic Act No. 10175⟧ is the law", "ph/republic-act/10175"),
            ("⟦Republic Act 9165⟧ was cited", "ph/republic-act/9165"),
        ],
        silent: &["the Republic Act of 1707"],
    },
    Form {
        name: "house-bill",
        triggers: &["h.r", "h"],
        back: 0,
        pattern: r"H\.~R\.~(?<n>[0-9]{1,4})",
        kind: "bill",
        subtype: "bill",
        id: Id::Lower("us/bill/hr/{n}"),
        tail: Tail::None,
        needs: &[],
        examples: &[("passed ⟦H.R. 1234⟧ by", "us/bill/hr/1234"), ("⟦H.R.1⟧ is law", "us/bill/hr/1")],
        silent: &["H.R. Haldeman, 67"],
    },
    Form {
        name: "house-bill-plain",
        triggers: &["hr"],
        back: 0,
        pattern: r"HR~(?<n>[0-9]{1,4})",
        kind: "bill",
        subtype: "bill",
        id: Id::Lower("us/bill/hr/{n}"),
        tail: Tail::None,
        needs: LAWMAKING,
        examples: &[("the bill, ⟦HR 1234⟧, was", "us/bill/hr/1234")],
        silent: &["HR 200 staff were laid off", "his HR 60 came late"],
    },
    Form {
        name: "senate-bill",
        triggers: &["s"],
        back: 0,
        pattern: r"S\.~(?<n>[0-9]{1,4})",
        kind: "bill",
        subtype: "bill",
        id: Id::Lower("us/bill/s/{n}"),
        tail: Tail::None,
        needs: LAWMAKING,
        examples: &[("senators took up ⟦S. 47⟧, a bill on", "us/bill/s/47")],
        silent: &["at 12 S. 5th Street near the Senate", "S. 47 rooms", "the house at S. 5 Avenue"],
    },
    Form {
        name: "joint-resolution",
        triggers: &["res", "h.res", "s.res", "h.j.res", "s.j.res", "h.con.res"],
        back: 4,
        pattern: r"(?<c>[HS])\.~(?<j>J|Con)?\.?~Res\.~(?<n>[0-9]{1,4})",
        kind: "bill",
        subtype: "bill",
        id: Id::Lower("us/bill/{c}{j}res/{n}"),
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("adopted ⟦H.Res. 24⟧ to", "us/bill/hres/24"),
            ("under ⟦S.J. Res. 7⟧,", "us/bill/sjres/7"),
            ("⟦H. Con. Res. 83⟧", "us/bill/hconres/83"),
        ],
        silent: &["Stanford Res. 24"],
    },
    Form {
        name: "state-bill",
        triggers: &["senate", "house", "assembly", "sb", "hb", "ab"],
        back: 0,
        pattern: r"(?:(?<w>Senate|House|Assembly) Bill|(?<w2>[SHA])B)~(?:No\.?~)?(?<n>[0-9]{1,4})",
        kind: "bill",
        subtype: "bill",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("Texas enacted ⟦Senate Bill 4⟧, which", "us-tx/bill/sb/4"),
            ("In Ohio ⟦House Bill 6⟧ was", "us-oh/bill/hb/6"),
            ("Georgia’s governor signed ⟦SB 202⟧", "us-ga/bill/sb/202"),
        ],
        silent: &["Senate Bill sponsors", "the AB 5 blood group"],
    },
    Form {
        name: "canadian-bill",
        triggers: &["bill"],
        back: 0,
        pattern: r"Bill (?<n>[CS]%?[0-9]{1,4})",
        kind: "bill",
        subtype: "bill",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("The bill, ⟦Bill C-18⟧, forces", "ca/bill/c-18"),
            ("⟦Bill S-203⟧ bans", "ca/bill/s-203"),
        ],
        silent: &["a C-130 landed", "Bill C. Smith"],
    },
    Form {
        name: "un-resolution",
        triggers: &["resolution", "resolutions", "unscr"],
        back: 5,
        pattern: r"(?<i>(?:(?:UN|U\.N\.|United Nations) )?(?:(?<organ>Security Council|General Assembly|UNSC|UNGA|(?:UN )?Human Rights Council)(?:['’]s)? )?(?:(?<u>UNSCR)|[Rr]esolutions?))~(?:[Nn]os?\.?|[Nn]umber)?~(?<list>(?:[0-9]{1,4}(?:~\((?:(?:19|20)[0-9]{2}|[IVXLC]+(?:%[IVX]+)?)\)|/[0-9]{1,3}[A-Z]?)?|(?:[SA]/RES/)?(?:ES%)?[0-9]{1,4}(?:/[0-9]{1,3})?)(?:(?:,? (?:and|or|&) |, ?)(?:[0-9]{2,4}(?:~\((?:(?:19|20)[0-9]{2}|[IVXLC]+)\)|/[0-9]{1,3}[A-Z]?)?|ES%[0-9]{1,2}/[0-9]{1,2}))*)",
        kind: "un_resolution",
        subtype: "resolution",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("honour ⟦UN Security Council Resolution 2593 (2021)⟧, the", "S/RES/2593(2021)"),
            ("Council sanctions under ⟦resolutions 1267 and 1373⟧.", "S/RES/1267(1999)"),
            ("⟦UNSCR 1701⟧ ended it", "S/RES/1701(2006)"),
            ("⟦U.N. Security Council Resolution 1325⟧", "S/RES/1325(2000)"),
            ("The General Assembly adopted ⟦resolution ES-11/1⟧ by", "A/RES/ES-11/1"),
            ("⟦General Assembly resolution 181 (II)⟧ of", "A/RES/181(II)"),
            ("The assembly's ⟦resolution 68/262⟧ affirmed", "A/RES/68/262"),
            ("⟦Security Council resolutions 242 and 338⟧ remained", "S/RES/242(1967)"),
        ],
        silent: &[
            "a resolution of 1080 by 2400 pixels",
            "a screen resolution 1080 lines deep",
            "the New Year resolution 5 people kept",
            "1267 and 1373 votes",
        ],
    },
    Form {
        name: "un-symbol",
        triggers: &["res"],
        back: 2,
        pattern: r"(?<o>[SA])/RES/(?<rest>(?:ES%)?[0-9]{1,4}(?:/[0-9]{1,3})?(?:~\((?:(?:19|20)[0-9]{2}|[IVXLC]+)\))?)",
        kind: "un_resolution",
        subtype: "resolution",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("the text, ⟦S/RES/2593⟧, says", "S/RES/2593(2021)"),
            ("⟦A/RES/ES-11/1⟧", "A/RES/ES-11/1"),
            ("⟦S/RES/2334 (2016)⟧", "S/RES/2334(2016)"),
        ],
        silent: &["RES/12 is a part number"],
    },
    Form {
        name: "eu-act",
        triggers: &["regulation", "regulations", "directive", "directives", "decision"],
        back: 4,
        pattern: r"(?:(?:EU|EC) )?(?:(?:Council|Commission|European Parliament) )?(?:(?:[Ii]mplementing|[Dd]elegated|[Ff]ramework) )?(?<t>[Rr]egulation|[Dd]irective|[Dd]ecision)~(?<c>\((?:EU|EC|EEC|Euratom|CFSP|EU, Euratom)\))?~(?<no>No\.?)?~(?<a>[0-9]{1,4})/(?<b>[0-9]{1,4})(?<s>/(?:EU|EC|EEC|CFSP|JHA|Euratom))?",
        kind: "eu_act",
        subtype: "regulation",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("⟦Regulation (EU) 2016/679⟧ protects", "celex:32016R0679"),
            ("under ⟦Directive 2014/65/EU⟧.", "celex:32014L0065"),
            ("⟦Regulation (EEC) No 2306/70⟧ set", "celex:31970R2306"),
            ("by ⟦Council Regulation (EU) No 833/2014⟧ and", "celex:32014R0833"),
            ("and ⟦Council Decision 2014/512/CFSP⟧.", "celex:32014D0512"),
            ("⟦Directive 95/46/EC⟧", "celex:31995L0046"),
            ("⟦Directive (EU) 2019/790⟧ on", "celex:32019L0790"),
            ("the ⟦EU Directive 2019/790⟧ on", "celex:32019L0790"),
            ("under ⟦Regulation (EC) No 261/2004⟧ passengers", "celex:32004R0261"),
        ],
        silent: &[
            "The regulation 2/3 majority",
            "a decision 10/12 jurors shared",
            "Directive 51 was a slogan",
        ],
    },
    Form {
        name: "ecli",
        triggers: &["ecli"],
        back: 0,
        pattern: r"ECLI:[A-Z]{2}:[A-Z0-9]{1,10}:[0-9]{4}:[A-Z0-9]+(?:\.[A-Z0-9]+)*",
        kind: "case",
        subtype: "case",
        id: Id::Written("{0}"),
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("The ruling, ⟦ECLI:EU:C:2020:559⟧, is", "ECLI:EU:C:2020:559"),
            ("⟦ECLI:NL:HR:2019:2006⟧.", "ECLI:NL:HR:2019:2006"),
        ],
        silent: &["ECLI: the new standard"],
    },
    Form {
        name: "cjeu",
        triggers: &["case", "cases", "c", "t"],
        back: 1,
        pattern: r"(?:(?:[Jj]oined )?[Cc]ases? )?(?<n>[CTF]%[0-9]{1,4}/[0-9]{2})(?: (?:P|PPU))?(?:(?:, | and |, and | to )[CTF]%[0-9]{1,4}/[0-9]{2})*",
        kind: "case",
        subtype: "case",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("In ⟦Case C-311/18⟧, known", "cjeu/C-311/18"),
            ("in ⟦Joined Cases C-293/12 and C-594/12⟧ it", "cjeu/C-293/12"),
        ],
        silent: &["a C-130 landed", "in case C-130 fails", "a T-72 tank"],
    },
    Form {
        name: "neutral",
        triggers: NEUTRAL_COURTS,
        back: 3,
        pattern: r"\[(?<y>(?:19|20)[0-9]{2})\] (?<court>[A-Z][A-Za-z]{2,5})(?: (?<div>Civ|Crim))? (?<n>[0-9]{1,4})(?: \((?:Admin|Ch|QB|KB|Fam|Comm|TCC|Pat|IPEC)\))?",
        kind: "case",
        subtype: "case",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("In ⟦[2023] UKSC 42⟧ five", "uksc/2023/42"),
            ("appeal, ⟦[2020] EWCA Civ 58⟧, concerned", "ewca-civ/2020/58"),
            ("⟦[2023] HCA 37⟧", "hca/2023/37"),
            ("⟦[2019] EWHC 2381 (QB)⟧", "ewhc/2019/2381"),
        ],
        silent: &["[2019] was the year UKSC 41 sat"],
    },
    Form {
        name: "neutral-plain",
        triggers: &["scc", "onca", "bcca", "abca", "qcca", "insc", "fca"],
        back: 1,
        pattern: r"(?<y>(?:19|20)[0-9]{2}) (?<court>SCC|ONCA|BCCA|ABCA|QCCA|INSC|FCA) (?<n>[0-9]{1,4})",
        kind: "case",
        subtype: "case",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[("In ⟦2015 SCC 5⟧ the court", "scc/2015/5"), ("⟦2024 INSC 113⟧ struck", "insc/2024/113")],
        silent: &["In 2015 SCC members met"],
    },
    Form {
        name: "us-reports",
        triggers: &["u.s"],
        back: 1,
        pattern: r"(?<v>[0-9]{1,3}) U\.S\. (?<p>[0-9]{1,4})(?:, [0-9]{1,4})?(?:~\((?:19|18|20)[0-9]{2}\))?",
        kind: "case",
        subtype: "case",
        id: Id::Lower("reporter/us/{v}/{p}"),
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("⟦410 U.S. 113 (1973)⟧", "reporter/us/410/113"),
            ("the case, ⟦347 U.S. 483⟧, struck", "reporter/us/347/483"),
        ],
        silent: &["U.S. 113 men were", "the 400 U.S. 4x100 team", "some 200 U.S. 30-year bonds"],
    },
    Form {
        name: "us-reports-plain",
        triggers: &["us"],
        back: 1,
        pattern: r"(?<v>[0-9]{2,3}) US (?<p>[0-9]{1,4})(?:~\((?:19|18|20)[0-9]{2}\))?",
        kind: "case",
        subtype: "case",
        id: Id::Lower("reporter/us/{v}/{p}"),
        tail: Tail::None,
        needs: COURTS,
        examples: &[("the court in ⟦597 US 215 (2022)⟧ overturned", "reporter/us/597/215")],
        silent: &["some 200 US 40 Iran", "By 12 US 5 troops"],
    },
    Form {
        name: "us-reporter",
        triggers: &["s", "f", "l"],
        back: 1,
        pattern: r"(?<v>[0-9]{1,4}) (?<r>S\.~Ct\.|F\.~(?:2d|3d|4th)|F\.~Supp\.(?:~[23]d)?|L\.~Ed\.(?:~2d)?) (?<p>[0-9]{1,5})(?:~\([^()]{0,30}(?:19|20)[0-9]{2}\))?",
        kind: "case",
        subtype: "case",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("at ⟦142 S. Ct. 2228⟧", "reporter/s-ct/142/2228"),
            ("see ⟦595 F.3d 12⟧", "reporter/f-3d/595/12"),
            ("⟦12 F. Supp. 2d 34 (S.D.N.Y. 1998)⟧", "reporter/f-supp-2d/12/34"),
        ],
        silent: &["12 S. 5th Street", "70 F. 21 C."],
    },
    Form {
        name: "law-reports",
        triggers: &["ac", "wlr", "qb", "kb", "clr", "nzlr", "scr", "er"],
        back: 4,
        pattern: r"(?:\[(?<y>(?:18|19|20)[0-9]{2})\](?: (?<v>[0-9]))?|\((?<y2>(?:19|20)[0-9]{2})\) (?<v2>[0-9]{1,3})) (?<r>AC|WLR|QB|KB|CLR|NZLR|SCR|All ER) (?<p>[0-9]{1,4})",
        kind: "case",
        subtype: "case",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("⟦[1932] AC 562⟧ founded", "reporter/ac/1932/562"),
            ("⟦(1992) 175 CLR 1⟧", "reporter/clr/1992/175/1"),
            ("⟦[2004] 1 WLR 113⟧", "reporter/wlr/2004/1/113"),
            ("⟦[1986] 1 SCR 103⟧", "reporter/scr/1986/1/103"),
        ],
        silent: &["an AC 562 unit", "(1992) 175 AC"],
    },
    Form {
        name: "south-asian-reporter",
        triggers: &["pld", "air", "scmr", "scc", "clc", "pcrlj"],
        back: 4,
        pattern: r"(?:(?<r>PLD|AIR) (?<y>(?:19|20)[0-9]{2}) (?<court>SC|Supreme Court|Lahore|Karachi|Sindh|Peshawar|Islamabad|Quetta) (?<p>[0-9]{1,5})|(?<y2>(?:19|20)[0-9]{2}) (?<r2>SCMR|PCrLJ|CLC) (?<p2>[0-9]{1,5})|\((?<y3>(?:19|20)[0-9]{2})\) (?<v3>[0-9]{1,2}) (?<r3>SCC) (?<p3>[0-9]{1,5}))",
        kind: "case",
        subtype: "case",
        id: Id::Made,
        tail: Tail::None,
        needs: &[],
        examples: &[
            ("reported as ⟦PLD 2012 SC 1⟧", "reporter/pld/2012/sc/1"),
            ("⟦AIR 1973 SC 1461⟧", "reporter/air/1973/sc/1461"),
            ("⟦2019 SCMR 12⟧", "reporter/scmr/2019/12"),
            ("⟦(1973) 4 SCC 225⟧", "reporter/scc/1973/4/225"),
        ],
        silent: &["AIR 2012 was a fair", "the PLD party"],
    },
];

/// Courts whose neutral citations are known.
pub(crate) const NEUTRAL_COURTS: &[&str] = &[
    "uksc", "ukhl", "ukpc", "ewca", "ewhc", "csih", "csoh", "nica", "hca", "fca", "fcafc", "nswca", "nswsc",
    "vsca", "vsc", "nzsc", "nzca", "nzhc", "scc", "zacc", "zasca", "iesc", "ieca", "iehc", "sgca", "sghc",
    "hkcfa", "hkca", "ukut", "eat", "ukeat", "ewfc", "ewcop", "insc", "kesc", "ngsc",
];

/// Words beside the number of a state's bill.
pub(crate) const STATE_LAWMAKING: &[&str] = &[
    "bill",
    "bills",
    "governor",
    "senate",
    "legislature",
    "lawmakers",
    "signed",
    "state",
    "law",
    "legislation",
];

/// Words that make a bare resolution one of the United Nations.
pub(crate) const UN_WORDS: &[&str] = &[
    "un",
    "u.n",
    "council",
    "nations",
    "unsc",
    "assembly",
    "sanctions",
    "peacekeeping",
    "peacekeepers",
    "unifil",
    "guterres",
    "ceasefire",
    "lebanon",
    "hezbollah",
    "israel",
    "kashmir",
    "taliban",
    "iran",
    "envoy",
    "sahara",
    "diplomats",
    "pyongyang",
    "tehran",
    "vetoed",
    "yemen",
    "libya",
    "gaza",
    "palestinian",
    "korea",
    "mandate",
    "adopted",
    "qaeda",
    "afghanistan",
];

/// Words that make a bare directive one of the European Union.
pub(crate) const EUROPEAN_WORDS: &[&str] =
    &["eu", "european", "brussels", "commission", "gdpr", "council", "eec"];

/// Parties that are a state when they are the whole party: *State v. Smith*.
pub(crate) const STATE_ALONE: [&str; 8] =
    ["state", "r", "rex", "regina", "people", "commonwealth", "republic", "crown"];

/// Parties that are a state or a body of one when *of* follows: *City of Chicago*, *Union of India*.
pub(crate) const STATE_OF: [&str; 7] =
    ["state", "people", "commonwealth", "union", "county", "city", "board"];

/// Offices that sue and are sued for a state; names of parties hold them: *Minister for Immigration*.
pub(crate) const STATE_OFFICES: [&str; 10] = [
    "prosecutor",
    "government",
    "secretary",
    "attorney",
    "commissioner",
    "minister",
    "ministry",
    "department",
    "director",
    "election",
];

/// Words that make *X v. Y* a case.
pub(crate) const COURT_WORDS: [&str; 42] = [
    "court",
    "courts",
    "judge",
    "judges",
    "justice",
    "justices",
    "ruling",
    "rulings",
    "ruled",
    "lawsuit",
    "suit",
    "sued",
    "precedent",
    "appeal",
    "appeals",
    "appealed",
    "plaintiff",
    "plaintiffs",
    "defendant",
    "verdict",
    "litigation",
    "tribunal",
    "bench",
    "jurisprudence",
    "overturned",
    "overturn",
    "overruled",
    "overrule",
    "overturning",
    "attorney",
    "lawyers",
    "lawyer",
    "icj",
    "judgment",
    "judgement",
    "landmark",
    "constitutional",
    "unconstitutional",
    "petition",
    "injunction",
    "arbitration",
    "speech",
];

/// Words that make *X v. Y* a match.
pub(crate) const SPORT_WORDS: [&str; 41] = [
    "match",
    "matches",
    "cricket",
    "test",
    "odi",
    "t20",
    "cup",
    "wickets",
    "wicket",
    "innings",
    "goal",
    "goals",
    "stadium",
    "squad",
    "league",
    "kick-off",
    "kickoff",
    "fixture",
    "fixtures",
    "football",
    "rugby",
    "tennis",
    "trophy",
    "batsman",
    "striker",
    "coach",
    "semi-final",
    "final",
    "fans",
    "season",
    "championship",
    "tournament",
    "game",
    "games",
    "derby",
    "referee",
    "scored",
    "playoff",
    "polls",
    "poll",
    "debate",
];

/// Words that stand in a sentence about law.
pub(crate) const LEGAL_WORDS: [&str; 60] = [
    "law",
    "laws",
    "legal",
    "court",
    "courts",
    "judge",
    "judges",
    "charged",
    "charges",
    "charge",
    "accused",
    "booked",
    "convicted",
    "sentenced",
    "jailed",
    "arrested",
    "detained",
    "prosecutors",
    "prosecuted",
    "prosecution",
    "constitution",
    "constitutional",
    "rights",
    "statute",
    "invoked",
    "invoke",
    "invoking",
    "invokes",
    "triggered",
    "trigger",
    "under",
    "violated",
    "violating",
    "violates",
    "violation",
    "repeal",
    "repealed",
    "amend",
    "amended",
    "revoked",
    "revoke",
    "revocation",
    "abrogation",
    "abrogated",
    "imposed",
    "lawsuit",
    "plea",
    "petition",
    "fir",
    "case",
    "treaty",
    "clause",
    "provision",
    "provisions",
    "protections",
    "protected",
    "ruling",
    "indicted",
    "pursuant",
    "provides",
];

/// Words that may stand between *of* and an instrument, besides lower-case adjectives.
pub(crate) const DETERMINERS: [&str; 9] = ["the", "its", "that", "this", "their", "his", "her", "our", "a"];

/// A kind of code or constitution that most countries have one of.
pub(crate) struct Generic {
    /// Its words in lower case.
    pub(crate) words: &'static [&'static str],
    /// The ends of the ids of such rows, after the country: `law/pk-…`.
    pub(crate) rows: &'static [&'static str],
    pub(crate) kind: &'static str,
    pub(crate) subtype: &'static str,
    /// The id where no row is known, after the country.
    pub(crate) code: &'static str,
    /// The one country or body that has it, with the whole ids of its rows; empty for what all countries have.
    pub(crate) only: &'static str,
}

/// What `only` says of an instrument of the United Nations.
pub(crate) const UN: &str = "un";

/// Words of a sentence about the United Nations.
pub(crate) const UN_NAMES: [&str; 5] = ["un", "u.n", "united-nations", "security-council", "unsc"];

/// The codes that a country stands before or behind: *the Thai criminal code*.
pub(crate) const GENERICS: [Generic; 10] = [
    Generic {
        words: &["penal", "code"],
        rows: &[
            "penal-code",
            "act-indian-penal-code-1860",
            "act-pakistan-penal-code-1860",
            "act-penal-code-1860",
            "criminal-code",
            "islamic-penal-code",
        ],
        kind: "code",
        subtype: "code",
        code: "penal-code",
        only: "",
    },
    Generic {
        words: &["criminal", "code"],
        rows: &["criminal-code", "penal-code"],
        kind: "code",
        subtype: "code",
        code: "criminal-code",
        only: "",
    },
    Generic {
        words: &["civil", "code"],
        rows: &["civil-code"],
        kind: "code",
        subtype: "code",
        code: "civil-code",
        only: "",
    },
    Generic {
        words: &["labour", "code"],
        rows: &["labour-code", "labor-code"],
        kind: "code",
        subtype: "code",
        code: "labour-code",
        only: "",
    },
    Generic {
        words: &["criminal", "procedure", "code"],
        rows: &[
            "act-code-of-criminal-procedure-1973",
            "act-code-of-criminal-procedure-1898",
            "code-of-criminal-procedure",
            "criminal-procedure-code",
        ],
        kind: "code",
        subtype: "code",
        code: "code-of-criminal-procedure",
        only: "",
    },
    Generic {
        words: &["code", "of", "criminal", "procedure"],
        rows: &[
            "act-code-of-criminal-procedure-1973",
            "act-code-of-criminal-procedure-1898",
            "code-of-criminal-procedure",
            "criminal-procedure-code",
        ],
        kind: "code",
        subtype: "code",
        code: "code-of-criminal-procedure",
        only: "",
    },
    Generic {
        words: &["code", "of", "civil", "procedure"],
        rows: &["act-code-of-civil-procedure-1908", "code-of-civil-procedure"],
        kind: "code",
        subtype: "code",
        code: "code-of-civil-procedure",
        only: "",
    },
    Generic {
        words: &["constitution"],
        rows: &[],
        kind: "constitution",
        subtype: "constitution",
        code: "",
        only: "",
    },
    Generic {
        words: &["charter"],
        rows: &["un-charter"],
        kind: "treaty",
        subtype: "treaty",
        code: "charter",
        only: UN,
    },
    Generic {
        words: &["charter"],
        rows: &["canadian-charter"],
        kind: "constitution",
        subtype: "constitution",
        code: "charter",
        only: "ca",
    },
];

/// What a word may begin.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Roles {
    pub(crate) unit: Option<u8>,
    pub(crate) head: Option<u8>,
    pub(crate) form: bool,
    pub(crate) versus: bool,
}

static ROLES: LazyLock<HashMap<&'static str, Roles>> = LazyLock::new(|| {
    let mut roles: HashMap<&'static str, Roles> = HashMap::new();
    for (idx, unit) in UNITS.iter().enumerate() {
        unit.words.iter().for_each(|word| roles.entry(word).or_default().unit = Some(idx as u8));
    }
    for (idx, head) in HEADS.iter().enumerate() {
        head.words.iter().for_each(|word| roles.entry(word).or_default().head = Some(idx as u8));
    }
    for word in FORMS.iter().flat_map(|form| form.triggers) {
        roles.entry(word).or_default().form = true;
    }
    for word in ["v", "vs", "versus"] {
        roles.entry(word).or_default().versus = true;
    }
    roles
});

/// For each first and last letter the lengths that triggers have, as bits: nearly all words are told apart by
/// these alone.
static SHAPES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut shapes = vec![0; LETTERS * LETTERS];
    for word in ROLES.keys() {
        if let Some(shape) = shape_of(word.as_bytes()) {
            shapes[shape] |= 1 << word.len();
        }
    }
    shapes
});

const LETTERS: usize = 32;

const LONGEST: usize = 16;

/// First and last letter of a word as one number, whatever their case.
fn shape_of(word: &[u8]) -> Option<usize> {
    let (first, last) = (*word.first()?, *word.last()?);
    (first.is_ascii_alphabetic() && last.is_ascii_alphabetic())
        .then(|| usize::from(first & 31) * LETTERS + usize::from(last & 31))
}

/// The words of a text that may begin or hold a citation, told from their bytes.
pub(crate) struct Triggers {
    shapes: &'static [u32],
}

impl Triggers {
    /// The triggers of the grammar.
    pub(crate) fn new() -> Triggers {
        Triggers { shapes: &SHAPES }
    }

    /// What a word, as written, may begin; none for nearly all words.
    pub(crate) fn roles(&self, word: &[u8]) -> Option<Roles> {
        let Some(shape) = shape_of(word) else {
            return if word == "§".as_bytes() { ROLES.get("§").copied() } else { None };
        };
        if word.len() > LONGEST || self.shapes[shape] >> word.len() & 1 == 0 {
            return if word.starts_with(b"ECLI") { ROLES.get("ecli").copied() } else { None };
        }
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        ROLES.get(std::str::from_utf8(lower).ok()?).copied()
    }
}

/// What a word, as written, may begin.
pub(crate) fn roles(word: &str) -> Option<Roles> {
    Triggers::new().roles(word.as_bytes())
}

/// Years of the resolutions of the Security Council, by their first and last number.
static RESOLUTION_YEARS: LazyLock<Vec<(u32, u32, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("../../gazetteers/words/resolutions.tsv").lines();
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            ["S", first, last, year] => Some((first.parse().ok()?, last.parse().ok()?, *year)),
            _ => None,
        }
    };
    lines.filter_map(row).collect()
});

/// The year of a resolution of the Security Council.
pub(crate) fn resolution_year(number: u32) -> Option<&'static str> {
    RESOLUTION_YEARS.iter().find(|row| (row.0..=row.1).contains(&number)).map(|row| row.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_found_in_any_case() {
        assert_eq!(roles("Article").and_then(|roles| roles.unit), Some(0));
        assert_eq!(roles("§").and_then(|roles| roles.unit), Some(1));
        assert!(roles("U.S.C").is_some_and(|roles| roles.form));
        assert!(roles("ACT").is_some_and(|roles| roles.head.is_some()));
        for word in ["", "the", "articulate", "é", "antidisestablishmentarianism"] {
            assert!(roles(word).is_none(), "{word}");
        }
    }

    #[test]
    fn a_resolution_has_the_year_of_its_range() {
        assert_eq!(resolution_year(1701), Some("2006"));
        assert_eq!(resolution_year(0), None);
    }
}
