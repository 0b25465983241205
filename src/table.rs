//! Entities and their names packed into numbers and a pool of strings, ready to be searched as they stand.
//!
//! The build script makes one of the embedded gazetteers, so that a start costs nothing; a user's files
//! are packed when they are loaded. All numbers are little-endian `u32`.
//!
//! ```text
//! header    6 numbers: magic, entries, names, slots, listed names, bytes of the pool
//! entries   15 numbers each, sorted by id
//! names     6 numbers each, those of one entry side by side
//! slots     2 numbers each, and
//! lists     1 number each: the index of the names, see `index.rs`
//! pool      all strings, end to end, apart from the numbers
//! ```

use crate::fold::{Folded, fold_name};
use crate::index::{Builder, Found, Index, Run, WordHash, hash};
use crate::kind::Kind;
use crate::row::{Alias, Mark, Row};
use std::borrow::Cow;
use std::collections::HashMap;

const MAGIC: u32 = u32::from_le_bytes(*b"gzt2");
const HEADER: usize = 6;
const ENTRY: usize = 15;
const NAME: usize = 6;

/// Packed entities, sorted by id.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    numbers: Cow<'static, [u8]>,
    /// All strings, end to end: a `str`, so that none has to be checked each time it is read.
    pool: Cow<'static, str>,
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

/// How a name is written: its mark, and for each of its first 16 units whether it starts with a capital letter.
#[derive(Debug, Clone, Copy)]
struct Flags(u32);

impl Flags {
    fn new(mark: Mark, folded: &Folded) -> Flags {
        let units = folded.units.iter().take(16).enumerate();
        let capitals = units.fold(0, |bits, (idx, unit)| bits | u32::from(unit.is_capital) << idx);
        Flags(u32::from(mark.to_byte()) | capitals << 8)
    }

    fn mark(self) -> Mark {
        Mark::from_byte(self.0 as u8)
    }

    fn capitals(self) -> u16 {
        (self.0 >> 8) as u16
    }

    /// Whether the name stands nowhere without any capital letter.
    fn needs_capital(self) -> bool {
        self.capitals() != 0 && self.mark() != Mark::AnyCase
    }
}

/// What a search reads of the names.
#[derive(Debug, Clone, Copy)]
struct Names<'a> {
    records: &'a [[u8; 4 * NAME]],
    pool: &'a [u8],
}

impl<'a> Names<'a> {
    /// Tells of a name of a run whether it is what stands in a text from one unit to another, with whatever
    /// barriers it has.
    fn standing(
        self,
        folded: &'a Folded,
        first: usize,
        last: usize,
        has_capital: bool,
    ) -> impl FnMut(&u32) -> bool {
        let start = folded.units[first].start as usize;
        let least = folded.units[last].end as usize - start;
        let next = folded.units.get(last + 1).map_or(folded.text.len(), |next| next.start as usize);
        let text = &folded.text.as_bytes()[start..next];
        // Where a hundred names are the same, they are the same string of the pool, and one comparison will do.
        let mut compared = ([0; 2], false);
        move |name| {
            let Some(record) = self.records.get(*name as usize) else { return false };
            let number = |field: usize| u32::from_le_bytes(record.as_chunks().0[field]);
            if !has_capital && Flags(number(5)).needs_capital() {
                return false;
            }
            let string = [number(0), number(1)];
            if compared.0 != string {
                let [start, len] = string.map(|number| number as usize);
                let folded = self.pool.get(start..start + len).unwrap_or(&[]);
                compared = (string, len >= least && text.starts_with(folded));
            }
            compared.1
        }
    }
}

impl Table {
    /// A table of what `pack` made; an empty one if it is anything else.
    pub(crate) fn new(numbers: impl Into<Cow<'static, [u8]>>, pool: impl Into<Cow<'static, str>>) -> Table {
        let table = Table { numbers: numbers.into(), pool: pool.into() };
        let is_table = table.numbers.len() >= HEADER * 4 && table.number(0) == MAGIC;
        let is_whole = table.numbers.len() == table.end() && table.pool.len() == table.number(5) as usize;
        if is_table && is_whole { table } else { Table::of_rows(&[]) }
    }

    /// Packs rows; of two with the same id the later one counts.
    pub(crate) fn of_rows(rows: &[Row]) -> Table {
        let (numbers, pool) = pack(rows);
        Table { numbers: Cow::Owned(numbers), pool: Cow::Owned(pool) }
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

    /// The id of entry number `idx` alone, which is much cheaper than all of it.
    pub(crate) fn id(&self, idx: u32) -> &str {
        self.cell(idx, 0)
    }

    /// The attributes of entry number `idx` alone.
    pub(crate) fn attributes(&self, idx: u32) -> &str {
        self.cell(idx, 3)
    }

    fn cell(&self, idx: u32, field: usize) -> &str {
        let at = HEADER + idx as usize * ENTRY + 2 * field;
        self.string(self.number(at), self.number(at + 1))
    }

    /// Name number `idx`, which is below `n_names`.
    pub(crate) fn name(&self, idx: u32) -> Name<'_> {
        let at = self.names_start() + idx as usize * NAME;
        let flags = Flags(self.number(at + 5));
        Name {
            folded: self.string(self.number(at), self.number(at + 1)),
            written: self.string(self.number(at + 2), self.number(at + 3)),
            entry: self.number(at + 4),
            mark: flags.mark(),
            capitals: flags.capitals(),
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

    /// The names with this folded form.
    pub(crate) fn names_folded<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = u32> + 'a {
        let run = words_of(folded).fold(Run::default(), |run, word| run.with(WordHash::of(word)));
        let names = self.index().get(run).into_iter().flat_map(Found::names);
        names.filter(move |name| self.name(*name).folded == folded)
    }

    /// Gives every name that stands in a folded text, as first unit, last unit and number, in this order; one
    /// that is written with a capital letter only where the text has any. `words` are the hashes of its units.
    /// From each unit the search goes on as long as a name does.
    pub(crate) fn search(&self, folded: &Folded, words: &[WordHash], mut give: impl FnMut(u32, u32, u32)) {
        let (index, names) = (self.index(), self.names());
        for first in 0..words.len() {
            let (mut run, mut has_capital) = (Run::default(), false);
            for (last, word) in words.iter().enumerate().skip(first) {
                run = run.with(*word);
                has_capital |= folded.units[last].is_capital;
                let Some(found) = index.get(run) else { break };
                if found.has_names() && (has_capital || found.may_be_lower()) {
                    let stands = names.standing(folded, first, last, has_capital);
                    found.names().filter(stands).for_each(|name| give(first as u32, last as u32, name));
                }
                if !found.goes_on() {
                    break;
                }
            }
        }
    }

    fn names(&self) -> Names<'_> {
        let start = 4 * self.names_start();
        let records = self.numbers.get(start..4 * self.slots_start()).unwrap_or(&[]);
        Names { records: records.as_chunks().0, pool: self.pool.as_bytes() }
    }

    fn index(&self) -> Index<'_> {
        let start = 4 * self.slots_start();
        let slots = self.numbers.get(start..self.lists_start()).unwrap_or(&[]);
        let lists = self.numbers.get(self.lists_start()..self.end()).unwrap_or(&[]);
        Index { slots: slots.as_chunks().0, lists: lists.as_chunks().0 }
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

    fn names_start(&self) -> usize {
        HEADER + self.n_entries() as usize * ENTRY
    }

    fn slots_start(&self) -> usize {
        self.names_start() + self.n_names() as usize * NAME
    }

    fn lists_start(&self) -> usize {
        4 * (self.slots_start() + 2 * self.number(3) as usize)
    }

    fn end(&self) -> usize {
        self.lists_start() + 4 * self.number(4) as usize
    }

    /// Number `idx` of the table; 0 past its end.
    fn number(&self, idx: usize) -> u32 {
        match self.numbers.get(4 * idx..4 * idx + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        }
    }

    fn string(&self, start: u32, len: u32) -> &str {
        self.pool.get(start as usize..start as usize + len as usize).unwrap_or("")
    }
}

/// The numbers and the pool of a table of these rows; of two with the same id the later one counts.
pub(crate) fn pack(rows: &[Row]) -> (Vec<u8>, String) {
    let mut by_id: Vec<&Row> = rows.iter().collect();
    by_id.sort_by(|left, right| left.id.cmp(&right.id));
    by_id.dedup_by(|later, earlier| {
        later.id == earlier.id && {
            *earlier = later;
            true
        }
    });
    let mut new = NewTable::default();
    for row in &by_id {
        new.add(row);
    }
    new.pack()
}

/// The parts of a table on their way into it.
#[derive(Default)]
struct NewTable {
    entries: Vec<[u32; ENTRY]>,
    names: Vec<[u32; NAME]>,
    index: Builder,
    pool: Pool,
}

impl NewTable {
    fn add(&mut self, row: &Row) {
        let first = self.names.len() as u32;
        for alias in row.names.iter().take(255) {
            self.add_name(alias);
        }
        let strings = [&row.id, &row.name, &row.ids, &row.attributes, &row.source, &row.file];
        let mut entry = [0; ENTRY];
        for (field, string) in entry.chunks_exact_mut(2).zip(strings) {
            field.copy_from_slice(&self.pool.add(string));
        }
        let [of, subtype] = row.kind.to_bytes();
        entry[12] = u32::from_le_bytes([of, subtype, row.prior, 0]);
        entry[13] = first << 8 | (self.names.len() as u32 - first);
        entry[14] = row.line;
        self.entries.push(entry);
    }

    fn add_name(&mut self, alias: &Alias) {
        let folded = fold_name(&alias.text);
        self.index.add(self.names.len() as u32, &folded);
        let [start, len] = self.pool.add(&folded.text);
        let [written, written_len] = self.pool.add(&alias.text);
        let Flags(flags) = Flags::new(alias.mark, &folded);
        self.names.push([start, len, written, written_len, self.entries.len() as u32, flags]);
    }

    fn pack(self) -> (Vec<u8>, String) {
        let index = self.index.build(|name| !Flags(self.names[name as usize][5]).needs_capital());
        let sizes = [
            self.entries.len(),
            self.names.len(),
            index.slots.len(),
            index.lists.len(),
            self.pool.text.len(),
        ];
        let numbers = [MAGIC].into_iter().chain(sizes.map(|size| size as u32));
        let numbers =
            numbers.chain(self.entries.into_iter().flatten()).chain(self.names.into_iter().flatten());
        let mut bytes = Vec::new();
        for number in numbers {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend(index.slots.as_flattened());
        bytes.extend(index.lists.as_flattened());
        (bytes, self.pool.text)
    }
}

/// All strings end to end; a string that is there already is not stored again.
#[derive(Default)]
struct Pool {
    text: String,
    /// Where the first string with a hash stands.
    known: HashMap<u64, [u32; 2]>,
}

impl Pool {
    fn add(&mut self, string: &str) -> [u32; 2] {
        let new = [self.text.len() as u32, string.len() as u32];
        let known = *self.known.entry(hash(string.as_bytes())).or_insert(new);
        let [start, len] = known.map(|number| number as usize);
        if known != new && self.text.as_bytes().get(start..start + len) == Some(string.as_bytes()) {
            return known;
        }
        self.text.push_str(string);
        new
    }
}

/// The words of a folded name, for a check against the words of a text.
pub(crate) fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(['\u{1}', '\u{2}', '\u{3}']).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::word_hashes;
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
    fn each_name_is_found_by_its_folded_form() {
        let table = table(&ROWS);
        for idx in 0..table.n_names() {
            assert_eq!(table.names_folded(table.name(idx).folded).collect::<Vec<_>>(), [idx]);
        }
        assert_eq!(table.names_folded("\u{1}world\u{2}").count(), 0);
        assert_eq!(table.names_folded("").count(), 0);
    }

    #[test]
    fn names_are_found_where_they_stand() {
        let table = table(&ROWS);
        let folded =
            fold_name("The W.H.O. and the World Health Organization in Pakistani Pakistan, World Health");
        let mut names = Vec::new();
        table.search(&folded, &word_hashes(&folded), |first, last, name| {
            names.push((first, last, table.name(name).written));
        });
        assert_eq!(
            names,
            [(1, 1, "WHO"), (4, 6, "World Health Organization"), (8, 8, "Pakistani"), (9, 9, "Pakistan")]
        );
    }

    #[test]
    fn bytes_that_are_no_table_are_an_empty_one() {
        let (whole, pool) = {
            let table = table(&ROWS);
            (table.numbers.into_owned(), table.pool.into_owned())
        };
        let cut = &whole[..whole.len() - 4];
        for bytes in [&b""[..], b"gzt2", b"not a table at all, but long enough", cut] {
            assert_eq!(Table::new(bytes.to_vec(), pool.clone()).n_entries(), 0);
        }
        assert_eq!(Table::new(whole.clone(), pool[1..].to_owned()).n_entries(), 0);
        assert_eq!(Table::new(whole, pool).n_entries(), 2);
    }
}
