//! Legal instruments and their parts: the citation grammar at work.
//!
//! Triggers first: words that a citation cannot do without. Around them stand identifiers, titles and pinpoints;
//! together with the gazetteer's laws these are joined to citations. A law is a mention only as part of one.

mod cases;
mod identifiers;
mod instrument;
mod joins;
mod pinpoints;
mod references;
mod rows;
mod titles;
mod view;

use crate::candidate::{Candidate, Source};
use crate::citation::{Citation, Part};
use crate::find::grammar::{self, Roles};
use crate::gazetteer::Gazetteer;
use crate::kind::{Kind, Type};
use crate::mention::Form;
use crate::row::{Mark, value_of};
use crate::segment::Segments;
use crate::span::Span;
use crate::token::TokenKind;
use instrument::Instrument;
use joins::Cited;
use pinpoints::Pinpoint;
use std::collections::HashMap;
use view::View;

/// Numbers of laws that no gazetteer holds start here, so that they are not those of other names.
const FIRST_LOCAL: u32 = 1_000_000;

/// What the legal layer found.
#[derive(Debug, Default)]
pub(crate) struct Legal {
    /// Sorted by start, none overlapping another.
    pub(crate) citations: Vec<Citation>,
    /// All that are to be `law` mentions, sorted. The gazetteer's own law candidates count only through these.
    pub(crate) candidates: Vec<Candidate>,
    /// Identifiers and case names, sorted: no name inside one is a mention.
    pub(crate) closed: Vec<Span>,
}

impl Legal {
    /// *Pakistan’s Army* in *Pakistan’s Army Act*: a name that begins outside a law's mention and ends in it.
    fn crosses_law(&self, span: Span) -> bool {
        let at = self.candidates.partition_point(|law| law.span.end <= span.start);
        let law = self.candidates.get(at).map(|law| law.span).filter(|law| law.overlaps(span));
        law.is_some_and(|law| !law.contains(span) && !span.contains(law))
    }

    /// Whether a candidate of another finder stays one.
    pub(crate) fn admits(&self, candidate: &Candidate) -> bool {
        let at = self.closed.partition_point(|span| span.end <= candidate.span.start);
        let is_inside = self.closed.get(at).is_some_and(|span| span.overlaps(candidate.span));
        candidate.kind.of != Type::Law && !is_inside && !self.crosses_law(candidate.span)
    }
}

/// The citations of a text. `known` are the candidates of the gazetteer and the unlisted names.
pub(crate) fn citations(
    text: &str,
    segments: &Segments,
    gazetteer: &Gazetteer,
    known: &[Candidate],
) -> Legal {
    let triggers = triggers(text, segments);
    if triggers.is_empty() && known.iter().all(|candidate| candidate.kind.of != Type::Law) {
        return Legal::default();
    }
    let view = View::new(text, segments, gazetteer, known);
    let units = triggers.iter().filter_map(|(at, roles)| view.pinpoint(*at, roles.unit?));
    let pinpoints = view.chained(units.collect());
    let (mut instruments, pinpoints) = view.instruments(&triggers, pinpoints);
    view.add_acronyms(&mut instruments);
    let heads = view.free_heads(&triggers, &pinpoints);
    view.add_references(&heads, &mut instruments);
    view.legal(view.join(pinpoints, &instruments))
}

/// The tokens that may begin or hold a citation.
fn triggers(text: &str, segments: &Segments) -> Vec<(usize, Roles)> {
    let (triggers, bytes) = (grammar::Triggers::new(), text.as_bytes());
    let mut found = Vec::new();
    for (idx, token) in segments.tokens.iter().enumerate() {
        let stem = token.stem();
        let word = bytes.get(stem.start as usize..stem.end as usize).unwrap_or(&[]);
        found.extend(triggers.roles(word).map(|roles| (idx, roles)));
    }
    found
}

impl View<'_> {
    /// All instruments of the text, sorted, none overlapping another; and the pinpoints that lie in none.
    fn instruments(
        &self,
        triggers: &[(usize, Roles)],
        pinpoints: Vec<Pinpoint>,
    ) -> (Vec<Instrument>, Vec<Pinpoint>) {
        let mut taken = vec![false; self.len()];
        for pinpoint in &pinpoints {
            taken[pinpoint.first..=pinpoint.last].fill(true);
        }
        let mut identifiers: Vec<Instrument> = triggers
            .iter()
            .filter(|(_, roles)| roles.form)
            .filter_map(|(at, _)| self.identifier(*at))
            .collect();
        identifiers.sort_by_key(|one| (one.first, std::cmp::Reverse(one.last)));
        identifiers.dedup_by(|later, earlier| later.first <= earlier.last);
        let rows: Vec<Instrument> =
            self.rows().into_iter().filter(|row| !is_pinpoint(row, &pinpoints)).collect();
        let versus = triggers.iter().filter(|(_, roles)| roles.versus).map(|(at, _)| *at);
        let cases: Vec<Instrument> =
            versus.filter_map(|at| self.case(at, &identifiers, row_around(&rows, at))).collect();
        let cued = self.cued_rows().into_iter().filter(|row| !is_pinpoint(row, &pinpoints));
        let heads = || triggers.iter().filter_map(|(at, roles)| Some((*at, roles.head?)));
        let titles: Vec<Instrument> =
            heads().filter_map(|(at, head)| self.title(at, head, &|idx| taken[idx])).collect();
        let generics: Vec<Instrument> = heads().filter_map(|(at, _)| self.generic(at)).collect();
        let titles =
            titles.into_iter().filter(|title| !self.is_row_with_name(title, &rows)).collect::<Vec<_>>();
        let ranked = [cases, cued.collect(), identifiers, rows, generics, titles];
        let instruments = longest(ranked, self.len());
        let outside = |pinpoint: &Pinpoint| {
            let at = instruments.partition_point(|one| one.last < pinpoint.first);
            instruments.get(at).is_none_or(|one| one.first > pinpoint.last)
        };
        let pinpoints = pinpoints.into_iter().filter(outside).collect();
        (instruments, pinpoints)
    }

    /// Whether a title is a row of the gazetteer behind the name of a country or body, *British Bribery Act*, or
    /// before words that only seem to go on: *Paris Agreement on Monday*.
    fn is_row_with_name(&self, title: &Instrument, rows: &[Instrument]) -> bool {
        let from = rows.partition_point(|row| row.first < title.first);
        let mut inside =
            rows[from..].iter().take_while(|row| row.first <= title.last).filter(|row| !row.needs_pinpoint);
        inside.any(|row| {
            let goes_on = row.first == title.first && row.last < title.last && title.year.is_none();
            let behind_name =
                row.last == title.last && self.name_at(title.first).is_some_and(|last| last + 1 == row.first);
            goes_on || behind_name
        })
    }

    /// The heads that no pinpoint holds.
    fn free_heads(&self, triggers: &[(usize, Roles)], pinpoints: &[Pinpoint]) -> Vec<(usize, u8)> {
        let is_free = |at: usize| {
            let idx = pinpoints.partition_point(|pinpoint| pinpoint.last < at);
            pinpoints.get(idx).is_none_or(|pinpoint| pinpoint.first > at)
        };
        triggers
            .iter()
            .filter_map(|(at, roles)| Some((*at, roles.head?)))
            .filter(|(at, _)| is_free(*at))
            .collect()
    }

    /// The output of the layer: what is cited as citations, mentions and closed spans.
    fn legal(&self, cited: Vec<Cited>) -> Legal {
        let mut found: Vec<(Span, Cited)> = cited.into_iter().map(|one| (self.span_of(&one), one)).collect();
        found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut legal = Legal::default();
        let mut locals: HashMap<String, u32> = HashMap::new();
        let mut end = 0;
        for (span, one) in found {
            if span.start < end || span.is_empty() {
                continue;
            }
            end = span.end;
            legal.candidates.extend(self.mention(&one, &mut locals));
            if let Some(closed) = one
                .instrument
                .as_ref()
                .filter(|instrument| instrument.is_closed && (one.is_joined || one.pinpoint.is_none()))
            {
                legal.closed.push(closed.span);
            }
            let citation = self.citation(span, one);
            match legal.citations.last_mut() {
                Some(clause) if self.is_clause_of(clause, &citation) => merge_clause(clause, citation),
                _ => legal.citations.push(citation),
            }
        }
        legal
    }

    /// *Due Process Clause of the 14th Amendment*.
    fn is_clause_of(&self, clause: &Citation, whole: &Citation) -> bool {
        let between = Span { start: clause.span.end, end: whole.span.start }.of(self.text);
        let is_of = matches!(
            between.split_whitespace().collect::<Vec<_>>().as_slice(),
            ["of" | "in", "the"] | ["of"]
        );
        let is_clause = clause.id.ends_with("-clause") && clause.kind == "constitution";
        is_of && is_clause && whole.kind == "constitution" && whole.targets.len() == 1
    }

    fn span_of(&self, cited: &Cited) -> Span {
        let pinpoint = cited.pinpoint.as_ref().map(|pinpoint| self.span(pinpoint.first, pinpoint.last));
        let instrument = cited.instrument.as_ref().map(|one| Span { start: one.start, end: one.span.end });
        match (pinpoint, instrument) {
            (Some(pinpoint), Some(instrument)) if cited.is_joined => pinpoint.cover(instrument),
            (Some(pinpoint), _) => pinpoint,
            (None, instrument) => instrument.unwrap_or_default(),
        }
    }

    /// The law mention of a citation: its instrument, or a pinpoint that is known by itself.
    fn mention(&self, cited: &Cited, locals: &mut HashMap<String, u32>) -> Option<Candidate> {
        if let (Some(row), Some(pinpoint)) = (cited.row, &cited.pinpoint) {
            let kind = self.gazetteer.entry(row).kind;
            let span = self.span(pinpoint.first, pinpoint.last);
            return Some(candidate(
                span,
                (pinpoint.first, pinpoint.last),
                kind,
                Source::Entry(row),
                Form::Name,
                "pinpoint",
            ));
        }
        let one = cited
            .instrument
            .as_ref()
            .filter(|one| !one.is_reference && (cited.is_joined || cited.pinpoint.is_none()))?;
        let next = FIRST_LOCAL + locals.len() as u32;
        let (kind, source) = match one.entry {
            Some(entry) => (self.gazetteer.entry(entry).kind, Source::Entry(entry)),
            None => {
                let local = *locals.entry(one.base().to_owned()).or_insert(next);
                (Kind::new(Type::Law, one.subtype), Source::Local(local))
            }
        };
        let is_acronym = one.first == one.last && self.kind(one.first) == TokenKind::Caps;
        let form = if is_acronym { Form::Acronym } else { Form::Name };
        Some(candidate(one.span, (one.first, one.last), kind, source, form, one.via))
    }

    fn citation(&self, span: Span, cited: Cited) -> Citation {
        let mut parts = Vec::new();
        if let Some(pinpoint) = &cited.pinpoint {
            parts.push(Part { role: "pinpoint", span: self.span(pinpoint.first, pinpoint.last) });
        }
        let beside = cited.instrument.as_ref().filter(|_| cited.is_joined || cited.pinpoint.is_none());
        match beside {
            Some(one) if one.parts.is_empty() => parts.push(Part { role: "instrument", span: one.span }),
            Some(one) => parts.extend(&one.parts),
            None => {}
        }
        parts.sort_by_key(|part| part.span);
        let instrument = match (&cited.instrument, cited.row) {
            (Some(one), _) => Some(one.entity.clone().unwrap_or_else(|| self.entity_id(one))),
            (None, Some(row)) => Some(self.gazetteer.id_of(row).to_owned()),
            (None, None) => None,
        };
        let id = cited.targets.first().cloned().unwrap_or_default();
        let mut external = external(&id);
        let entry = cited.instrument.as_ref().and_then(|one| one.entry);
        let chapter = entry.and_then(|entry| value_of(self.gazetteer.attributes_of(entry), "ukpga"));
        external.extend(chapter.map(|chapter| ("legislation.gov.uk", ukpga(chapter, &id))));
        Citation {
            span,
            kind: cited.kind,
            id,
            targets: cited.targets,
            instrument,
            via: cited.via,
            parts,
            external,
        }
    }
}

/// A clause is one citation with the amendment and the constitution it stands in; the mentions stay apart.
fn merge_clause(clause: &mut Citation, whole: Citation) {
    let name = clause.id.rsplit('/').next().unwrap_or("").to_owned();
    if !clause.id.starts_with(&whole.id) {
        clause.id = format!("{}/{name}", whole.id);
        clause.targets = vec![clause.id.clone()];
    }
    clause.span = clause.span.cover(whole.span);
    clause.instrument = whole.instrument;
    clause.parts.extend(whole.parts);
    clause.external = external(&clause.id);
}

fn candidate(
    span: Span,
    tokens: (usize, usize),
    kind: Kind,
    source: Source,
    form: Form,
    rule: &'static str,
) -> Candidate {
    let (first, last) = (tokens.0 as u32, tokens.1 as u32);
    Candidate { span, first, last, kind, source, mark: Mark::Name, form, prior: 95, rule }
}

/// The row that holds a token.
fn row_around(rows: &[Instrument], at: usize) -> Option<&Instrument> {
    let from = rows.partition_point(|row| row.first < at.saturating_sub(16));
    let near = rows[from..].iter().take_while(|row| row.first < at);
    near.filter(|row| row.kind == "case" && row.last > at).max_by_key(|row| row.last - row.first)
}

/// Whether a row with cue words is a pinpoint, or lies in one: then the rules for pinpoints judge it.
fn is_pinpoint(row: &Instrument, pinpoints: &[Pinpoint]) -> bool {
    let at = pinpoints.partition_point(|pinpoint| pinpoint.last < row.first);
    pinpoints.get(at).is_some_and(|pinpoint| pinpoint.first <= row.first && row.last <= pinpoint.last)
}

/// Of instruments that overlap the longest; of equal ones that of the earlier list.
fn longest(ranked: [Vec<Instrument>; 6], n_tokens: usize) -> Vec<Instrument> {
    let mut all: Vec<(usize, Instrument)> = Vec::new();
    for (rank, list) in ranked.into_iter().enumerate() {
        all.extend(list.into_iter().map(|one| (rank, one)));
    }
    all.sort_by_key(|(rank, one)| (std::cmp::Reverse(one.last - one.first), *rank, one.first));
    let mut taken = vec![false; n_tokens];
    let mut kept = Vec::new();
    for (_, one) in all {
        if one.last < n_tokens && !taken[one.first] && !taken[one.last] {
            taken[one.first..=one.last].fill(true);
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| one.first);
    kept
}

/// Ids in public schemes that follow from the id.
fn external(id: &str) -> Vec<(&'static str, String)> {
    let parts: Vec<&str> = id.split('/').collect();
    if let Some(celex) = id.strip_prefix("celex:") {
        let celex = celex.split('/').next().unwrap_or(celex);
        let mut found = vec![("celex", celex.to_owned())];
        found.extend(eli(celex).map(|eli| ("eli", eli)));
        return found;
    }
    match parts.as_slice() {
        ["S" | "A", "RES" | "HRC", ..] => vec![("un", id.to_owned())],
        ["usc", title, section, ..] => vec![("usc", format!("/us/usc/t{title}/s{section}"))],
        _ if id.starts_with("ECLI:") => vec![("ecli", id.to_owned())],
        _ => Vec::new(),
    }
}

/// The path of an Act, or of a section or schedule of it, at legislation.gov.uk.
fn ukpga(chapter: &str, id: &str) -> String {
    let part = id.split('/').find_map(|step| {
        let (code, number) =
            step.split_once('-').filter(|cut| cut.1.starts_with(|c: char| c.is_ascii_digit()))?;
        let unit = match code {
            "s" => "section",
            "sch" => "schedule",
            "part" => "part",
            _ => return None,
        };
        Some(format!("/{unit}/{}", number.to_uppercase()))
    });
    format!("ukpga/{chapter}{}", part.unwrap_or_default())
}

/// The European Legislation Identifier of a regulation, directive or decision with this CELEX number.
fn eli(celex: &str) -> Option<String> {
    let (year, letter, number) = (celex.get(1..5)?, celex.get(5..6)?, celex.get(6..)?);
    let class = match letter {
        "R" => "reg",
        "L" => "dir",
        "D" => "dec",
        _ => return None,
    };
    let number: u32 = number.parse().ok()?;
    celex.starts_with('3').then(|| format!("http://data.europa.eu/eli/{class}/{year}/{number}/oj"))
}

#[cfg(test)]
mod tests;
