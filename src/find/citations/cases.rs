//! Cases: *Roe v. Wade, 410 U.S. 113 (1973)*. Two names with a *v* between them are sport until the text says otherwise.

use super::instrument::Instrument;
use super::view::View;
use crate::find::grammar::{COURT_WORDS, SPORT_WORDS, STATE_ALONE, STATE_OF, STATE_OFFICES};
use crate::resolve::slug;
use crate::segment::Case;
use crate::token::TokenKind;
use crate::words;

/// The most tokens that a party may have.
const LONGEST: usize = 12;

impl View<'_> {
    /// Whether the sentence of a token speaks of courts and not of sport.
    pub(super) fn is_about_courts(&self, idx: usize) -> bool {
        self.sentence_has(idx, &COURT_WORDS)
            && !self.sentence_has(idx, &["wickets", "wicket", "innings", "goal", "goals", "league"])
    }

    /// The case whose *v* stands at a token. `identifiers` are the reporters and neutral citations of the text, sorted;
    /// `row` is a row of the gazetteer that holds the *v*.
    pub(super) fn case(
        &self,
        at: usize,
        identifiers: &[Instrument],
        row: Option<&Instrument>,
    ) -> Option<Instrument> {
        let (first, last) = match row {
            Some(row) => (self.without_opening_the(row.first), row.last),
            None => self.parties(at)?,
        };
        let mut found = Instrument::new(first, last, self.span(first, last), "case", "case", Vec::new());
        let reporter = self.reporter_after(last, identifiers);
        if row.is_none() && reporter.is_none() && !self.is_case(first, at, last) {
            return None;
        }
        found.targets = match (reporter, row) {
            (Some(reporter), _) => reporter.targets.clone(),
            (None, Some(row)) => row.targets.clone(),
            (None, None) => vec![format!("case/{}", self.case_slug(first, at, last))],
        };
        found.entry = row.and_then(|row| row.entry);
        found.via = if row.is_some() { "gazetteer" } else { "case" };
        found.is_closed = true;
        if let Some(reporter) = reporter {
            found.last = reporter.last;
            found.span = found.span.cover(reporter.span);
        } else if self.raw(last + 1) == "(" && self.year_at(last + 2).is_some() && self.raw(last + 3) == ")" {
            found.last = last + 3;
            found.span = found.span.cover(self.span(last + 3, last + 3));
        }
        Some(found)
    }

    /// `roe-v-wade`: without dots, apostrophes and *the*, and with *v* however it is written.
    fn case_slug(&self, first: usize, at: usize, last: usize) -> String {
        let party = |from: usize, to: usize| {
            let from = from + usize::from(self.is(from, "the"));
            let name = self.span(from, to).of(self.text).replace(['\'', '’', '.'], "");
            slug(name.trim_end_matches(" et al"))
        };
        let right = at + 1 + usize::from(self.raw(at + 1) == ".");
        format!("{}-v-{}", party(first, at.saturating_sub(1)), party(right, last))
    }

    /// *The* that opens a sentence is no part of a name.
    fn without_opening_the(&self, first: usize) -> usize {
        first + usize::from(self.is(first, "the") && first == self.sentence_tokens(first).start)
    }

    fn reporter_after<'b>(&self, last: usize, identifiers: &'b [Instrument]) -> Option<&'b Instrument> {
        let at = last + 1 + usize::from(self.raw(last + 1) == ",");
        let idx = identifiers.partition_point(|identifier| identifier.first < at);
        identifiers.get(idx).filter(|identifier| identifier.first == at && identifier.kind == "case")
    }

    /// First and last token of the two parties.
    fn parties(&self, at: usize) -> Option<(usize, usize)> {
        let mut right = at + 1;
        if self.raw(right) == "." && self.touches(at) {
            right += 1;
        }
        if self.kind(at) != TokenKind::Lower || self.is(right, "the") && !self.is_capital(right + 1) {
            return None;
        }
        let first = self.left_party(at)?;
        let last = self.right_party(right)?;
        Some((first, last))
    }

    fn left_party(&self, at: usize) -> Option<usize> {
        let lowest = self.sentence_tokens(at).start.max(at.saturating_sub(LONGEST));
        let mut first = at;
        while first > lowest {
            let left = first - 1;
            let raw = self.raw(left);
            let is_part = self.is_capital(left)
                || matches!(raw, "of" | "&" | "(" | ")" | "-" | "’")
                || raw == "the" && left > 0 && self.is(left - 1, "of")
                || raw == "." && left > 0 && self.is_capital(left - 1) && self.touches(left - 1)
                || raw == "," && self.is_company_form(first)
                || self.is_et_al(left);
            // *For Women Scotland* is a party, *In* that opens the sentence is none.
            let may_open = left == lowest || self.segments.sentence(left).case != Case::Normal;
            let is_head = may_open
                && self.is_capital(left)
                && words::look_up(&self.word(left)).is_function_word()
                && !self.is(left, "the");
            if !is_part
                || is_head
                || self.is_possessive(left) && self.is_capital(left) && first == at && raw.len() < 2
            {
                break;
            }
            first = left;
        }
        while first < at && (!self.is_capital(first) || self.is(first, "the")) {
            first += 1;
        }
        while first + 1 < at
            && self.is_one_of(first, &["case", "judges", "citing", "overturning", "overruling", "following"])
            && first == lowest
        {
            first += 1;
        }
        (first < at && self.is_capital(first)).then_some(first)
    }

    fn right_party(&self, from: usize) -> Option<usize> {
        let mut last = None;
        let mut idx = from + usize::from(self.is(from, "the"));
        while idx < self.len() && idx < from + LONGEST && self.is_in_one_sentence(from, idx) {
            if self.is_capital(idx) {
                last = Some(idx);
                if self.is_possessive(idx) && !self.is_capital(idx + 1) {
                    break;
                }
            } else if self.is_et_al(idx) {
                last = Some(idx).filter(|idx| self.is(*idx, "al"));
            } else if !matches!(self.raw(idx), "of" | "for" | "the" | "&" | "-" | "’" | "'")
                && !self.is_inner_stop(idx)
            {
                break;
            }
            idx += 1;
        }
        last.map(|last| self.with_company_form(last))
    }

    /// *Oracle America, Inc.*
    fn with_company_form(&self, last: usize) -> usize {
        let form = last + 2;
        if self.raw(last + 1) != "," || !self.is_company_form(form) {
            return last;
        }
        form + usize::from(
            self.raw(form + 1) == "."
                && self.touches(form)
                && !self.raw(form + 2).is_empty()
                && !self.is_capital(form + 2),
        )
    }

    fn is_company_form(&self, idx: usize) -> bool {
        matches!(self.raw(idx), "Inc" | "LLC" | "Ltd" | "Corp" | "Co")
    }

    /// A word of *et al.*, or its full stop.
    fn is_et_al(&self, idx: usize) -> bool {
        let stop = usize::from(self.raw(idx) == "." && idx > 0 && self.touches(idx - 1));
        let al = idx - stop;
        self.is(al, "al") && al > 0 && self.is(al - 1, "et") || self.is(al, "et") && self.is(al + 1, "al")
    }

    /// The full stop of an initial or abbreviation inside a name.
    fn is_inner_stop(&self, idx: usize) -> bool {
        self.raw(idx) == "."
            && idx > 0
            && self.touches(idx - 1)
            && self.kind(idx - 1) == TokenKind::Initial
            && self.is_capital(idx + 1)
    }

    fn is_case(&self, first: usize, at: usize, last: usize) -> bool {
        if self.sentence_has(first, &SPORT_WORDS) {
            return false;
        }
        let has_state = (first..=last).any(|idx| self.is_one_of(idx, &STATE_OFFICES) && self.is_capital(idx))
            || self.is_state(first, at.saturating_sub(1))
            || self.is_state(at + 1 + usize::from(self.raw(at + 1) == "."), last);
        has_state
            || self.is(at, "v") && self.sentence_has(first, &COURT_WORDS)
            || self.sentence_has(first, &["court", "ruling", "ruled", "judges"])
    }

    /// A party that is just *State*, or *City of* something: *Ohio State v Michigan* is a match.
    fn is_state(&self, first: usize, last: usize) -> bool {
        let first = first + usize::from(self.is(first, "the"));
        let is_whole = first == last || self.raw(first + 1) == "(";
        self.is_capital(first)
            && (is_whole && self.is_one_of(first, &STATE_ALONE)
                || self.is(first + 1, "of") && self.is_one_of(first, &STATE_OF))
    }
}
