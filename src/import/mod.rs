//! Lists of names from elsewhere into a table of ours, which passes the check.
//!
//! Each format is a file of its own that turns lines into [`Draft`]s; here they become rows: with ids, marks and
//! priors, sorted. What cannot be taken is left out and told, by reason, with the first lines of each.

mod csv;
mod geonames;
mod list;
mod opensanctions;
mod spacy;
mod wikidata;

use crate::check::{ID_SCHEMES, check, is_common_word, is_date};
use crate::error::{Error, ErrorKind};
use crate::fold::fold_name;
use crate::gazetteer::{EntryId, Gazetteer};
use crate::kind::{Kind, Type};
use crate::row::{Alias, HEADER, Mark, value_of};
use crate::table::words_of;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::BufRead;
use unicode_normalization::UnicodeNormalization;

/// The prior of a name of which nothing else is known.
const PRIOR: u8 = 50;

/// Names in capitals of up to so many letters are taken for acronyms.
const LONGEST_ACRONYM: usize = 5;

/// What the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportFormat {
    /// A dump of GeoNames: 19 columns separated by tabs.
    Geonames,
    /// Comma-separated values with a header line.
    Csv,
    /// A name a line.
    List,
    /// Patterns of spaCy's entity ruler, one JSON object a line.
    Spacy,
    /// `targets.simple.csv` of OpenSanctions.
    Opensanctions,
    /// The CSV of a query at query.wikidata.org, with `item` and `itemLabel`.
    Wikidata,
}

impl ImportFormat {
    /// The name of the format: `geonames`, `csv`, `list`, `spacy`, `opensanctions`, `wikidata`.
    pub fn name(self) -> &'static str {
        ["geonames", "csv", "list", "spacy", "opensanctions", "wikidata"][self as usize]
    }
}

/// How a list is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOptions {
    /// What the input is.
    pub format: ImportFormat,
    /// What the names are, where the input does not say it; where it does, only rows of this type are taken.
    pub kind: Option<Kind>,
    /// For CSV: keys (`name`, `aliases`, `id`, `type`, `prior`, and those of `ids` and `attributes`) and the
    /// columns they are in. Empty: columns that are called like a key.
    pub map: Vec<(String, String)>,
    /// For CSV: what stands between two cells.
    pub delimiter: u8,
    /// The `source` of the rows; by default the name of the format.
    pub source: Option<String>,
    /// `YYYY` or `YYYY-MM`: when rows of people were known to be right.
    pub as_of: Option<String>,
}

/// A table, and the story of how it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Header and rows, sorted by id, with line ends.
    pub table: String,
    /// What was taken and what was not.
    pub report: ImportReport,
}

/// What was taken of a list and what was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Entries of the list, good and bad.
    pub n_read: usize,
    /// Rows of the table.
    pub n_rows: usize,
    /// What was left out, by reason, the most frequent first.
    pub left_out: Vec<LeftOut>,
}

/// Entries, or parts of them, that were left out for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Why, and what to do if something can be done.
    pub reason: String,
    /// How many.
    pub n: usize,
    /// The first of them: line and what stands there.
    pub examples: Vec<(u32, String)>,
}

const N_EXAMPLES: usize = 3;

impl fmt::Display for ImportReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = if self.n_rows == 1 { "row" } else { "rows" };
        let entries = if self.n_read == 1 { "entry" } else { "entries" };
        write!(out, "{} {rows} from {} {entries}", self.n_rows, self.n_read)?;
        for LeftOut { reason, n, examples } in &self.left_out {
            let shown: Vec<String> =
                examples.iter().map(|(line, value)| format!("line {line}: {value}")).collect();
            let more = if *n > examples.len() { "; …" } else { "" };
            write!(out, "\n  left out {n}: {reason}\n    {}{more}", shown.join("; "))?;
        }
        Ok(())
    }
}

/// Makes a table of the list `input`, which is called `file` in messages. An id that `known` has for something
/// else is not given again, so that the table can be laid over it.
///
/// ```
/// use gazet::{Gazetteer, Kind, import, ImportFormat, ImportOptions};
///
/// let options = ImportOptions {
///     format: ImportFormat::List,
///     kind: Kind::parse("org/company"),
///     map: Vec::new(),
///     delimiter: b',',
///     source: None,
///     as_of: None,
/// };
/// let imported = import(&b"Acme Rockets\nTarget\n"[..], "mine.txt", &Gazetteer::empty(), &options)?;
/// let rows: Vec<&str> = imported.table.lines().skip(1).collect();
/// assert_eq!(rows[0], "org/acme-rockets\torg/company\tAcme Rockets\t-\t50\t-\t-\tlist");
/// assert_eq!(rows[1], "org/target\torg/company\tTarget\t!Target\t50\t-\t-\tlist");
/// # Ok::<(), gazet::Error>(())
/// ```
///
/// # Errors
/// When the input cannot be read, or the options do not fit it. A bad line is no error: it is left out.
pub fn import(
    input: impl BufRead,
    file: &str,
    known: &Gazetteer,
    options: &ImportOptions,
) -> Result<Imported, Error> {
    let source = options.source.as_deref().unwrap_or(options.format.name());
    if source.trim() != source || source.is_empty() || source.contains(char::is_control) {
        return Err(usage("--source is empty, or has a tab or outer spaces"));
    }
    if options.as_of.as_deref().is_some_and(|date| !is_date(date)) {
        return Err(usage("--as-of is not YYYY or YYYY-MM"));
    }
    let mut rows = Rows::new(known, options);
    match options.format {
        ImportFormat::Geonames => geonames::read(input, file, options, &mut rows)?,
        ImportFormat::Csv => csv::read(input, file, options, &mut rows)?,
        ImportFormat::List => list::read(input, file, options, &mut rows)?,
        ImportFormat::Spacy => spacy::read(input, file, options, &mut rows)?,
        ImportFormat::Opensanctions => opensanctions::read(input, file, options, &mut rows)?,
        ImportFormat::Wikidata => wikidata::read(input, file, options, &mut rows)?,
    }
    Ok(rows.finish(source))
}

/// An error in the options.
fn usage(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Gazetteer, message)
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Draft {
    line: u32,
    /// Where the list has one; else it is made of the name.
    id: Option<String>,
    kind: Kind,
    name: Alias,
    aliases: Vec<Alias>,
    prior: Option<u8>,
    ids: Vec<(&'static str, String)>,
    attributes: Vec<(&'static str, String)>,
}

impl Draft {
    fn new(line: u32, kind: Kind, name: &str) -> Draft {
        Draft {
            line,
            id: None,
            kind,
            name: plain(name),
            aliases: Vec::new(),
            prior: None,
            ids: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// Adds `key=value` to the ids or the attributes, whichever has such a key.
    fn add(&mut self, key: &'static str, value: impl Into<String>) {
        let pairs = if ID_SCHEMES.contains(&key) { &mut self.ids } else { &mut self.attributes };
        pairs.push((key, value.into()));
    }
}

fn plain(text: &str) -> Alias {
    Alias { mark: Mark::Name, text: text.to_owned() }
}

/// A row of the table to be.
struct NewRow {
    /// Where it stood in the list.
    line: u32,
    id: String,
    /// All cells between the id and the source.
    cells: String,
}

/// The rows so far, and what must not come again.
struct Rows<'a> {
    known: &'a Gazetteer,
    options: &'a ImportOptions,
    rows: Vec<NewRow>,
    ids: HashSet<String>,
    /// Folded names with their priors: two entities that share a name must differ in it.
    priors: HashSet<(String, u8)>,
    /// What a row says, without its id and prior.
    said: HashSet<String>,
    n_read: usize,
    left_out: HashMap<String, LeftOut>,
}

impl<'a> Rows<'a> {
    fn new(known: &'a Gazetteer, options: &'a ImportOptions) -> Rows<'a> {
        Rows {
            known,
            options,
            rows: Vec::new(),
            ids: HashSet::new(),
            priors: HashSet::new(),
            said: HashSet::new(),
            n_read: 0,
            left_out: HashMap::new(),
        }
    }

    fn leave_out(&mut self, line: u32, reason: impl Into<String>, value: &str) {
        let reason = reason.into();
        let fresh = || LeftOut { reason: reason.clone(), n: 0, examples: Vec::new() };
        let left_out = self.left_out.entry(reason.clone()).or_insert_with(fresh);
        left_out.n += 1;
        if left_out.examples.len() < N_EXAMPLES {
            left_out.examples.push((line, shortened(value)));
        }
    }

    fn take(&mut self, mut draft: Draft) {
        draft.name = match clean(&draft.name) {
            Ok(name) => name,
            Err(reason) => return self.leave_out(draft.line, reason, &draft.name.text),
        };
        if let Err(reason) = self.complete(&mut draft) {
            return self.leave_out(draft.line, reason, &draft.name.text);
        }
        let (id, known) = self.id(&draft);
        let known_prior = known.map(|known| self.known.entry(known).prior);
        if let Some(known) = known.filter(|_| draft.kind.subtype() == "other") {
            draft.kind = self.known.entry(known).kind;
        }
        let names = self.names(&draft, known);
        let pairs = format!("{}\t{}", joined(&draft.ids), joined(&draft.attributes));
        let kind = format!("{}/{}", draft.kind.of.name(), draft.kind.subtype());
        if !self.said.insert(format!("{kind}\t{}\t{pairs}", fold_name(&draft.name.text).text)) {
            return self.leave_out(draft.line, "the same entry stands further up", &draft.name.text);
        }
        let Some(prior) = self.prior(&names, draft.prior.or(known_prior).unwrap_or(PRIOR)) else {
            let reason = "too many others have this name: no prior is left for it";
            return self.leave_out(draft.line, reason, &draft.name.text);
        };
        self.ids.insert(id.clone());
        let aliases: Vec<String> = names
            .iter()
            .enumerate()
            .filter(|(idx, alias)| *idx > 0 || alias.mark != Mark::Name)
            .map(|(_, alias)| format!("{}{}", alias.mark.sign(), alias.text))
            .collect();
        let aliases = if aliases.is_empty() { "-".to_owned() } else { aliases.join("|") };
        let cells = format!("{kind}\t{}\t{aliases}\t{prior}\t{pairs}", draft.name.text);
        self.rows.push(NewRow { line: draft.line, id, cells });
    }

    /// What a row of its type must have.
    fn complete(&self, draft: &mut Draft) -> Result<(), String> {
        let has = |key: &str| draft.attributes.iter().any(|pair| pair.0 == key);
        if draft.kind.of == Type::Person && !has("as_of") {
            let as_of = self.options.as_of.clone();
            draft.attributes.push((
                "as_of",
                as_of.ok_or("a person needs a date: give --as-of YYYY-MM, or map as_of to a column")?,
            ));
        }
        if draft.kind.of == Type::Law && !draft.attributes.iter().any(|pair| pair.0 == "cite") {
            draft.attributes.push(("cite", slug(&draft.name.text)));
        }
        Ok(())
    }

    /// Name and aliases with their marks, none twice after folding; the name comes first. A name that the known
    /// entity has too keeps the mark it has there.
    fn names(&mut self, draft: &Draft, known: Option<EntryId>) -> Vec<Alias> {
        let gazetteer = self.known;
        let known_mark = |alias: &Alias| {
            let folded = fold_name(&alias.text).text;
            let other = gazetteer.names_of(known?).find(|other| other.folded == folded)?;
            Some(other.mark).filter(|_| alias.mark == Mark::Name)
        };
        let mut names: Vec<Alias> = Vec::new();
        let mut seen = HashSet::new();
        for alias in std::iter::once(&draft.name).chain(&draft.aliases) {
            match clean(alias) {
                Ok(alias) if seen.insert(fold_name(&alias.text).text) => {
                    let mark = known_mark(&alias).unwrap_or(alias.mark);
                    names.push(marked(Alias { mark, ..alias }, draft.kind.of));
                }
                Ok(_) => {}
                Err(reason) => self.leave_out(draft.line, format!("of aliases: {reason}"), &alias.text),
            }
        }
        names
    }

    /// An id that nothing else has, and the known entity that it stands for.
    fn id(&self, draft: &Draft) -> (String, Option<EntryId>) {
        let of = draft.kind.of.name();
        let given =
            draft.id.as_deref().map(|id| id.strip_prefix(of).map_or(id, |rest| rest.trim_start_matches('/')));
        let made = [given.map(slug).unwrap_or_default(), slug(&draft.name.text)];
        let number = draft.ids.first().map_or("unnamed", |pair| pair.1.as_str());
        let slug = made.into_iter().find(|slug| !slug.is_empty()).unwrap_or_else(|| slug(number));
        let mut id = format!("{of}/{slug}");
        let mut n = 1;
        while self.ids.contains(&id) || self.is_another(&id, draft) {
            n += 1;
            id = format!("{of}/{slug}-{n}");
        }
        let known = self.known.find_id(&id);
        (id, known)
    }

    /// Whether the known entity with this id has another name, subtype or country, or another number in a list
    /// that both are in.
    fn is_another(&self, id: &str, draft: &Draft) -> bool {
        let Some(known) = self.known.find_id(id) else { return false };
        let entry = self.known.entry(known);
        let differs = |pairs: &str, (key, value): &(&str, String)| {
            value_of(pairs, key).is_some_and(|other| other != value)
        };
        let name = fold_name(&draft.name.text).text;
        let country = draft.attributes.iter().filter(|pair| pair.0 == "country");
        draft.ids.iter().any(|pair| differs(entry.ids, pair))
            || country.into_iter().any(|pair| differs(entry.attributes, pair))
            || draft.kind.subtype() != "other" && draft.kind != entry.kind
            || self.known.names_of(known).all(|other| other.folded != name)
    }

    /// The highest prior up to `wanted` that no other entity has with one of these names.
    fn prior(&mut self, names: &[Alias], wanted: u8) -> Option<u8> {
        let folded: Vec<String> = names.iter().map(|name| fold_name(&name.text).text).collect();
        let is_free = |prior: &u8| folded.iter().all(|name| !self.priors.contains(&(name.clone(), *prior)));
        let prior = (1..=wanted).rev().find(is_free)?;
        self.priors.extend(folded.into_iter().map(|name| (name, prior)));
        Some(prior)
    }

    /// The table. A row that the check still finds fault with is left out.
    fn finish(mut self, source: &str) -> Imported {
        self.rows.sort_by(|left, right| left.id.cmp(&right.id));
        loop {
            let lines = self.rows.iter().map(|row| format!("{}\t{}\t{source}\n", row.id, row.cells));
            let table = format!("{HEADER}\n{}", lines.collect::<String>());
            let findings = check(&[(String::new(), table.clone().into_bytes())]);
            let wrong: HashMap<usize, String> = findings
                .into_iter()
                .filter(|finding| finding.is_error)
                .map(|finding| (finding.line as usize, finding.message))
                .collect();
            if wrong.is_empty() || self.rows.is_empty() {
                return Imported { table, report: self.report() };
            }
            // The header is line 1.
            for (row, line) in std::mem::take(&mut self.rows).into_iter().zip(2..) {
                match wrong.get(&line) {
                    Some(message) => self.leave_out(row.line, "breaks a rule of tables", message),
                    None => self.rows.push(row),
                }
            }
        }
    }

    fn report(self) -> ImportReport {
        let mut left_out: Vec<LeftOut> = self.left_out.into_values().collect();
        left_out.sort_by(|left, right| right.n.cmp(&left.n).then_with(|| left.reason.cmp(&right.reason)));
        ImportReport { n_read: self.n_read, n_rows: self.rows.len(), left_out }
    }
}

/// The name in NFC with single spaces, or why it cannot stand in a table.
fn clean(alias: &Alias) -> Result<Alias, String> {
    let text = alias.text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if alias.text.trim().contains(['\n', '\r']) {
        return Err("a line break in a name: is a quotation mark missing?".to_owned());
    }
    if !text.chars().any(char::is_alphanumeric) {
        return Err("no letter in the name".to_owned());
    }
    if text.contains('|') || text.contains(char::is_control) {
        return Err("a control character or | in the name".to_owned());
    }
    if text.starts_with('-') || Alias::parse(&text).mark != Mark::Name {
        return Err("the name begins with a sign that is a mark in tables".to_owned());
    }
    Ok(Alias { mark: alias.mark, text })
}

/// The name with the mark that the check asks for, where it has none.
fn marked(alias: Alias, of: Type) -> Alias {
    let letters: Vec<char> = alias.text.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_short = letters.len() <= 2 || letters.iter().all(|c| c.is_numeric());
    let is_acronym = letters.len() <= LONGEST_ACRONYM
        && !alias.text.contains(' ')
        && letters.iter().filter(|c| c.is_alphabetic()).all(|c| c.is_uppercase());
    let mark = match alias.mark {
        Mark::Name | Mark::AnyCase if of != Type::Law && is_short => Mark::Exact,
        Mark::Name if is_acronym => Mark::Exact,
        Mark::Name | Mark::AnyCase if is_common_word(&alias.text) => Mark::Word,
        mark => mark,
    };
    Alias { mark, text: alias.text }
}

/// Lower-case ASCII letters and digits with hyphens between words.
fn slug(name: &str) -> String {
    let folded = fold_name(name).text;
    let word = |word: &str| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    words_of(&folded.replace('\u{3}', ""))
        .flat_map(|unit| unit.split(|c: char| !c.is_alphanumeric()).map(word).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

fn joined(pairs: &[(&'static str, String)]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
    if pairs.is_empty() { "-".to_owned() } else { pairs.join(";") }
}

/// The first letters of what stands in a line, on one line.
fn shortened(value: &str) -> String {
    let mut shown: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    if value.chars().nth(60).is_some() {
        shown.push('…');
    }
    format!("{shown:?}")
}

/// Calls `each` with the number and text of every line, without line ends and byte-order mark. A line that is
/// not UTF-8 is left out.
fn for_each_line(
    mut input: impl BufRead,
    file: &str,
    rows: &mut Rows<'_>,
    mut each: impl FnMut(&mut Rows<'_>, u32, &str),
) -> Result<(), Error> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes).map_err(|error| Error::io(file, &error))? == 0 {
            break;
        }
        let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line) } else { line };
        match std::str::from_utf8(line) {
            Ok(line) => each(rows, number, line),
            Err(_) => {
                rows.n_read += 1;
                rows.leave_out(number, NOT_UTF8, &String::from_utf8_lossy(line));
            }
        }
    }
    Ok(())
}

const NOT_UTF8: &str = "not UTF-8: save the file as UTF-8";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::known::Layer;

    const KNOWN: &str = "\
org/acme\torg/company\tAcme\t!Acme|=AC\t80\t-\tcountry=fr\thand
place/london\tplace/city\tLondon\t-\t90\tgeonames=1\tcountry=gb\thand
";

    fn options(format: ImportFormat, kind: &str) -> ImportOptions {
        let (map, source, as_of) = (Vec::new(), None, None);
        ImportOptions { format, kind: Kind::parse(kind), map, delimiter: b',', source, as_of }
    }

    fn imported(input: &[u8], options: &ImportOptions) -> Imported {
        let known = Gazetteer::empty().with_text(Layer::Embedded, KNOWN);
        let imported = import(input, "list", &known, options).unwrap();
        let errors = check(&[("t.tsv".to_owned(), imported.table.clone().into_bytes())]);
        assert!(errors.iter().all(|finding| !finding.is_error), "{errors:?}");
        imported
    }

    /// Id, aliases and prior of each row.
    fn rows(imported: &Imported) -> Vec<String> {
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
        let lines = imported.table.lines().skip(1).map(cells);
        lines.map(|cells| format!("{} {} {}", cells[0], cells[3], cells[4])).collect()
    }

    fn list(kind: &str, text: &str) -> Imported {
        imported(text.as_bytes(), &options(ImportFormat::List, kind))
    }

    fn reasons(imported: &Imported) -> Vec<(usize, u32)> {
        imported.report.left_out.iter().map(|left_out| (left_out.n, left_out.examples[0].0)).collect()
    }

    #[test]
    fn names_get_the_marks_that_the_check_asks_for() {
        let names = list("org/company", "Target\nAI\nIBM\n747\nMing Works\nÉire Go\n");
        let expected = [
            "org/747 =747 50",
            "org/ai =AI 50",
            "org/eire-go - 50",
            "org/ibm =IBM 50",
            "org/ming-works - 50",
            "org/target !Target 50",
        ];
        assert_eq!(rows(&names), expected);
        assert_eq!(names.report.left_out, []);
    }

    #[test]
    fn what_cannot_stand_in_a_table_is_left_out_with_its_line() {
        let names = list("org/ngo", "Good Name\na|b\n-minus\n~tilde\n!!!\ngood  name\nРaris Club\n");
        assert_eq!(rows(&names), ["org/good-name - 50"]);
        assert_eq!((names.report.n_read, names.report.n_rows), (7, 1));
        let mut lines = reasons(&names);
        lines.sort_unstable();
        assert_eq!(lines, [(1, 2), (1, 5), (1, 6), (1, 7), (2, 3)]);
    }

    #[test]
    fn a_list_lies_over_what_is_known_and_takes_nothing_from_it() {
        let names = list("org/company", "Acme\nLondon\n");
        assert_eq!(rows(&names), ["org/acme !Acme 80", "org/london - 50"]);
        assert_eq!(rows(&list("org/ngo", "Acme\n")), ["org/acme-2 - 50"]);
        assert!(list("org/other", "Acme\n").table.contains("org/acme\torg/company"));
    }

    #[test]
    fn people_need_a_date_and_laws_get_a_cite() {
        assert_eq!(reasons(&list("person/other", "Jane Sample\n")), [(1, 1)]);
        let dated = ImportOptions {
            as_of: Some("2025-03".to_owned()),
            ..options(ImportFormat::List, "person/other")
        };
        assert!(imported(b"Jane Sample\n", &dated).table.contains("as_of=2025-03"));
        assert!(list("law/statute", "Sample Act 1999\n").table.contains("cite=sample-act-1999"));
        let wrong = ImportOptions { as_of: Some("March".to_owned()), ..dated };
        assert!(import(&b""[..], "list", &Gazetteer::empty(), &wrong).is_err());
    }

    fn geonames(id: &str, name: &str, feature: &str, country: &str, population: &str) -> String {
        let (class, code) = feature.split_once('.').unwrap();
        let rest = "\t\t\t\t";
        format!(
            "{id}\t{name}\t{name}\tthe,of\t1\t2\t{class}\t{code}\t{country}\t{rest}\t{population}\t\t0\tEtc/UTC\t2024-01-01\n"
        )
    }

    #[test]
    fn places_that_share_a_name_are_numbered_and_differ_in_prior() {
        let one = geonames("7", "Springvale", "P.PPL", "XA", "48000");
        let two = geonames("8", "Springvale", "P.PPL", "XB", "48000");
        let london = geonames("9", "London", "P.PPL", "CA", "400000");
        let real = geonames("1", "London", "P.PPLC", "GB", "9000000");
        let all = format!("{one}{two}{london}{real}{one}");
        let imported = imported(all.as_bytes(), &options(ImportFormat::Geonames, ""));
        let expected =
            ["place/london - 45", "place/london-2 - 30", "place/springvale - 15", "place/springvale-2 - 14"];
        assert_eq!(rows(&imported), expected);
        assert_eq!(reasons(&imported), [(1, 5)]);
    }

    #[test]
    fn features_become_subtypes_and_others_are_left_out() {
        let line = |feature: &str| geonames("7", "Samples", feature, "XA", "0");
        let subtype = |feature: &str| {
            let imported = imported(line(feature).as_bytes(), &options(ImportFormat::Geonames, ""));
            imported.table.lines().nth(1).map(|row| row.split('\t').nth(1).unwrap().to_owned())
        };
        for (feature, expected) in [
            ("P.PPLA", "place/city"),
            ("P.PPLX", "place/district"),
            ("A.ADM1", "place/admin1"),
            ("A.PCLI", "place/country"),
            ("H.STM", "place/river"),
            ("S.AIRP", "place/airport"),
            ("T.ISLS", "place/island"),
        ] {
            assert_eq!(subtype(feature).as_deref(), Some(expected), "{feature}");
        }
        for feature in ["P.PPLH", "H.SPNG", "U.RDGU", "V.FRST", "A.ADM3"] {
            assert_eq!(subtype(feature), None, "{feature}");
        }
    }

    #[test]
    fn csv_needs_a_name_and_columns_that_are_there() {
        let message = |header: &str, map: &[(&str, &str)]| {
            let map = map.iter().map(|pair| (pair.0.to_owned(), pair.1.to_owned())).collect();
            let options = ImportOptions { map, ..options(ImportFormat::Csv, "org/ngo") };
            import(header.as_bytes(), "x.csv", &Gazetteer::empty(), &options).unwrap_err().to_string()
        };
        assert!(
            message("Title\nA\n", &[]).starts_with("x.csv:1: no column for the name: give --map name=COL")
        );
        assert!(
            message("Title\nA\n", &[("name", "Tilte")]).contains("no column \"Tilte\": the header has Title")
        );
        assert!(message("Title\nA\n", &[("nom", "Title")]).contains("unknown key \"nom\": one of id, name"));
    }

    #[test]
    fn csv_cells_may_be_quoted_and_parted_by_other_signs() {
        let semicolons = ImportOptions { delimiter: b';', ..options(ImportFormat::Csv, "") };
        let text = "name;type;country;as_of;aliases\n\"Sample; Ltd\";org/company;xa|xb;;=SL|Sample\nX Y;org/planet;;;\n";
        let imported = imported(text.as_bytes(), &semicolons);
        assert_eq!(rows(&imported), ["org/sample-ltd =SL|!Sample 50"]);
        assert!(imported.table.contains("country=xa,xb"));
        assert_eq!(reasons(&imported), [(1, 3)]);
    }

    #[test]
    fn spacy_tokens_spell_names() {
        let name = |tokens: &str| {
            let line = format!("{{\"label\":\"ORG\",\"pattern\":{tokens}}}");
            let imported = imported(line.as_bytes(), &options(ImportFormat::Spacy, ""));
            imported
                .table
                .lines()
                .nth(1)
                .map(|row| row.split('\t').skip(2).take(2).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(
            name(r#"[{"LOWER":"sample"},{"LOWER":"works"}]"#).as_deref(),
            Some("Sample Works ^Sample Works")
        );
        assert_eq!(
            name(r#"[{"TEXT":"Sample"},{"ORTH":"-"},{"ORTH":"Works"}]"#).as_deref(),
            Some("Sample-Works -")
        );
        assert_eq!(name(r#"[{"LOWER":"target"}]"#).as_deref(), Some("Target !Target"));
        assert_eq!(name(r#"[{"LOWER":"sample","OP":"?"}]"#), None);
    }
}
