//! The closed list of types and subtypes.

/// What sort of thing a mention or entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// A human being, also a fictional one.
    Person,
    /// An organisation.
    Org,
    /// A place.
    Place,
    /// A legal instrument.
    Law,
    /// A demonym, a people, a faith, the adherents of a movement.
    Group,
}

/// Every type with its name in JSON and tables, and its subtypes.
const TYPES: [(Type, &str, &[&str]); 5] = [
    (
        Type::Person,
        "person",
        &[
            "politician",
            "official",
            "military",
            "royal",
            "religious",
            "executive",
            "spokesperson",
            "journalist",
            "athlete",
            "artist",
            "expert",
            "militant",
            "other",
        ],
    ),
    (
        Type::Org,
        "org",
        &[
            "government",
            "ministry",
            "legislature",
            "court",
            "party",
            "igo",
            "un_body",
            "ngo",
            "armed_group",
            "military",
            "police",
            "intelligence",
            "company",
            "bank",
            "central_bank",
            "exchange",
            "media",
            "university",
            "school",
            "hospital",
            "religious",
            "sports_team",
            "union",
            "think_tank",
            "agency",
            "other",
        ],
    ),
    (
        Type::Place,
        "place",
        &[
            "country",
            "disputed",
            "admin1",
            "admin2",
            "city",
            "district",
            "region",
            "continent",
            "sea",
            "river",
            "lake",
            "mountain",
            "island",
            "desert",
            "strait",
            "airport",
            "port",
            "base",
            "building",
            "road",
            "bridge",
            "camp",
            "crossing",
            "other",
        ],
    ),
    (
        Type::Law,
        "law",
        &[
            "treaty",
            "agreement",
            "constitution",
            "statute",
            "code",
            "regulation",
            "directive",
            "resolution",
            "executive_order",
            "bill",
            "case",
            "other",
        ],
    ),
    (Type::Group, "group", &["demonym", "ethnic", "religious", "political", "other"]),
];

impl Type {
    /// The name in JSON and in tables: `person`, `org`, `place`, `law`, `group`.
    pub fn name(self) -> &'static str {
        TYPES[self as usize].1
    }

    /// The type of this name, if there is one.
    pub fn parse(name: &str) -> Option<Type> {
        TYPES.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// The subtypes that this type may have.
    pub fn subtypes(self) -> &'static [&'static str] {
        TYPES[self as usize].2
    }
}

/// A type and one of its subtypes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kind {
    /// The type.
    pub of: Type,
    subtype: u8,
}

impl Kind {
    /// The kind `of` with the subtype called `subtype`; `other` when it has none of that name.
    pub fn new(of: Type, subtype: &str) -> Kind {
        let names = of.subtypes();
        let subtype = names.iter().position(|name| *name == subtype).unwrap_or(names.len() - 1);
        Kind { of, subtype: subtype as u8 }
    }

    /// The kind written `type/subtype`, if there is such a one.
    ///
    /// ```
    /// use gazet::Kind;
    /// assert_eq!(Kind::parse("org/igo").unwrap().subtype(), "igo");
    /// assert!(Kind::parse("org/planet").is_none());
    /// ```
    pub fn parse(written: &str) -> Option<Kind> {
        let (of, subtype) = written.split_once('/')?;
        let of = Type::parse(of)?;
        let subtype = of.subtypes().iter().position(|name| *name == subtype)?;
        Some(Kind { of, subtype: subtype as u8 })
    }

    /// The name of the subtype, as in the output.
    pub fn subtype(self) -> &'static str {
        self.of.subtypes().get(self.subtype as usize).copied().unwrap_or("other")
    }

    /// Two bytes for the table; `from_bytes` gives the kind back.
    pub(crate) fn to_bytes(self) -> [u8; 2] {
        [self.of as u8, self.subtype]
    }

    /// The kind that `to_bytes` wrote; `group/other` for bytes it never writes.
    pub(crate) fn from_bytes(bytes: [u8; 2]) -> Kind {
        let of = TYPES.get(bytes[0] as usize).map_or(Type::Group, |row| row.0);
        Kind { of, subtype: bytes[1] }
    }
}
