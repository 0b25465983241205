//! Names that no gazetteer holds, by the evidence around them: a title, a given name, a head noun, an age.
//!
//! Only sentences in ordinary case are looked at, for elsewhere a capital proves nothing. A *run* is a
//! stretch of capitalised words with the small words that names have inside (*de*, *bin*, *of the*).

mod heads;
mod lone;
mod people;
mod teams;
mod vocabulary;

use crate::candidate::{Candidate, Source};
use crate::find::names::with_full_stop;
use crate::fold::{Unit, folded_word};
use crate::kind::{Kind, Type};
use crate::mention::Form;
use crate::row::Mark;
use crate::segment::{Case, Segments, Zone};
use crate::span::Span;
use crate::token::{TokenKind, is_apostrophe};
use crate::words::{self, NameWord};
use std::collections::HashMap;
use vocabulary::{LINKS, PARTICLES};

/// The unlisted names of a text. `known` are the candidates of the gazetteer, sorted by start.
pub(crate) fn unlisted(text: &str, segments: &Segments, known: &[Candidate]) -> Vec<Candidate> {
    let view = View { text, segments, known };
    let units = &segments.folded.units;
    let mut found = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let end = view.run_end(at);
        if end > at && view.is_plain(at) {
            view.in_run(at, end, &mut found);
        }
        at = end.max(at + 1);
    }
    found.extend(view.teams());
    view.drop_storms(&mut found);
    agree(text, &mut found);
    number(text, segments, &mut found);
    found
}

/// A lone word names the same thing all over a text: what speaks most in one place decides for all.
fn agree(text: &str, found: &mut [Candidate]) {
    let mut best: HashMap<&str, (u8, Kind)> = HashMap::new();
    for candidate in found.iter().filter(|candidate| candidate.first == candidate.last) {
        let known = best.entry(candidate.span.of(text)).or_insert((candidate.prior, candidate.kind));
        if candidate.prior > known.0 {
            *known = (candidate.prior, candidate.kind);
        }
    }
    for candidate in found.iter_mut().filter(|candidate| candidate.rule == "lone") {
        if let Some((prior, kind)) = best.get(candidate.span.of(text)) {
            (candidate.prior, candidate.kind) = (*prior, *kind);
        }
    }
}

/// Names of one type with the same words are one thing, and so are a person's with and without the first or the
/// last of three words or more.
fn number(text: &str, segments: &Segments, found: &mut [Candidate]) {
    let mut known: HashMap<(Type, String), u32> = HashMap::new();
    let words = |candidate: &Candidate| -> Vec<String> {
        let tokens = &segments.tokens[candidate.first as usize..=candidate.last as usize];
        tokens.iter().map(|token| folded_word(token.stem().of(text))).collect()
    };
    let mut by_length: Vec<usize> = (0..found.len()).collect();
    by_length.sort_by_key(|idx| std::cmp::Reverse(found[*idx].last - found[*idx].first));
    for idx in by_length {
        let (of, words) = (found[idx].kind.of, words(&found[idx]));
        let next = known.len() as u32;
        let local = *known.entry((of, words.join(" "))).or_insert(next);
        found[idx].source = Source::Local(local);
        if of == Type::Person && words.len() > 2 {
            known.entry((of, words[1..].join(" "))).or_insert(local);
            known.entry((of, words[..words.len() - 1].join(" "))).or_insert(local);
        }
    }
}

/// What all the rules look at.
struct View<'a> {
    text: &'a str,
    segments: &'a Segments,
    known: &'a [Candidate],
}
impl View<'_> {
    fn units(&self) -> &[Unit] {
        &self.segments.folded.units
    }

    fn word(&self, idx: usize) -> &str {
        self.segments.folded.word(&self.units()[idx])
    }

    /// What is known of the word of unit `idx`.
    fn facts(&self, idx: usize) -> words::Word {
        self.segments.facts_of_unit(idx)
    }

    /// The folded word `step` units from `idx` in the same sentence; empty outside it or over a barrier.
    fn near(&self, idx: usize, step: isize) -> &str {
        let Some(other) = idx.checked_add_signed(step).filter(|other| *other < self.units().len()) else {
            return "";
        };
        let (low, high) = (idx.min(other), idx.max(other));
        if (low..high).all(|left| self.touches(left)) { self.word(other) } else { "" }
    }

    /// Whether unit `idx` and the next one have no barrier between them.
    fn touches(&self, idx: usize) -> bool {
        idx + 1 < self.units().len() && self.units()[idx].end == self.units()[idx + 1].start
    }

    fn kind(&self, idx: usize) -> TokenKind {
        self.segments.tokens[self.units()[idx].first as usize].kind
    }

    fn is_capital(&self, idx: usize) -> bool {
        let unit = &self.units()[idx];
        !unit.is_possessive && self.segments.tokens[unit.first as usize].is_capital()
    }

    fn is_plain(&self, idx: usize) -> bool {
        let sentence = self.segments.sentence(self.units()[idx].first as usize);
        sentence.case == Case::Normal && !matches!(sentence.zone, Zone::Label | Zone::Dateline)
    }

    fn starts_sentence(&self, idx: usize) -> bool {
        self.segments.starts_sentence(self.text, self.units()[idx].first as usize)
    }

    /// One past the run of capitalised words at `at`; `at` itself if none starts here.
    fn run_end(&self, at: usize) -> usize {
        if !self.is_capital(at) {
            return at;
        }
        let mut end = at + 1;
        loop {
            while self.is_hyphened(end) {
                end += 1;
            }
            let mut next = end;
            let is_small = |next: usize| self.is_small(next) && !self.is_capital(next);
            while next < self.units().len() && next < end + 2 && self.touches(next - 1) && is_small(next) {
                next += 1;
            }
            let is_over = next >= self.units().len() || !self.touches(next - 1) || !self.is_capital(next);
            if is_over
                || self.over_paragraph(next)
                || self.ends_in_apostrophe(end - 1)
                || self.ends_compound(end - 1)
            {
                return end;
            }
            end = next + 1;
        }
    }

    /// A line end inside a run is allowed only in a sentence that goes on over it.
    fn over_paragraph(&self, idx: usize) -> bool {
        let tokens = &self.segments.tokens;
        let (left, right) = (self.units()[idx - 1].last as usize, self.units()[idx].first as usize);
        self.segments.sentence_of[left] != self.segments.sentence_of[right]
            || tokens[right].span.start - tokens[left].span.end > 4
    }

    /// *Affairs’ Office*: the apostrophe of a plural ends a name.
    fn ends_in_apostrophe(&self, idx: usize) -> bool {
        let token = self.segments.tokens[self.units()[idx].last as usize];
        self.text[token.span.end as usize..].chars().next().is_some_and(is_apostrophe)
    }

    /// The *Beijing* of *pro-Beijing*: a capital behind a small word and a hyphen begins no longer name.
    fn ends_compound(&self, idx: usize) -> bool {
        let first = self.units()[idx].first as usize;
        let sign = |back: usize| first.checked_sub(back).map(|at| self.segments.tokens[at]);
        let (Some(hyphen), Some(before)) = (sign(1), sign(2)) else { return false };
        let word = before.span.of(self.text);
        hyphen.span.of(self.text) == "-"
            && hyphen.span.start == before.span.end
            && before.kind == TokenKind::Lower
            && !PARTICLES.contains(&word)
    }

    fn is_small(&self, idx: usize) -> bool {
        let word = self.word(idx);
        PARTICLES.contains(&word) || LINKS.contains(&word)
    }

    fn in_run(&self, start: usize, end: usize, found: &mut Vec<Candidate>) {
        let mut from = start;
        while from < end && self.starts_sentence(from) && self.is_opener(from, end) {
            from += 1;
        }
        found.extend(self.headed(from, end));
        found.extend(self.bodies(from, end));
        found.extend(self.firm(from, end));
        found.extend(self.named(from, end));
        // A person's name has no *of* and no *and*: the rules for people see the parts between them.
        let mut part = from;
        for idx in from..=end {
            let is_break = idx == end || (LINKS.contains(&self.word(idx)) && !self.is_capital(idx));
            if is_break {
                let person = self.person(part, idx);
                let place = self.placed(part, idx);
                if idx == part + 1 {
                    found.extend(self.initials(part));
                    found.extend(self.site(part));
                    found.extend(self.lone(part).filter(|_| person.is_none() && place.is_none()));
                }
                found.extend(person);
                found.extend(place);
                part = idx + 1;
            }
        }
    }

    /// Whether the first word of a sentence belongs to no name: *The*, but not *Will* before a name.
    fn is_opener(&self, idx: usize, end: usize) -> bool {
        let may_be_given = idx + 1 < end
            && self.is_capital(idx + 1)
            && self.facts(idx).given_name() != NameWord::No
            && !self.facts(idx + 1).is_ordinary()
            && (!self.is_known_place(idx + 1) || self.follows_like_person(idx + 2));
        !self.is_capital(idx) || self.facts(idx).is_function_word() && !may_be_given
    }

    /// The folded words of some units, with spaces between them.
    fn joined(&self, idx: usize, len: usize) -> String {
        (idx..idx + len).map(|idx| self.word(idx)).collect::<Vec<_>>().join(" ")
    }

    /// The candidates of the gazetteer that start with a token.
    fn known_at(&self, token: u32) -> impl Iterator<Item = &Candidate> {
        let at = self.known.partition_point(|candidate| candidate.first < token);
        self.known[at..].iter().take_while(move |candidate| candidate.first == token)
    }

    fn is_known_place(&self, idx: usize) -> bool {
        self.known_at(self.units()[idx].first).any(|candidate| candidate.kind.of == Type::Place)
    }

    fn candidate(
        &self,
        first: usize,
        end: usize,
        kind: Kind,
        rule: &'static str,
        prior: u8,
    ) -> Option<Candidate> {
        let (first, last) = (self.units()[first].first, self.units()[end.checked_sub(1)?].last);
        let start = self.segments.tokens[first as usize].span.start;
        let end = self.segments.tokens[last as usize].stem().end;
        let end = with_full_stop(self.text, self.segments, last as usize, end, "");
        Some(Candidate {
            span: Span { start, end },
            first,
            last,
            kind,
            source: Source::Local(0),
            mark: Mark::Name,
            form: Form::Name,
            prior,
            rule,
        })
    }
}
