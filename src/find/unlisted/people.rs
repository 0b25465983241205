//! People: a title or role, a given name, an age, a verb of saying.

use super::View;
use super::vocabulary::{IN, ORDINALS, SAYING, STORMS, TIMES};
use crate::candidate::Candidate;
use crate::kind::{Kind, Type};
use crate::segment::Zone;
use crate::token::TokenKind;
use crate::words::{self, NameWord};

impl View<'_> {
    /// The *chung* of *Yiu-chung*.
    pub(super) fn is_hyphened(&self, idx: usize) -> bool {
        let Some(unit) = self.units().get(idx) else { return false };
        let hyphen = (unit.first as usize)
            .checked_sub(1)
            .map_or("", |before| self.segments.tokens[before].span.of(self.text));
        let strange = !self.facts(idx).is_ordinary() || words::look_up(self.near(idx, -2)).is_family_first();
        let is_short = self.word(idx).len() < 7;
        self.touches(idx - 1) && hyphen == "-" && self.kind(idx) == TokenKind::Lower && strange && is_short
    }

    /// A person, when the evidence reaches: see `evidence`.
    pub(super) fn person(&self, start: usize, end: usize) -> Option<Candidate> {
        let (first, title) = self.after_titles(start, end);
        let mut end = end;
        while end > first && !self.is_capital(end - 1) && !self.is_hyphened(end - 1) {
            end -= 1;
        }
        let first = self.after_known_group(first, end);
        if first >= end || end - first > 5 || self.is_firm_pair(first, end) {
            return None;
        }
        let named = self.without_ordinal(first, end);
        let score = if named < end { self.ruler(first, named) } else { self.evidence(first, end, title) };
        let prior = (score * 100.0).clamp(1.0, 95.0) as u8;
        if score < 0.5 {
            None
        } else {
            self.candidate(first, end, Kind::new(Type::Person, "other"), "person", prior)
        }
    }

    /// *Kimberly-Clark*: two words with a hyphen between them, the second no given name.
    fn is_firm_pair(&self, first: usize, end: usize) -> bool {
        end == first + 2
            && self.units()[first + 1].first == self.units()[first].last + 2
            && self.facts(first + 1).given_name() == NameWord::No
    }

    /// People whose names a storm bears: *Tropical Storm Danielle*.
    pub(super) fn drop_storms(&self, found: &mut Vec<Candidate>) {
        let storms: Vec<&str> = (1..self.units().len())
            .filter(|idx| self.is_capital(*idx) && STORMS.contains(&self.near(*idx, -1)))
            .map(|idx| self.word(idx))
            .collect();
        if storms.is_empty() {
            return;
        }
        found.retain(|candidate| {
            let last = self.segments.word(self.text, candidate.last as usize);
            candidate.kind.of != Type::Person || !storms.contains(&last)
        });
    }

    /// The end of a name without the *IV* of *Edward IV*.
    fn without_ordinal(&self, first: usize, end: usize) -> usize {
        if end > first + 1
            && ORDINALS.contains(&self.word(end - 1))
            && self.kind(end - 1) != TokenKind::Capital
        {
            end - 1
        } else {
            end
        }
    }

    /// A name with an ordinal: *Edward IV*, *Andre Price III*, but not *World War II*.
    fn ruler(&self, first: usize, end: usize) -> f64 {
        let is_name = |idx: usize| {
            let facts = self.facts(idx);
            self.is_capital(idx)
                && facts.head().is_none()
                && (!facts.is_ordinary()
                    || facts.given_name() != NameWord::No
                    || facts.surname() != NameWord::No)
        };
        if (first..end).all(is_name) { 0.75 } else { 0.0 }
    }

    /// Past the last title in a run, and whether a title stands before the name.
    fn after_titles(&self, start: usize, end: usize) -> (usize, bool) {
        let mut first = start;
        let mut found = self.title_ends_before(start);
        for idx in start..end {
            for len in 1..=4.min(end - idx) {
                if idx + len < end && self.is_title_at(idx, len) && !self.is_surname_like(idx, len, start) {
                    (first, found) = (first.max(idx + len), true);
                }
            }
        }
        (first, found)
    }

    pub(super) fn is_title_at(&self, idx: usize, len: usize) -> bool {
        match len {
            1 => self.facts(idx).is_title() || self.is_plural_title(idx),
            _ => self.facts(idx).begins_title() && words::look_up(&self.joined(idx, len)).is_title(),
        }
    }

    /// *Presidents* Biden and Xi.
    fn is_plural_title(&self, idx: usize) -> bool {
        self.word(idx).strip_suffix('s').is_some_and(|word| word.len() > 3 && words::look_up(word).is_title())
    }

    /// *King* in *Martin Luther King Jr* is no title.
    fn is_surname_like(&self, idx: usize, len: usize, start: usize) -> bool {
        len == 1 && idx > start && self.facts(idx - 1).given_name() == NameWord::Yes
    }

    /// Whether the words before a run are a title or role: *the spokesman*, *prime minister*.
    fn title_ends_before(&self, start: usize) -> bool {
        self.role_before(start, 1)
    }

    /// Whether a title or role of up to three words ends `from` units before a unit.
    pub(super) fn role_before(&self, start: usize, from: usize) -> bool {
        for len in 1..=3 {
            let word = self.near(start, -((from + len - 1) as isize));
            if word.is_empty() || word == "," {
                return false;
            }
            let first = start - (from + len - 1);
            let last = self.facts(start - from);
            if if len == 1 { last.is_title() } else { words::look_up(&self.joined(first, len)).is_title() } {
                return true;
            }
            if !last.ends_title() {
                return false;
            }
        }
        false
    }

    /// Past a demonym, or a place before a given name: *Indian* Rahul Dravid, President of *Argentina* Alberto
    /// Fernández.
    fn after_known_group(&self, first: usize, end: usize) -> usize {
        let token = self.units()[first.min(self.units().len() - 1)].first;
        let after =
            |candidate: &Candidate| (first..end).find(|idx| self.units()[*idx].first > candidate.last);
        let is_given = |idx: usize| self.facts(idx).given_name() != NameWord::No;
        let before_name = |candidate: &&Candidate| match candidate.kind.of {
            Type::Group => !is_given(first) || end - first != 2,
            Type::Place => after(candidate)
                .is_some_and(|next| self.facts(next).given_name() == NameWord::Yes && next + 1 < end),
            _ => false,
        };
        self.known_at(token).filter(before_name).filter_map(after).max().unwrap_or(first)
    }

    /// How much speaks for a person; 0.5 is enough.
    fn evidence(&self, first: usize, end: usize, title: bool) -> f64 {
        let mut score = if title { 0.55 } else { 0.0 };
        if end - first == 1 {
            return self.single_name(first, title);
        }
        let strange = |idx: usize| self.is_strange(idx);
        // Behind a given name a capital says more than what the word means: *James To*, *Mark Hay*.
        let is_bare = self.facts(end - 1).head().is_none() && end - first == 2;
        score += match (self.facts(first).given_name(), strange(end - 1)) {
            (NameWord::Yes, true) => 0.6,
            (NameWord::Yes, false) if is_bare => 0.75,
            (NameWord::AlsoWord, false) if is_bare && self.kind(end - 1) == TokenKind::Capital => 0.75,
            (NameWord::Yes, false) | (NameWord::AlsoWord, true) => 0.5,
            (NameWord::AlsoWord, false) => 0.2,
            (NameWord::No, _) => 0.0,
        };
        let n_given = (first..end).filter(|idx| self.facts(*idx).given_name() != NameWord::No).count();
        score += if n_given > 1 && end - first > 2 { 0.3 } else { 0.0 };
        score += match self.facts(end - 1).surname() {
            NameWord::Yes => 0.25,
            NameWord::AlsoWord => 0.15,
            NameWord::No => 0.0,
        };
        score += if self.is_family_first(first, end) { 0.8 } else { 0.0 };
        score += if self.follows_like_person(end) || self.precedes_like_person(first) { 0.3 } else { 0.0 };
        score += if self.is_credited(first) { 0.5 } else { 0.0 };
        score += if (first..end).all(strange) { 0.25 } else { 0.0 };
        let is_plain = (first..end).all(|idx| strange(idx) && self.kind(idx) == TokenKind::Capital);
        score += if is_plain && self.acts_as_person(end - 1) { 0.25 } else { 0.0 };
        score += if self.kind(first) == TokenKind::Initial && strange(end - 1) { 0.5 } else { 0.0 };
        score += if (first + 1..end - 1).any(|idx| self.kind(idx) == TokenKind::Initial) { 0.3 } else { 0.0 };
        score - (first..end).map(|idx| self.counts_against(idx)).sum::<f64>()
    }

    /// Whether a word is none of English, or one that running text hardly ever has.
    fn is_strange(&self, idx: usize) -> bool {
        let facts = self.facts(idx);
        !facts.is_ordinary() || facts.frequency() == 0 && !facts.is_function_word()
    }

    /// A single word is a person after a title, or when it is a given name and nothing else.
    pub(super) fn single_name(&self, idx: usize, title: bool) -> f64 {
        let (word, facts) = (self.word(idx), self.facts(idx));
        let is_strange = !facts.is_ordinary() || facts.surname() != NameWord::No;
        let is_word = facts.is_ordinary() && (facts.frequency() > 1 || self.starts_sentence(idx));
        let is_whole =
            self.kind(idx) == TokenKind::Capital && facts.head().is_none() && !TIMES.contains(&word);
        match (title, facts.given_name()) {
            (true, _) if is_strange && is_whole && !self.is_likely_place(idx) => 0.6,
            (false, _) if self.near(idx, -1) == "the" => 0.0,
            (false, NameWord::Yes) if is_whole && !self.is_likely_place(idx) && !is_word => 0.52,
            (false, _) if is_whole && self.speaks(idx) && !facts.is_ordinary() => 0.55,
            _ => 0.0,
        }
    }

    /// Whether a place is more likely than a person: it is known well, or a small word of places stands before.
    fn is_likely_place(&self, idx: usize) -> bool {
        let mut places = self.known_at(self.units()[idx].first).filter(|known| known.kind.of == Type::Place);
        places.any(|place| place.prior >= 30 || IN.contains(&self.near(idx, -1)))
    }

    /// Whether a verb of saying stands right behind a name that the gazetteer does not hold.
    fn speaks(&self, idx: usize) -> bool {
        SAYING.contains(&self.near(idx, 1)) && self.known_at(self.units()[idx].first).next().is_none()
    }

    /// *By Jane Roe and Omar Haddad*; *Reporting by Jane Roe*.
    fn is_credited(&self, first: usize) -> bool {
        let zone = self.segments.sentence(self.units()[first].first as usize).zone;
        matches!(zone, Zone::Byline | Zone::Credit) && matches!(self.near(first, -1), "by" | "and" | ",")
    }

    /// *Leung Yiu-chung*, *Shen Kuo*: a family name, then a given name of two parts, or of a word that English
    /// does not have.
    fn is_family_first(&self, first: usize, end: usize) -> bool {
        let hyphened = end - first == 3 && self.units()[end - 1].first - self.units()[end - 2].last == 2;
        let is_pair = end - first == 2
            && !self.facts(end - 1).is_ordinary()
            && self.kind(end - 1) == TokenKind::Capital
            && !self.is_known_place(first);
        self.facts(first).is_family_first() && (hyphened || is_pair || self.kind(end - 1) == TokenKind::Lower)
            || hyphened && self.kind(end - 1) == TokenKind::Lower && !self.facts(first).is_function_word()
    }

    /// How much one word of a run speaks against a person.
    fn counts_against(&self, idx: usize) -> f64 {
        let (word, facts) = (self.word(idx), self.facts(idx));
        let is_name = facts.given_name() != NameWord::No || facts.surname() != NameWord::No;
        if facts.is_no_name() {
            return 0.6;
        }
        let mut against = if self.kind(idx) == TokenKind::Caps && word.len() > 2 { 0.3 } else { 0.0 };
        if !is_name {
            let after_given = idx > 0 && self.facts(idx - 1).given_name() == NameWord::Yes;
            let is_time = TIMES.contains(&word) && !after_given;
            against += if facts.head().is_some() || is_time { 0.6 } else { 0.0 };
            against += if self.is_strange(idx) { 0.0 } else { 0.2 };
            against += if self.is_known_place(idx) { 0.25 } else { 0.0 };
        }
        against
    }

    /// *, 45,* or *, a lawyer* or *, who* or a verb of saying behind the name.
    pub(super) fn follows_like_person(&self, end: usize) -> bool {
        let last = end - 1;
        let next = self.near(last, 1);
        if next == "," {
            let after = self.near(last, 2);
            let age =
                after.len() <= 3 && after.bytes().all(|byte| byte.is_ascii_digit()) && !after.is_empty();
            return age
                || matches!(after, "a" | "an" | "who" | "whose" | "his" | "her")
                || SAYING.contains(&after);
        }
        SAYING.contains(&next) || next == "who"
    }

    fn precedes_like_person(&self, first: usize) -> bool {
        let before = self.near(first, -1);
        let in_apposition = before == "," && self.role_before(first, 2);
        SAYING.contains(&before) || matches!(before, "named" | "called" | "aged") || in_apposition
    }
}
