//! Entities and their names packed into one run of bytes, which is ready to be searched as it stands.
//!
//! The build script makes one of the embedded gazetteers, so that a start costs nothing; a user's files
//! are packed when they are loaded. All numbers are little-endian `u32`.
//!
//! ```text
//! header    6 numbers: magic, entries, names, slots, postings, bytes of the pool
//! entries   15 numbers each, sorted by id
//! names     6 numbers each, those of one entry side by side
//! slots     3 numbers each: hash of a word, first posting, number of postings (open addressing)
//! postings  names, by the rarest word in each
//! pool      all strings, end to end
//! ```

use crate::fold::{Folded, fold_name};
use crate::kind::Kind;
use crate::row::{Alias, Mark, Row};
use crate::token::tokenize;
use std::borrow::Cow;
use std::collections::HashMap;

const MAGIC: u32 = u32::from_le_bytes(*b"gzt1");
const HEADER: usize = 6;
const ENTRY: usize = 15;
const NAME: usize = 6;
const SLOT: usize = 3;

/// Packed entities, sorted by id.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    bytes: Cow<'static, [u8]>,
}

/// One entity of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) ids: &'a str,
    pub(crate) attributes: &'a str,
    pub(crate) source: &'a str,
    pub(crate) file: &'a str,
    pub(crate) line: u32,
    pub(crate) kind: Kind,
    pub(crate) prior: u8,
    first_name: u32,
    n_names: u32,
}

/// One name of an entity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'a> {
    /// With the marks of `fold`: the bytes to search for.
    pub(crate) folded: &'a str,
    /// As written in the table.
    pub(crate) written: &'a str,
    pub(crate) entry: u32,
    pub(crate) mark: Mark,
    /// Bit `i` is set when unit `i` starts with a capital letter.
    pub(crate) capitals: u16,
}

impl Table {
    /// A table in bytes that `pack` made; an empty one if they are anything else.
    pub(crate) fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Table {
        let table = Table { bytes: bytes.into() };
        let whole = table.bytes.len() >= HEADER * 4 && table.number(0) == MAGIC;
        if whole && table.bytes.len() == table.pool_start() + table.number(5) as usize {
            table
        } else {
            Table { bytes: Cow::Owned(pack(&[])) }
        }
    }

    /// Packs rows; of two with the same id the later one counts.
    pub(crate) fn of_rows(rows: &[Row]) -> Table {
        Table { bytes: Cow::Owned(pack(rows)) }
    }

    pub(crate) fn n_entries(&self) -> u32 {
        self.number(1)
    }

    pub(crate) fn n_names(&self) -> u32 {
        self.number(2)
    }

    /// Entry number `idx`, which is below `n_entries`.
    pub(crate) fn entry(&self, idx: u32) -> Record<'_> {
        let at = HEADER + idx as usize * ENTRY;
        let string = |field: usize| self.string(self.number(at + 2 * field), self.number(at + 2 * field + 1));
        let [of, subtype, prior, _] = self.number(at + 12).to_le_bytes();
        let names = self.number(at + 13);
        Record {
            id: string(0),
            name: string(1),
            ids: string(2),
            attributes: string(3),
            source: string(4),
            file: string(5),
            line: self.number(at + 14),
            kind: Kind::from_bytes([of, subtype]),
            prior,
            first_name: names >> 8,
            n_names: names & 0xff,
        }
    }

    /// Name number `idx`, which is below `n_names`.
    pub(crate) fn name(&self, idx: u32) -> Name<'_> {
        let at = self.names_start() + idx as usize * NAME;
        let flags = self.number(at + 5);
        Name {
            folded: self.string(self.number(at), self.number(at + 1)),
            written: self.string(self.number(at + 2), self.number(at + 3)),
            entry: self.number(at + 4),
            mark: Mark::from_byte(flags as u8),
            capitals: (flags >> 8) as u16,
        }
    }

    /// The names of an entry; its main name comes first.
    pub(crate) fn names_of(&self, entry: u32) -> impl Iterator<Item = Name<'_>> {
        let record = self.entry(entry);
        (record.first_name..record.first_name + record.n_names).map(|idx| self.name(idx))
    }

    /// The entry with this id.
    pub(crate) fn find_id(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.n_entries());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.entry(middle).id < id {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < self.n_entries() && self.entry(low).id == id).then_some(low)
    }

    /// The names whose rarest word is `word` (folded, without marks).
    pub(crate) fn names_with(&self, word: &str) -> impl Iterator<Item = u32> + '_ {
        let slots = self.slots_start();
        let postings = slots + self.number(3) as usize * SLOT;
        let (first, n) = self.slot(slots, hash(word)).unwrap_or((0, 0));
        (first..first + n).map(move |idx| self.number(postings + idx as usize))
    }

    /// Every name that stands in a folded text, as first unit, last unit and number, in no order: each word of
    /// the text is looked up once, and the names of which it is the rarest word are compared in place.
    pub(crate) fn search(&self, folded: &Folded) -> Vec<(u32, u32, u32)> {
        let text = folded.text.as_bytes();
        let mut found = Vec::new();
        for (idx, unit) in folded.units.iter().enumerate() {
            let marked = &folded.text[unit.start as usize..unit.end as usize];
            for name in self.names_with(folded.word(unit)) {
                let wanted = self.folded_bytes(name);
                let Some(start) = find_bytes(wanted, marked.as_bytes())
                    .and_then(|at| (unit.start as usize).checked_sub(at))
                else {
                    continue;
                };
                if text.get(start..start + wanted.len()) == Some(wanted) {
                    let n_before = marks_in(&wanted[..unit.start as usize - start]);
                    let first = idx - n_before;
                    found.push((first as u32, (first + marks_in(wanted) - 1) as u32, name));
                }
            }
        }
        found
    }

    fn folded_bytes(&self, name: u32) -> &[u8] {
        let at = self.names_start() + name as usize * NAME;
        let start = self.pool_start() + self.number(at) as usize;
        self.bytes.get(start..start + self.number(at + 1) as usize).unwrap_or(&[])
    }

    /// The row that the entry was made from.
    pub(crate) fn row(&self, idx: u32) -> Row {
        let record = self.entry(idx);
        let alias = |name: Name<'_>| Alias { mark: name.mark, text: name.written.to_owned() };
        Row {
            id: record.id.to_owned(),
            kind: record.kind,
            name: record.name.to_owned(),
            names: self.names_of(idx).map(alias).collect(),
            prior: record.prior,
            ids: record.ids.to_owned(),
            attributes: record.attributes.to_owned(),
            source: record.source.to_owned(),
            file: record.file.to_owned(),
            line: record.line,
        }
    }

    /// First posting and number of postings of a word with this hash.
    fn slot(&self, slots: usize, hash: u32) -> Option<(u32, u32)> {
        let n_slots = self.number(3) as usize;
        for step in 0..n_slots {
            let at = slots + ((hash as usize + step) & (n_slots - 1)) * SLOT;
            match (self.number(at), self.number(at + 2)) {
                (_, 0) => return None,
                (found, n) if found == hash => return Some((self.number(at + 1), n)),
                _ => {}
            }
        }
        None
    }

    fn names_start(&self) -> usize {
        HEADER + self.n_entries() as usize * ENTRY
    }

    fn slots_start(&self) -> usize {
        self.names_start() + self.n_names() as usize * NAME
    }

    fn pool_start(&self) -> usize {
        4 * (self.slots_start() + self.number(3) as usize * SLOT + self.number(4) as usize)
    }

    /// Number `idx` of the table; 0 past its end.
    fn number(&self, idx: usize) -> u32 {
        match self.bytes.get(4 * idx..4 * idx + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        }
    }

    fn string(&self, start: u32, len: u32) -> &str {
        let start = self.pool_start() + start as usize;
        let bytes = self.bytes.get(start..start + len as usize).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

/// Where `part` first stands in `whole`; names are short.
fn find_bytes(whole: &[u8], part: &[u8]) -> Option<usize> {
    whole.windows(part.len()).position(|window| window == part)
}

/// The number of units in a stretch of folded text that begins and ends between units.
fn marks_in(folded: &[u8]) -> usize {
    folded.iter().filter(|byte| **byte == 1).count()
}

/// FNV-1a, folded to 32 bits.
fn hash(word: &str) -> u32 {
    let full = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (full ^ (full >> 32)) as u32
}

/// A name on its way into the table.
struct NewName {
    folded: String,
    words: Vec<String>,
    written: String,
    entry: u32,
    flags: u32,
}

/// The bytes of a table of these rows.
pub(crate) fn pack(rows: &[Row]) -> Vec<u8> {
    let mut by_id: Vec<&Row> = rows.iter().collect();
    by_id.sort_by(|left, right| left.id.cmp(&right.id));
    by_id.dedup_by(|later, earlier| {
        later.id == earlier.id && {
            *earlier = later;
            true
        }
    });
    let mut pool = Pool::default();
    let mut names: Vec<NewName> = Vec::new();
    let mut entries: Vec<u32> = Vec::new();
    for (entry, row) in by_id.iter().enumerate() {
        let first = names.len() as u32;
        names.extend(row.names.iter().take(255).map(|alias| new_name(alias, entry as u32)));
        for string in [&row.id, &row.name, &row.ids, &row.attributes, &row.source, &row.file] {
            entries.extend(pool.add(string));
        }
        let [of, subtype] = row.kind.to_bytes();
        entries.push(u32::from_le_bytes([of, subtype, row.prior, 0]));
        entries.extend([first << 8 | (names.len() as u32 - first), row.line]);
    }
    let (slots, postings) = by_rarest_word(&names);
    let mut numbers = vec![MAGIC, by_id.len() as u32, names.len() as u32];
    numbers.extend([(slots.len() / SLOT) as u32, postings.len() as u32, 0]);
    numbers.extend(entries);
    for name in &names {
        numbers.extend(pool.add(&name.folded));
        numbers.extend(pool.add(&name.written));
        numbers.extend([name.entry, name.flags]);
    }
    numbers[5] = pool.text.len() as u32;
    numbers.extend(slots);
    numbers.extend(postings);
    let mut bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    bytes.extend(pool.text.into_bytes());
    bytes
}

fn new_name(alias: &Alias, entry: u32) -> NewName {
    let folded = fold_name(&alias.text);
    let tokens = tokenize(&alias.text);
    let capitals = folded.units.iter().take(16).enumerate().fold(0_u32, |bits, (idx, unit)| {
        bits | u32::from(tokens[unit.first as usize].is_capital() && !unit.is_possessive) << idx
    });
    NewName {
        words: folded.units.iter().map(|unit| folded.word(unit).to_owned()).collect(),
        folded: folded.text,
        written: alias.text.clone(),
        entry,
        flags: u32::from(alias.mark.to_byte()) | capitals << 8,
    }
}

/// Slots and postings: each name stands under the word that the fewest names have.
fn by_rarest_word(names: &[NewName]) -> (Vec<u32>, Vec<u32>) {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in names.iter().flat_map(|name| &name.words) {
        *counts.entry(word).or_default() += 1;
    }
    let mut by_hash: HashMap<u32, Vec<u32>> = HashMap::new();
    for (idx, name) in names.iter().enumerate() {
        if let Some(word) = name.words.iter().min_by_key(|word| counts[word.as_str()]) {
            by_hash.entry(hash(word)).or_default().push(idx as u32);
        }
    }
    let n_slots = (by_hash.len() * 2).next_power_of_two().max(2);
    let mut slots = vec![0; n_slots * SLOT];
    let mut postings = Vec::with_capacity(names.len());
    let mut in_order: Vec<_> = by_hash.into_iter().collect();
    in_order.sort_unstable();
    for (hash, list) in in_order {
        let mut at = hash as usize & (n_slots - 1);
        while slots[at * SLOT + 2] != 0 {
            at = (at + 1) & (n_slots - 1);
        }
        slots[at * SLOT..][..SLOT].copy_from_slice(&[hash, postings.len() as u32, list.len() as u32]);
        postings.extend(list);
    }
    (slots, postings)
}

/// All strings end to end; a string that is there already is not stored again.
#[derive(Default)]
struct Pool {
    text: String,
    known: HashMap<String, u32>,
}

impl Pool {
    fn add(&mut self, string: &str) -> [u32; 2] {
        let next = self.text.len() as u32;
        let start = *self.known.entry(string.to_owned()).or_insert(next);
        if start == next {
            self.text.push_str(string);
        }
        [start, string.len() as u32]
    }
}

/// The words of a folded name, for a check against the words of a text.
pub(crate) fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(['\u{1}', '\u{2}', '\u{3}']).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::{Line, parse_line};

    fn table(lines: &[&str]) -> Table {
        let rows =
            lines.iter().enumerate().map(|(idx, line)| match parse_line(line, "t.tsv", idx as u32 + 1) {
                Ok(Line::Row(row)) => *row,
                other => panic!("{other:?}"),
            });
        Table::of_rows(&rows.collect::<Vec<_>>())
    }

    const ROWS: [&str; 2] = [
        "place/pk\tplace/country\tPakistan\t~Pakistani|Islamic Republic of Pakistan\t95\tiso=PK\t-\thand",
        "org/who\torg/igo\tWorld Health Organization\t=WHO\t90\t-\tcountry=ch\thand",
    ];

    #[test]
    fn what_went_in_comes_out_sorted_by_id() {
        let table = table(&ROWS);
        assert_eq!(table.n_entries(), 2);
        assert_eq!((table.entry(0).id, table.entry(1).id), ("org/who", "place/pk"));
        assert_eq!((table.entry(1).file, table.entry(1).line), ("t.tsv", 1));
        let row = table.row(1);
        assert_eq!(row.names.len(), 3);
        assert_eq!((row.ids.as_str(), row.names[1].mark), ("iso=PK", Mark::Demonym));
        assert_eq!(table.find_id("place/pk"), Some(1));
        assert_eq!(table.find_id("place/p"), None);
    }

    #[test]
    fn each_name_stands_under_exactly_one_of_its_words() {
        let table = table(&ROWS);
        for idx in 0..table.n_names() {
            let folded = table.name(idx).folded.to_owned();
            let n = words_of(&folded).filter(|word| table.names_with(word).any(|name| name == idx)).count();
            assert_eq!(n, 1, "{folded:?}");
        }
        assert_eq!(table.names_with("nowhere").count(), 0);
    }

    #[test]
    fn names_are_found_where_they_stand() {
        let table = table(&ROWS);
        let folded =
            fold_name("The W.H.O. and the World Health Organization in Pakistani Pakistan, World Health");
        let mut found: Vec<_> = table.search(&folded);
        found.sort_unstable();
        let names: Vec<_> = found.iter().map(|hit| (hit.0, hit.1, table.name(hit.2).written)).collect();
        assert_eq!(
            names,
            [(1, 1, "WHO"), (4, 6, "World Health Organization"), (8, 8, "Pakistani"), (9, 9, "Pakistan")]
        );
    }

    #[test]
    fn bytes_that_are_no_table_are_an_empty_one() {
        let whole = pack(&[]);
        for bytes in [&b""[..], b"gzt1", b"not a table at all, but long enough", &whole[..whole.len() - 4]] {
            assert_eq!(Table::from_bytes(bytes.to_vec()).n_entries(), 0);
        }
    }
}
