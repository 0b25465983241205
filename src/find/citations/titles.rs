//! Titles that no gazetteer holds, and the codes and constitutions that every country has one of.

use super::instrument::Instrument;
use super::rows::add_head;
use super::view::View;
use crate::find::grammar::{
    Bare, GENERICS, Generic, HEADS, Head, STOP_TITLES, STOP_WORDS, UN, UN_NAMES, roles,
};
use crate::resolve::slug;
use crate::row::value_of;
use crate::segment::Case;
use crate::token::TokenKind;
use crate::words;

/// The most tokens that a title may have before its head.
const LONGEST: usize = 24;

impl View<'_> {
    /// The title whose head stands at a token; `is_taken` says of a token that it belongs to a pinpoint.
    pub(super) fn title(&self, at: usize, head: u8, is_taken: &dyn Fn(usize) -> bool) -> Option<Instrument> {
        let row = &HEADS[usize::from(head)];
        if !self.is_capital(at) || self.kind(at) == TokenKind::Initial || self.is_possessive(at) {
            return None;
        }
        let year = self.year_after(at);
        let first = self.title_start(at, year.is_some(), is_taken);
        let complement = if year.is_none() { self.complement_end(at, row) } else { None };
        let last = if first == at { complement? } else { complement.unwrap_or(at) };
        let year = if last == at { year } else { self.year_after(last) };
        let standing = self.standing(first, at, last, row, year.is_some())?;
        let mut title = self.unlisted(first, last, row, year);
        title.needs_pinpoint = standing == Standing::WithPinpoint;
        Some(title)
    }

    /// Where the run of capitalised words before a head begins.
    fn title_start(&self, at: usize, has_year: bool, is_taken: &dyn Fn(usize) -> bool) -> usize {
        let sentence = self.sentence_tokens(at).start;
        let lowest = sentence.max(at.saturating_sub(LONGEST));
        let mut first = at;
        let mut left = at;
        while left > lowest {
            left -= 1;
            if is_taken(left) || self.is_possessive(left) && !self.is_capital(left + 1) {
                break;
            }
            let is_owner = self.is_possessive(left)
                && (self.name_at(left).is_some() || self.kind(left) == TokenKind::Caps);
            if is_owner || self.ends_other_title(left) {
                break;
            }
            if self.is_capital(left) {
                first = left;
            } else if !self.is_inside_title(left, has_year) {
                break;
            }
        }
        while first < at && (words::look_up(&self.word(first)).is_function_word() || !self.is_capital(first))
        {
            first += 1;
        }
        self.without_opening(first, at, sentence)
    }

    /// *Supporters of the Clean Air Act*: an ordinary word that opens the sentence is no part of the title.
    fn without_opening(&self, first: usize, at: usize, sentence: usize) -> usize {
        if first != sentence
            || !words::look_up(&self.word(first)).is_ordinary()
            || !self.is_one_of(first + 1, &["of", "to", "on", "for", "and"])
        {
            return first;
        }
        let from = first + 2 + usize::from(self.is(first + 2, "the"));
        if self.is(first + 2, "the") && from < at { from } else { first }
    }

    /// *Clean Air Act and*, *Digital Services Act (DSA)*: what stands before is a title of its own.
    fn ends_other_title(&self, idx: usize) -> bool {
        let after_head = |idx: usize| idx > 0 && self.is_head(idx - 1);
        self.is_one_of(idx, &["and", "or", ","]) && after_head(idx)
            || self.raw(idx) == ")" && idx > 2 && after_head(idx - 2)
    }

    fn is_head(&self, idx: usize) -> bool {
        roles(self.raw(idx)).is_some_and(|roles| roles.head.is_some()) && self.is_capital(idx)
    }

    /// Small words, brackets, hyphens and the commas of an enumeration.
    fn is_inside_title(&self, idx: usize, has_year: bool) -> bool {
        let raw = self.raw(idx);
        match raw {
            "of" | "and" | "for" | "on" | "against" | "from" => true,
            "to" | "in" | "by" | "with" => has_year && !self.is(idx + 1, "the"),
            "the" => has_year && idx > 0 && self.is_one_of(idx - 1, &["of", "on", "for", "against"]),
            "(" | ")" | "-" | "‑" | "–" | "&" => self.is_capital(idx + 1) || raw == ")",
            "." => self.is_inside_abbreviation(idx),
            "," => {
                has_year
                    && self.is_capital(idx + 1 + usize::from(self.is(idx + 1, "and")))
                    && idx > 0
                    && self.is_capital(idx - 1)
            }
            _ => false,
        }
    }

    /// The last full stop of *U.S.* before a hyphen: *U.S.-Iraq Strategic Framework Agreement*.
    fn is_inside_abbreviation(&self, idx: usize) -> bool {
        let touches_both = idx > 0 && self.touches(idx - 1) && self.touches(idx);
        touches_both && matches!(self.raw(idx + 1), "-" | "‑" | "–") && self.raw(idx - 1).contains('.')
    }

    /// The end of *on the Rights of the Child* behind a head.
    fn complement_end(&self, at: usize, row: &Head) -> Option<usize> {
        if !self.is_one_of(at + 1, row.takes) {
            return None;
        }
        let mut last = None;
        let mut idx = at + 2;
        while idx < self.len() && idx < at + LONGEST && self.is_in_one_sentence(at, idx) {
            if self.is_capital(idx) {
                last = Some(idx);
                if self.is_possessive(idx) {
                    break;
                }
            } else if !self.is_one_of(idx, &["of", "and", "the", "for", "on", "in", "to", "against", "-"]) {
                break;
            }
            idx += 1;
        }
        // *Convention on Cultural Property Implementation Act* is an act.
        last.filter(|last| !self.is_head(*last))
    }

    /// Whether the words are a title, or could be one if a pinpoint stood beside them.
    fn standing(&self, first: usize, at: usize, last: usize, row: &Head, has_year: bool) -> Option<Standing> {
        let sentence = self.segments.sentence(at);
        let content =
            |idx: &usize| self.is_capital(*idx) && !words::look_up(&self.word(*idx)).is_function_word();
        let n_content = (first..at).filter(content).count() + (at + 1..=last).filter(content).count();
        if n_content == 0 || self.is_capital(last + 1) && last == at && !has_year && !self.is_possessive(last)
        {
            return None;
        }
        if has_year {
            return (!self.has_stop_word(first, at, 1)).then_some(Standing::Alone);
        }
        let title: Vec<String> = (first..=at).map(|idx| self.word(idx)).collect();
        let title = title.join(" ");
        if sentence.case != Case::Normal || STOP_TITLES.iter().any(|stop| title.ends_with(stop)) {
            return None;
        }
        let is_long = match row.bare {
            Bare::Words(needed) => n_content >= needed || self.dated_before(first).is_some(),
            Bare::Never => last > at || row.kind == "treaty" && self.dated_before(first).is_some(),
        };
        Some(
            if is_long
                && self.is_led_in(first)
                && (row.kind == "statute" || !self.has_stop_word(first, at, 0))
            {
                Standing::Alone
            } else {
                Standing::WithPinpoint
            },
        )
    }

    /// The year right before a title: *the 1907 Hague Convention*.
    fn dated_before(&self, first: usize) -> Option<u32> {
        self.year_at(first.checked_sub(1)?)
    }

    fn has_stop_word(&self, first: usize, at: usize, allowed: usize) -> bool {
        (first..at).filter(|idx| STOP_WORDS.contains(&self.word(*idx).as_str())).count() > allowed
    }

    /// A title without a year stands behind *the* or a possessive, or opens the sentence with it.
    fn is_led_in(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else { return false };
        self.is_one_of(before, &["the", "under", "of", "this", "that", "a", "proposed", "new"])
            || self.is_possessive(before)
            || self.is_quote(before)
            || self.year_at(before).is_some()
    }

    /// The words of a title for its id, without an acronym in brackets: *Women, Peace and Security (WPS) Act*.
    fn title_slug(&self, first: usize, last: usize) -> String {
        let is_aside = |idx: usize| {
            self.raw(idx) == "(" && self.kind(idx + 1) == TokenKind::Caps && self.raw(idx + 2) == ")"
        };
        match (first..last).find(|idx| is_aside(*idx)) {
            Some(open) if open > first => {
                let (before, after) = (self.span(first, open - 1), self.span(open + 3, last));
                slug(&format!("{} {}", before.of(self.text), after.of(self.text)))
            }
            _ => slug(self.span(first, last).of(self.text)),
        }
    }

    fn unlisted(&self, first: usize, last: usize, row: &Head, year: Option<(u32, usize)>) -> Instrument {
        let span = self.span(first, last);
        let title = self.title_slug(first, last);
        let named_year = year.map(|(year, _)| year).or_else(|| self.dated_before(first));
        let title = named_year.map_or_else(|| title.clone(), |year| format!("{title}-{year}"));
        let id = match self.country_inside(first, last).or_else(|| self.country(first)) {
            _ if row.code.is_empty() => title,
            Some(country) => format!("{}/{}/{title}", place_code(country), row.code),
            None => format!("{}/{title}", row.code),
        };
        let mut instrument = Instrument::new(first, last, span, row.kind, row.subtype, vec![id]);
        instrument.year = named_year;
        if let Some((_, at)) = year {
            instrument.last = at;
            instrument.span = span.cover(self.span(at, at));
        }
        add_head(&mut instrument.heads, row.words[0]);
        let title_end = instrument.last;
        self.reach_suffix(&mut instrument);
        // *(Cth)* and the names of states stand behind acts of Australia alone.
        if instrument.last > title_end && self.raw(title_end + 2) != "No" && !row.code.is_empty() {
            let rest = instrument.base().rsplit('/').next().unwrap_or("").to_owned();
            let state = match self.raw(title_end + 2) {
                "Cth" | "Imp" => String::new(),
                state => format!("-{}", state.to_lowercase()),
            };
            instrument.targets = vec![format!("au{state}/{}/{rest}", row.code)];
        }
        self.reach_date(&mut instrument);
        instrument
    }

    /// *the Constitution*, *Japan’s pacifist constitution*, *the Thai criminal code*: the head stands at a token.
    pub(super) fn generic(&self, at: usize) -> Option<Instrument> {
        let (generic, first, last) = GENERICS
            .iter()
            .filter_map(|generic| self.generic_at(at, generic))
            .filter(|found| self.may_be_only(at, found.0))
            .max_by_key(|found| found.2 - found.1)?;
        if self.is_capital(last + 1) && self.is_capital(last) && !self.is_possessive(last) {
            return None;
        }
        if generic.only.is_empty() {
            if let Some((country, from)) = self.country_before(first) {
                return Some(self.generic_instrument(generic, country, from, last, false));
            }
            if let Some((country, to)) = self.country_after(last) {
                return Some(self.generic_instrument(generic, country, first, to, false));
            }
        }
        let country = if generic.only.is_empty() { self.country(at)? } else { generic.only };
        let is_led_in =
            first > 0 && self.is_one_of(first - 1, &["the", "its", "country’s", "country's", "country"]);
        let is_dated = self.dated_before(first).is_some();
        let is_alone = (generic.code.is_empty() && is_led_in || is_dated && generic.only.is_empty())
            && self.is_capital(first)
            && self.segments.sentence(at).case == Case::Normal;
        let mut instrument = self.generic_instrument(generic, country, first, last, true);
        instrument.needs_pinpoint = !is_alone;
        if is_dated {
            instrument.via = "gazetteer";
        }
        Some(instrument)
    }

    /// Whether the text speaks of the one country or body that has an instrument, where only one has it.
    fn may_be_only(&self, at: usize, generic: &Generic) -> bool {
        match generic.only {
            "" => true,
            _ if !self.is_capital(at) => false,
            UN => UN_NAMES.iter().any(|name| self.sentence_has_cue(at, name)),
            country => self.country(at) == Some(country),
        }
    }

    fn generic_at(&self, at: usize, generic: &'static Generic) -> Option<(&'static Generic, usize, usize)> {
        let n_words = generic.words.len();
        let first = if generic.words[0] == "code" { at } else { (at + 1).checked_sub(n_words)? };
        let fits = generic.words.iter().enumerate().all(|(idx, word)| self.is(first + idx, word));
        fits.then_some((generic, first, first + n_words - 1))
    }

    /// A country, its people or its possessive before a token, with up to three words between, and where it starts.
    fn country_before(&self, first: usize) -> Option<(&str, usize)> {
        let mut idx = first;
        for _ in 0..4 {
            idx = idx.checked_sub(1)?;
            if !self.is_in_one_sentence(idx, first) {
                return None;
            }
            if let Some((country, from)) = self.country_ending(idx) {
                return Some((country, from));
            }
            let word = self.word(idx);
            let is_adjective = self.kind(idx) == TokenKind::Lower
                && !words::look_up(&word).is_function_word()
                || self.year_at(idx).is_some()
                || matches!(
                    word.as_str(),
                    "federal"
                        | "new"
                        | "revised"
                        | "islamic"
                        | "political"
                        | "national"
                        | "transitional"
                        | "interim"
                        | "provisional"
                );
            if !is_adjective {
                return None;
            }
        }
        None
    }

    fn country_after(&self, last: usize) -> Option<(&str, usize)> {
        if !self.is(last + 1, "of") {
            return None;
        }
        let first = last + 2 + usize::from(self.is(last + 2, "the"));
        self.country_starting(first)
    }

    fn generic_instrument(
        &self,
        generic: &'static Generic,
        country: &str,
        first: usize,
        last: usize,
        is_bare: bool,
    ) -> Instrument {
        let country = place_code(country);
        let row = match generic.code {
            "" => self
                .gazetteer
                .find_id(&format!("law/constitution-{}", if country == "uk" { "gb" } else { country })),
            _ if !generic.only.is_empty() => {
                generic.rows.iter().find_map(|row| self.gazetteer.find_id(&format!("law/{row}")))
            }
            _ => generic.rows.iter().find_map(|row| self.gazetteer.find_id(&format!("law/{country}-{row}"))),
        };
        let cite = row.and_then(|row| value_of(self.gazetteer.attributes_of(row), "cite"));
        let id = match (cite, generic.code) {
            (Some(cite), _) => cite.to_owned(),
            (None, "") => format!("constitution/{country}"),
            (None, code) => format!("{country}/{code}"),
        };
        let mut instrument =
            Instrument::new(first, last, self.span(first, last), generic.kind, generic.subtype, vec![id]);
        instrument.entry = row;
        instrument.via = if is_bare { "antecedent" } else { "gazetteer" };
        instrument.heads = Vec::new();
        for word in generic.words {
            add_head(&mut instrument.heads, word);
        }
        self.reach_date(&mut instrument);
        instrument
    }
}

/// How sure a title is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It is one.
    Alone,
    /// It is one where a pinpoint stands beside it: *Article 12 of the Media Law*.
    WithPinpoint,
}

/// How ids name a country: as ISO does, but `uk`.
pub(super) fn place_code(country: &str) -> &str {
    if country == "gb" { "uk" } else { country }
}
