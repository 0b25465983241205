//! The words that the rules for unlisted names know by heart.

/// Small words inside a person's name.
pub(super) const PARTICLES: [&str; 32] = [
    "de", "da", "del", "della", "di", "dos", "das", "du", "van", "von", "der", "den", "ten", "ter", "bin",
    "bint", "ibn", "al", "el", "ul", "ur", "e", "la", "le", "af", "zu", "zur", "abu", "do", "y", "dela",
    "delos",
];

/// Small words inside the name of an organisation, after a head.
pub(super) const LINKS: [&str; 6] = ["of", "for", "on", "and", "the", "to"];

pub(super) const SAYING: [&str; 34] = [
    "said",
    "says",
    "told",
    "added",
    "asked",
    "wrote",
    "tweeted",
    "explained",
    "noted",
    "argued",
    "claimed",
    "warned",
    "stated",
    "announced",
    "insisted",
    "replied",
    "recalled",
    "commented",
    "remarked",
    "believes",
    "thinks",
    "admitted",
    "denied",
    "confirmed",
    "acknowledged",
    "testified",
    "concluded",
    "continued",
    "responded",
    "declined",
    "suggested",
    "hopes",
    "scored",
    "resigned",
];

pub(super) const TIMES: [&str; 28] = [
    "day",
    "week",
    "year",
    "eve",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "christmas",
    "easter",
    "ramadan",
    "eid",
    "covid",
];

/// Roman numbers behind the names of rulers and of sons.
pub(super) const ORDINALS: [&str; 15] =
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xvi"];

/// Small words before a place.
pub(super) const IN: [&str; 7] = ["in", "near", "outside", "around", "at", "toward", "towards"];

/// Words for sorts of places, before *of* and a name.
pub(super) const SORTS_OF_PLACE: [&str; 25] = [
    "vicinity",
    "town",
    "city",
    "village",
    "port",
    "island",
    "province",
    "district",
    "state",
    "region",
    "suburb",
    "county",
    "mayor",
    "capital",
    "municipality",
    "commune",
    "governor",
    "governorate",
    "outskirts",
    "north",
    "south",
    "east",
    "west",
    "neighbourhood",
    "neighborhood",
];

/// Words for sorts of places, behind a name.
pub(super) const PLACE_NOUNS: [&str; 18] = [
    "district",
    "districts",
    "county",
    "province",
    "region",
    "village",
    "river",
    "valley",
    "peninsula",
    "island",
    "islands",
    "area",
    "suburb",
    "neighbourhood",
    "neighborhood",
    "prefecture",
    "municipality",
    "desert",
];

/// Words that tell that the name before them is an organisation.
pub(super) const STAFF: [&str; 22] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "shares",
    "chief",
    "ceo",
    "executives",
    "executive",
    "customers",
    "customer",
    "employees",
    "employee",
    "staff",
    "stores",
    "store",
    "subsidiary",
    "website",
    "headquarters",
    "analyst",
    "analysts",
    "shareholders",
    "chain",
];

/// Words for sorts of organisations, before or behind *is a* and a name, by the subtype that they tell.
pub(super) const SORTS_OF_ORG: [(&str, &[&str]); 6] = [
    (
        "company",
        &[
            "company",
            "firm",
            "startup",
            "retailer",
            "manufacturer",
            "developer",
            "chain",
            "airline",
            "supermarket",
            "label",
            "insurer",
            "automaker",
            "brand",
        ],
    ),
    (
        "media",
        &[
            "newspaper",
            "magazine",
            "journal",
            "broadcaster",
            "tabloid",
            "website",
            "site",
            "newswire",
            "blog",
            "platform",
        ],
    ),
    (
        "other",
        &["band", "group", "troupe", "organisation", "organization", "duo", "trio", "collective", "quartet"],
    ),
    ("sports_team", &["club", "side", "team"]),
    ("party", &["party"]),
    ("ngo", &["charity", "nonprofit"]),
];

/// Words of reports of matches.
pub(super) const SPORT: [&str; 44] = [
    "match",
    "goal",
    "goals",
    "wicket",
    "wickets",
    "innings",
    "semi-final",
    "semifinal",
    "quarter-final",
    "penalty",
    "half-time",
    "striker",
    "midfielder",
    "defender",
    "goalkeeper",
    "batsman",
    "batsmen",
    "bowler",
    "coach",
    "scored",
    "equaliser",
    "fixture",
    "tournament",
    "stadium",
    "football",
    "cricket",
    "rugby",
    "hockey",
    "soccer",
    "league",
    "championship",
    "kick",
    "substitute",
    "substituted",
    "referee",
    "touchdown",
    "quarterback",
    "medal",
    "scorer",
    "runs",
    "overs",
    "fans",
    "teammates",
    "squad",
];

/// What stands before a team that somebody plays.
pub(super) const AGAINST: [&str; 13] = [
    "against",
    "beat",
    "beats",
    "beating",
    "defeated",
    "defeating",
    "faced",
    "facing",
    "v",
    "vs",
    "versus",
    "thrashed",
    "debutants",
];

/// What a team does.
pub(super) const PLAYS: [&str; 21] = [
    "qualified",
    "beat",
    "beats",
    "defeated",
    "drew",
    "lost",
    "won",
    "win",
    "wins",
    "faced",
    "scored",
    "played",
    "plays",
    "thrashed",
    "trailed",
    "equalised",
    "equalized",
    "conceded",
    "batted",
    "bowled",
    "side",
];

/// What a team has.
pub(super) const TEAM_NOUNS: [&str; 20] = [
    "coach",
    "captain",
    "goalkeeper",
    "keeper",
    "striker",
    "strikers",
    "defender",
    "midfielder",
    "batsman",
    "batsmen",
    "bowler",
    "bowlers",
    "innings",
    "squad",
    "winger",
    "manager",
    "forward",
    "fans",
    "players",
    "player",
];

/// What stands before *for* and a team.
pub(super) const PLAYED_FOR: [&str; 14] = [
    "played",
    "plays",
    "play",
    "playing",
    "scored",
    "scoring",
    "twice",
    "appearances",
    "debut",
    "goal",
    "goals",
    "lead",
    "caps",
    "winner",
];

/// Storms, which bear the names of people.
pub(super) const STORMS: [&str; 5] = ["storm", "hurricane", "typhoon", "cyclone", "depression"];

/// Bodies of a state that are named by their heads alone.
pub(super) const BODIES: [&str; 7] =
    ["army", "navy", "air force", "armed forces", "coast guard", "marine corps", "national guard"];

/// Small words before somebody who is spoken of.
pub(super) const ABOUT: [&str; 10] =
    ["for", "with", "by", "like", "than", "between", "including", "about", "when", "because"];

/// What stands before the name of a ship, which is no place and no organisation.
pub(super) const SHIPS: [&str; 5] = ["hms", "uss", "ss", "rms", "mv"];
