//! Instruments of the gazetteer: which row is meant, how far it reaches, and whether its cue words stand there.

use super::instrument::Instrument;
use super::titles::place_code;
use super::view::View;
use crate::candidate::{Candidate, Source};
use crate::find::grammar::{HEADS, LEGAL_WORDS, SPORT_WORDS, UNITS, roles};
use crate::fold::{fold, folded_word};
use crate::gazetteer::EntryId;
use crate::kind::Type;
use crate::row::{Mark, value_of};
use crate::span::Span;
use crate::token::{TokenKind, tokenize};

/// Heads behind which a bare year belongs to the title: *Terrorism Act 2000*, but not *Paris Agreement 2030*.
const YEAR_HEADS: [&str; 9] =
    ["act", "ordinance", "order", "bill", "law", "code", "regulations", "rules", "regulation"];

/// What stands in brackets behind a title and belongs to it.
const SUFFIXES: [&str; 10] = ["Cth", "NSW", "Vic", "Qld", "WA", "SA", "Tas", "ACT", "NT", "Imp"];

const MONTHS: [&str; 12] = [
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
];

/// How much the text speaks for a row that asks for cue words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// Nothing does.
    None,
    /// It asks for no word.
    Any,
    /// A cue word stands elsewhere in the text.
    Text,
    /// A cue word stands in the sentence.
    Sentence,
}

/// The kind of a citation of a row with this subtype and id.
pub(super) fn citation_kind(subtype: &str, cite: &str) -> &'static str {
    if cite.starts_with("celex:") {
        return "eu_act";
    }
    if cite.starts_with("S/RES/") || cite.starts_with("A/RES/") {
        return "un_resolution";
    }
    if cite.starts_with("usc/") {
        return "code";
    }
    if cite.contains("/prop/") || cite.contains("/measure/") {
        return "bill";
    }
    match subtype {
        "constitution" => "constitution",
        "statute" => "statute",
        "code" => "code",
        "regulation" | "directive" => "regulation",
        "bill" => "bill",
        "executive_order" => "executive_order",
        "resolution" if cite.starts_with("un") => "un_resolution",
        "case" => "case",
        "other" if cite.contains('/') && !cite.contains("declaration") && !cite.contains("proclamation") => {
            "statute"
        }
        _ => "treaty",
    }
}

impl View<'_> {
    /// The rows of the gazetteer that ask for no cue word, as instruments.
    pub(super) fn rows(&self) -> Vec<Instrument> {
        let groups = self.laws(false);
        groups
            .chunk_by(|left, right| left.span == right.span)
            .filter_map(|group| self.row_instrument(group))
            .collect()
    }

    /// The gazetteer's laws with cue words or without, by their place.
    fn laws(&self, with_cue: bool) -> Vec<&Candidate> {
        let has_cue = |entry| value_of(self.gazetteer.attributes_of(entry), "cue").is_some();
        let is_wanted = |known: &&Candidate| {
            known.kind.of == Type::Law
                && matches!(known.source, Source::Entry(entry) if has_cue(entry) == with_cue)
        };
        let mut laws: Vec<&Candidate> = self.known.iter().filter(is_wanted).collect();
        laws.sort_by_key(|law| law.span);
        laws
    }

    fn row_instrument(&self, group: &[&Candidate]) -> Option<Instrument> {
        let year = self.year_after(group.first()?.last as usize).or_else(|| self.own_year_after(group));
        let score = |law: &Candidate| {
            let Source::Entry(entry) = law.source else { return 0 };
            let record = self.gazetteer.entry(entry);
            let row_year = value_of(record.attributes, "year");
            let mut score = i32::from(record.prior) - if law.mark == Mark::Weak { 30 } else { 0 };
            if let (Some((written, _)), Some(row_year)) = (year, row_year) {
                score += if written.to_string() == row_year { 400 } else { -400 };
            }
            for country in self.gazetteer.countries_of(entry) {
                score += if self.sentence_has_country(law.first as usize, country) { 200 } else { 0 };
                score += if self.country(law.first as usize) == Some(country) { 100 } else { 0 };
            }
            score
        };
        let best = match group {
            [only] => only,
            _ => group.iter().max_by_key(|law| score(law))?,
        };
        let Source::Entry(entry) = best.source else { return None };
        if best.mark == Mark::Weak && year.is_none() && self.is_of_another_country(entry, best.first as usize)
        {
            return None;
        }
        self.instrument_of_row(best, entry, year)
    }

    /// Whether a sentence speaks of a country, and not of the row's.
    fn is_of_another_country(&self, entry: EntryId, at: usize) -> bool {
        let mut own = self.gazetteer.countries_of(entry).peekable();
        let here = self.country(at);
        own.peek().is_some() && here.is_some() && own.all(|country| here != Some(country))
    }

    /// A year behind a name that is the row's own: *Code of Criminal Procedure, 1898*.
    fn own_year_after(&self, group: &[&Candidate]) -> Option<(u32, usize)> {
        let last = group.first()?.last as usize;
        let at = last + 1 + usize::from(self.raw(last + 1) == ",");
        let year =
            self.year_at(at).filter(|_| self.is_in_one_sentence(last, at) && !self.is_possessive(last))?;
        let is_own = |law: &&Candidate| match law.source {
            Source::Entry(entry) if law.kind.subtype() != "case" => {
                value_of(self.gazetteer.attributes_of(entry), "year")
                    .is_some_and(|own| own == year.to_string())
            }
            _ => false,
        };
        group.iter().any(is_own).then_some((year, at))
    }

    fn instrument_of_row(
        &self,
        law: &Candidate,
        entry: EntryId,
        year: Option<(u32, usize)>,
    ) -> Option<Instrument> {
        let record = self.gazetteer.entry(entry);
        let cite = value_of(record.attributes, "cite")?;
        // What is an act now was a bill when the text was written.
        let is_still_bill =
            law.first < law.last && self.is(law.last as usize, "bill") && cite.contains("/act/");
        let kind = if is_still_bill { "bill" } else { citation_kind(record.kind.subtype(), cite) };
        let (first, last) = (self.without_country(law, kind), law.last as usize);
        if !self.may_be_law(law, entry, kind) {
            return None;
        }
        let mut instrument = Instrument::new(
            first,
            last,
            Span { start: self.span(first, first).start, end: law.span.end },
            kind,
            record.kind.subtype(),
            vec![cite.to_owned()],
        );
        if is_still_bill {
            let place = cite.split_once('/').map_or("", |cut| cut.0);
            instrument.targets =
                vec![format!("{place}/bill/{}", crate::resolve::slug(instrument.span.of(self.text)))];
        }
        instrument.entry = Some(entry);
        instrument.via = "gazetteer";
        instrument.is_closed = kind == "case";
        instrument.needs_pinpoint =
            law.mark == Mark::Weak && !self.is_at_home(law, entry) || self.has_stronger_rival(law);
        instrument.year = value_of(record.attributes, "year").and_then(|year| year.parse().ok());
        add_heads(&mut instrument.heads, record.name);
        add_heads(&mut instrument.heads, law.span.of(self.text));
        self.reach_year(&mut instrument, year);
        self.reach_suffix(&mut instrument);
        self.reach_date(&mut instrument);
        Some(instrument)
    }

    /// A case between states may be a match, and a name that is an ordinary word may be just that.
    fn may_be_law(&self, law: &Candidate, entry: EntryId, kind: &str) -> bool {
        let first = law.first as usize;
        match (kind, law.mark) {
            ("case", Mark::Word) => self.is_about_courts(first),
            ("case", _) => self.is_about_courts(first) || !self.sentence_has(first, &SPORT_WORDS),
            (_, Mark::Word) => self.sentence_has(first, &LEGAL_WORDS) || self.is_at_home(law, entry),
            _ => true,
        }
    }

    /// *Bangladesh’s Digital Security Act*: the country stays outside where the rest is a title by itself.
    fn without_country(&self, law: &Candidate, kind: &str) -> usize {
        let (first, last) = (law.first as usize, law.last as usize);
        let owner = self
            .country_starting(first)
            .map(|country| country.1)
            .filter(|owner| *owner < last && self.is_possessive(*owner));
        match owner {
            Some(owner) if kind == "statute" && self.is_capital(owner + 1) && self.is_capital(last) => {
                owner + 1
            }
            _ => first,
        }
    }

    /// *the Basic Law* where the sentence names Hong Kong: its country tells which one a title of several words is.
    fn is_at_home(&self, law: &Candidate, entry: EntryId) -> bool {
        let at = law.first as usize;
        law.first < law.last
            && self.gazetteer.countries_of(entry).any(|country| self.sentence_has_country(at, country))
    }

    /// Whether a short form is more often something else: then only a pinpoint or a definition makes it law.
    fn has_stronger_rival(&self, law: &Candidate) -> bool {
        law.first == law.last && self.rival_prior(law.span) > law.prior
    }

    /// The year that belongs to a title ending at a token: *, 2016*, *of 1934*, *2000*; and its token.
    pub(super) fn year_after(&self, last: usize) -> Option<(u32, usize)> {
        if self.is_possessive(last) {
            return None;
        }
        let takes_bare = self.is_one_of(last, &YEAR_HEADS) || self.raw(last) == ")";
        let at = match self.raw(last + 1) {
            "of" => last + 2,
            "," if takes_bare => last + 2,
            _ if takes_bare => last + 1,
            _ => return None,
        };
        let at = self.past_number_of_year(last, at);
        let year = self.year_at(at).filter(|_| self.is_in_one_sentence(last, at))?;
        (!matches!(self.raw(at + 1), "/" | "-" | "–") || !self.touches(at)).then_some((year, at))
    }

    /// *Online Safety Act, No. 9 of 2024*, *Expropriation Act 13 of 2024*: the token of the year.
    fn past_number_of_year(&self, last: usize, at: usize) -> usize {
        let is_no = self.is(at, "no");
        let number = at + usize::from(is_no) + usize::from(is_no && self.raw(at + 1) == ".");
        let is_number = (1..=3).contains(&self.raw(number).len()) && self.kind(number) == TokenKind::Number;
        let is_numbered = at > last && is_number && self.is(number + 1, "of");
        if is_numbered { number + 2 } else { at }
    }

    /// The year that stands at a token.
    pub(super) fn year_at(&self, at: usize) -> Option<u32> {
        let raw = self.raw(at);
        let year: u32 =
            (raw.len() == 4 && raw.bytes().all(|byte| byte.is_ascii_digit())).then(|| raw.parse().ok())??;
        ((1200..=2099).contains(&year) && !self.is_possessive(at)).then_some(year)
    }

    /// The year behind a title belongs to it. A year that is not the row's makes it another instrument.
    fn reach_year(&self, instrument: &mut Instrument, year: Option<(u32, usize)>) {
        let Some((year, at)) = year else { return };
        if instrument.year.is_some_and(|known| known != year) {
            if !matches!(instrument.kind, "statute" | "code" | "bill") {
                return;
            }
            // Of another country's act of that name, rather than of another act of the row's country.
            let own = instrument.base().split_once('/').map_or("", |cut| cut.0).to_owned();
            let place = self.country(instrument.first).map_or(own, |country| place_code(country).to_owned());
            let title = crate::resolve::slug(instrument.span.of(self.text));
            let code = head_of(self.raw(instrument.last)).map_or("act", |head| HEADS[usize::from(head)].code);
            instrument.targets = vec![format!("{place}/{code}/{title}-{year}")];
            instrument.entry = None;
            instrument.via = "title";
        }
        instrument.year = Some(year);
        instrument.needs_pinpoint = false;
        instrument.last = at;
        instrument.span = instrument.span.cover(self.span(at, at));
    }

    /// *(Cth)*, *(No 2)* behind a title.
    pub(super) fn reach_suffix(&self, instrument: &mut Instrument) {
        let open = instrument.last + 1;
        if self.raw(open) != "(" {
            return;
        }
        let inside = self.raw(open + 1);
        let close = match inside {
            "No" if self.raw(open + 2) == "." => open + 4,
            "No" => open + 3,
            _ => open + 2,
        };
        if self.raw(close) == ")" && (inside == "No" || SUFFIXES.contains(&inside)) {
            instrument.last = close;
            instrument.span = instrument.span.cover(self.span(close, close));
        }
    }

    /// A year, or month and year, before a title belongs to the citation: *February 2020 Doha Agreement*.
    pub(super) fn reach_date(&self, instrument: &mut Instrument) {
        let Some(at) = instrument.first.checked_sub(1) else { return };
        if self.year_at(at).is_none() || !self.is_in_one_sentence(at, instrument.first) {
            return;
        }
        let month = at.checked_sub(1).filter(|month| MONTHS.contains(&self.word(*month).as_str()));
        let first = month.unwrap_or(at);
        let before = first.checked_sub(1).map_or("", |before| self.raw(before)).to_ascii_lowercase();
        if !matches!(before.as_str(), "in" | "since" | "by" | "until" | "from" | "during" | "," | "(") {
            instrument.start = self.span(first, first).start;
        }
    }

    /// How much speaks for a row with cue words at a token.
    pub(super) fn cue(&self, entry: EntryId, at: usize) -> Cue {
        let Some(list) = value_of(self.gazetteer.attributes_of(entry), "cue") else { return Cue::None };
        if list.split(',').any(|cue| self.sentence_has_cue(at, cue)) {
            return Cue::Sentence;
        }
        if list == "any" {
            return Cue::Any;
        }
        let in_text = list.split(',').any(|cue| self.has_word(&folded_word(cue)));
        let country =
            || self.gazetteer.countries_of(entry).any(|country| self.sentence_has_country(at, country));
        if in_text || country() { Cue::Text } else { Cue::None }
    }

    pub(super) fn sentence_has_cue(&self, at: usize, cue: &str) -> bool {
        match cue.split_once('-') {
            Some((left, right)) => self.sentence_has(at, &[left]) && self.sentence_has(at, &[right]),
            None => self.sentence_has(at, &[cue]),
        }
    }

    /// The best of rows with cue words at a token, if the text speaks for it.
    pub(super) fn best_cued(&self, rows: impl Iterator<Item = EntryId>, at: usize) -> Option<EntryId> {
        let weigh = |entry: EntryId| {
            let cue = self.cue(entry, at);
            let is_enough = match cue {
                Cue::None => false,
                Cue::Any | Cue::Sentence => true,
                Cue::Text => {
                    self.sentence_has(at, &LEGAL_WORDS)
                        || self.kind(at) == TokenKind::Capital && self.has_two_cues(entry)
                }
            };
            let country = self.gazetteer.countries_of(entry).any(|country| self.country(at) == Some(country));
            let n_cues = self.n_cues(entry, at);
            is_enough.then_some(((cue, n_cues, country, self.gazetteer.entry(entry).prior), entry))
        };
        rows.filter_map(weigh).max_by_key(|weighed| weighed.0).map(|best| best.1)
    }

    fn has_two_cues(&self, entry: EntryId) -> bool {
        let list = value_of(self.gazetteer.attributes_of(entry), "cue").unwrap_or("");
        list.split(',').filter(|cue| self.has_word(&folded_word(cue))).count() > 1
    }

    fn n_cues(&self, entry: EntryId, at: usize) -> usize {
        let list = value_of(self.gazetteer.attributes_of(entry), "cue").unwrap_or("");
        list.split(',').filter(|cue| self.sentence_has_cue(at, cue)).count()
    }

    /// Rows with cue words that are no plain pinpoints: *Senate Bill 4*, *Section 30 order*, *Commerce Clause*.
    pub(super) fn cued_rows(&self) -> Vec<Instrument> {
        let groups = self.laws(true);
        groups
            .chunk_by(|left, right| left.span == right.span)
            .filter_map(|group| self.cued_row(group))
            .collect()
    }

    fn cued_row(&self, group: &[&Candidate]) -> Option<Instrument> {
        let law = group.first()?;
        let (first, last) = (law.first as usize, law.last as usize);
        let entries = group.iter().filter_map(|law| match law.source {
            Source::Entry(entry) => Some(entry),
            Source::Local(_) => None,
        });
        let is_part_of_number = matches!(self.raw(last + 1), "-" | "‐" | "(" | ".")
            && self.touches(last)
            && self.touches(last + 1);
        if is_part_of_number && self.kind(last + 2) != TokenKind::Lower && !is_unit(self.raw(first)) {
            return None;
        }
        let entry = self.best_cued(entries, first)?;
        Some(self.instrument_of_cued(entry, first, last, law.span))
    }

    /// A row with cue words as an instrument of its own.
    pub(super) fn instrument_of_cued(
        &self,
        entry: EntryId,
        first: usize,
        last: usize,
        span: Span,
    ) -> Instrument {
        let record = self.gazetteer.entry(entry);
        let cite = value_of(record.attributes, "cite").unwrap_or(record.id);
        let kind = citation_kind(record.kind.subtype(), cite);
        let mut instrument =
            Instrument::new(first, last, span, kind, record.kind.subtype(), vec![cite.to_owned()]);
        instrument.entry = Some(entry);
        instrument.via = "pinpoint";
        instrument.parts = vec![crate::citation::Part { role: "pinpoint", span }];
        instrument
    }

    /// For each query the rows that have it as one of their names, whatever their marks.
    pub(super) fn rows_named(&self, queries: &[String]) -> Vec<Vec<EntryId>> {
        let mut rows = vec![Vec::new(); queries.len()];
        if queries.is_empty() {
            return rows;
        }
        // A quotation mark is a barrier that no name crosses.
        let text = queries.join(" “ ");
        let tokens = tokenize(&text);
        let folded = fold(&text, &tokens, |_| false);
        let mut starts = Vec::with_capacity(queries.len());
        let mut at = 0;
        for query in queries {
            starts.push(at as u32);
            at += query.len() + " “ ".len();
        }
        for hit in self.gazetteer.find(&folded) {
            let (first, last) = (folded.units[hit.first as usize], folded.units[hit.last as usize]);
            let (start, end) = (tokens[first.first as usize].span.start, tokens[last.last as usize].span.end);
            let Ok(query) = starts.binary_search(&start) else { continue };
            let is_whole =
                end as usize >= starts[query] as usize + queries[query].trim_end_matches('.').len();
            let entry = self.gazetteer.entry_of(hit.name);
            if is_whole && self.gazetteer.entry(entry).kind.of == Type::Law {
                rows[query].push(entry);
            }
        }
        rows
    }
}

/// Adds the heads of a name: its last word if that is one, else all.
fn add_heads(heads: &mut Vec<u8>, name: &str) {
    let is_year = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let words = || name.split_whitespace().filter(|word| !is_year(word));
    match words().next_back().and_then(head_of) {
        Some(last) if heads.contains(&last) => {}
        Some(last) => heads.push(last),
        None => words().for_each(|word| add_head(heads, word)),
    }
}

/// Adds the head that a word is.
pub(super) fn add_head(heads: &mut Vec<u8>, word: &str) {
    heads.extend(head_of(word).filter(|head| !heads.contains(head)));
}

fn head_of(word: &str) -> Option<u8> {
    roles(word.trim_matches(|c: char| !c.is_alphanumeric()))?.head
}

fn is_unit(word: &str) -> bool {
    let word = word.to_lowercase();
    UNITS.iter().any(|unit| unit.words.contains(&word.as_str()))
}
