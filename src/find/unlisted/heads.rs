//! Names with a head noun: *Ministry of Health*, *Zagreb University*, *Lake Ohrid*.

use super::View;
use super::vocabulary::{BODIES, SHIPS, TIMES};
use crate::candidate::Candidate;
use crate::kind::{Kind, Type};
use crate::row::Mark;
use crate::words::{self, NameWord};

impl View<'_> {
    /// *Ministry of Health*, *Zagreb University*, *Lake Ohrid*: names with a head noun, the longest in a run.
    pub(super) fn headed(&self, start: usize, end: usize) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut from = start;
        while from < end {
            let Some((kind, to, first)) = self.head_in(from, end) else { break };
            if SHIPS.contains(&self.word(first)) {
                from = to;
                continue;
            }
            let first = if self.is_institution(kind) { self.with_country(first) } else { first };
            found.extend(self.candidate(first, to, kind, "head", 60));
            from = to;
        }
        found
    }

    /// *the Navy*, *Army Lt. Gen. Townsend*: a body of the state that a text calls by its head alone.
    pub(super) fn bodies(&self, start: usize, end: usize) -> Vec<Candidate> {
        let body = |idx: usize| {
            let len = (1..=2)
                .rev()
                .find(|len| idx + len <= end && BODIES.contains(&self.joined(idx, *len).as_str()))?;
            let before = if idx > start { self.word(idx - 1) } else { self.near(idx, -1) };
            let after = idx + len;
            let has_rank = after < end && self.facts(after).is_title();
            let is_alone = after == end || !self.is_capital(after);
            let is_body = self.is_capital(idx) && (before == "the" && is_alone || idx == start && has_rank);
            self.candidate(idx, after, self.head_at(idx, len)?.kind, "head", 56).filter(|_| is_body)
        };
        (start..end).filter_map(body).collect()
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
                if head.of
                    && self.is_linked(head.kind, after, end)
                    && !self.ends_here(head.kind, first, idx, after)
                {
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

    /// Whether a name is whole before the *of* behind its head: a known one, and *Colorado State University of*
    /// the US.
    fn ends_here(&self, kind: Kind, first: usize, idx: usize, after: usize) -> bool {
        self.is_known_to(after - 1)
            || kind.subtype() == "university" && first < idx && self.word(after) == "of"
    }

    /// Whether *of*, *for* or *on* and a capitalised word follow; places go with *of* alone.
    fn is_linked(&self, kind: Kind, after: usize, end: usize) -> bool {
        let links = match self.word(after.min(end - 1)) {
            "of" => true,
            "for" | "on" => kind.of != Type::Place,
            _ => false,
        };
        links && after + 1 < end && !self.is_capital(after)
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

    pub(super) fn head_at(&self, idx: usize, len: usize) -> Option<words::Head> {
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

    /// Where the name whose head is at `idx` begins: titles, articles and times before it do not belong to it.
    fn name_start(&self, start: usize, idx: usize) -> usize {
        let mut first = idx;
        while first > start {
            let (word, facts) = (self.word(first - 1), self.facts(first - 1));
            let is_title = facts.is_title() && facts.head().is_none() && !facts.begins_head();
            let stops = word == "the" || is_title || TIMES.contains(&word);
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
            "and" if self.word(to + 1) == "the" => false,
            "and" => {
                is_charge(to - 1) && is_charge(to + 1) && self.head_at(to + 1, 1).is_none_or(|head| !head.of)
            }
            _ => false,
        }
    }

    /// The *Alia* of *Council on Relations Alia Salem*: a given name and one more word, which end a run.
    fn begins_person(&self, idx: usize, end: usize) -> bool {
        idx + 2 == end && self.facts(idx).given_name() == NameWord::Yes && !self.facts(idx + 1).is_ordinary()
    }

    /// One past the capitalised words from `from`.
    pub(super) fn words_end(&self, from: usize, end: usize) -> usize {
        let is_over = |idx: &usize| !self.is_capital(*idx) || *idx > from && self.begins_person(*idx, end);
        (from..end).find(is_over).unwrap_or(end)
    }
}
