//! Phrases that may be keywords, with what is counted of them.

use super::KeywordMode;
use super::lexicon::Class;
use super::reading::{Reading, Word};
use crate::annotations::Annotations;
use crate::mention::Form;
use crate::segment::Zone;
use crate::span::Span;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Range;

/// Words of the longest phrase that is no name.
pub(super) const MAX_WORDS: usize = 4;

/// Different phrases that are counted at the most. What first stands so late in a text is not what it is
/// about, and memory has a bound.
const MAX_PHRASES: usize = 300_000;

/// What makes two places the same phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// The stems of its words; unused places hold [`NO_STEM`].
    Stems([u32; MAX_WORDS]),
    /// An index into `Annotations::entities`.
    Entity(u32),
    /// The first of `Annotations::citations` with its id.
    Citation(u32),
}

pub(super) const NO_STEM: u32 = u32::MAX;

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let stems = match *self {
            Key::Stems(stems) => stems,
            Key::Entity(entity) => [NO_STEM, entity, 0, 0],
            Key::Citation(citation) => [NO_STEM, citation, 1, 0],
        };
        stems.into_iter().for_each(|stem| state.write_u32(stem));
    }
}

/// Numbers are given to stems in the order of the text, so nobody can choose keys that collide, and a
/// multiplication mixes them well enough. It takes a tenth of the time of the standard hasher.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A phrase and its counts.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) key: Key,
    /// The words where it stands first.
    pub(super) first: Range<usize>,
    /// How often it stands in the text.
    pub(super) n_all: u32,
    /// How often it is the whole of a run.
    pub(super) n_whole: u32,
    /// In how many sentences it stands.
    pub(super) n_sentences: u32,
    /// How often all its words have a capital that proves a name.
    pub(super) n_names: u32,
    /// Whether it stands in the headline.
    pub(super) in_headline: bool,
    /// In how many bullets it stands.
    pub(super) n_bullets: u32,
    /// The word after its last place.
    pub(super) last_end: usize,
    last_sentence: u32,
}

/// All candidates of the document, in the order in which they first stand in it.
pub(super) fn gather(reading: &Reading, annotations: &Annotations, mode: KeywordMode) -> Vec<Phrase> {
    let mut gatherer = Gatherer { reading, numbers: HashMap::default(), phrases: Vec::new() };
    let names = names(reading, annotations);
    for (range, key) in &names {
        gatherer.add(*key, range.clone(), false);
    }
    match mode {
        KeywordMode::Words => gatherer.add_words(&names),
        _ => gatherer.add_runs(&names),
    }
    gatherer.phrases
}

/// The places of names and citations as ranges of words, sorted.
fn names(reading: &Reading, annotations: &Annotations) -> Vec<(Range<usize>, Key)> {
    let mut names = Vec::new();
    for mention in &annotations.mentions {
        if let Some(entity) = mention.entity.filter(|_| mention.form != Form::Demonym) {
            names.push((reading.words_in(mention.span), Key::Entity(entity as u32)));
        }
    }
    let mut first_with_id: HashMap<&str, u32> = HashMap::new();
    for (idx, citation) in annotations.citations.iter().enumerate() {
        let first = *first_with_id.entry(citation.id.as_str()).or_insert(idx as u32);
        names.push((reading.words_in(citation.span), Key::Citation(first)));
    }
    names.retain(|(range, _)| !range.is_empty());
    names.sort_by_key(|(range, _)| (range.start, range.end));
    names
}

struct Gatherer<'a> {
    reading: &'a Reading,
    numbers: HashMap<Key, usize, BuildHasherDefault<KeyHasher>>,
    phrases: Vec<Phrase>,
}

impl Gatherer<'_> {
    /// Counts one place of a phrase.
    fn add(&mut self, key: Key, range: Range<usize>, is_whole: bool) {
        let words = self.reading.slice(range.clone());
        let Some(first) = words.first() else { return };
        let number = match self.numbers.get(&key) {
            Some(number) => *number,
            None if self.phrases.len() >= MAX_PHRASES => return,
            None => {
                self.numbers.insert(key, self.phrases.len());
                self.phrases.push(Phrase::new(key, range.clone()));
                self.phrases.len() - 1
            }
        };
        let Some(phrase) =
            self.phrases.get_mut(number).filter(|phrase| phrase.n_all == 0 || phrase.last_end <= range.start)
        else {
            return;
        };
        phrase.count(first, words.iter().all(|word| word.is_name), range.end, is_whole);
    }

    /// Every run and its parts of up to four words. What is a name is counted as one already.
    fn add_runs(&mut self, names: &[(Range<usize>, Key)]) {
        for run in self.reading.runs() {
            for start in run.clone() {
                for end in start + 1..=run.end.min(start + MAX_WORDS) {
                    self.add_part(start..end, &run, names);
                }
            }
        }
    }

    fn add_part(&mut self, part: Range<usize>, run: &Range<usize>, names: &[(Range<usize>, Key)]) {
        let words = self.reading.slice(part.clone());
        let ends_in_noun = words.last().is_some_and(|word| word.class == Class::Noun);
        if !ends_in_noun || is_hollow(words) || words.iter().any(|word| word.stem == NO_STEM) {
            return;
        }
        match name_at(names, &part) {
            Some(key) if part == *run => self.count_whole(key),
            Some(_) => {}
            None if self.reading.cuts_name(&part) => {}
            None => self.add(key_of(words), part.clone(), part == *run),
        }
    }

    fn count_whole(&mut self, key: Key) {
        if let Some(phrase) = self.numbers.get(&key).and_then(|number| self.phrases.get_mut(*number)) {
            phrase.n_whole += 1;
        }
    }

    /// Every single word that is no function word.
    fn add_words(&mut self, names: &[(Range<usize>, Key)]) {
        for (idx, word) in self.reading.words.iter().enumerate() {
            let is_kept = !matches!(word.class, Class::Stop | Class::Number) && word.stem != NO_STEM;
            if is_kept && name_at(names, &(idx..idx + 1)).is_none() {
                self.add(key_of(&[*word]), idx..idx + 1, word.class == Class::Noun);
            }
        }
    }
}

/// Whether a phrase says nothing: *officials*, *former Bolivian officials*.
fn is_hollow(words: &[Word]) -> bool {
    let [before @ .., last] = words else { return true };
    last.is_vague && before.iter().all(|word| word.is_vague || word.is_pointer)
}

/// The name or citation that has exactly these words.
fn name_at(names: &[(Range<usize>, Key)], words: &Range<usize>) -> Option<Key> {
    let at =
        names.binary_search_by_key(&(words.start, words.end), |(range, _)| (range.start, range.end)).ok()?;
    names.get(at).map(|(_, key)| *key)
}

/// The key of a phrase that is no name.
pub(super) fn key_of(words: &[Word]) -> Key {
    let mut stems = [NO_STEM; MAX_WORDS];
    for (stem, word) in stems.iter_mut().zip(words) {
        *stem = word.stem;
    }
    Key::Stems(stems)
}

impl Phrase {
    fn new(key: Key, first: Range<usize>) -> Phrase {
        Phrase {
            key,
            first,
            n_all: 0,
            n_whole: 0,
            n_sentences: 0,
            n_names: 0,
            in_headline: false,
            n_bullets: 0,
            last_end: 0,
            last_sentence: u32::MAX,
        }
    }

    fn count(&mut self, word: &Word, is_name: bool, end: usize, is_whole: bool) {
        self.n_all += 1;
        self.n_whole += u32::from(is_whole);
        self.n_names += u32::from(is_name);
        self.n_sentences += u32::from(self.last_sentence != word.sentence);
        self.in_headline |= word.zone == Zone::Headline;
        self.n_bullets += u32::from(word.zone == Zone::Bullet);
        self.last_sentence = word.sentence;
        self.last_end = end;
    }

    /// The entity that it is, if it is one.
    pub(super) fn entity(&self) -> Option<usize> {
        match self.key {
            Key::Entity(entity) => Some(entity as usize),
            _ => None,
        }
    }

    /// Where it stands first.
    pub(super) fn first_span(&self, reading: &Reading) -> Span {
        match reading.slice(self.first.clone()) {
            [] => Span::default(),
            [first, .., last] => first.span.cover(last.span),
            [word] => word.span,
        }
    }
}
