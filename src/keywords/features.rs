//! What a phrase is judged by, and the judgement: a linear score.

use super::KeywordMode;
use super::gather::{Key, Phrase};
use super::lexicon::Class;
use super::reading::{Reading, Word};
use super::weights::WEIGHTS;
use crate::annotations::Annotations;
use crate::kind::Type;

/// How many features there are.
pub(super) const FEATURES: usize = WEIGHTS.len();

/// A candidate for a keyword with what is counted of it.
#[derive(Debug, Clone)]
pub struct CandidateFeatures {
    /// How it stands in the text.
    pub text: String,
    /// What makes it the same word by word as another: the numbers of its stems.
    pub stems: Vec<u32>,
    /// Whether it is a name or a citation.
    pub is_name: bool,
    /// One number a feature, in the order of the table of weights.
    pub features: Vec<f64>,
}

/// Numbers of phrases with their scores, the best first; ties in the order of the text.
pub(super) fn rank(
    reading: &Reading,
    phrases: &[Phrase],
    annotations: &Annotations,
    mode: KeywordMode,
) -> Vec<(usize, f64)> {
    let document = Document::new(reading, annotations);
    let score = |phrase: &Phrase| {
        let features = document.features(phrase);
        let parts = features.iter().zip(WEIGHTS).map(|(value, (_, phrases, words))| {
            value * if mode == KeywordMode::Words { words } else { phrases }
        });
        parts.sum::<f64>()
    };
    let mut ranked: Vec<(usize, f64)> = phrases.iter().map(score).enumerate().collect();
    let place = |number: usize| phrases.get(number).map(|phrase| (phrase.first.start, phrase.first.end));
    ranked.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| place(left.0).cmp(&place(right.0))));
    ranked
}

/// What all phrases of a document are compared with.
pub(super) struct Document<'a> {
    reading: &'a Reading,
    annotations: &'a Annotations,
    first_body: Option<u32>,
}

impl<'a> Document<'a> {
    pub(super) fn new(reading: &'a Reading, annotations: &'a Annotations) -> Document<'a> {
        let first_body = reading.words.iter().find(|word| word.zone.is_running()).map(|word| word.sentence);
        Document { reading, annotations, first_body }
    }

    /// What is counted of a phrase, in the order of the table of weights.
    pub(super) fn features(&self, phrase: &Phrase) -> [f64; FEATURES] {
        let words = self.reading.slice(phrase.first.clone());
        let content = || words.iter().filter(|word| word.class != Class::Stop || words.len() == 1);
        let n_content = content().count().max(1) as f64;
        let count = |word: &Word| ln(self.reading.stem_counts.get(word.stem as usize).copied().unwrap_or(1));
        let mean = |value: &dyn Fn(&Word) -> f64| content().map(value).sum::<f64>() / n_content;
        let least = |value: &dyn Fn(&Word) -> f64| {
            content().map(value).fold(f64::INFINITY, f64::min).clamp(0.0, 100.0)
        };
        let entity = phrase.entity().and_then(|idx| self.annotations.entities.get(idx));
        // How long a name is says nothing: *TTP* is no less than *Tehreek-e-Taliban Pakistan*.
        let n_words = if entity.is_some() { 0 } else { words.len() };
        let is_kind = |kind: Type| flag(entity.is_some_and(|entity| entity.kind.of == kind));
        let first = phrase.first.start as f64;
        [
            1.0,
            ln(phrase.n_whole),
            (1.0 + first).ln(),
            mean(&count),
            flag(n_words == 1),
            flag(n_words == 2),
            flag(n_words > 3),
            ln(phrase.n_sentences),
            f64::from(phrase.n_names) / f64::from(phrase.n_all.max(1)),
            mean(&|word| f64::from(word.frequency)),
            flag(phrase.in_headline),
            ln(phrase.n_bullets),
            entity.map_or(0.0, |entity| entity.salience),
            flag(words.iter().any(|word| word.class == Class::Number)),
            flag(words.first().is_some_and(|word| Some(word.sentence) == self.first_body)),
            words.last().map_or(0.0, count),
            flag(words.iter().any(|word| word.is_hyphenated)),
            flag(n_words > 1 && words.first().is_some_and(|word| word.class == Class::Adjective)),
            is_kind(Type::Person),
            is_kind(Type::Place),
            is_kind(Type::Org),
            flag(matches!(phrase.key, Key::Citation(_))),
            least(&|word| f64::from(word.frequency)),
            flag(entity.is_none() && phrase.n_names > 0),
            flag(n_words == 1 && words.iter().any(|word| word.class == Class::Verb)),
            flag(n_words == 1 && words.iter().any(|word| word.class == Class::Adjective)),
            if entity.is_some() { 2.0 } else { mean(&|word| (word.span.len() as f64).ln()) },
            f64::from(phrase.n_whole) / f64::from(phrase.n_all.max(1)),
            mean(&|word| flag(word.frequency == 0.0)),
        ]
    }
}

/// The natural logarithm of one more than a count.
fn ln(count: u32) -> f64 {
    f64::from(count).ln_1p()
}

fn flag(is_so: bool) -> f64 {
    if is_so { 1.0 } else { 0.0 }
}
