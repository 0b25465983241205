//! Names that no gazetteer holds, by the evidence around them: a title, a given name, a head noun, an age.
//!
//! Only sentences in ordinary case are looked at, for elsewhere a capital proves nothing. A *run* is a
//! stretch of capitalised words with the small words that names have inside (*de*, *bin*, *of the*).

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

/// Small words inside a person's name.
const PARTICLES: [&str; 30] = [
    "de", "da", "del", "della", "di", "dos", "das", "du", "van", "von", "der", "den", "ten", "ter", "bin",
    "bint", "ibn", "al", "el", "ul", "ur", "e", "la", "le", "af", "zu", "zur", "abu", "do", "y",
];

/// Small words inside the name of an organisation, after a head.
const LINKS: [&str; 6] = ["of", "for", "on", "and", "the", "to"];

const SAYING: [&str; 34] = [
    "said",
    "says",
    "told",
    "added",
    "asked",
    "wrote",
    "tweeted",
    "explained",
    "noted",
    "argued",
    "claimed",
    "warned",
    "stated",
    "announced",
    "insisted",
    "replied",
    "recalled",
    "commented",
    "remarked",
    "believes",
    "thinks",
    "admitted",
    "denied",
    "confirmed",
    "acknowledged",
    "testified",
    "concluded",
    "continued",
    "responded",
    "declined",
    "suggested",
    "hopes",
    "scored",
    "resigned",
];

const TIMES: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "christmas",
    "easter",
    "ramadan",
    "eid",
    "covid",
];

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
    number(text, segments, &mut found);
    found
}

/// Names of one type with the same words are one thing, and so are a person's with and without the first of
/// three words or more.
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
            let mut next = end;
            while next < self.units().len() && next < end + 2 && self.touches(next - 1) && self.is_small(next)
            {
                next += 1;
            }
            let is_over = next >= self.units().len() || !self.touches(next - 1) || !self.is_capital(next);
            if is_over || self.over_paragraph(next) || self.ends_in_apostrophe(end - 1) {
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

    /// The *chung* of *Yiu-chung*.
    fn is_hyphened(&self, idx: usize) -> bool {
        let Some(unit) = self.units().get(idx) else { return false };
        let hyphen = (unit.first as usize)
            .checked_sub(1)
            .map_or("", |before| self.segments.tokens[before].span.of(self.text));
        let strange = !self.facts(idx).is_ordinary() || words::look_up(self.near(idx, -2)).is_family_first();
        let is_short = self.word(idx).len() < 6;
        self.touches(idx - 1) && hyphen == "-" && self.kind(idx) == TokenKind::Lower && strange && is_short
    }

    /// *Affairs’ Office*: the apostrophe of a plural ends a name.
    fn ends_in_apostrophe(&self, idx: usize) -> bool {
        let token = self.segments.tokens[self.units()[idx].last as usize];
        self.text[token.span.end as usize..].chars().next().is_some_and(is_apostrophe)
    }

    fn is_small(&self, idx: usize) -> bool {
        let word = self.word(idx);
        PARTICLES.contains(&word) || LINKS.contains(&word)
    }

    fn in_run(&self, start: usize, end: usize, found: &mut Vec<Candidate>) {
        if end - start == 1 {
            found.extend(self.initials(start));
        }
        let mut from = start;
        while from < end && self.starts_sentence(from) && self.is_opener(from, end) {
            from += 1;
        }
        found.extend(self.headed(from, end));
        // A person's name has no *of* and no *and*: the rules for people see the parts between them.
        let mut part = from;
        for idx in from..=end {
            let is_break = idx == end || (LINKS.contains(&self.word(idx)) && !self.is_capital(idx));
            if is_break {
                found.extend(self.person(part, idx));
                found.extend(self.place_before_region(part, idx));
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

    /// *Ministry of Health*, *Zagreb University*, *Lake Ohrid*: names with a head noun, the longest in a run.
    fn headed(&self, start: usize, end: usize) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut from = start;
        while from < end {
            let Some((kind, to, first)) = self.head_in(from, end) else { break };
            let first = if self.is_institution(kind) { self.with_country(first) } else { first };
            found.extend(self.candidate(first, to, kind, "head", 60));
            from = to;
        }
        found
    }

    /// Whether a name of this kind often has its country before it.
    fn is_institution(&self, kind: Kind) -> bool {
        let of_state = [
            "ministry",
            "court",
            "legislature",
            "police",
            "military",
            "agency",
            "government",
            "intelligence",
        ];
        kind.of == Type::Org && of_state.contains(&kind.subtype())
    }

    /// The unit at which *Ukraine’s* before an institution begins; `first` itself if no place stands there.
    fn with_country(&self, first: usize) -> usize {
        if first < 2 || !self.units()[first - 1].is_possessive || !self.touches(first - 1) {
            return first;
        }
        let last = self.units()[first - 1].last;
        let before = |idx: &usize| {
            self.known_at(self.units()[*idx].first).any(|c| c.last == last && c.kind.of == Type::Place)
        };
        (first.saturating_sub(5)..first - 1).find(before).unwrap_or(first)
    }

    /// The first headed name in a part of a run: its kind, its end and its start.
    fn head_in(&self, start: usize, end: usize) -> Option<(Kind, usize, usize)> {
        for idx in start..end {
            for len in (1..=3).rev().filter(|len| idx + len <= end) {
                let Some(head) = self.head_at(idx, len) else { continue };
                let after = idx + len;
                let first = self.name_start(start, idx);
                if head.of && self.is_linked(after, end) && !self.is_known_to(after - 1) {
                    return Some((head.kind, self.of_end(head.kind, after, end), first));
                }
                if head.first && after < end && self.is_capital(after) && (idx == start || !head.last) {
                    return Some((head.kind, self.words_end(after, end).min(after + 2), idx));
                }
                if head.last && idx > first && self.ends_words(after, end) {
                    return Some((head.kind, after, first));
                }
            }
        }
        None
    }

    /// Whether *of*, *for* or *on* and a capitalised word follow.
    fn is_linked(&self, after: usize, end: usize) -> bool {
        after + 1 < end && matches!(self.word(after), "of" | "for" | "on") && !self.is_capital(after)
    }

    /// Whether a stretch of capitalised words ends before `after`, or a title or a person's name follows.
    fn ends_words(&self, after: usize, end: usize) -> bool {
        after == end || !self.is_capital(after) || self.facts(after).is_title()
    }

    /// Whether a longer name of the gazetteer ends with this unit.
    fn is_known_to(&self, idx: usize) -> bool {
        let last = self.units()[idx].last;
        let near = self.known.partition_point(|candidate| candidate.first + 12 < last);
        let nearby = self.known[near..].iter().take_while(|candidate| candidate.first < last);
        nearby.into_iter().any(|c| c.last == last && c.mark != Mark::Weak && c.kind.of == Type::Org)
    }

    fn head_at(&self, idx: usize, len: usize) -> Option<words::Head> {
        if !self.is_capital(idx) || !self.is_capital(idx + len - 1) {
            return None;
        }
        let joined = || words::look_up(&self.joined(idx, len));
        let facts = match len {
            1 => self.facts(idx),
            _ if self.facts(idx).begins_head() => joined(),
            _ => return None,
        };
        facts.head().filter(|head| head.kind.of != Type::Law)
    }

    /// The folded words of some units, with spaces between them.
    fn joined(&self, idx: usize, len: usize) -> String {
        (idx..idx + len).map(|idx| self.word(idx)).collect::<Vec<_>>().join(" ")
    }

    /// Where the name whose head is at `idx` begins: titles, articles and times before it do not belong to it.
    fn name_start(&self, start: usize, idx: usize) -> usize {
        let mut first = idx;
        while first > start {
            let (word, facts) = (self.word(first - 1), self.facts(first - 1));
            let stops = word == "the" || facts.is_title() && facts.head().is_none() || TIMES.contains(&word);
            if self.is_capital(first - 1) && !stops {
                first -= 1;
            } else if self.joins_two_words(first - 1, start) {
                first -= 2;
            } else {
                break;
            }
        }
        first
    }

    /// The *and* of *Research and Referral Hospital*: a single word that is no name stands before it.
    fn joins_two_words(&self, idx: usize, start: usize) -> bool {
        let is_first = idx == start + 1 || idx > start + 1 && !self.is_capital(idx - 2);
        self.word(idx) == "and"
            && idx > start
            && is_first
            && self.is_capital(idx - 1)
            && self.facts(idx - 1).is_ordinary()
            && self.head_at(idx - 1, 1).is_none()
            && self
                .known
                .binary_search_by_key(&self.units()[idx - 1].first, |candidate| candidate.first)
                .is_err()
    }

    /// The end of *of X and Y* after a head.
    fn of_end(&self, kind: Kind, after: usize, end: usize) -> usize {
        let mut to = after;
        while to < end {
            let article = usize::from(to + 1 < end && self.word(to + 1) == "the");
            to = self.words_end(to + 1 + article, end).max(to + 2).min(end);
            if !self.goes_on(kind, to, end) {
                break;
            }
        }
        to
    }

    /// Whether *of Z* or *and Z* at `to` goes on a name: *Science and Engineering* does, *Miami and Apex* not.
    fn goes_on(&self, kind: Kind, to: usize, end: usize) -> bool {
        if to + 1 >= end || TIMES.contains(&self.word(to + 1)) {
            return false;
        }
        let is_charge = |idx: usize| {
            let facts = self.facts(idx);
            facts.is_ordinary() && facts.given_name() != NameWord::Yes && !self.is_known_place(idx)
        };
        match self.word(to) {
            "of" | "for" | "on" => !matches!(kind.subtype(), "university" | "hospital" | "court" | "bank"),
            "and" => {
                is_charge(to - 1) && is_charge(to + 1) && self.head_at(to + 1, 1).is_none_or(|head| !head.of)
            }
            _ => false,
        }
    }

    /// One past the capitalised words from `from`.
    fn words_end(&self, from: usize, end: usize) -> usize {
        (from..end).find(|idx| !self.is_capital(*idx)).unwrap_or(end)
    }

    /// *the NWSC said*: a word in capitals that is no word and no known acronym is an organisation where it is
    /// used as one.
    fn initials(&self, idx: usize) -> Option<Candidate> {
        let word = self.word(idx);
        let is_acronym = self.kind(idx) == TokenKind::Caps
            && (3..=6).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && !self.facts(idx).is_ordinary()
            && !self.facts(idx).is_no_name()
            && self.known_at(self.units()[idx].first).next().is_none();
        let is_index =
            idx + 1 < self.units().len() && self.touches(idx) && self.kind(idx + 1) == TokenKind::Number;
        let is_acronym = is_acronym && !is_index;
        let after = self.near(idx, 1);
        let acts = after == "'s"
            || SAYING.contains(&after)
            || matches!(self.near(idx, -1), "the" | "by" | "of" | "from" | "at" | "with");
        if is_acronym && acts {
            self.candidate(idx, idx + 1, Kind::new(Type::Org, "other"), "initials", 55)
        } else {
            None
        }
    }

    /// A person, when the evidence reaches: see `evidence`.
    fn person(&self, start: usize, end: usize) -> Option<Candidate> {
        let (first, title) = self.after_titles(start, end);
        let mut end = end;
        while end > first && !self.is_capital(end - 1) && !self.is_hyphened(end - 1) {
            end -= 1;
        }
        let first = self.after_known_group(first, end);
        if first >= end || end - first > 5 {
            return None;
        }
        let score = self.evidence(first, end, title);
        let prior = (score * 100.0).clamp(1.0, 95.0) as u8;
        if score < 0.5 {
            None
        } else {
            self.candidate(first, end, Kind::new(Type::Person, "other"), "person", prior)
        }
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

    fn is_title_at(&self, idx: usize, len: usize) -> bool {
        match len {
            1 => self.facts(idx).is_title(),
            _ => self.facts(idx).begins_title() && words::look_up(&self.joined(idx, len)).is_title(),
        }
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
    fn role_before(&self, start: usize, from: usize) -> bool {
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
        let before_name = |candidate: &&Candidate| match candidate.kind.of {
            Type::Group => true,
            Type::Place => {
                after(candidate).is_some_and(|next| self.facts(next).given_name() == NameWord::Yes)
            }
            _ => false,
        };
        self.known_at(token).filter(before_name).filter_map(after).max().unwrap_or(first)
    }

    /// The candidates of the gazetteer that start with a token.
    fn known_at(&self, token: u32) -> impl Iterator<Item = &Candidate> {
        let at = self.known.partition_point(|candidate| candidate.first < token);
        self.known[at..].iter().take_while(move |candidate| candidate.first == token)
    }

    /// How much speaks for a person; 0.5 is enough.
    fn evidence(&self, first: usize, end: usize, title: bool) -> f64 {
        let mut score = if title { 0.55 } else { 0.0 };
        if end - first == 1 {
            return self.single_name(first, title);
        }
        let strange = |idx: usize| !self.facts(idx).is_ordinary();
        score += match (self.facts(first).given_name(), strange(end - 1)) {
            (NameWord::Yes, true) => 0.6,
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
        score += if self.is_family_first(first, end) { 0.6 } else { 0.0 };
        score += if self.follows_like_person(end) || self.precedes_like_person(first) { 0.3 } else { 0.0 };
        score += if self.is_credited(first) { 0.5 } else { 0.0 };
        score += if (first..end).all(strange) { 0.25 } else { 0.0 };
        score += if (first + 1..end - 1).any(|idx| self.kind(idx) == TokenKind::Initial) { 0.3 } else { 0.0 };
        score - (first..end).map(|idx| self.counts_against(idx)).sum::<f64>()
    }

    /// A single word is a person after a title, or when it is a given name and nothing else.
    fn single_name(&self, idx: usize, title: bool) -> f64 {
        let (word, facts) = (self.word(idx), self.facts(idx));
        let is_strange = !facts.is_ordinary() || facts.surname() != NameWord::No;
        let is_whole =
            self.kind(idx) == TokenKind::Capital && facts.head().is_none() && !TIMES.contains(&word);
        match (title, facts.given_name()) {
            (true, _) if is_strange && is_whole => 0.6,
            (false, _) if self.near(idx, -1) == "the" => 0.0,
            (false, NameWord::Yes) if is_whole && !self.is_known_place(idx) && !facts.is_ordinary() => 0.52,
            (false, _) if is_whole && self.speaks(idx) && !facts.is_ordinary() => 0.55,
            _ => 0.0,
        }
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

    /// *Leung Yiu-chung*: a family name, then a given name of two parts.
    fn is_family_first(&self, first: usize, end: usize) -> bool {
        let hyphened = end - first == 3 && self.units()[end - 1].first - self.units()[end - 2].last == 2;
        self.facts(first).is_family_first() && (hyphened || self.kind(end - 1) == TokenKind::Lower)
    }

    /// How much one word of a run speaks against a person.
    fn counts_against(&self, idx: usize) -> f64 {
        let (word, facts) = (self.word(idx), self.facts(idx));
        let is_name = facts.given_name() != NameWord::No || facts.surname() != NameWord::No;
        let mut against = if self.kind(idx) == TokenKind::Caps && word.len() > 2 { 0.3 } else { 0.0 };
        if !is_name {
            let after_given = idx > 0 && self.facts(idx - 1).given_name() == NameWord::Yes;
            let is_time = TIMES.contains(&word) && !after_given;
            against += if facts.head().is_some() || is_time { 0.6 } else { 0.0 };
            against += if facts.is_ordinary() { 0.2 } else { 0.0 };
            against += if self.is_known_place(idx) { 0.25 } else { 0.0 };
        }
        against
    }

    /// *, 45,* or *, a lawyer* or *, who* or a verb of saying behind the name.
    fn follows_like_person(&self, end: usize) -> bool {
        let last = end - 1;
        let next = self.near(last, 1);
        if next == "," {
            let after = self.near(last, 2);
            let age =
                after.len() <= 3 && after.bytes().all(|byte| byte.is_ascii_digit()) && !after.is_empty();
            return age || matches!(after, "a" | "an" | "who" | "whose" | "his" | "her");
        }
        SAYING.contains(&next) || next == "who"
    }

    fn precedes_like_person(&self, first: usize) -> bool {
        let before = self.near(first, -1);
        let in_apposition = before == "," && self.role_before(first, 2);
        SAYING.contains(&before) || matches!(before, "named" | "called" | "aged") || in_apposition
    }

    fn is_known_place(&self, idx: usize) -> bool {
        self.known_at(self.units()[idx].first).any(|candidate| candidate.kind.of == Type::Place)
    }

    /// *Pandi, Bulacan*: a name before a comma and a known region or country, after a preposition.
    fn place_before_region(&self, start: usize, end: usize) -> Option<Candidate> {
        if end <= start || end - start > 3 || self.near(end - 1, 1) != "," || self.near(end - 1, 2).is_empty()
        {
            return None;
        }
        let region = end + 1;
        let is_region = self.known_at(self.units()[region].first).any(|c| {
            c.kind.of == Type::Place && matches!(c.kind.subtype(), "country" | "admin1" | "disputed")
        });
        let place_word = matches!(
            self.near(start, -1),
            "in" | "near" | "of" | "from" | "at" | "to" | "outside" | "around"
        );
        if is_region && place_word {
            self.candidate(start, end, Kind::new(Type::Place, "city"), "region", 70)
        } else {
            None
        }
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
