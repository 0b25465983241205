//! Names of the gazetteer in the text, with the case that their marks ask for.

use crate::candidate::{Candidate, Source};
use crate::fold::fold_name;
use crate::gazetteer::{Gazetteer, NameId, NameMatch};
use crate::kind::{Kind, Type};
use crate::mention::Form;
use crate::row::Mark;
use crate::segment::{Case, Segments, Zone};
use crate::span::Span;
use crate::table::Name;
use crate::token::{Token, TokenKind};
use crate::words;

/// Legal forms that belong to a company's name when they follow it.
const LEGAL_FORMS: [&str; 22] = [
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "co",
    "ag",
    "sa",
    "nv",
    "se",
    "gmbh",
    "spa",
    "pty",
    "asa",
    "ab",
    "oyj",
    "bhd",
    "pvt",
];

/// Words that two names share the rest of: *North and South Korea*.
const COMPASS: [&str; 8] = ["north", "south", "east", "west", "northern", "southern", "eastern", "western"];

/// A leading article in folded form. It is part of a name only where the name never goes without: *The Times*.
const THE: &str = "\u{1}the\u{2}";

/// Institutions whose head noun in lower case makes no name: *the Syrian army*, *the Chinese government*.
const CAPITAL_HEADS: [&str; 8] =
    ["government", "military", "police", "legislature", "court", "ministry", "intelligence", "agency"];

/// Titles that stay outside a name even where the gazetteer has them in one: *Pope Francis*.
const OUTER_TITLES: [&str; 16] = [
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "emperor",
    "sultan",
    "sir",
    "president",
    "archbishop",
    "patriarch",
    "emir",
    "crown",
    "general",
    "lord",
    "dame",
];

/// All names of the gazetteer whose case fits, in the order of the text.
pub(crate) fn names(text: &str, segments: &Segments, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let hits = gazetteer.find(&segments.folded);
    let mut found: Vec<Candidate> =
        hits.into_iter().filter_map(|hit| candidate(text, segments, gazetteer, hit)).collect();
    let shared = shared_words(text, segments, gazetteer, &found);
    if !shared.is_empty() {
        found.extend(shared);
        found.sort_by_key(|candidate| candidate.first);
    }
    found
}

/// The *North* of *North and South Korea*: it shares the rest of the name behind it.
fn shared_words(
    text: &str,
    segments: &Segments,
    gazetteer: &Gazetteer,
    found: &[Candidate],
) -> Vec<Candidate> {
    let units = &segments.folded.units;
    let is_capital = |idx: usize| segments.tokens[units[idx].first as usize].is_capital();
    let mut shared = Vec::new();
    for idx in 0..units.len().saturating_sub(3) {
        let joins = segments.folded.word(&units[idx + 1]) == "and"
            && is_capital(idx)
            && is_capital(idx + 2)
            && (idx..idx + 3).all(|left| units[left].end == units[left + 1].start);
        if !joins || !COMPASS.contains(&segments.folded.word(&units[idx])) {
            continue;
        }
        let Some(other) =
            found.iter().find(|c| c.first == units[idx + 2].first && c.last >= units[idx + 3].first)
        else {
            continue;
        };
        let first = segments.tokens[units[idx].first as usize].span;
        let rest =
            Span { start: segments.tokens[units[idx + 3].first as usize].span.start, end: other.span.end };
        let name = fold_name(&format!("{} {}", first.of(text), rest.of(text)));
        let last = name.units.len() as u32 - 1;
        let whole = gazetteer.find(&name).into_iter().find(|hit| hit.first == 0 && hit.last == last);
        shared.extend(whole.map(|hit| shared_word(segments, gazetteer, hit, units[idx].first)));
    }
    shared
}

fn shared_word(segments: &Segments, gazetteer: &Gazetteer, hit: NameMatch, token: u32) -> Candidate {
    let entry_id = gazetteer.entry_of(hit.name);
    let entry = gazetteer.entry(entry_id);
    Candidate {
        span: segments.tokens[token as usize].span,
        first: token,
        last: token,
        kind: entry.kind,
        source: Source::Entry(entry_id),
        mark: Mark::Name,
        form: Form::Short,
        prior: entry.prior,
        rule: "gazetteer",
    }
}

/// The names that stand in the text and are no candidates, with the tokens they take and why.
pub(crate) fn refused(
    text: &str,
    segments: &Segments,
    gazetteer: &Gazetteer,
) -> Vec<(NameId, Span, &'static str)> {
    let span = |hit: NameMatch| {
        let units = &segments.folded.units[hit.first as usize..=hit.last as usize];
        let (first, last) = (units[0].first as usize, units[units.len() - 1].last as usize);
        segments.tokens[first].span.cover(segments.tokens[last].stem())
    };
    // As though every word had a capital: otherwise `find` passes over most names in lower case.
    let mut folded = segments.folded.clone();
    folded.units.iter_mut().for_each(|unit| unit.is_capital = true);
    let hits = gazetteer.find(&folded).into_iter();
    hits.filter_map(|hit| Some((hit.name, span(hit), refusal(text, segments, gazetteer, hit)?))).collect()
}

/// Why a name that stands in the text cannot be meant there.
fn refusal(text: &str, segments: &Segments, gazetteer: &Gazetteer, hit: NameMatch) -> Option<&'static str> {
    let kind = gazetteer.entry(gazetteer.entry_of(hit.name)).kind;
    if !case_fits(text, segments, &gazetteer.name(hit.name), hit, kind) {
        return Some("the case does not fit");
    }
    is_money(text, segments, hit).then_some("part of a sum of money")
}

fn candidate(text: &str, segments: &Segments, gazetteer: &Gazetteer, hit: NameMatch) -> Option<Candidate> {
    let name = gazetteer.name(hit.name);
    let entry_id = gazetteer.entry_of(hit.name);
    let entry = gazetteer.entry(entry_id);
    if refusal(text, segments, gazetteer, hit).is_some() {
        return None;
    }
    let mut units = &segments.folded.units[hit.first as usize..=hit.last as usize];
    if let Some(rest) = name.folded.strip_prefix(THE)
        && gazetteer.names_of(entry_id).any(|other| other.folded == rest)
    {
        units = &units[1..];
    }
    if entry.kind.of == Type::Person
        && units.len() > 1
        && OUTER_TITLES.contains(&segments.folded.word(&units[0]))
    {
        units = &units[1..];
    }
    let (first, mut last) = (units[0].first as usize, units[units.len() - 1].last as usize);
    let mut end = segments.tokens[last].stem().end;
    if units[units.len() - 1].is_possessive {
        end = segments.tokens[last].span.end;
    } else if matches!(entry.kind.subtype(), "company" | "bank" | "media") {
        (last, end) = with_legal_form(text, segments, last, end);
    } else if entry.kind.of == Type::Person {
        (last, end) = with_ordinal(text, segments, last, end);
    }
    end = with_full_stop(text, segments, last, end, name.written);
    let kind = if name.mark == Mark::Demonym { Kind::new(Type::Group, "demonym") } else { entry.kind };
    Some(Candidate {
        span: Span { start: segments.tokens[first].span.start, end },
        first: first as u32,
        last: last as u32,
        kind,
        source: Source::Entry(entry_id),
        mark: name.mark,
        form: form(&name, entry.name, kind.of),
        prior: entry.prior,
        rule: "gazetteer",
    })
}

/// Whether the text is written in a case in which this name may be meant.
fn case_fits(text: &str, segments: &Segments, name: &Name<'_>, hit: NameMatch, kind: Kind) -> bool {
    let units = &segments.folded.units[hit.first as usize..=hit.last as usize];
    let token = |idx: usize| segments.tokens[units[idx].first as usize];
    if name.mark == Mark::AnyCase {
        return true;
    }
    if name.mark == Mark::Exact || name.capitals == 0 {
        let last = units[units.len() - 1].last as usize;
        let span = Span { start: token(0).span.start, end: segments.tokens[last].stem().end };
        let lacks_stop =
            name.written.ends_with('.') && with_full_stop(text, segments, last, span.end, ".") == span.end;
        return same_case(span.of(text), name.written) && !lacks_stop;
    }
    if units.len() == 1 {
        let sentence = segments.sentence(units[0].first as usize);
        let shouts = token(0).kind == TokenKind::Caps && !name.written.chars().all(|c| !c.is_lowercase());
        let may_shout = sentence.case == Case::Caps
            || sentence.zone == Zone::Dateline
            || token(0).stem().len() > 4
            || !words::look_up(segments.folded.word(&units[0])).is_ordinary();

        return token(0).is_capital() && (!shouts || may_shout);
    }
    let is_written = |idx: usize| name.capitals >> idx & 1 == 0 || !is_lower(token(idx));
    let first_capital = name.capitals.trailing_zeros() as usize;
    let may_be_lower = !(kind.of == Type::Org && CAPITAL_HEADS.contains(&kind.subtype()));
    let is_head = |idx: usize| {
        let after_capital = idx > first_capital && may_be_lower;
        after_capital
            && (kind.of == Type::Law || words::look_up(segments.folded.word(&units[idx])).head().is_some())
    };
    (0..units.len().min(16)).all(|idx| is_written(idx) || is_head(idx))
}

/// *US$5*, *AU$ 20*, *US dollars*: sums of money.
fn is_money(text: &str, segments: &Segments, hit: NameMatch) -> bool {
    let last = segments.folded.units[hit.last as usize].last as usize;
    let next = segments.tokens.get(last + 1).map_or("", |token| token.span.of(text));
    next.starts_with('$') || matches!(next, "dollar" | "dollars")
}

fn is_lower(token: Token) -> bool {
    token.kind == TokenKind::Lower
}

/// Whether two spellings of a name have their capitals at the same letters.
fn same_case(left: &str, right: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect::<Vec<_>>();
    letters(left) == letters(right)
}

/// *Apple* with the *Inc* or *, Inc.* behind it.
fn with_legal_form(text: &str, segments: &Segments, last: usize, end: u32) -> (usize, u32) {
    let mut next = last + 1;
    if segments.tokens.get(next).is_some_and(|token| token.span.of(text) == ",") {
        next += 1;
    }
    match segments.tokens.get(next) {
        Some(token) if token.is_capital() && is_legal_form(token.span.of(text)) => (next, token.stem().end),
        _ => (last, end),
    }
}

/// *Elizabeth* with the *II* behind it.
fn with_ordinal(text: &str, segments: &Segments, last: usize, end: u32) -> (usize, u32) {
    match segments.tokens.get(last + 1) {
        Some(token)
            if ["II", "III", "IV", "VI", "VII", "VIII", "XIV", "XVI"].contains(&token.stem().of(text)) =>
        {
            (last + 1, token.stem().end)
        }
        _ => (last, end),
    }
}

fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&crate::fold::folded_word(word).as_str())
}

/// The end of a name with the full stop that belongs to it: *U.S.*, *Co.*, *Calif.*
pub(crate) fn with_full_stop(text: &str, segments: &Segments, last: usize, end: u32, written: &str) -> u32 {
    let word = segments.tokens[last].stem().of(text);
    let is_short =
        word.contains('.') || written.ends_with('.') || is_legal_form(word) || matches!(word, "Jr" | "Sr");
    let stop =
        segments.tokens.get(last + 1).filter(|next| next.span.start == end && next.span.of(text) == ".");
    match stop {
        Some(stop) if is_short => stop.span.end,
        _ => end,
    }
}

fn form(name: &Name<'_>, main: &str, of: Type) -> Form {
    let is_capitals = |text: &str| !text.chars().any(char::is_lowercase);
    match name.mark {
        Mark::Demonym => Form::Demonym,
        _ if name.written == main => Form::Name,
        Mark::Exact if is_capitals(name.written) || name.written.len() <= 6 => Form::Acronym,
        Mark::Weak => Form::Short,
        _ if of == Type::Person && main.ends_with(name.written) => Form::Surname,
        _ => Form::Alias,
    }
}
