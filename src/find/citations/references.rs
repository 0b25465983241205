//! References back: *the Charter*, *the 1968 Act*, and acronyms that the text defines beside a title.

use super::instrument::Instrument;
use super::view::View;
use crate::find::grammar::HEADS;
use crate::gazetteer::EntryId;
use crate::token::TokenKind;
use std::collections::{HashMap, HashSet};

/// How many sentences back a reference in lower case may point.
const NEAR: u32 = 3;

/// How many earlier instruments with a head are looked at for the right year.
const LOOKED_AT: usize = 30;

impl View<'_> {
    /// Short forms that stand beside their titles: the word, and the number of the instrument.
    fn definitions(&self, instruments: &[Instrument]) -> HashMap<&str, usize> {
        let mut defined = HashMap::new();
        for (idx, instrument) in
            instruments.iter().enumerate().filter(|(_, instrument)| !instrument.needs_pinpoint)
        {
            if let Some(at) = self.defined_after(instrument.last + 1) {
                defined.entry(self.raw(at)).or_insert(idx);
            }
        }
        defined
    }

    /// The token of the short form that *(ABC)*, *(the “ABC”)*, *, or ABC,* at a token gives.
    fn defined_after(&self, at: usize) -> Option<usize> {
        let mut idx = at;
        let in_brackets = self.raw(idx) == "(";
        if in_brackets {
            idx += 1;
            idx += usize::from(self.is_one_of(idx, &["the", "or"]));
        } else if self.raw(idx) == "," && self.is(idx + 1, "or") {
            idx += 2;
        } else if self.is_one_of(idx, &["or", "known"]) && self.is_capital(idx + 1) | self.is(idx + 1, "as") {
            idx += 1 + usize::from(self.is(idx + 1, "as"));
        } else {
            return None;
        }
        idx += usize::from(self.is_quote(idx));
        let is_short = self.kind(idx) == TokenKind::Caps && (2..=10).contains(&self.raw(idx).len());
        let closes =
            !in_brackets || self.raw(idx + 1) == ")" || self.is_quote(idx + 1) && self.raw(idx + 2) == ")";
        (is_short && closes && self.is_in_one_sentence(at, idx)).then_some(idx)
    }

    /// Adds the acronyms that the text defines, wherever they stand, and takes weak names for good that stand
    /// for an instrument which the text names otherwise.
    pub(super) fn add_acronyms(&self, instruments: &mut Vec<Instrument>) {
        let strong: HashSet<EntryId> =
            instruments.iter().filter(|one| !one.needs_pinpoint).filter_map(|one| one.entry).collect();
        for weak in instruments.iter_mut().filter(|one| one.needs_pinpoint) {
            weak.needs_pinpoint = !weak.entry.is_some_and(|entry| strong.contains(&entry));
        }
        let defined = self.definitions(instruments);
        if defined.is_empty() {
            return;
        }
        let mut found = Vec::new();
        for idx in (0..self.len()).filter(|idx| self.kind(*idx) == TokenKind::Caps) {
            if let Some(of) = defined.get(self.raw(idx)) {
                found.push(self.short_for(&instruments[*of], idx));
            }
        }
        let taken: HashSet<usize> = found.iter().map(|one| one.first).collect();
        instruments.retain(|one| one.first != one.last || !taken.contains(&one.first));
        let spans: Vec<(usize, usize)> = instruments.iter().map(|one| (one.first, one.last)).collect();
        found.retain(|one| {
            let at = spans.partition_point(|span| span.0 <= one.first);
            at == 0 || spans[at - 1].1 < one.first
        });
        instruments.extend(found);
        instruments.sort_by_key(|one| one.first);
    }

    /// A short form or reference at tokens that stands for an instrument.
    fn short_for(&self, of: &Instrument, at: usize) -> Instrument {
        Instrument {
            first: at,
            last: at,
            span: self.span(at, at),
            start: self.span(at, at).start,
            via: "acronym",
            parts: Vec::new(),
            is_closed: false,
            targets: of.targets.iter().take(1).cloned().collect(),
            entity: Some(of.entity.clone().unwrap_or_else(|| self.entity_id(of))),
            ..of.clone()
        }
    }

    /// Adds *the Charter*, *this Act*, *the 1968 Act* where an earlier instrument with that head stands. `heads`
    /// are the tokens of heads that no pinpoint holds, with the numbers of their heads, in order. Instruments
    /// must be sorted.
    pub(super) fn add_references(&self, heads: &[(usize, u8)], instruments: &mut Vec<Instrument>) {
        let mut found: Vec<Instrument> = Vec::new();
        let mut earlier: HashMap<u8, Vec<usize>> = HashMap::new();
        let mut next = 0;
        for &(at, head) in heads {
            while next < instruments.len() && instruments[next].last < at {
                let one = &instruments[next];
                if !one.needs_pinpoint
                    && one.via != "antecedent"
                    && one.via != "pinpoint"
                    && !self.is_aside(one.first)
                {
                    one.heads.iter().for_each(|head| earlier.entry(*head).or_default().push(next));
                }
                next += 1;
            }
            let holder = instruments.get(next).filter(|one| one.first <= at);
            if holder.is_some_and(|one| one.via != "antecedent") || holder.is_some() && self.names_country(at)
            {
                continue;
            }
            let none = Vec::new();
            let all = earlier.get(&head).unwrap_or(&none);
            let reference = self
                .reference(at, head, all, instruments)
                .or_else(|| self.loose_reference(at, head, &instruments[..next]));
            found.extend(reference);
        }
        let taken: HashSet<usize> = found.iter().map(|one| one.last).collect();
        instruments.retain(|one| one.via != "antecedent" || !taken.contains(&one.last));
        instruments.extend(found);
        instruments.sort_by_key(|one| one.first);
    }

    /// *also known as the Reform Treaty*: another name of what was just named.
    fn is_aside(&self, first: usize) -> bool {
        let the = usize::from(first > 0 && self.is(first - 1, "the"));
        first >= 2 + the
            && self.is(first - 1 - the, "as")
            && self.is_one_of(first - 2 - the, &["known", "called", "dubbed"])
    }

    fn names_country(&self, at: usize) -> bool {
        let country = self.country(at);
        country.is_some_and(|country| self.sentence_has_country(at, country))
    }

    fn reference(
        &self,
        at: usize,
        head: u8,
        earlier: &[usize],
        instruments: &[Instrument],
    ) -> Option<Instrument> {
        let (first, year) = self.reference_start(at)?;
        if !HEADS[usize::from(head)].points_back || !self.is_whole_reference(at) {
            return None;
        }
        let fits = |idx: &&usize| year.is_none() || instruments[**idx].year == year;
        let of = &instruments[*earlier.iter().rev().take(LOOKED_AT).find(fits)?];
        let distance = self.sentence(at).saturating_sub(self.sentence(of.last));
        if !self.is_capital(at) && distance > NEAR {
            return None;
        }
        Some(self.reference_to(of, first, at))
    }

    fn reference_to(&self, of: &Instrument, first: usize, at: usize) -> Instrument {
        let mut reference = self.short_for(of, at);
        reference.first = first;
        reference.span = self.span(first, at);
        reference.start = reference.span.start;
        reference.via = "antecedent";
        reference.is_reference = true;
        reference
    }

    /// *the treaty* for an agreement, and *the law* beside a pinpoint for an act: the head is not the instrument's own.
    fn loose_reference(&self, at: usize, head: u8, earlier: &[Instrument]) -> Option<Instrument> {
        let kind = match HEADS[usize::from(head)].words[0] {
            "treaty" | "pact" | "accord" => "treaty",
            "law" => "statute",
            _ => return None,
        };
        let (first, year) = self.reference_start(at).filter(|_| self.is_whole_reference(at))?;
        let near = earlier
            .iter()
            .rev()
            .take(LOOKED_AT)
            .take_while(|one| self.sentence(at) - self.sentence(one.last).min(self.sentence(at)) < NEAR);
        let of = near
            .filter(|one| !one.needs_pinpoint && one.via != "pinpoint" && one.kind == kind)
            .find(|one| year.is_none() || one.year == year)?;
        let mut reference = self.reference_to(of, first, at);
        reference.needs_pinpoint = kind == "statute";
        Some(reference)
    }

    /// The first token of *the 1968* before a head, and the year.
    fn reference_start(&self, at: usize) -> Option<(usize, Option<u32>)> {
        let before = at.checked_sub(1)?;
        let year = self.year_at(before);
        let first = if year.is_some() { before.checked_sub(1)? } else { before };
        let is_led_in = self.is_one_of(first, &["the", "this", "that", "said"]);
        (is_led_in && self.is_in_one_sentence(first, at)).then_some((first, year))
    }

    /// *the act of*, *the Agreement on*, *the Bill Clinton*, *treaty-based* are no references.
    fn is_whole_reference(&self, at: usize) -> bool {
        let next = at + 1;
        let hyphen = matches!(self.raw(next), "-" | "‑" | "/") && self.touches(at);
        let goes_on = self.is_one_of(
            next,
            &["of", "on", "between", "with", "for", "establishing", "concerning", "relating"],
        ) && !(self.is(next, "on") && self.is(next + 1, "behalf"))
            || self.kind(next) == TokenKind::Number;
        let name = self.is_capital(at) && self.is_capital(next) && self.is_in_one_sentence(at, next);
        !hyphen && !goes_on && !name
    }

    /// The entity that an instrument will be: its row, or the id that `resolve` gives its words.
    pub(super) fn entity_id(&self, of: &Instrument) -> String {
        match of.entry {
            Some(entry) => self.gazetteer.id_of(entry).to_owned(),
            None => format!("doc/{}", crate::resolve::slug(of.span.of(self.text))),
        }
    }
}
