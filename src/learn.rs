//! What the chosen mentions teach: short forms that this document uses for the things it has named.
//!
//! A surname after the full name, an acronym defined in brackets, a name found by its evidence in one place
//! and standing without it in another: all are searched in the whole document.

use crate::candidate::{Candidate, Source};
use crate::choose::Choice;
use crate::find::{Found, acronyms::Definition};
use crate::fold::{folded_word, run_of};
use crate::gazetteer::Gazetteer;
use crate::kind::{Kind, Type};
use crate::mention::Form;
use crate::row::Mark;
use crate::segment::{Case, Segments, Zone};
use crate::span::Span;
use crate::token::{Token, TokenKind, tokenize};
use crate::words;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::HashSet;

/// How much less a surname weighs before the full name.
const EARLY: u8 = 20;

/// Words behind a surname that do not belong to it.
const AFTER_SURNAME: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "jnr"];

/// Last words that a company's name often goes without.
const COMPANY_HEADS: [&str; 12] = [
    "group",
    "inc",
    "corp",
    "corporation",
    "ltd",
    "limited",
    "plc",
    "holdings",
    "company",
    "co",
    "industries",
    "ag",
];

/// A short form of something that the document names in full.
struct Learned {
    /// Its words with their marks, as they stand in the folded text.
    pattern: String,
    /// Folded words.
    words: Vec<String>,
    /// What it stands for, with the token at which the full name stands.
    of: Vec<(u32, Source, Kind)>,
    form: Form,
    rule: &'static str,
    weight: u8,
}

/// Further candidates: the weak aliases of entities that were found, and all places where a learned short
/// form stands.
pub(crate) fn learn(
    text: &str,
    segments: &Segments,
    gazetteer: &Gazetteer,
    found: &Found,
    chosen: &[Choice],
) -> Vec<Candidate> {
    let mut book = Book { text, segments, learned: Vec::new() };
    // A place is a team only where it plays.
    let teaches = |choice: &&Choice| choice.rivals.is_empty() && choice.candidate.rule != "team";
    for choice in chosen.iter().filter(teaches) {
        book.learn_person(gazetteer, &choice.candidate);
        book.learn_repeat(&choice.candidate);
        book.learn_organisation(&choice.candidate);
    }
    for definition in &found.definitions {
        book.learn_acronym(definition, chosen);
    }
    let sources: HashSet<Source> = chosen.iter().map(|choice| choice.candidate.source).collect();
    let places: HashSet<Span> =
        found.candidates.iter().filter(|c| c.kind.of == Type::Place).map(|place| place.span).collect();
    // Where a place stands for its team is known by what it does there.
    let is_place = |c: &Candidate| c.kind.subtype() == "sports_team" && places.contains(&c.span);
    let weak = found.candidates.iter().filter(|c| c.mark == Mark::Weak && sources.contains(&c.source));
    let weak = weak.filter(|c| !is_place(c));
    let mut further: Vec<Candidate> = weak.map(|c| Candidate { mark: Mark::Name, ..c.clone() }).collect();
    further.extend(book.search());
    further
}

struct Book<'a> {
    text: &'a str,
    segments: &'a Segments,
    learned: Vec<Learned>,
}

impl Book<'_> {
    fn words_of(&self, candidate: &Candidate) -> Vec<String> {
        parts(self.text, self.tokens_of(candidate)).into_iter().map(|part| part.word).collect()
    }

    fn add(&mut self, words: Vec<String>, of: &Candidate, form: Form, rule: &'static str, weight: u8) {
        if words.is_empty() || words.iter().any(String::is_empty) {
            return;
        }
        let pattern = run_of(&words);
        let target = (of.first, of.source, of.kind);
        match self.learned.iter_mut().find(|known| known.pattern == pattern && known.form == form) {
            Some(known) => known.of.push(target),
            None => self.learned.push(Learned { pattern, words, of: vec![target], form, rule, weight }),
        }
    }

    /// The surname of a person named in full, and the given name.
    fn learn_person(&mut self, gazetteer: &Gazetteer, candidate: &Candidate) {
        let zone = self.segments.sentence(candidate.first as usize).zone;
        if candidate.kind.of != Type::Person || matches!(zone, Zone::Byline | Zone::Credit) {
            return;
        }
        let mut parts = match candidate.source {
            Source::Entry(entry) => {
                let name = gazetteer.entry(entry).name;
                parts(name, &tokenize(name))
            }
            Source::Local(_) => parts(self.text, self.tokens_of(candidate)),
        };
        while parts.len() > 1 && parts.last().is_some_and(|last| AFTER_SURNAME.contains(&last.word.as_str()))
        {
            parts.pop();
        }
        let [first, .., _] = parts.as_slice() else { return };
        let first = first.word.clone();
        if words::look_up(&first).is_family_first() && parts.len() <= 3 {
            self.add(vec![first.clone()], candidate, Form::Surname, "surname", 80);
        }
        if words::look_up(&first).given_name() == words::NameWord::Yes
            && words::look_up(&first).frequency() < 2
        {
            self.add(vec![first], candidate, Form::Short, "first name", 70);
        }
        for (words, weight) in surnames(&parts) {
            self.add(words, candidate, Form::Surname, "surname", weight);
        }
    }

    fn tokens_of(&self, candidate: &Candidate) -> &[Token] {
        &self.segments.tokens[candidate.first as usize..=candidate.last as usize]
    }

    /// An unlisted name stands for the same thing wherever it stands.
    fn learn_repeat(&mut self, candidate: &Candidate) {
        if matches!(candidate.source, Source::Local(_)) {
            let words = self.words_of(candidate);
            let weight = if words.len() > 1 { candidate.prior.max(70) } else { candidate.prior };
            self.add(words, candidate, Form::Name, candidate.rule, weight);
        }
    }

    /// *the Commission* after the European Commission; *Salling* after the Salling Group.
    fn learn_organisation(&mut self, candidate: &Candidate) {
        if candidate.kind.of != Type::Org || candidate.form == Form::Acronym {
            return;
        }
        let mut words = self.words_of(candidate);
        let [first, .., last] = words.as_slice() else { return };
        for head in [first, last].map(|word| word.clone()) {
            if words::look_up(&head)
                .head()
                .is_some_and(|found| found.kind.of == Type::Org && (found.of || head != words[0]))
            {
                self.add(vec![head], candidate, Form::Short, "short", 71);
            }
        }
        if COMPANY_HEADS.contains(&words[words.len() - 1].as_str()) {
            words.pop();
            if words.iter().any(|word| !words::look_up(word).is_ordinary()) {
                self.add(words, candidate, Form::Short, "short", 75);
            }
        }
    }

    /// The short form in brackets stands for what ends before them, or stands in them.
    fn learn_acronym(&mut self, definition: &Definition, chosen: &[Choice]) {
        let units = &self.segments.folded.units;
        let last = units[definition.long.end - 1].last;
        let long = chosen.iter().filter(|choice| choice.nested_in.is_none()).map(|choice| &choice.candidate);
        let long = long.filter(|c| c.last == last && (c.last > c.first)).find(|c| c.kind.of != Type::Group);
        let Some(long) = long.cloned() else { return };
        let is_person = long.kind.of == Type::Person;
        if is_person && !definition.spelled {
            return;
        }
        let words =
            definition.short.clone().map(|idx| self.segments.folded.word(&units[idx]).to_owned()).collect();
        self.add(words, &long, Form::Acronym, "acronym", 90);
    }

    /// All places where a learned form stands with a capital letter: one search for all of them.
    fn search(&self) -> Vec<Candidate> {
        let folded = &self.segments.folded;
        let patterns = self.learned.iter().map(|learned| learned.pattern.as_str());
        // A few dozen names, made anew for each document: making the automaton is most of the work.
        let kind = Some(AhoCorasickKind::NoncontiguousNFA);
        let Ok(automaton) = AhoCorasick::builder().kind(kind).prefilter(false).dense_depth(1).build(patterns)
        else {
            return Vec::new();
        };
        let hits = automaton.find_overlapping_iter(&folded.text).map(|hit| {
            let (at, learned) = (folded.unit_at(hit.start()), &self.learned[hit.pattern()]);
            (at, at + learned.words.len(), learned)
        });
        let mut hits: Vec<(usize, usize, &Learned)> = hits.collect();
        hits.sort_by_key(|hit| hit.0);
        let written = hits.into_iter().filter(|(at, end, learned)| self.is_written_as(learned, *at, *end));
        written.flat_map(|(at, end, learned)| self.candidates(learned, at, end)).collect()
    }

    fn is_written_as(&self, learned: &Learned, at: usize, end: usize) -> bool {
        let tokens = &self.segments.tokens;
        let token = |idx: usize| tokens[self.segments.folded.units[idx].first as usize];
        let sentence = self.segments.sentence(self.segments.folded.units[at].first as usize);
        let last = token(end - 1);
        match learned.form {
            Form::Acronym => token(at).kind == TokenKind::Caps && sentence.case != Case::Caps,
            Form::Surname | Form::Short if !last.is_capital() => false,
            Form::Short if learned.rule == "short" => self.is_short_form(learned, at, end),
            Form::Surname | Form::Short if sentence.case != Case::Normal => {
                !words::look_up(&learned.words[learned.words.len() - 1]).is_ordinary()
            }
            Form::Surname => {
                !self.beside_name(at, end)
                    && !self.opens_with_word(learned, at)
                    && sentence.zone != Zone::Label
            }
            _ if end - at == 1 => {
                last.is_capital()
                    && sentence.case != Case::Caps
                    && !self.beside_name(at, end)
                    && !self.opens_with_word(learned, at)
            }
            _ => last.is_capital() && token(at).is_capital(),
        }
    }

    /// A head alone needs its article (*the Commission*) or must be one that goes without (*Parliament*).
    fn is_short_form(&self, learned: &Learned, at: usize, end: usize) -> bool {
        let first = self.segments.folded.units[at].first as usize;
        let before = first
            .checked_sub(1)
            .map_or(String::new(), |idx| folded_word(self.segments.tokens[idx].span.of(self.text)));
        let [word] = learned.words.as_slice() else { return !self.beside_name(at, end) };
        let has_article = matches!(before.as_str(), "the" | "this" | "that" | "its" | "our");
        let stands_alone = words::look_up(word).head().is_none()
            || matches!(word.as_str(), "parliament" | "congress" | "senate");
        self.segments.sentence(first).case == Case::Normal
            && (has_article || stands_alone)
            && !self.touches_capital(at, end)
            && learned.of.iter().any(|of| of.0 < first as u32)
    }

    /// Whether a capitalised word follows at once, so that the form is part of a longer name.
    fn touches_capital(&self, at: usize, end: usize) -> bool {
        let units = &self.segments.folded.units;
        let is_capital = |idx: usize| {
            self.segments.tokens[units[idx].first as usize].is_capital() && !units[idx].is_possessive
        };
        let before = at > 0
            && units[at - 1].end == units[at].start
            && is_capital(at - 1)
            && self.segments.folded.word(&units[at - 1]) != "the";
        before || end < units.len() && units[end - 1].end == units[end].start && is_capital(end)
    }

    /// An ordinary word at the start of a sentence is no surname: *Brown bears …*.
    fn opens_with_word(&self, learned: &Learned, at: usize) -> bool {
        let token = self.segments.folded.units[at].first as usize;
        let [word] = learned.words.as_slice() else { return false };
        let next = self.segments.tokens.get(token + 1).map(|next| folded_word(next.span.of(self.text)));
        let is_subject = next.is_some_and(|next| {
            words::look_up(&next).class() == Some(words::WordClass::Verb)
                || words::look_up(&next).is_function_word()
                || next == ","
        });
        words::look_up(word).is_function_word()
            || self.segments.starts_sentence(self.text, token)
                && words::look_up(word).frequency() > 2
                && !is_subject
                && self.segments.tokens[token].possessive == 0
    }

    /// Another capitalised word of a name touches it: *Chelsea Clinton*, *Clinton Foundation*.
    fn beside_name(&self, at: usize, end: usize) -> bool {
        let folded = &self.segments.folded;
        let tokens = &self.segments.tokens;
        let is_name_word = |idx: usize| {
            let unit = &folded.units[idx];
            tokens[unit.first as usize].is_capital() && !unit.is_possessive
        };
        let before =
            at > 0 && folded.units[at - 1].end == folded.units[at].start && is_name_word(at - 1) && {
                let word = folded.word(&folded.units[at - 1]);
                let opens = self.segments.starts_sentence(self.text, folded.units[at - 1].first as usize);
                words::look_up(word).given_name() == words::NameWord::Yes
                    || !words::look_up(word).is_title() && !opens && !words::look_up(word).is_ordinary()
            };
        let after = end < folded.units.len()
            && folded.units[end - 1].end == folded.units[end].start
            && is_name_word(end);
        before || after && tokens[folded.units[end - 1].first as usize].possessive == 0
    }

    /// What a short form may mean at a place: more than one thing where several bear the name.
    fn candidates(&self, learned: &Learned, at: usize, end: usize) -> Vec<Candidate> {
        let (first, last) = (self.segments.folded.units[at].first, self.segments.folded.units[end - 1].last);
        let start = self.segments.tokens[first as usize].span.start;
        let span = Span { start, end: self.segments.tokens[last as usize].stem().end };
        let candidate = |(source, kind): (Source, Kind)| Candidate {
            span,
            first,
            last,
            kind,
            source,
            mark: Mark::Name,
            form: learned.form,
            prior: learned.weight,
            rule: learned.rule,
        };
        // A surname rarely stands before the name in full.
        let is_early = learned.form == Form::Surname && learned.of.iter().all(|of| of.0 > first);
        let later = |c: Candidate| if is_early { Candidate { prior: c.prior - EARLY, ..c } } else { c };
        self.meant(learned, first).into_iter().map(candidate).map(later).collect()
    }

    /// The things named before a token, or else anywhere, whose gender the title there allows, each once.
    fn meant(&self, learned: &Learned, token: u32) -> Vec<(Source, Kind)> {
        let before = (token as usize).checked_sub(1).map(|idx| self.segments.tokens[idx]);
        let before = before.map_or(String::new(), |before| folded_word(before.span.of(self.text)));
        let gender = words::look_up(&before).gender_of_title();
        let agrees = |of: &&(u32, Source, Kind)| {
            gender.is_none() || self.gender(of.0).is_none_or(|found| Some(found) == gender)
        };
        let n_earlier = learned.of.partition_point(|of| of.0 <= token);
        let earlier = if n_earlier > 0 { &learned.of[..n_earlier] } else { &learned.of[..1] };
        let latest = if learned.rule == "short" { earlier.len() - 1 } else { 0 };
        let mut meant: Vec<(Source, Kind)> =
            earlier[latest..].iter().filter(agrees).map(|of| (of.1, of.2)).collect();
        if meant.is_empty() {
            meant.extend(earlier.last().map(|of| (of.1, of.2)));
        }
        meant.sort();
        meant.dedup_by_key(|of| of.0);
        meant
    }

    /// The gender of the given name that stands at a token.
    fn gender(&self, token: u32) -> Option<char> {
        words::look_up(&folded_word(self.segments.tokens[token as usize].stem().of(self.text)))
            .gender_of_name()
    }
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "bin"
            | "ibn"
            | "van"
            | "von"
            | "de"
            | "der"
            | "den"
            | "da"
            | "di"
            | "del"
            | "la"
            | "le"
            | "du"
            | "dos"
            | "ul"
            | "ur"
    )
}

/// A folded word of a name, and whether a hyphen joins it to the one before.
struct Part {
    word: String,
    joined: bool,
}

fn parts(text: &str, tokens: &[Token]) -> Vec<Part> {
    let is_word = |token: &Token| token.is_word() || token.kind == TokenKind::Number;
    let joined = |idx: usize| idx > 0 && matches!(tokens[idx - 1].span.of(text), "-" | "‐" | "‑");
    let words = tokens.iter().enumerate().filter(|(_, token)| is_word(token));
    words.map(|(idx, token)| Part { word: folded_word(token.stem().of(text)), joined: joined(idx) }).collect()
}

/// The forms in which the surname of a full name may stand, with their weights: with its particles
/// (*van der Bellen*), without them, and the first of two (*Rosselló Nevares*).
fn surnames(parts: &[Part]) -> Vec<(Vec<String>, u8)> {
    let words = |from: usize| parts[from..].iter().map(|part| part.word.clone()).collect::<Vec<_>>();
    let mut last = parts.len() - 1;
    while last > 1 && parts[last].joined && !is_particle(&parts[last - 1].word) {
        last -= 1;
    }
    let mut found = vec![(words(last), 82)];
    let with_particles =
        last - parts[1..last].iter().rev().take_while(|part| is_particle(&part.word)).count();
    if with_particles < last {
        found.push((words(with_particles), 84));
    }
    if let [_, middle, _] = parts
        && words::look_up(&middle.word).given_name() == words::NameWord::No
        && middle.word.len() > 3
        && !parts[2].joined
    {
        found.push((vec![middle.word.clone()], 78));
    }
    found.retain(|(words, _)| words[0].len() > 1);
    found
}
