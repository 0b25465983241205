//! Checks of gazetteer tables: what must be true of them, and what a reader should look at.
//!
//! The rules stand in `gazetteers/README.md`. Every finding says where it is and what to do.

use crate::fold::fold_name;
use crate::kind::Type;
use crate::row::{Alias, HEADER, Line, Mark, Row, parse_line, value_of};
use crate::words;
use std::collections::{HashMap, HashSet};
use std::fmt;
use unicode_normalization::is_nfc;

/// Something in a table that is wrong, or worth a look.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The table.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its column, from 1 for `id`.
    pub column: u32,
    /// Whether it has to be mended; otherwise it is worth a look.
    pub is_error: bool,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = if self.is_error { "error" } else { "warning" };
        write!(out, "{}:{}:{}: {level}: {}", self.file, self.line, self.column, self.message)
    }
}

pub(crate) const ID_SCHEMES: [&str; 3] = ["iso", "geonames", "wikidata"];

pub(crate) const ATTRIBUTES: [&str; 15] = [
    "country",
    "capital",
    "in",
    "population",
    "as_of",
    "role",
    "gender",
    "died",
    "org",
    "parent",
    "cite",
    "year",
    "celex",
    "ukpga",
    "cue",
];

/// How often an ordinary word must stand in running text (log2) before a name that is spelled like it needs a mark.
const FREQUENT: u8 = 4;

/// Checks tables, each a name and its bytes, on their own and against each other. Findings come in the
/// order of the tables and lines.
pub fn check(tables: &[(String, Vec<u8>)]) -> Vec<Finding> {
    let mut checker = Checker::default();
    for (file, bytes) in tables {
        checker.table(file, bytes);
    }
    checker.across();
    checker.findings.sort();
    checker.findings.dedup();
    checker.findings
}

/// The table with its lines sorted by id and outer spaces of cells gone; comments and header stay on top.
pub fn fixed(text: &str) -> String {
    let (mut head, mut rows) = (Vec::new(), Vec::new());
    for line in
        text.lines().map(|line| line.trim_end_matches(['\r', ' '])).filter(|line| !line.trim().is_empty())
    {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells[0].starts_with('#') {
            head.push(line.trim().to_owned());
        } else if cells[0] != "id" {
            rows.push(cells.join("\t"));
        }
    }
    rows.sort_by(|left, right| left.split('\t').next().cmp(&right.split('\t').next()));
    rows.dedup();
    head.push(HEADER.to_owned());
    head.extend(rows);
    head.join("\n") + "\n"
}

#[derive(Default)]
struct Checker {
    findings: Vec<Finding>,
    rows: Vec<Row>,
}

impl Checker {
    fn add(&mut self, is_error: bool, file: &str, line: u32, column: u32, message: impl Into<String>) {
        self.findings.push(Finding {
            file: file.to_owned(),
            line,
            column,
            is_error,
            message: message.into(),
        });
    }

    fn error(&mut self, row: &Row, column: u32, message: impl Into<String>) {
        self.add(true, &row.file, row.line, column, message);
    }

    fn warning(&mut self, row: &Row, column: u32, message: impl Into<String>) {
        self.add(false, &row.file, row.line, column, message);
    }

    fn table(&mut self, file: &str, bytes: &[u8]) {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let line =
                    bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
                return self.add(true, file, line, 1, "not UTF-8: save the file as UTF-8");
            }
        };
        if text.lines().find(|line| !line.starts_with('#') && !line.is_empty()) != Some(HEADER) {
            self.add(
                true,
                file,
                1,
                1,
                format!("the first line is not the header: {}", HEADER.replace('\t', "⇥")),
            );
        }
        if text.contains('\r') {
            self.add(true, file, 1, 1, "CR in line ends: save the file with LF");
        }
        let mut last_id = String::new();
        for (line, number) in text.lines().zip(1..) {
            if !is_nfc(line) {
                self.add(true, file, number, 1, "not in NFC: normalise the line");
            }
            match parse_line(line, file, number) {
                Err(error) => self.add(true, file, number, error.column, error.message),
                Ok(Line::Row(row)) => {
                    if row.id < last_id {
                        self.error(
                            &row,
                            1,
                            format!("out of order after {last_id}: sort by id, or run with --fix"),
                        );
                    }
                    last_id.clone_from(&row.id);
                    self.row(&row);
                    self.rows.push(*row);
                }
                Ok(_) => {}
            }
        }
    }

    fn row(&mut self, row: &Row) {
        self.pairs(row);
        self.names(row);
        if row.kind.of == Type::Person && !value_of(&row.attributes, "as_of").is_some_and(is_date) {
            self.error(
                row,
                7,
                "a person needs as_of=YYYY or as_of=YYYY-MM: when the row was known to be right",
            );
        }
        if row.kind.of == Type::Law && value_of(&row.attributes, "cite").is_none() {
            self.error(row, 7, "a law needs cite=…: the id of its citations");
        }
        if row.source == "-" {
            self.warning(row, 8, "no source");
        }
        self.values(row);
    }

    /// What the attributes say of the entity must be possible, and agree with its name.
    fn values(&mut self, row: &Row) {
        let value = |key: &str| value_of(&row.attributes, key);
        if row.kind.subtype() == "admin1" && value("country").is_none() {
            self.error(row, 7, "a first-level region needs country=xx");
        }
        for key in ["died", "year"] {
            if let Some(year) = value(key).filter(|year| !is_year(year)) {
                self.error(row, 7, format!("{key}={year} is not a year: write YYYY"));
            }
        }
        if let (Some(died), Some(as_of)) = (value("died"), value("as_of"))
            && as_of < died
        {
            self.error(row, 7, format!("as_of={as_of} lies before died={died}: look at the row again"));
        }
        // A year in front may be that of an aim, as in *2030 Agenda*.
        let titled: Vec<&str> =
            row.name.split(|c: char| !c.is_alphanumeric()).skip(1).filter(|word| is_year(word)).collect();
        if let Some(year) = value("year").filter(|year| !titled.is_empty() && !titled.contains(year)) {
            self.error(row, 7, format!("year={year} is not the year of {:?}", row.name));
        }
        if let Some(population) = value("population")
            && !population.parse::<u32>().is_ok_and(|people| (1..50_000_000).contains(&people))
        {
            self.error(row, 7, format!("population={population} is not that of a place"));
        }
    }

    fn pairs(&mut self, row: &Row) {
        for (column, pairs, keys) in [(6, &row.ids, &ID_SCHEMES[..]), (7, &row.attributes, &ATTRIBUTES[..])] {
            for key in pairs.split(';').filter_map(|pair| pair.split_once('=')).map(|pair| pair.0) {
                if !keys.contains(&key) {
                    self.error(row, column, format!("unknown key {key:?}: one of {}", keys.join(", ")));
                }
            }
        }
        let countries = value_of(&row.attributes, "country").unwrap_or("");
        for country in countries.split(',').filter(|country| !country.is_empty()) {
            if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_lowercase()) {
                self.error(row, 7, format!("country {country:?} is not two lower-case letters"));
            }
        }
    }

    fn names(&mut self, row: &Row) {
        let mut seen: HashSet<String> = HashSet::new();
        for (idx, alias) in row.names.iter().enumerate() {
            let column = if idx == 0 { 3 } else { 4 };
            if alias.removes().is_some() {
                continue;
            }
            let folded = fold_name(&alias.text).text;
            let letters: Vec<char> = alias.text.chars().filter(|c| c.is_alphanumeric()).collect();
            if letters.is_empty() {
                self.error(row, column, format!("no letter in {:?}", alias.text));
            }
            if !seen.insert(folded) {
                self.error(
                    row,
                    column,
                    format!("{:?} stands twice in this row after folding: remove one", alias.text),
                );
            }
            let is_short = letters.len() <= 2 || letters.iter().all(|c| c.is_numeric());
            if is_short && matches!(alias.mark, Mark::Name | Mark::AnyCase) && row.kind.of != Type::Law {
                self.error(row, column, format!("{:?} is short: write ={}", alias.text, alias.text));
            }
            if alias.mark == Mark::Name && is_common_word(&alias.text) {
                self.error(
                    row,
                    column,
                    format!("{:?} is also an ordinary word: write !{}", alias.text, alias.text),
                );
            }
            if has_mixed_scripts(&alias.text) {
                self.error(
                    row,
                    column,
                    format!("{:?} mixes scripts: one of its letters only looks Latin", alias.text),
                );
            }
        }
    }

    /// What can only be seen with all rows at hand.
    fn across(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let mut ids: HashMap<&str, &Row> = HashMap::new();
        let mut by_name: HashMap<(String, u8), &Row> = HashMap::new();
        let mut demonyms: HashMap<String, (&Row, &str)> = HashMap::new();
        for row in &rows {
            if let Some(other) = ids.insert(&row.id, row) {
                self.error(
                    row,
                    1,
                    format!("id {} stands at {}:{} as well: merge the rows", row.id, other.file, other.line),
                );
            }
            let names = |alias: &&Alias| alias.mark != Mark::Weak && alias.removes().is_none();
            for alias in row.names.iter().filter(names) {
                let folded = fold_name(&alias.text).text;
                if let Some(other) = by_name.insert((folded, row.prior), row)
                    && other.id != row.id
                {
                    let place = format!("{} ({}:{})", other.id, other.file, other.line);
                    let advice = "give the less likely one a lower prior";
                    self.error(
                        row,
                        5,
                        format!("{:?} is shared with {place} at the same prior: {advice}", alias.text),
                    );
                }
            }
            for alias in row
                .names
                .iter()
                .filter(|alias| alias.mark == Mark::Demonym && row.kind.subtype() == "country")
            {
                let stem = fold_name(alias.text.trim_end_matches('s')).text;
                if let Some((other, text)) = demonyms.insert(stem, (row, &alias.text))
                    && other.id != row.id
                    && other.prior == row.prior
                {
                    self.error(
                        row,
                        4,
                        format!("demonyms {:?} here and {text:?} of {} do not agree", alias.text, other.id),
                    );
                }
            }
        }
        self.references(&rows, &ids);
        self.twice(&rows);
    }

    /// One thing in two rows: of the same id elsewhere or the same citation, and perhaps of the same name and country.
    fn twice(&mut self, rows: &[Row]) {
        let mut seen: HashMap<(&str, String), &Row> = HashMap::new();
        for row in rows {
            let country = value_of(&row.attributes, "country");
            let mut keys: Vec<(&str, String)> = row.ids.split(';').map(|id| ("id", id.to_owned())).collect();
            keys.extend(value_of(&row.attributes, "cite").map(|cite| ("citation", cite.to_owned())));
            if let (Type::Person | Type::Org, Some(country)) = (row.kind.of, country) {
                let name = fold_name(&row.name).text;
                keys.push(("name and country", format!("{:?} {name} {country}", row.kind.of)));
            }
            for key in keys.into_iter().filter(|key| !key.1.is_empty()) {
                let what = key.0;
                if let Some(other) = seen.insert(key, row)
                    && other.id != row.id
                {
                    let place = format!("{} ({}:{})", other.id, other.file, other.line);
                    let message = format!("{place} has the same {what}: merge the rows, or tell them apart");
                    self.add(what != "name and country", &row.file, row.line, 1, message);
                }
            }
        }
    }

    fn references(&mut self, rows: &[Row], ids: &HashMap<&str, &Row>) {
        let codes: HashSet<String> =
            rows.iter().filter_map(|row| value_of(&row.ids, "iso").map(str::to_lowercase)).collect();
        for row in rows {
            for key in ["capital", "in", "org", "parent"] {
                if let Some(id) = value_of(&row.attributes, key)
                    && !ids.contains_key(id)
                {
                    self.warning(row, 7, format!("{key}={id} is no id of these tables"));
                }
            }
            for country in value_of(&row.attributes, "country").unwrap_or("").split(',') {
                let is_known =
                    codes.contains(country) || ids.contains_key(format!("place/{country}").as_str());
                if !country.is_empty() && !is_known {
                    self.warning(row, 7, format!("country={country} is no id of these tables"));
                }
            }
        }
    }
}

/// Whether it is `YYYY` or `YYYY-MM`.
pub(crate) fn is_date(date: &str) -> bool {
    let (year, month) = date.split_once('-').unwrap_or((date, "01"));
    is_year(year) && month.len() == 2 && month.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
}

/// Whether it is `YYYY`.
fn is_year(year: &str) -> bool {
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
}

/// Names that are far more often names than words when they have a capital, reviewed one by one.
static NAMES_FIRST: &str = include_str!("../gazetteers/words/names_first.txt");

/// Whether a name is spelled like an ordinary lower-case English word, so that it needs a mark.
pub(crate) fn is_common_word(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.bytes().all(|byte| byte.is_ascii_lowercase())
        && name.chars().skip(1).all(char::is_lowercase)
        && is_frequent(words::look_up(&lower))
        && NAMES_FIRST.lines().all(|line| line != lower)
}

fn is_frequent(word: words::Word) -> bool {
    word.is_listed() && word.frequency() >= FREQUENT
}

/// Latin letters beside Greek or Cyrillic ones that look like them.
fn has_mixed_scripts(name: &str) -> bool {
    let latin = name.chars().any(|c| c.is_alphabetic() && c < '\u{250}');
    latin && name.chars().any(|c| ('\u{370}'..'\u{530}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(rows: &[&str]) -> Vec<String> {
        let text = format!("{HEADER}\n{}\n", rows.join("\n"));
        let found = check(&[("t.tsv".to_owned(), text.into_bytes())]);
        found.iter().filter(|finding| finding.is_error).map(ToString::to_string).collect()
    }

    fn one(row: &str) -> String {
        let found = findings(&[row]);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].clone()
    }

    const GOOD: &str = "place/pk\tplace/country\tPakistan\t=PAK|~Pakistani\t95\tiso=PK\tcountry=pk\thand";

    #[test]
    fn a_good_row_has_no_finding() {
        assert_eq!(findings(&[GOOD]), [] as [&str; 0]);
        assert_eq!(findings(&["-place/de", &GOOD.replace("=PAK", "-PK")]), [] as [&str; 0]);
    }

    #[test]
    fn each_rule_names_line_column_and_what_to_do() {
        let with = |from: &str, to: &str| one(&GOOD.replace(from, to));
        assert_eq!(
            with("=PAK", "Pakistan’"),
            "t.tsv:2:4: error: \"Pakistan’\" stands twice in this row after folding: remove one"
        );
        assert_eq!(with("=PAK", "PK"), "t.tsv:2:4: error: \"PK\" is short: write =PK");
        assert_eq!(
            with("=PAK", "Target"),
            "t.tsv:2:4: error: \"Target\" is also an ordinary word: write !Target"
        );
        assert_eq!(
            with("=PAK", "Раkistan Land"),
            "t.tsv:2:4: error: \"Раkistan Land\" mixes scripts: one of its letters only looks Latin"
        );
        assert_eq!(
            with("iso=PK", "isbn=1"),
            "t.tsv:2:6: error: unknown key \"isbn\": one of iso, geonames, wikidata"
        );
        assert_eq!(
            with("country=pk", "country=PAK"),
            "t.tsv:2:7: error: country \"PAK\" is not two lower-case letters"
        );
        assert!(
            one("person/x\tperson/other\tJane Roe\t-\t5\t-\tcountry=pk\thand")
                .contains("a person needs as_of")
        );
        assert!(one("law/x\tlaw/treaty\tRoe Treaty\t-\t5\t-\tcountry=pk\thand").contains("a law needs cite"));
    }

    #[test]
    fn rows_are_checked_against_each_other() {
        let other = "place/aa\tplace/city\tPakistan\t-\t95\t-\t-\thand";
        let found = findings(&[GOOD, other]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("t.tsv:3:1: error: out of order after place/pk"));
        assert!(found[1].contains("is shared with place/pk (t.tsv:2) at the same prior"));
        assert!(findings(&[GOOD, GOOD])[0].contains("stands at t.tsv:2 as well"));
    }

    #[test]
    fn attributes_must_be_possible_and_agree_with_the_name() {
        let law = |name: &str, year: &str| {
            let found =
                findings(&[&format!("law/x\tlaw/statute\t{name}\t-\t5\t-\tcite=x;year={year}\thand")]);
            found.into_iter().next().unwrap_or_default()
        };
        assert_eq!(law("Data Act 2018", "2018"), "");
        assert_eq!(law("Data Act (1998 to 2018)", "1998"), "");
        assert!(law("Data Act 2018", "2019").contains("year=2019 is not the year of \"Data Act 2018\""));
        assert!(law("Data Act", "19").contains("year=19 is not a year"));
        let person = one("person/x\tperson/other\tJane Roe\t-\t5\t-\tas_of=2020-01;died=2021\thand");
        assert!(person.contains("as_of=2020-01 lies before died=2021"));
        assert!(
            one("person/x\tperson/other\tJane Roe\t-\t5\t-\tas_of=2020-13\thand").contains("needs as_of")
        );
        assert!(one("place/x\tplace/admin1\tRoeland\t-\t5\t-\t-\thand").contains("needs country"));
        assert!(one("place/x\tplace/city\tRoeville\t-\t5\t-\tpopulation=0\thand").contains("population=0"));
    }

    #[test]
    fn one_thing_in_two_rows_is_found() {
        let two = |left: &str, right: &str| {
            let row = |id: &str, rest: &str| format!("org/{id}\torg/company\tAcme\t-\t{rest}\thand");
            let text = format!("{HEADER}\n{}\n{}\n", row("a", left), row("b", right));
            let found = check(&[("t.tsv".to_owned(), text.into_bytes())]);
            let told = found.iter().map(ToString::to_string).find(|told| told.contains("has the same"));
            told.unwrap_or_default()
        };
        let same = two("5\t-\tcountry=us", "6\t-\tcountry=us");
        assert!(
            same.starts_with("t.tsv:3:1: warning: org/a (t.tsv:2) has the same name and country"),
            "{same}"
        );
        assert_eq!(two("5\t-\tcountry=us", "6\t-\tcountry=gb"), "");
        let same = two("5\twikidata=Q1\t-", "6\twikidata=Q1\t-");
        assert!(same.starts_with("t.tsv:3:1: error: org/a (t.tsv:2) has the same id"), "{same}");
    }

    #[test]
    fn what_is_fixed_once_stays_as_it_is() {
        let once = fixed("place/b\tx\n \u{c}# note\t\nplace/a\ty\n");
        assert_eq!(once, format!("# note\n{HEADER}\nplace/a\ty\nplace/b\tx\n"));
        assert_eq!(fixed(&once), once);
    }

    #[test]
    fn fixing_sorts_and_trims() {
        let text = format!("# note\n{HEADER}\nplace/b\tx \ty\r\n\nplace/a\tz\n");
        assert_eq!(fixed(&text), format!("# note\n{HEADER}\nplace/a\tz\nplace/b\tx\ty\n"));
    }
}
