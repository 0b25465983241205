//! All known entities, ready to be searched: the embedded ones, and those of the user over them.

use crate::error::{Error, ErrorKind};
use crate::fold::{Folded, fold_name};
use crate::index::word_hashes;
use crate::known::{KnownEntity, Layer, Origin};
use crate::row::{Alias, Line, Row, merge_pairs, parse_line};
use crate::table::{Name, Record, Table};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// Known entities and their names. Built once, never changed, shared between threads by reference.
#[derive(Debug)]
pub struct Gazetteer {
    /// One table a file, but a single one for all that is embedded. Later tables win.
    tables: Vec<Layered>,
}

/// A table, and what the later ones leave of it.
#[derive(Debug)]
struct Layered {
    table: Table,
    layer: Layer,
    /// Entries that a later table holds too, or removes.
    masked: HashSet<u32>,
    /// Ids that this table removes from the earlier ones.
    removed: HashSet<String>,
}

/// One name of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NameId {
    table: u32,
    name: u32,
}

/// One entity of one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct EntryId {
    table: u32,
    entry: u32,
}

/// A name that stands in a text, from unit `first` to unit `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameMatch {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) name: NameId,
}

impl Gazetteer {
    /// The gazetteers that come with the program. Costs microseconds: they are ready as they stand.
    pub fn embedded() -> Gazetteer {
        let numbers: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteers.bin"));
        let table = Table::new(numbers, include_str!(concat!(env!("OUT_DIR"), "/gazetteers.txt")));
        let (masked, removed) = (HashSet::new(), HashSet::new());
        let embedded = Layered { table, layer: Layer::Embedded, masked, removed };
        Gazetteer { tables: vec![embedded] }
    }

    /// A gazetteer without a single name.
    pub fn empty() -> Gazetteer {
        Gazetteer { tables: Vec::new() }
    }

    /// This gazetteer with the rows of `paths` over it: `.tsv` files, or folders of them, the last winning.
    /// A row with a known id is merged: its cells count, its aliases are added, `-alias` takes one away.
    /// A line that starts with `-` and an id removes that entity.
    ///
    /// # Errors
    /// When a file cannot be read, or a row breaks a rule: the message names file, line and column.
    pub fn with_files(self, paths: &[PathBuf]) -> Result<Gazetteer, Error> {
        self.with_layer(Layer::File, paths)
    }

    /// The same as [`Gazetteer::with_files`] for files of this layer. Layers come in the order in which they
    /// are added.
    ///
    /// # Errors
    /// When a file cannot be read, or a row breaks a rule: the message names file, line and column.
    pub fn with_layer(self, layer: Layer, paths: &[PathBuf]) -> Result<Gazetteer, Error> {
        tables_in(paths)?.iter().try_fold(self, |known, file| Ok(known.with_lines(layer, read_table(file)?)))
    }

    fn with_lines(mut self, layer: Layer, lines: Vec<Line>) -> Gazetteer {
        // In the order of ids, in which they are packed.
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        let mut removed: HashSet<String> = HashSet::new();
        for line in lines {
            match line {
                Line::Row(row) => {
                    let below = || self.row(&row.id).filter(|_| !removed.contains(&row.id));
                    let known = rows.remove(&row.id).or_else(below);
                    rows.insert(row.id.clone(), merge(known, *row));
                }
                Line::Remove(id) => {
                    rows.remove(&id);
                    removed.insert(id);
                }
                Line::Nothing => {}
            }
        }
        for id in rows.keys().chain(&removed) {
            for below in &mut self.tables {
                below.masked.extend(below.table.find_id(id));
            }
        }
        let rows: Vec<Row> = rows.into_values().collect();
        let table = Table::of_rows(&rows);
        self.tables.push(Layered { table, layer, masked: HashSet::new(), removed });
        self
    }

    /// Every entity as it is after merging, sorted by id.
    pub fn entities(&self) -> Vec<KnownEntity> {
        let mut ids = self.entry_ids();
        ids.sort_by(|left, right| self.entry(*left).id.cmp(self.entry(*right).id));
        ids.into_iter().map(|id| self.known(id)).collect()
    }

    /// All that the tables say of an entity, and where.
    pub(crate) fn known(&self, id: EntryId) -> KnownEntity {
        let row = self.layered(id.table).table.row(id.entry);
        let mut merged_over = Vec::new();
        for table in (0..=id.table).rev() {
            let layered = self.layered(table);
            if let Some(below) = layered.table.find_id(&row.id).filter(|_| table < id.table) {
                let record = layered.table.entry(below);
                merged_over.push(Origin::new(layered.layer, record.file, record.line));
            }
            if layered.removed.contains(&row.id) {
                break;
            }
        }
        KnownEntity::new(row, self.layered(id.table).layer, merged_over)
    }

    fn entry_ids(&self) -> Vec<EntryId> {
        let of_table = |(table, layered): (usize, &Layered)| {
            let left = (0..layered.table.n_entries()).filter(|entry| !layered.masked.contains(entry));
            left.map(|entry| EntryId { table: table as u32, entry }).collect::<Vec<_>>()
        };
        self.tables.iter().enumerate().flat_map(of_table).collect()
    }

    /// Ids come from this gazetteer, so their table is there.
    fn layered(&self, table: u32) -> &Layered {
        &self.tables[table as usize]
    }

    /// The number of entities.
    pub fn len(&self) -> usize {
        let of_table = |layered: &Layered| layered.table.n_entries() as usize - layered.masked.len();
        self.tables.iter().map(of_table).sum()
    }

    /// Whether it holds no entity at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of names of all entities, aliases included.
    pub fn n_names(&self) -> usize {
        self.all_names().len()
    }

    pub(crate) fn entry(&self, id: EntryId) -> Record<'_> {
        self.layered(id.table).table.entry(id.entry)
    }

    /// The id of an entity, cheaper than its whole entry.
    pub(crate) fn id_of(&self, id: EntryId) -> &str {
        self.layered(id.table).table.id(id.entry)
    }

    /// The attributes of an entity, cheaper than its whole entry.
    pub(crate) fn attributes_of(&self, id: EntryId) -> &str {
        self.layered(id.table).table.attributes(id.entry)
    }

    pub(crate) fn name(&self, id: NameId) -> Name<'_> {
        self.layered(id.table).table.name(id.name)
    }

    pub(crate) fn entry_of(&self, id: NameId) -> EntryId {
        EntryId { table: id.table, entry: self.name(id).entry }
    }

    /// The names of an entity, the main one first.
    pub(crate) fn names_of(&self, id: EntryId) -> impl Iterator<Item = Name<'_>> {
        self.layered(id.table).table.names_of(id.entry)
    }

    /// The names with this folded form.
    pub(crate) fn names_folded(&self, folded: &str) -> Vec<NameId> {
        let in_table = |(idx, layered): (usize, &'_ Layered)| {
            let names = layered.table.names_folded(folded);
            names.map(move |name| NameId { table: idx as u32, name }).collect::<Vec<_>>()
        };
        let names = self.tables.iter().enumerate().flat_map(in_table);
        names.filter(|name| !self.is_masked(*name)).collect()
    }

    /// This gazetteer with the lines of a table in memory over it.
    #[cfg(test)]
    pub(crate) fn with_text(self, layer: Layer, table: &str) -> Gazetteer {
        let lines = table.lines().zip(1..).map(|(line, number)| parse_line(line, "t.tsv", number).unwrap());
        self.with_lines(layer, lines.collect())
    }

    /// The countries (ISO 3166-1 alpha-2, lower case) that an entity belongs to.
    pub(crate) fn countries_of(&self, id: EntryId) -> impl Iterator<Item = &str> {
        crate::row::value_of(self.attributes_of(id), "country").into_iter().flat_map(|list| list.split(','))
    }

    /// The entity with this id.
    pub(crate) fn find_id(&self, id: &str) -> Option<EntryId> {
        self.tables.iter().enumerate().rev().find_map(|(table, layered)| {
            let entry = layered.table.find_id(id)?;
            (!layered.masked.contains(&entry)).then_some(EntryId { table: table as u32, entry })
        })
    }

    fn row(&self, id: &str) -> Option<Row> {
        self.find_id(id).map(|id| self.layered(id.table).table.row(id.entry))
    }

    /// Every name that stands in a text, also inside another, in the order of the text. Of case no more is looked
    /// at than that a name with a capital letter does not stand where there is none, which spares the many words
    /// that are somewhere a name. Costs a few look-ups a word and table, however many names there are.
    pub(crate) fn find(&self, folded: &Folded) -> Vec<NameMatch> {
        let words = word_hashes(folded);
        let mut found = Vec::new();
        for (idx, layered) in self.tables.iter().enumerate() {
            layered.table.search(folded, &words, |first, last, name| {
                let name = NameId { table: idx as u32, name };
                if !self.is_masked(name) {
                    found.push(NameMatch { first, last, name });
                }
            });
        }
        // Each table gives its names in order: only several have to be brought together.
        found.sort();
        found
    }

    /// Every name of every entity.
    pub(crate) fn all_names(&self) -> Vec<NameId> {
        let of_table = |(idx, layered): (usize, &Layered)| {
            (0..layered.table.n_names())
                .map(move |name| NameId { table: idx as u32, name })
                .collect::<Vec<_>>()
        };
        let all = self.tables.iter().enumerate().flat_map(of_table);
        all.filter(|name| !self.is_masked(*name)).collect()
    }

    fn is_masked(&self, name: NameId) -> bool {
        let masked = &self.layered(name.table).masked;
        !masked.is_empty() && masked.contains(&self.name(name).entry)
    }
}

/// The `.tsv` files among `paths`, folders walked in the order of names.
fn tables_in(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries =
                std::fs::read_dir(path).map_err(|error| Error::io(&path.display().to_string(), &error))?;
            let mut inside: Vec<PathBuf> =
                entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
            inside.retain(|path| path.is_dir() || path.extension().is_some_and(|end| end == "tsv"));
            inside.sort();
            files.extend(tables_in(&inside)?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

#[allow(clippy::disallowed_methods)] // loading is the one step of a gazetteer that touches the disk
fn read_table(file: &Path) -> Result<Vec<Line>, Error> {
    let name = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|error| Error::io(&name, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line =
            error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        Error::new(ErrorKind::Gazetteer, format!("{name}:{line}: not UTF-8: save the file as UTF-8"))
    })?;
    let lines = text.strip_prefix('\u{feff}').unwrap_or(&text).lines();
    let parsed = lines.zip(1..).map(|(line, number)| {
        parse_line(line, &name, number).map_err(|error| {
            Error::new(ErrorKind::Gazetteer, format!("{name}:{number}:{}: {}", error.column, error.message))
        })
    });
    parsed.collect()
}

/// The row of a user over a known one. Names are the same when they are so after folding.
fn merge(known: Option<Row>, mut row: Row) -> Row {
    let is_kept = |alias: &Alias| alias.removes().is_none();
    let Some(known) = known else {
        row.names.retain(is_kept);
        return row;
    };
    let folded = |alias: &Alias| fold_name(alias.removes().unwrap_or(&alias.text)).text;
    let said: HashSet<String> = row.names.iter().map(folded).collect();
    row.names.retain(is_kept);
    row.names.extend(known.names.into_iter().filter(|alias| !said.contains(&folded(alias))));
    row.ids = merge_pairs(&known.ids, &row.ids);
    row.attributes = merge_pairs(&known.attributes, &row.attributes);
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::Mark;
    use crate::segment::segment;
    use aho_corasick::AhoCorasick;
    use proptest::strategy::Strategy;

    const ROWS: &str = "\
org/eu\torg/igo\tEuropean Union\t=EU\t90\t-\t-\thand
place/new-york\tplace/city\tNew York\t-\t80\t-\t-\thand
org/nyt\torg/media\tNew York Times\t-\t70\t-\t-\thand
place/york\tplace/city\tYork\t-\t30\t-\t-\thand
";

    fn of(table: &str) -> Gazetteer {
        Gazetteer::empty().with_text(Layer::Embedded, table)
    }

    fn found(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
        let matches = gazetteer.find(&segment(text).folded);
        matches.iter().map(|hit| gazetteer.name(hit.name).written.to_owned()).collect()
    }

    #[test]
    fn overlapping_names_are_all_found() {
        let gazetteer = of(ROWS);
        assert_eq!(
            found(&gazetteer, "the New York Time and New York Times"),
            ["New York", "York", "New York", "New York Times", "York"]
        );
        assert_eq!(found(&gazetteer, "the E.U. and European\nUnion; Europe Union"), ["EU", "European Union"]);
        assert_eq!(found(&gazetteer, "New. York"), ["York"]);
        assert_eq!(found(&Gazetteer::empty(), "New York"), [] as [&str; 0]);
    }

    /// Names of the embedded gazetteers, a stride apart, and what stands between names.
    fn pieces() -> Vec<String> {
        let gazetteer = Gazetteer::embedded();
        let names = gazetteer.all_names().into_iter().step_by(997);
        let mut pieces: Vec<String> = names.map(|name| gazetteer.name(name).written.to_owned()).collect();
        pieces.extend(
            [" ", " ", " ", ", ", ". ", "\n", "’s ", " of the ", "-", " - ", "(", ") "].map(str::to_owned),
        );
        pieces
    }

    /// The names that have a word: nothing stands for the others in a text.
    fn searched(gazetteer: &Gazetteer) -> Vec<NameId> {
        let mut names = gazetteer.all_names();
        names.retain(|name| !gazetteer.name(*name).folded.is_empty());
        names
    }

    /// A name that stands from one byte of the folded text to another.
    fn name_match(folded: &Folded, start: usize, end: usize, name: NameId) -> NameMatch {
        let unit_at = |at: usize| folded.units.partition_point(|unit| (unit.start as usize) < at) as u32;
        NameMatch { first: unit_at(start), last: unit_at(end) - 1, name }
    }

    /// Whether a word has a capital letter there, or the name does without.
    fn has_case(gazetteer: &Gazetteer, folded: &Folded, hit: &NameMatch) -> bool {
        let name = gazetteer.name(hit.name);
        let is_free = name.mark == Mark::AnyCase || name.capitals == 0;
        is_free || folded.units[hit.first as usize..=hit.last as usize].iter().any(|unit| unit.is_capital)
    }

    /// Every name at every unit, tried one after the other.
    fn naive(gazetteer: &Gazetteer, folded: &Folded) -> Vec<NameMatch> {
        let mut found = Vec::new();
        for name in searched(gazetteer) {
            let wanted = gazetteer.name(name).folded;
            let starts = folded.units.iter().map(|unit| unit.start as usize);
            let starts = starts.filter(|start| folded.text[*start..].starts_with(wanted));
            found.extend(starts.map(|start| name_match(folded, start, start + wanted.len(), name)));
        }
        found.retain(|hit| has_case(gazetteer, folded, hit));
        found.sort_unstable();
        found
    }

    /// All names in one automaton, which finds all that overlap.
    fn automaton(gazetteer: &Gazetteer) -> (AhoCorasick, Vec<NameId>) {
        let names = searched(gazetteer);
        let search = AhoCorasick::new(names.iter().map(|name| gazetteer.name(*name).folded)).unwrap();
        (search, names)
    }

    fn scan(
        gazetteer: &Gazetteer,
        (search, names): &(AhoCorasick, Vec<NameId>),
        folded: &Folded,
    ) -> Vec<NameMatch> {
        let hits = search.find_overlapping_iter(folded.text.as_str());
        let mut found: Vec<NameMatch> = hits
            .map(|hit| name_match(folded, hit.start(), hit.end(), names[hit.pattern().as_usize()]))
            .filter(|hit| has_case(gazetteer, folded, hit))
            .collect();
        found.sort_unstable();
        found
    }

    /// Words and what stands between them: few, so that names begin alike, overlap and hold one another.
    fn part() -> impl Strategy<Value = &'static str> {
        proptest::sample::select(vec![
            "New", "York", "new", "NEW", "Times", "of", "the", "U.S.", "É", "e", " ", " ", " ", "’s ", "'s",
            ", ", ". ", "! ", "-", " - ", "\n", "\n\n", "(", ") ", "&", "“", "\u{ad}", "\u{200b}", "…", "¡",
        ])
    }

    fn text(n_parts: std::ops::Range<usize>) -> impl Strategy<Value = String> {
        proptest::collection::vec(part(), n_parts).prop_map(|parts| parts.concat())
    }

    /// Names of some ids, and ids removed: a table that masks rows of those below it.
    fn table() -> impl Strategy<Value = String> {
        let names = proptest::collection::vec(text(1..9), 1..4);
        let row = (0..9_u8, names, proptest::bool::weighted(0.1)).prop_map(|(id, names, is_removal)| {
            let names: Vec<String> = names.iter().map(|name| name.trim().replace(['\n', '='], " ")).collect();
            let aliases = names[1..]
                .iter()
                .filter(|name| !name.is_empty())
                .zip(["=", "^", "!"])
                .map(|(name, mark)| format!("{mark}{name}"));
            let aliases = aliases.chain(["=York".to_owned()]).collect::<Vec<_>>().join("|");
            let name = if names[0].is_empty() { "New York" } else { &names[0] };
            let row = format!("org/{id}\torg/ngo\t{name}\t{aliases}\t50\t-\t-\tmade\n");
            if is_removal { format!("-org/{id}\n") } else { row }
        });
        proptest::collection::vec(row, 0..12).prop_map(|rows| rows.concat())
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 400, failure_persistence: None, ..Default::default() })]

        #[test]
        fn the_index_an_automaton_and_a_naive_search_find_the_same_in_all_layers(
            tables in proptest::collection::vec(table(), 0..4), text in text(0..60)
        ) {
            let gazetteer =
                tables.iter().fold(Gazetteer::empty(), |known, table| known.with_text(Layer::File, table));
            let folded = segment(&text).folded;
            let found = gazetteer.find(&folded);
            proptest::prop_assert_eq!(&found, &scan(&gazetteer, &automaton(&gazetteer), &folded));
            proptest::prop_assert_eq!(&found, &naive(&gazetteer, &folded));
        }
    }

    #[test]
    fn the_index_an_automaton_and_a_naive_search_find_the_same_embedded_names() {
        let gazetteer = Gazetteer::embedded();
        let automaton = automaton(&gazetteer);
        let texts = proptest::collection::vec(proptest::sample::select(pieces()), 0..40);
        let config =
            proptest::test_runner::Config { cases: 24, failure_persistence: None, ..Default::default() };
        proptest::test_runner::TestRunner::new(config)
            .run(&texts, |parts| {
                let folded = segment(&parts.concat()).folded;
                let found = gazetteer.find(&folded);
                proptest::prop_assert_eq!(&found, &scan(&gazetteer, &automaton, &folded));
                proptest::prop_assert_eq!(&found, &naive(&gazetteer, &folded));
                Ok(())
            })
            .unwrap();
    }

    #[test]
    fn rows_of_a_user_merge_remove_and_add() {
        let folder = std::env::temp_dir().join(format!("gazet-layers-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("mine.tsv");
        let rows = "org/eu\torg/igo\tEuropean Union\tThe Union|-EU\t50\t-\t-\tmine\n-place/york\n\
                    org/acme\torg/company\tAcme\t-\t50\t-\t-\tmine\n";
        #[allow(clippy::disallowed_methods)]
        std::fs::write(&file, rows).unwrap();
        let gazetteer = of(ROWS).with_files(std::slice::from_ref(&folder)).unwrap();
        assert_eq!(found(&gazetteer, "EU; European Union; York; Acme"), ["European Union", "Acme"]);
        assert_eq!(gazetteer.len(), 4);
        let error = of(ROWS).with_files(&[folder.join("none.tsv")]).unwrap_err();
        assert!(error.to_string().ends_with("none.tsv: no such file or folder"), "{error}");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    fn names(gazetteer: &Gazetteer, id: &str) -> String {
        let entity = gazetteer.known(gazetteer.find_id(id).unwrap());
        entity.names.iter().map(|name| name.written()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn later_layers_win_and_each_says_where_it_stands() {
        let known = of(ROWS)
            .with_text(Layer::User, "org/eu\torg/igo\tEuropean Union\tE.U.|Union\t50\tiso=EU\t-\tme\n");
        let known =
            known.with_text(Layer::File, "org/eu\torg/ngo\tThe Union\t-Union|-=EU\t40\t-\tcountry=be\tyou\n");
        assert_eq!(names(&known, "org/eu"), "The Union|European Union");
        let entity = known.known(known.find_id("org/eu").unwrap());
        assert_eq!((entity.kind.subtype(), entity.prior, entity.ids.as_str()), ("ngo", 40, "iso=EU"));
        assert_eq!((entity.attributes.as_str(), entity.source.as_str()), ("country=be", "you"));
        assert_eq!(entity.origin, Origin::new(Layer::File, "t.tsv", 1));
        let below = [Origin::new(Layer::User, "t.tsv", 1), Origin::new(Layer::Embedded, "t.tsv", 1)];
        assert_eq!(entity.merged_over, below);
        assert_eq!(known.len(), 4);
    }

    #[test]
    fn a_row_that_was_removed_is_not_merged_when_it_comes_again() {
        let new = "org/eu\torg/igo\tUnion\t-\t50\t-\t-\tme\n";
        let at_once = of(ROWS).with_text(Layer::User, &format!("-org/eu\n{new}"));
        let later = of(ROWS).with_text(Layer::User, "-org/eu\n").with_text(Layer::File, new);
        for known in [at_once, later] {
            assert_eq!(names(&known, "org/eu"), "Union");
            assert_eq!(known.known(known.find_id("org/eu").unwrap()).merged_over, []);
        }
    }

    #[test]
    fn entities_are_those_that_are_left_sorted_by_id() {
        let known = of(ROWS).with_text(Layer::User, "-place/york\norg/acme\torg/ngo\tAcme\t-\t5\t-\t-\tme\n");
        let entities = known.entities();
        let ids: Vec<&str> = entities.iter().map(|entity| entity.id.as_str()).collect();
        assert_eq!(ids, ["org/acme", "org/eu", "org/nyt", "place/new-york"]);
        assert_eq!(known.n_names(), 5);
    }
}
