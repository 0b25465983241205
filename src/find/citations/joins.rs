//! Which pinpoint belongs to which instrument, and what a pinpoint by itself is a part of.

use super::instrument::Instrument;
use super::pinpoints::Pinpoint;
use super::rows::{Cue, citation_kind};
use super::view::View;
use crate::find::grammar::{AMENDMENT, DETERMINERS, LEGAL_WORDS, NUMBERED_AMENDMENTS, UNITS};
use crate::gazetteer::EntryId;
use crate::row::value_of;
use crate::token::TokenKind;
use crate::words;
use std::collections::HashMap;

/// How many sentences back a pinpoint may look for an instrument cited with the same unit.
const FAR: u32 = 6;

/// Of a list so many numbers are looked up as pinpoints that are known by themselves.
const LONGEST_ALONE: usize = 20;

/// What is cited: an instrument, a part of one, or a part by itself.
#[derive(Debug, Clone)]
pub(super) struct Cited {
    pub(super) instrument: Option<Instrument>,
    pub(super) pinpoint: Option<Pinpoint>,
    /// Whether the instrument stands beside the pinpoint and is not only its antecedent.
    pub(super) is_joined: bool,
    pub(super) targets: Vec<String>,
    pub(super) via: &'static str,
    pub(super) kind: &'static str,
    /// The row of a pinpoint that is known by itself.
    pub(super) row: Option<EntryId>,
}

/// Where instruments start and end, by token.
struct Places {
    starts: HashMap<usize, usize>,
    ends: HashMap<usize, usize>,
}

impl View<'_> {
    /// Joins pinpoints with instruments; both sorted.
    pub(super) fn join(&self, pinpoints: Vec<Pinpoint>, instruments: &[Instrument]) -> Vec<Cited> {
        let mut places = Places { starts: HashMap::new(), ends: HashMap::new() };
        for (idx, one) in instruments.iter().enumerate().filter(|(_, one)| one.kind != "case") {
            places.starts.insert(one.first, idx);
            places.starts.insert(self.token_at(one.start as usize), idx);
            places.ends.insert(one.last, idx);
        }
        let beside = self.beside(&pinpoints, &places, instruments);
        let mut used = vec![false; instruments.len()];
        let mut cited = Vec::new();
        let mut alone = Vec::new();
        for (mut pinpoint, found) in pinpoints.into_iter().zip(beside) {
            let Some((idx, is_first_only)) = found.filter(|found| !used[found.0] || found.1 == Reach::Shared)
            else {
                alone.push(pinpoint);
                continue;
            };
            if is_first_only == Reach::First {
                pinpoint.paths.truncate(1);
                pinpoint.last = pinpoint.first_alone;
            }
            let is_joined = is_first_only != Reach::Shared;
            used[idx] |= is_joined;
            cited.push(self.joined(&instruments[idx], pinpoint, is_joined));
        }
        let free = instruments.iter().zip(&used).filter(|(one, used)| !**used && !one.needs_pinpoint);
        cited.extend(free.map(|(one, _)| self.whole(one)));
        cited.sort_by_key(first_token);
        let found = self.alone(alone, &cited, instruments);
        cited.extend(found);
        cited
    }

    fn whole(&self, one: &Instrument) -> Cited {
        Cited {
            targets: one.targets.clone(),
            via: one.via,
            kind: one.kind,
            row: None,
            pinpoint: None,
            is_joined: false,
            instrument: Some(one.clone()),
        }
    }

    fn joined(&self, one: &Instrument, pinpoint: Pinpoint, is_joined: bool) -> Cited {
        let common = if is_joined && self.is(pinpoint.next, "common") { "common-" } else { "" };
        let targets =
            pinpoint.paths.iter().map(|path| with_path(one.base(), &format!("{common}{path}"))).collect();
        Cited {
            targets,
            via: one.via,
            kind: one.kind,
            row: None,
            pinpoint: Some(pinpoint),
            is_joined,
            instrument: Some(one.clone()),
        }
    }

    /// For each pinpoint the instrument beside it.
    fn beside(
        &self,
        pinpoints: &[Pinpoint],
        places: &Places,
        instruments: &[Instrument],
    ) -> Vec<Option<(usize, Reach)>> {
        let mut found: Vec<Option<(usize, Reach)>> = vec![None; pinpoints.len()];
        for (idx, pinpoint) in pinpoints.iter().enumerate().rev() {
            let right = self.instrument_after(pinpoint.next, places, instruments);
            found[idx] = match right {
                Some(right) => Some((right, Reach::All)),
                None if pinpoint.first_alone < pinpoint.last => self
                    .instrument_after(pinpoint.first_alone + 1, places, instruments)
                    .map(|right| (right, Reach::First)),
                None => None,
            };
            found[idx] = found[idx].or_else(|| {
                let left = self.instrument_right_before(pinpoint, places);
                let left = left.or_else(|| self.instrument_before_comma(pinpoint, places, instruments));
                left.map(|left| (left, Reach::All))
            });
            if found[idx].is_none()
                && let (Some(next), Some(Some((shared, _)))) = (pinpoints.get(idx + 1), found.get(idx + 1))
                && next.unit == pinpoint.unit
                && self.is_enumerated(pinpoint, next)
            {
                found[idx] = Some((*shared, Reach::Shared));
            }
        }
        found
    }

    /// *Article 5 and Article 6*.
    fn is_enumerated(&self, left: &Pinpoint, right: &Pinpoint) -> bool {
        let comma = usize::from(self.raw(left.next) == ",");
        let and = usize::from(self.is_one_of(left.next + comma, &["and", "or"]));
        comma + and > 0
            && left.next + comma + and == right.first
            && self.is_in_one_sentence(left.first, right.first)
    }

    /// The instrument that *of the* at a token leads to, or that stands at the token.
    fn instrument_after(&self, from: usize, places: &Places, instruments: &[Instrument]) -> Option<usize> {
        let comma = self.raw(from) == ",";
        let mut at = from + usize::from(comma);
        let is_direct = |idx: usize| {
            let kind = instruments[idx].kind;
            kind != "un_resolution"
                && !instruments[idx].is_reference
                && (!comma || matches!(kind, "statute" | "code" | "constitution"))
        };
        if let Some(idx) = places
            .starts
            .get(&at)
            .copied()
            .filter(|idx| is_direct(*idx) && self.is_in_one_sentence(from - 1, at))
        {
            return Some(idx);
        }
        at += usize::from(self.is(at, "common") && self.is(at + 1, "to"));
        if !self.is_one_of(at, &["of", "in", "under", "to", "from", "within"]) {
            return None;
        }
        at += 1;
        for _ in 0..7 {
            if !self.is_in_one_sentence(from - 1, at) {
                return None;
            }
            if let Some(idx) = places.starts.get(&at) {
                return Some(*idx);
            }
            if !self.is_passed_over(at) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether a word may stand between *of* and the instrument.
    fn is_passed_over(&self, at: usize) -> bool {
        let word = self.word(at);
        DETERMINERS.contains(&word.as_str())
            || self.is_quote(at)
            || self.year_at(at).is_some()
            || self.kind(at) == TokenKind::Lower && !words::look_up(&word).is_function_word()
            || self.is_capital(at)
                && (self.is_possessive(at)
                    || self.name_at(at).is_some()
                    || self.is_capital(at + 1) && self.is_possessive(at + 1))
            || self.raw(at) == "-" && self.touches(at)
    }

    /// *the UN Charter’s Article 51*, *PECA Section 20*.
    fn instrument_right_before(&self, pinpoint: &Pinpoint, places: &Places) -> Option<usize> {
        let left = pinpoint.first.checked_sub(1)?;
        let idx = *places.ends.get(&left)?;
        let is_clear = pinpoint.is_marked || self.is_possessive(left);
        (is_clear && self.is_in_one_sentence(left, pinpoint.first)).then_some(idx)
    }

    /// *the UN Charter, Article 51*; but in *Under the ECHR, Article 8 protects …* a clause begins.
    fn instrument_before_comma(
        &self,
        pinpoint: &Pinpoint,
        places: &Places,
        instruments: &[Instrument],
    ) -> Option<usize> {
        let left = pinpoint.first.checked_sub(2)?;
        let idx = *places.ends.get(&left)?;
        let before = self.token_at(instruments[idx].start as usize).saturating_sub(1);
        let opener = before.saturating_sub(usize::from(self.is(before, "the")));
        let opens_clause = opener == self.sentence_tokens(left).start
            && self.is_one_of(opener, &["under", "in", "by", "with", "unlike", "like"]);
        let is_beside = self.raw(left + 1) == "," && !opens_clause;
        (is_beside && pinpoint.is_marked && self.is_in_one_sentence(left, pinpoint.first)).then_some(idx)
    }

    /// Pinpoints that no instrument stands beside: by their rows, or by an antecedent.
    fn alone(&self, pinpoints: Vec<Pinpoint>, cited: &[Cited], instruments: &[Instrument]) -> Vec<Cited> {
        let rows = self.rows_of_pinpoints(&pinpoints);
        let mut found: Vec<Cited> = Vec::new();
        for (pinpoint, rows) in pinpoints.into_iter().zip(rows) {
            if self.is_elsewhere(&pinpoint) {
                continue;
            }
            let one = self
                .by_row(&pinpoint, &rows, Cue::Sentence)
                .or_else(|| self.by_country(&pinpoint))
                .or_else(|| self.by_antecedent(&pinpoint, cited, &found, instruments))
                .or_else(|| self.by_row(&pinpoint, &rows, Cue::Any));
            found.extend(one);
        }
        found
    }

    /// *section 3 of the stadium*, *Article 5 minutes ago*: what follows makes it a part of something else.
    fn is_elsewhere(&self, pinpoint: &Pinpoint) -> bool {
        let next = pinpoint.last + 1;
        let kind = self.kind(next);
        let counts = kind == TokenKind::Lower
            && self.kind(pinpoint.last) == TokenKind::Number
            && self.is_one_of(
                next,
                &["minutes", "hours", "days", "years", "weeks", "months", "per", "million", "km", "miles"],
            );
        let other = self.is(next, "of")
            && !self.is_one_of(
                next + 2,
                &[
                    "constitution",
                    "law",
                    "code",
                    "treaty",
                    "convention",
                    "charter",
                    "act",
                    "country’s",
                    "country's",
                ],
            );
        let in_name = self.is_capital(next)
            && self.is_in_one_sentence(pinpoint.last, next)
            && words::look_up(&self.word(next))
                .head()
                .is_some_and(|head| head.kind.of == crate::kind::Type::Org);
        let in_hall =
            self.raw(next) == "," && self.is_one_of(next + 1, &["row", "seat", "gate", "page", "volume"]);
        in_name || counts || other && !self.is(next + 1, "his") || in_hall
    }

    /// Rows of the gazetteer for each path of each pinpoint: with what is to be added to their ids.
    fn rows_of_pinpoints(&self, pinpoints: &[Pinpoint]) -> Vec<Vec<PathRows>> {
        let mut queries = Vec::new();
        let mut plan = Vec::new();
        for pinpoint in pinpoints {
            let written = self.span(pinpoint.first, pinpoint.last).of(self.text);
            let known_alone = pinpoint.paths.iter().take(LONGEST_ALONE);
            let paths = known_alone.map(|path| {
                let from = queries.len();
                if pinpoint.paths.len() == 1 {
                    queries.push(written.replace(['“', '”', '"'], " "));
                }
                queries.extend(spellings(path));
                let whole = queries.len();
                let (outer, rest) = path.split_once('/').unwrap_or((path, ""));
                if !rest.is_empty() {
                    queries.extend(spellings(outer));
                }
                (from..whole, whole..queries.len(), rest)
            });
            plan.push(paths.collect::<Vec<_>>());
        }
        let rows = self.rows_named(&queries);
        let gather =
            |range: std::ops::Range<usize>| rows[range].iter().flatten().copied().collect::<Vec<_>>();
        let path_rows = |(whole, outer, rest): (std::ops::Range<usize>, std::ops::Range<usize>, &str)| {
            PathRows { whole: gather(whole), outer: gather(outer), rest: rest.to_owned() }
        };
        plan.into_iter().map(|paths| paths.into_iter().map(path_rows).collect()).collect()
    }

    fn by_row(&self, pinpoint: &Pinpoint, rows: &[PathRows], least: Cue) -> Option<Cited> {
        let chosen: Vec<Option<(EntryId, &str)>> =
            rows.iter().map(|rows| self.row_of_path(pinpoint, rows)).collect();
        let first = chosen.iter().flatten().next()?.0;
        let cue = self.cue(first, pinpoint.first);
        let is_bare_title = UNITS[usize::from(pinpoint.unit)].code == "title"
            && self.kind(pinpoint.last) == TokenKind::Number;
        let is_weak =
            !pinpoint.is_marked || is_bare_title && !self.sentence_has(pinpoint.first, &LEGAL_WORDS);
        if least == Cue::Sentence && cue < Cue::Sentence || cue == Cue::Any && is_weak {
            return None;
        }
        let cite = |entry: EntryId| value_of(self.gazetteer.attributes_of(entry), "cite").unwrap_or("");
        // What is not in the table is a part of what its neighbours are parts of.
        let base = cite(first).rsplit_once('/').map_or("", |cut| cut.0).to_owned();
        let target = |(path, chosen): (&String, &Option<(EntryId, &str)>)| match chosen {
            Some((entry, "")) => cite(*entry).to_owned(),
            Some((entry, rest)) => format!("{}/{rest}", cite(*entry)),
            None => with_path(&base, path),
        };
        let unknown = std::iter::repeat(&None);
        let targets = pinpoint.paths.iter().zip(chosen.iter().chain(unknown)).map(target).collect();
        let record = self.gazetteer.entry(first);
        let kind = citation_kind(record.kind.subtype(), cite(first));
        Some(Cited {
            instrument: None,
            pinpoint: Some(pinpoint.clone()),
            is_joined: false,
            targets,
            via: "pinpoint",
            kind,
            row: Some(first),
        })
    }

    /// *Ireland repealed the Eighth Amendment*: one of a country other than that of the rows which need no cue.
    fn by_country(&self, pinpoint: &Pinpoint) -> Option<Cited> {
        let country = self.named_country(pinpoint.first).filter(|_| pinpoint.unit == AMENDMENT)?;
        if !NUMBERED_AMENDMENTS.contains(&country) {
            return None;
        }
        let base = format!("constitution/{country}");
        Some(Cited {
            instrument: None,
            targets: pinpoint.paths.iter().map(|path| with_path(&base, path)).collect(),
            pinpoint: Some(pinpoint.clone()),
            is_joined: false,
            via: "pinpoint",
            kind: "constitution",
            row: Some(self.gazetteer.find_id(&format!("law/constitution-{country}"))?),
        })
    }

    /// The row of a path, and what is to be added to its id.
    fn row_of_path<'b>(&self, pinpoint: &Pinpoint, rows: &'b PathRows) -> Option<(EntryId, &'b str)> {
        if let Some(whole) = self.best_cued(rows.whole.iter().copied(), pinpoint.first) {
            return Some((whole, ""));
        }
        self.best_cued(rows.outer.iter().copied(), pinpoint.first).map(|entry| (entry, rows.rest.as_str()))
    }

    /// The instrument last cited with the same unit; else one of the same or the last sentence that has such units.
    fn by_antecedent(
        &self,
        pinpoint: &Pinpoint,
        cited: &[Cited],
        found: &[Cited],
        instruments: &[Instrument],
    ) -> Option<Cited> {
        let sentence = self.sentence(pinpoint.first);
        let end = cited.partition_point(|one| first_token(one) < pinpoint.first);
        let same_unit =
            |one: &&Cited| one.pinpoint.as_ref().is_some_and(|earlier| earlier.unit == pinpoint.unit);
        let is_near = |one: &Cited, far: u32| sentence.saturating_sub(self.sentence(first_token(one))) <= far;
        let by_unit = cited[..end]
            .iter()
            .rev()
            .chain(found.iter().rev())
            .take(40)
            .filter(|one| one.instrument.is_some())
            .find(same_unit);
        let is_legal = || pinpoint.is_marked || self.sentence_has(pinpoint.first, &LEGAL_WORDS);
        if let Some(instrument) = by_unit
            .filter(|one| is_near(one, 0) || is_near(one, FAR) && is_legal())
            .and_then(|one| one.instrument.as_ref())
        {
            return Some(self.as_antecedent(instrument, pinpoint));
        }
        let before = instruments.partition_point(|one| one.first < pinpoint.first);
        let suits = |one: &&Instrument| {
            !one.needs_pinpoint
                && one.via != "pinpoint"
                && has_unit(one.kind, pinpoint.unit)
                && sentence.saturating_sub(self.sentence(one.first)) <= 1
        };
        let last = instruments[..before].iter().rev().take(5).find(suits)?;
        let is_beside = self.sentence(last.first) == sentence
            || pinpoint.first == self.sentence_tokens(pinpoint.first).start;
        let is_clear = pinpoint.is_marked && (is_beside || self.sentence_has(pinpoint.first, &LEGAL_WORDS));
        is_clear.then(|| self.as_antecedent(last, pinpoint))
    }

    fn as_antecedent(&self, one: &Instrument, pinpoint: &Pinpoint) -> Cited {
        Cited { via: "antecedent", ..self.joined(one, pinpoint.clone(), false) }
    }
}

/// How far a pinpoint is joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All its numbers.
    All,
    /// Only its first number.
    First,
    /// By way of the pinpoint after it: the instrument is cited there.
    Shared,
}

/// Rows for one path, for its outer part, and the rest of the path below that.
struct PathRows {
    whole: Vec<EntryId>,
    outer: Vec<EntryId>,
    rest: String,
}

fn first_token(cited: &Cited) -> usize {
    let pinpoint = cited.pinpoint.as_ref().map(|pinpoint| pinpoint.first);
    let instrument =
        cited.instrument.as_ref().filter(|_| cited.is_joined || pinpoint.is_none()).map(|one| one.first);
    pinpoint.into_iter().chain(instrument).min().unwrap_or(0)
}

/// The units that instruments of a kind are made of.
fn has_unit(kind: &str, unit: u8) -> bool {
    match UNITS[usize::from(unit)].code {
        "art" => matches!(kind, "treaty" | "constitution" | "eu_act" | "code"),
        "s" => matches!(kind, "statute" | "code" | "bill"),
        "amend" => kind == "constitution",
        _ => false,
    }
}

/// An id with a path below it; the codes of the USA leave the units out.
fn with_path(base: &str, path: &str) -> String {
    let short = match base {
        "us/code" => "usc",
        "us/cfr" => "cfr",
        _ => {
            let keeps_dots = ["ru/", "su/", "by/", "ua/", "kz/"].iter().any(|place| base.starts_with(place));
            let path = if keeps_dots { path.to_owned() } else { path.replace('.', "/") };
            return format!("{base}/{path}");
        }
    };
    let numbers = path.split('/').map(|part| part.split_once('-').map_or(part, |cut| cut.1));
    format!("{short}/{}", numbers.collect::<Vec<_>>().join("/"))
}

/// How a gazetteer may write a path: `art-184/3` is *Article 184(3)*, `ch-7` is *Chapter VII*.
fn spellings(path: &str) -> Vec<String> {
    let (outer, rest) = path.split_once('/').unwrap_or((path, ""));
    let Some((code, number)) = outer.rsplit_once('-') else { return Vec::new() };
    let rest: String =
        rest.split('/').filter(|part| !part.is_empty()).map(|part| format!("({part})")).collect();
    if code == "amend" {
        if !rest.is_empty() {
            return Vec::new();
        }
        return vec![format!("{number}{} Amendment", ordinal_ending(number))];
    }
    let unit = UNITS.iter().find(|unit| unit.code == code.trim_start_matches("common-"));
    let Some(unit) = unit else { return Vec::new() };
    let word = if code.starts_with("common") {
        format!("Common {}", unit.words[0])
    } else {
        unit.words[0].to_owned()
    };
    let mut spellings = vec![format!("{word} {number}{rest}")];
    if let Some(number) = number.parse().ok().filter(|number| (1..40).contains(number)) {
        spellings.push(format!("{word} {}{rest}", to_roman(number)));
    }
    spellings
}

fn ordinal_ending(number: &str) -> &'static str {
    match number.as_bytes() {
        [.., b'1', b'1' | b'2' | b'3'] => "th",
        [.., b'1'] => "st",
        [.., b'2'] => "nd",
        [.., b'3'] => "rd",
        _ => "th",
    }
}

fn to_roman(mut number: u32) -> String {
    const PARTS: [(&str, u32); 5] = [("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let mut numeral = String::new();
    for (part, value) in PARTS {
        while number >= value {
            numeral.push_str(part);
            number -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_spelled_as_gazetteers_write_them() {
        assert_eq!(spellings("art-184/3"), ["article 184(3)"]);
        assert_eq!(spellings("ch-7"), ["chapter 7", "chapter VII"]);
        assert_eq!(spellings("amend-22"), ["22nd Amendment"]);
        assert_eq!(spellings("common-art-3"), ["Common article 3", "Common article III"]);
    }

    #[test]
    fn an_id_takes_a_path() {
        assert_eq!(with_path("us/code", "title-18/s-2381"), "usc/18/2381");
        assert_eq!(with_path("constitution/fr", "art-49.3"), "constitution/fr/art-49/3");
        assert_eq!(with_path("ru/criminal-code", "art-207.3"), "ru/criminal-code/art-207.3");
    }
}
