//! Ranked phrases become keywords: the best that say something new, with all their places.

use super::KeywordMode;
use super::features::{CandidateFeatures, Document};
use super::gather::{Key, NO_STEM, Phrase};
use super::reading::Reading;
use crate::annotations::Annotations;
use crate::keyword::Keyword;
use crate::kind::Type;
use crate::mention::Form;
use crate::span::Span;
use std::collections::{HashMap, HashSet};

/// How much less a phrase is worth that says a better one of two words or more again, with more words.
const SAID_AGAIN: f64 = 0.6;

/// A phrase that may be picked.
struct Choice<'a> {
    phrase: &'a Phrase,
    stems: Vec<u32>,
    score: f64,
}

/// The best phrases, at most `max`. A phrase whose words all stand in a better one adds nothing.
pub(super) fn pick(
    text: &str,
    reading: &Reading,
    annotations: &Annotations,
    phrases: &[Phrase],
    ranked: &[(usize, f64)],
    max: usize,
) -> Vec<Keyword> {
    let mut picked: Vec<Choice> = Vec::new();
    let mut told: HashSet<Vec<u32>> = HashSet::new();
    let mut persons: HashSet<usize> = HashSet::new();
    for choice in choices(reading, phrases, ranked, max) {
        if picked.len() == max {
            break;
        }
        let person = person(reading, annotations, choice.phrase);
        if told.contains(&choice.stems) || person.is_some_and(|person| persons.contains(&person)) {
            continue;
        }
        told.extend(parts(&choice.stems, 1).map(<[u32]>::to_vec));
        persons.extend(person);
        picked.push(choice);
    }
    let places = Places::new(reading, picked.iter().map(|choice| (choice.phrase, choice.stems.as_slice())));
    let all = places.find(reading);
    let keyword = |(choice, found): (&Choice, Vec<Span>)| {
        let phrase = choice.phrase;
        let spans = if found.is_empty() { spans_of_name(reading, annotations, phrase) } else { found };
        let text = canonical(text, annotations, phrase, &spans);
        Keyword { text, score: sigmoid(choice.score), spans, entity: id(annotations, phrase) }
    };
    picked.iter().zip(all).map(keyword).collect()
}

/// The best phrases, enough of them to pick `max`, with what they are worth beside those before them.
fn choices<'a>(
    reading: &Reading,
    phrases: &'a [Phrase],
    ranked: &[(usize, f64)],
    max: usize,
) -> Vec<Choice<'a>> {
    let mut better: HashSet<Vec<u32>> = HashSet::new();
    let mut choices = Vec::new();
    for (number, score) in ranked.iter().take(max.saturating_mul(10).saturating_add(50)) {
        let Some(phrase) = phrases.get(*number) else { continue };
        let stems = stems(reading, phrase);
        let is_again = parts(&stems, 2).any(|part| part.len() < stems.len() && better.contains(part));
        better.insert(stems.clone());
        choices.push(Choice { phrase, stems, score: if is_again { score - SAID_AGAIN } else { *score } });
    }
    // The sort is stable: equals stay in the order of their rank.
    choices.sort_by(|left, right| right.score.total_cmp(&left.score));
    choices
}

/// All runs of at least `least` words in a phrase.
fn parts(stems: &[u32], least: usize) -> impl Iterator<Item = &[u32]> {
    (least..=stems.len().min(LONGEST)).flat_map(|n_words| stems.windows(n_words))
}

/// Words of the longest name whose parts are looked at, so that no name takes time of its square.
const LONGEST: usize = 8;

/// All candidates with their features, the best first.
pub(super) fn describe(
    text: &str,
    reading: &Reading,
    annotations: &Annotations,
    phrases: &[Phrase],
    ranked: &[(usize, f64)],
    _mode: KeywordMode,
) -> Vec<CandidateFeatures> {
    let document = Document::new(reading, annotations);
    let describe = |phrase: &Phrase| {
        let spans = spans_of_name(reading, annotations, phrase);
        let is_name = !spans.is_empty();
        let spans = if is_name { spans } else { vec![phrase.first_span(reading)] };
        CandidateFeatures {
            text: canonical(text, annotations, phrase, &spans),
            stems: stems(reading, phrase),
            is_name,
            features: document.features(phrase).to_vec(),
        }
    };
    ranked.iter().filter_map(|(number, _)| phrases.get(*number)).map(describe).collect()
}

/// The person that a phrase is or ends in: *President Sarkozy* says no more than *Sarkozy*.
fn person(reading: &Reading, annotations: &Annotations, phrase: &Phrase) -> Option<usize> {
    let at_end = || {
        let name = reading.names.get(phrase.first.end.checked_sub(1)?)?;
        annotations.mentions.get(name.mention? as usize)?.entity
    };
    let entity = phrase.entity().or_else(at_end)?;
    annotations.entities.get(entity).is_some_and(|found| found.kind.of == Type::Person).then_some(entity)
}

fn stems(reading: &Reading, phrase: &Phrase) -> Vec<u32> {
    reading.slice(phrase.first.clone()).iter().map(|word| word.stem).collect()
}

/// Any number as one between 0 and 1.
fn sigmoid(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

/// The id of the entity or citation that a phrase is.
pub(super) fn id(annotations: &Annotations, phrase: &Phrase) -> Option<String> {
    match phrase.key {
        Key::Entity(entity) => annotations.entities.get(entity as usize).map(|entity| entity.id.clone()),
        Key::Citation(citation) => {
            annotations.citations.get(citation as usize).map(|citation| citation.id.clone())
        }
        Key::Stems(_) => None,
    }
}

/// The form of a name that is shown: a person's surname alone only where nothing more is said.
fn canonical(text: &str, annotations: &Annotations, phrase: &Phrase, spans: &[Span]) -> String {
    let mentions = phrase
        .entity()
        .and_then(|idx| annotations.entities.get(idx))
        .map_or(&[][..], |entity| &entity.mentions);
    let full = mentions.iter().filter_map(|idx| annotations.mentions.get(*idx));
    let full = full.filter(|mention| !matches!(mention.form, Form::Demonym | Form::Surname | Form::Short));
    let full: Vec<Span> =
        full.map(|mention| mention.span).filter(|span| spans.binary_search(span).is_ok()).collect();
    commonest(text, if full.is_empty() { spans } else { &full })
}

/// Where an entity or a citation stands, each place once.
fn spans_of_name(reading: &Reading, annotations: &Annotations, phrase: &Phrase) -> Vec<Span> {
    let mut spans: Vec<Span> = match phrase.key {
        Key::Stems(_) => Vec::new(),
        Key::Entity(entity) => {
            let mentions =
                annotations.entities.get(entity as usize).map_or(&[][..], |entity| &entity.mentions);
            let mentions = mentions.iter().filter_map(|idx| annotations.mentions.get(*idx));
            mentions.filter(|mention| mention.form != Form::Demonym).map(|mention| mention.span).collect()
        }
        Key::Citation(first) => {
            let id = annotations.citations.get(first as usize).map(|citation| citation.id.as_str());
            let same = annotations.citations.iter().filter(|citation| Some(citation.id.as_str()) == id);
            same.map(|citation| citation.span).collect()
        }
    };
    spans.retain(|span| !reading.words_in(*span).is_empty());
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    spans.retain(|span| {
        let is_free = span.start >= end;
        end = if is_free { span.end } else { end };
        is_free
    });
    spans
}

/// The picked phrases by the stem they begin with.
struct Places<'a> {
    by_first: HashMap<u32, Vec<(usize, &'a [u32])>>,
    n_phrases: usize,
}

impl<'a> Places<'a> {
    fn new(_reading: &Reading, picked: impl Iterator<Item = (&'a Phrase, &'a [u32])>) -> Places<'a> {
        let mut places = Places { by_first: HashMap::new(), n_phrases: 0 };
        for (number, (phrase, stems)) in picked.enumerate() {
            places.n_phrases = number + 1;
            if let (Key::Stems(_), Some(first)) = (phrase.key, stems.first()) {
                places.by_first.entry(*first).or_default().push((number, stems));
            }
        }
        places
    }

    /// All places of each phrase, in the order of the text.
    fn find(&self, reading: &Reading) -> Vec<Vec<Span>> {
        let mut all: Vec<Vec<Span>> = vec![Vec::new(); self.n_phrases];
        for (at, word) in reading.words.iter().enumerate().filter(|(_, word)| word.stem != NO_STEM) {
            for (number, stems) in self.by_first.get(&word.stem).map_or(&[][..], Vec::as_slice) {
                let words = reading.slice(at..at + stems.len());
                let fits = words.iter().map(|word| &word.stem).eq(stems.iter());
                let goes_on = words.iter().skip(1).all(|word| word.goes_on);
                if let (true, Some(last), Some(spans)) = (fits && goes_on, words.last(), all.get_mut(*number))
                    && spans.last().is_none_or(|before| before.end <= word.span.start)
                {
                    spans.push(word.span.cover(last.span));
                }
            }
        }
        all
    }
}

/// The form that stands most often, the first of equals. White space in it is one space.
fn commonest(text: &str, spans: &[Span]) -> String {
    let mut forms: Vec<(String, usize)> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for span in spans {
        let form = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let number = *numbers.entry(form.clone()).or_insert(forms.len());
        match forms.get_mut(number) {
            Some((_, count)) => *count += 1,
            None => forms.push((form, 1)),
        }
    }
    let most = forms.iter().map(|(_, count)| *count).max().unwrap_or(0);
    forms.into_iter().find(|(_, count)| *count == most).map_or(String::new(), |(form, _)| form)
}
