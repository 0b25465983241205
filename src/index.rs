//! Which names a run of words is, and whether a longer name begins with it.
//!
//! A table of hashes, made when a gazetteer is packed and read as it stands. The key of a slot is the hash of the
//! first words of a name, one word, two and so on to the whole. So a search goes from a word to the next as long as
//! some name goes on, and finds every name on the way. A hash can lie: whoever asks compares the name itself.

use crate::fold::{Folded, Unit};

/// Set in a value when a longer name begins with the run.
const GOES_ON: u32 = 1 << 31;

/// Set in a value when its other bits are the first of several names in `lists`, and not a single name plus one.
const IS_LIST: u32 = 1 << 30;

/// Set in a value when a name of the run may stand without any capital letter.
const MAY_BE_LOWER: u32 = 1 << 29;

/// Set in the last name of a list.
const IS_LAST: u32 = 1 << 31;

/// An odd number without a pattern (the golden ratio), for hashes by multiplication.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a run of words, made longer a word at a time.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run(u64);

impl Run {
    /// The run with one more word.
    #[inline]
    pub(crate) fn with(self, word: WordHash) -> Run {
        Run((self.0.rotate_left(5) ^ word.0).wrapping_mul(MIX))
    }

    fn key(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// The hash of a folded word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordHash(u64);

impl WordHash {
    #[inline]
    pub(crate) fn of(word: &str) -> WordHash {
        WordHash(hash(word.as_bytes()))
    }
}

/// A hash of 64 bits, the same on every machine; its high bits are the good ones.
#[inline]
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, part: u64| (hash.rotate_left(23) ^ part).wrapping_mul(MIX);
    let (parts, rest) = bytes.as_chunks::<8>();
    let hash = parts.iter().fold(0, |hash, part| mix(hash, u64::from_le_bytes(*part)));
    mix(hash, rest.iter().fold(0, |part, byte| part << 8 | u64::from(*byte)))
}

/// The hashes of all words of a text, unit by unit.
pub(crate) fn word_hashes(folded: &Folded) -> Vec<WordHash> {
    let text = folded.text.as_bytes();
    let hash = |unit: &Unit| WordHash(hash(&text[unit.start as usize + 1..unit.end as usize - 1]));
    folded.units.iter().map(hash).collect()
}

/// A packed index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Index<'a> {
    /// Pairs of key and value, each at the place of its key or behind it; a value of 0 is a free place.
    pub(crate) slots: &'a [[u8; 8]],
    /// The names of runs that have several, list after list.
    pub(crate) lists: &'a [[u8; 4]],
}

/// What the index says of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'a> {
    value: u32,
    lists: &'a [[u8; 4]],
}

impl<'a> Index<'a> {
    /// What is known of a run, if anything is.
    #[inline]
    pub(crate) fn get(&self, run: Run) -> Option<Found<'a>> {
        let key = run.key();
        let mut at = place(key, self.slots.len());
        for _ in 0..self.slots.len() {
            let &[a, b, c, d, e, f, g, h] = self.slots.get(at)?;
            let value = u32::from_le_bytes([e, f, g, h]);
            if value == 0 {
                return None;
            }
            if u32::from_le_bytes([a, b, c, d]) == key {
                return Some(Found { value, lists: self.lists });
            }
            at = if at + 1 < self.slots.len() { at + 1 } else { 0 };
        }
        None
    }
}

impl<'a> Found<'a> {
    /// Whether a longer name may begin with the run.
    pub(crate) fn goes_on(self) -> bool {
        self.value & GOES_ON != 0
    }

    /// Whether the run may be a name.
    pub(crate) fn has_names(self) -> bool {
        self.value & !GOES_ON != 0
    }

    /// Whether one of the names may stand without any capital letter.
    pub(crate) fn may_be_lower(self) -> bool {
        self.value & MAY_BE_LOWER != 0
    }

    /// The names that the run may be, in rising order.
    #[inline]
    pub(crate) fn names(self) -> impl Iterator<Item = u32> + 'a {
        let number = self.value & !(GOES_ON | IS_LIST | MAY_BE_LOWER);
        let is_list = self.value & IS_LIST != 0;
        let list = if is_list { self.lists.get(number as usize..).unwrap_or(&[]) } else { &[] };
        let n_listed = list.iter().position(|name| u32::from_le_bytes(*name) & IS_LAST != 0);
        let listed = list[..n_listed.map_or(0, |last| last + 1)].iter();
        let single = number.checked_sub(1).filter(|_| !is_list);
        single.into_iter().chain(listed.map(|name| u32::from_le_bytes(*name) & !IS_LAST))
    }
}

/// Where the search for a key begins: keys in rising order have places in rising order.
fn place(key: u32, n_slots: usize) -> usize {
    ((u64::from(key) * n_slots as u64) >> 32) as usize
}

/// The slots and lists of an index, ready to be written.
pub(crate) struct NewIndex {
    pub(crate) slots: Vec<[u8; 8]>,
    pub(crate) lists: Vec<[u8; 4]>,
}

/// Collects names, each with its words, and makes their index.
#[derive(Default)]
pub(crate) struct Builder {
    /// Key and name; `BEGINNING` for a name of which the run is only the beginning.
    runs: Vec<(u32, u32)>,
}

/// Above all numbers of names, so that it comes last among those of a run.
const BEGINNING: u32 = u32::MAX;

impl Builder {
    /// Adds name number `name` (below 2^29 - 1), which consists of the units of `folded`. One without a word is
    /// never found.
    pub(crate) fn add(&mut self, name: u32, folded: &Folded) {
        let mut run = Run::default();
        for word in word_hashes(folded) {
            run = run.with(word);
            self.runs.push((run.key(), BEGINNING));
        }
        if let Some(whole) = self.runs.last_mut().filter(|_| !folded.units.is_empty()) {
            whole.1 = name;
        }
    }

    /// The index; `may_be_lower` says of a name whether it may stand without any capital letter.
    pub(crate) fn build(mut self, may_be_lower: impl Fn(u32) -> bool) -> NewIndex {
        self.runs.sort_unstable();
        self.runs.dedup();
        let n_slots = 2 * self.runs.chunk_by(|left, right| left.0 == right.0).count() + 1;
        let mut new = NewIndex { slots: vec![[0; 8]; n_slots], lists: Vec::new() };
        for run in self.runs.chunk_by(|left, right| left.0 == right.0) {
            let mut at = place(run[0].0, n_slots);
            while new.slots[at] != [0; 8] {
                at = (at + 1) % n_slots;
            }
            let [a, b, c, d] = run[0].0.to_le_bytes();
            let [e, f, g, h] = new.value(run, &may_be_lower).to_le_bytes();
            new.slots[at] = [a, b, c, d, e, f, g, h];
        }
        new
    }
}

impl NewIndex {
    fn value(&mut self, run: &[(u32, u32)], may_be_lower: impl Fn(u32) -> bool) -> u32 {
        let n_names = run.iter().filter(|(_, name)| *name != BEGINNING).count();
        let goes_on = if n_names < run.len() { GOES_ON } else { 0 };
        let is_lower = run[..n_names].iter().any(|(_, name)| may_be_lower(*name));
        let flags = goes_on | if is_lower { MAY_BE_LOWER } else { 0 };
        match &run[..n_names] {
            [] => flags,
            [(_, name)] => flags | (name + 1),
            [names @ .., last] => {
                let first = self.lists.len() as u32;
                self.lists.extend(names.iter().map(|(_, name)| name.to_le_bytes()));
                self.lists.push((last.1 | IS_LAST).to_le_bytes());
                flags | IS_LIST | first
            }
        }
    }
}
