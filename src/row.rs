//! One line of a gazetteer table: reading it, and what must be true of it.

use crate::kind::Kind;

/// The header line of every table of names.
pub const HEADER: &str = "id\ttype\tname\taliases\tprior\tids\tattributes\tsource";

/// One entity of a gazetteer, as written in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// Name and aliases with their marks; the name comes first.
    pub(crate) names: Vec<Alias>,
    pub(crate) prior: u8,
    /// `key=value;…`, empty where the table has `-`.
    pub(crate) ids: String,
    pub(crate) attributes: String,
    pub(crate) source: String,
    pub(crate) file: String,
    pub(crate) line: u32,
}

/// A name and what its mark says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alias {
    pub(crate) mark: Mark,
    pub(crate) text: String,
}

/// What a sign before an alias means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mark {
    /// No sign: a name.
    Name,
    /// `=`: exactly this case.
    Exact,
    /// `~`: a demonym.
    Demonym,
    /// `!`: also an ordinary word.
    Word,
    /// `?`: only for an entity that the document names otherwise.
    Weak,
    /// `^`: any case.
    AnyCase,
}

const MARKS: [(Mark, &str); 6] = [
    (Mark::Name, ""),
    (Mark::Exact, "="),
    (Mark::Demonym, "~"),
    (Mark::Word, "!"),
    (Mark::Weak, "?"),
    (Mark::AnyCase, "^"),
];

impl Mark {
    /// The number that the table stores.
    pub(crate) fn to_byte(self) -> u8 {
        self as u8
    }

    /// The mark with this number; a plain name for numbers that `to_byte` never gives.
    pub(crate) fn from_byte(byte: u8) -> Mark {
        MARKS.get(byte as usize).map_or(Mark::Name, |row| row.0)
    }
}

impl Mark {
    /// The sign before the alias; empty for a plain name.
    pub(crate) fn sign(self) -> &'static str {
        MARKS[self as usize].1
    }

    /// What the sign says of an alias.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Mark::Name => "a name: capitalised as written, or in capitals",
            Mark::Exact => "exactly this case",
            Mark::Demonym => "a demonym or adjective: gives a group that points at the entity",
            Mark::Word => "also an ordinary word, a month or a given name: needs context",
            Mark::Weak => "weak: only for an entity that the document names otherwise",
            Mark::AnyCase => "any case",
        }
    }
}

impl Alias {
    /// An alias as it stands in a table: at most one sign, then the text.
    pub(crate) fn parse(written: &str) -> Alias {
        let row = MARKS.iter().skip(1).find(|row| written.starts_with(row.1));
        let (mark, sign) = row.copied().unwrap_or((Mark::Name, ""));
        Alias { mark, text: written[sign.len()..].to_owned() }
    }

    /// The text of the alias that this one takes away: `EU` of `-EU` and of `-=EU`.
    pub(crate) fn removes(&self) -> Option<&str> {
        let text = self.text.strip_prefix('-').filter(|_| self.mark == Mark::Name)?;
        let signs = MARKS.iter().skip(1);
        Some(signs.filter_map(|row| text.strip_prefix(row.1)).next().unwrap_or(text))
    }
}

/// Why a line is not a row: the column (1 is `id`), what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowError {
    pub(crate) column: u32,
    pub(crate) message: String,
}

fn wrong<T>(column: u32, message: impl Into<String>) -> Result<T, RowError> {
    Err(RowError { column, message: message.into() })
}

/// What a line of a table says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// A comment, the header, or nothing.
    Nothing,
    /// An entity to add or to merge.
    Row(Box<Row>),
    /// `-id`: the entity is to be removed.
    Remove(String),
}

/// Reads one line of the table `file`; `number` counts lines from 1.
pub(crate) fn parse_line(line: &str, file: &str, number: u32) -> Result<Line, RowError> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.trim().is_empty() || line.starts_with('#') || line == HEADER {
        return Ok(Line::Nothing);
    }
    if let Some(id) = line.strip_prefix('-') {
        return Ok(Line::Remove(id.split('\t').next().unwrap_or(id).to_owned()));
    }
    let cells: Vec<&str> = line.split('\t').collect();
    let &[id, kind, name, aliases, prior, ids, attributes, source] = cells.as_slice() else {
        return wrong(
            cells.len().min(8) as u32,
            format!(
                "{} cells instead of 8: separate the columns with single tabs, write `-` for nothing",
                cells.len()
            ),
        );
    };
    for (column, cell) in (1..).zip(&cells) {
        if cell.is_empty() || cell.trim() != *cell {
            return wrong(column, format!("empty cell or outer space in {cell:?}: write `-` for nothing"));
        }
    }
    let kind = parse_kind(id, kind)?;
    let Some(prior) = prior.parse().ok().filter(|prior| (1..=100).contains(prior)) else {
        return wrong(5, format!("prior {prior:?} is not a number from 1 to 100"));
    };
    Ok(Line::Row(Box::new(Row {
        id: id.to_owned(),
        kind,
        name: name.to_owned(),
        names: parse_names(name, aliases)?,
        prior,
        ids: parse_pairs(6, ids)?,
        attributes: parse_pairs(7, attributes)?,
        source: source.to_owned(),
        file: file.to_owned(),
        line: number,
    })))
}

fn parse_kind(id: &str, kind: &str) -> Result<Kind, RowError> {
    let well_formed = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let Some((prefix, _)) = id.split_once('/').filter(|(_, slug)| well_formed(slug)) else {
        return wrong(
            1,
            format!("id {id:?} is not like `org/red-cross`: lower-case letters, digits and hyphens"),
        );
    };
    let Some(found) = Kind::parse(kind) else {
        return wrong(2, format!("unknown type {kind:?}: the README of the gazetteers lists them"));
    };
    if prefix != found.of.name() {
        return wrong(1, format!("id {id:?} and type {kind:?} do not begin alike"));
    }
    Ok(found)
}

fn parse_names(name: &str, aliases: &str) -> Result<Vec<Alias>, RowError> {
    let mut names = vec![Alias { mark: Mark::Name, text: name.to_owned() }];
    for written in aliases.split('|').filter(|_| aliases != "-") {
        let alias = Alias::parse(written);
        if alias.text.trim() != alias.text || alias.text.is_empty() {
            return wrong(4, format!("empty alias or outer space in {written:?}"));
        }
        if alias.text == name {
            names[0].mark = alias.mark;
        } else {
            names.push(alias);
        }
    }
    Ok(names)
}

fn parse_pairs(column: u32, cell: &str) -> Result<String, RowError> {
    if cell == "-" {
        return Ok(String::new());
    }
    match cell
        .split(';')
        .find(|pair| pair.split_once('=').is_none_or(|(key, value)| key.is_empty() || value.is_empty()))
    {
        Some(pair) => wrong(column, format!("{pair:?} is not key=value")),
        None => Ok(cell.to_owned()),
    }
}

/// The pairs of `known` with those of `new` over them.
pub(crate) fn merge_pairs(known: &str, new: &str) -> String {
    let key = |pair: &str| pair.split('=').next().unwrap_or(pair).to_owned();
    let pairs = |cell: &'_ str| cell.split(';').filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
    let new: Vec<String> = pairs(new);
    let mut all: Vec<String> = pairs(known);
    all.retain(|pair| new.iter().all(|other| key(other) != key(pair)));
    all.extend(new);
    all.join(";")
}

/// The value of `key` in `key=value;…`.
pub(crate) fn value_of<'a>(pairs: &'a str, key: &str) -> Option<&'a str> {
    pairs.split(';').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TTP: &str =
        "org/ttp\torg/armed_group\tTehreek-e-Taliban Pakistan\t=TTP|?TTP group\t60\t-\tcountry=pk\thand";

    #[test]
    fn a_line_becomes_a_row() {
        let Ok(Line::Row(row)) = parse_line(TTP, "x.tsv", 2) else { panic!("no row") };
        assert_eq!((row.id.as_str(), row.kind.subtype(), row.prior), ("org/ttp", "armed_group", 60));
        let names: Vec<_> = row.names.iter().map(|alias| (alias.mark, alias.text.as_str())).collect();
        assert_eq!(
            names,
            [(Mark::Name, "Tehreek-e-Taliban Pakistan"), (Mark::Exact, "TTP"), (Mark::Weak, "TTP group")]
        );
        assert_eq!(value_of(&row.attributes, "country"), Some("pk"));
    }

    #[test]
    fn a_mark_on_the_name_itself_is_written_as_an_alias() {
        let line = "place/nice\tplace/city\tNice\t!Nice\t30\t-\tcountry=fr\thand";
        let Ok(Line::Row(row)) = parse_line(line, "x.tsv", 2) else { panic!("no row") };
        assert_eq!(row.names, [Alias { mark: Mark::Word, text: "Nice".to_owned() }]);
    }

    #[test]
    fn a_wrong_line_is_refused_with_its_column() {
        let column = |line: &str| parse_line(line, "x.tsv", 1).unwrap_err().column;
        assert_eq!(column("org/ttp\torg/armed_group"), 2);
        assert_eq!(column(&TTP.replace("org/ttp", "org/T T P")), 1);
        assert_eq!(column(&TTP.replace("org/armed_group", "org/planet")), 2);
        assert_eq!(column(&TTP.replace("org/armed_group", "place/city")), 1);
        assert_eq!(column(&TTP.replace("=TTP|", "=TTP||")), 4);
        assert_eq!(column(&TTP.replace("\t60\t", "\t101\t")), 5);
        assert_eq!(column(&TTP.replace("\t-\t", "\t\t")), 6);
        assert_eq!(column(&TTP.replace("country=pk", "pk")), 7);
    }

    #[test]
    fn comments_the_header_and_removals_are_no_rows() {
        for line in ["", "# a comment", HEADER, "id\ttype\tname\taliases\tprior\tids\tattributes\tsource\r"] {
            assert_eq!(parse_line(line, "x.tsv", 1), Ok(Line::Nothing));
        }
        assert_eq!(parse_line("-org/ttp", "x.tsv", 1), Ok(Line::Remove("org/ttp".to_owned())));
    }

    #[test]
    fn pairs_merge_by_key_and_a_removal_may_repeat_the_mark() {
        assert_eq!(merge_pairs("country=fr;population=5", "country=gb"), "population=5;country=gb");
        assert_eq!((merge_pairs("", "a=1"), merge_pairs("a=1", "")), ("a=1".to_owned(), "a=1".to_owned()));
        let removes = |written: &str| Alias::parse(written).removes().map(str::to_owned);
        assert_eq!(removes("-EU"), Some("EU".to_owned()));
        assert_eq!(removes("-=EU"), Some("EU".to_owned()));
        assert_eq!(removes("=-EU"), None);
    }
}
