//! Annotations into records of the output contract `gazet/1`. Only this file knows the JSON.

use crate::annotations::Annotations;
use crate::citation::{Citation, Part};
use crate::document::Document;
use crate::entity::Entity;
use crate::error::Error;
use crate::keyword::Keyword;
use crate::mention::Mention;
use crate::span::Span;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputOptions {
    /// What offsets count.
    pub unit: Unit,
    /// Whether a record is spread over lines for a person to read.
    pub pretty: bool,
}

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points, as Python, jq and SQL count.
    Char,
    /// Bytes of UTF-8, as Rust and Go count.
    Byte,
    /// Units of UTF-16, as JavaScript and Java count.
    Utf16,
}

impl Unit {
    /// The name in the output: `char`, `byte`, `utf16`.
    pub fn name(self) -> &'static str {
        ["char", "byte", "utf16"][self as usize]
    }
}

const SCHEMA: &str = "gazet/1";

/// The record of a document, with a line end.
pub fn record(document: &Document, annotations: &Annotations, options: OutputOptions) -> String {
    let offsets = Offsets::new(&document.text, annotations, options.unit);
    let out = Out { text: &document.text, offsets: &offsets, annotations };
    let record = RecordJson {
        schema: SCHEMA,
        id: &document.id,
        error: None,
        offsets: options.unit.name(),
        length: offsets.of(document.text.len() as u32),
        mentions: annotations.mentions.iter().map(|mention| out.mention(mention)).collect(),
        entities: annotations.entities.iter().map(entity).collect(),
        citations: annotations.citations.iter().map(|citation| out.citation(citation)).collect(),
        keywords: annotations.keywords.iter().map(|keyword| out.keyword(keyword)).collect(),
        warnings: &document.warnings,
    };
    to_json(&record, options.pretty)
}

/// The record of a document that could not be read, with a line end.
pub fn failed_record(id: &str, error: &Error, options: OutputOptions) -> String {
    let record = RecordJson {
        schema: SCHEMA,
        id,
        error: Some(ErrorJson { kind: error.kind().name(), message: error.to_string() }),
        offsets: options.unit.name(),
        length: 0,
        mentions: Vec::new(),
        entities: Vec::new(),
        citations: Vec::new(),
        keywords: Vec::new(),
        warnings: &[],
    };
    to_json(&record, options.pretty)
}

fn to_json(record: &RecordJson<'_>, pretty: bool) -> String {
    // Strings, finite numbers and lists can always be written.
    let json = if pretty { serde_json::to_string_pretty(record) } else { serde_json::to_string(record) };
    json.unwrap_or_default() + "\n"
}

/// The way from bytes to the unit that was asked for.
struct Offsets {
    /// Byte offsets in order, and what they are in the unit; empty when the two are the same.
    known: Vec<(u32, u32)>,
}

impl Offsets {
    /// All offsets of the annotations, in one pass over the text.
    fn new(text: &str, annotations: &Annotations, unit: Unit) -> Offsets {
        if unit == Unit::Byte || text.is_ascii() {
            return Offsets { known: Vec::new() };
        }
        let mentions = annotations.mentions.iter().map(|mention| mention.span);
        let citations = annotations.citations.iter().flat_map(|citation| {
            std::iter::once(citation.span).chain(citation.parts.iter().map(|part| part.span))
        });
        let keywords = annotations.keywords.iter().flat_map(|keyword| keyword.spans.iter().copied());
        let spans = mentions.chain(citations).chain(keywords);
        let mut wanted: Vec<u32> = spans.flat_map(|span| [span.start, span.end]).collect();
        wanted.push(text.len() as u32);
        wanted.sort_unstable();
        wanted.dedup();
        let mut known = Vec::with_capacity(wanted.len());
        let (mut at, mut count) = (0, 0);
        for byte in wanted {
            let passed = text.get(at as usize..byte as usize).unwrap_or("");
            count += if unit == Unit::Char { passed.chars().count() } else { passed.encode_utf16().count() }
                as u32;
            at = byte;
            known.push((byte, count));
        }
        Offsets { known }
    }

    fn of(&self, byte: u32) -> u32 {
        match self.known.binary_search_by_key(&byte, |pair| pair.0) {
            Ok(idx) => self.known[idx].1,
            Err(_) => byte,
        }
    }
}

struct Out<'a> {
    text: &'a str,
    offsets: &'a Offsets,
    annotations: &'a Annotations,
}

impl<'a> Out<'a> {
    fn pair(&self, span: Span) -> [u32; 2] {
        [self.offsets.of(span.start), self.offsets.of(span.end)]
    }

    fn mention(&self, mention: &'a Mention) -> MentionJson<'a> {
        let [start, end] = self.pair(mention.span);
        MentionJson {
            start,
            end,
            text: mention.span.of(self.text),
            kind: mention.kind.of.name(),
            subtype: mention.kind.subtype(),
            entity: mention.entity.map(|entity| self.annotations.entities[entity].id.as_str()),
            form: mention.form.name(),
            nested_in: mention.nested_in,
            possessive: mention.possessive,
            zone: mention.zone,
            sentence: mention.sentence,
            rule: mention.rule,
            score: rounded(mention.score),
            candidates: mention
                .candidates
                .iter()
                .map(|(entity, score)| CandidateJson { entity, score: rounded(*score) })
                .collect(),
        }
    }

    fn citation(&self, citation: &'a Citation) -> CitationJson<'a> {
        let [start, end] = self.pair(citation.span);
        let part = |part: &Part| {
            let [start, end] = self.pair(part.span);
            PartJson { role: part.role, start, end }
        };
        CitationJson {
            start,
            end,
            text: citation.span.of(self.text),
            kind: citation.kind,
            id: &citation.id,
            targets: &citation.targets,
            instrument: citation.instrument.as_deref(),
            via: citation.via,
            parts: citation.parts.iter().map(part).collect(),
            external: Pairs(citation.external.iter().map(|(scheme, id)| (*scheme, id.as_str())).collect()),
        }
    }

    fn keyword(&self, keyword: &'a Keyword) -> KeywordJson<'a> {
        KeywordJson {
            text: &keyword.text,
            score: rounded(keyword.score),
            count: keyword.spans.len(),
            spans: keyword.spans.iter().map(|span| self.pair(*span)).collect(),
            entity: keyword.entity.as_deref(),
        }
    }
}

fn entity(entity: &Entity) -> EntityJson<'_> {
    EntityJson {
        id: &entity.id,
        name: &entity.name,
        kind: entity.kind.of.name(),
        subtype: entity.kind.subtype(),
        known: entity.known,
        ids: Pairs(entity.ids.iter().map(|(scheme, id)| (scheme.as_str(), id.as_str())).collect()),
        count: entity.mentions.len(),
        salience: rounded(entity.salience),
        forms: &entity.forms,
        mentions: &entity.mentions,
    }
}

/// Three decimals.
fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}

#[derive(Serialize)]
struct RecordJson<'a> {
    schema: &'static str,
    id: &'a str,
    error: Option<ErrorJson>,
    offsets: &'static str,
    length: u32,
    mentions: Vec<MentionJson<'a>>,
    entities: Vec<EntityJson<'a>>,
    citations: Vec<CitationJson<'a>>,
    keywords: Vec<KeywordJson<'a>>,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct ErrorJson {
    kind: &'static str,
    message: String,
}

#[derive(Serialize)]
struct MentionJson<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    subtype: &'static str,
    entity: Option<&'a str>,
    form: &'static str,
    nested_in: Option<usize>,
    possessive: bool,
    zone: &'static str,
    sentence: u32,
    rule: &'static str,
    score: f64,
    candidates: Vec<CandidateJson<'a>>,
}

#[derive(Serialize)]
struct CandidateJson<'a> {
    entity: &'a str,
    score: f64,
}

#[derive(Serialize)]
struct EntityJson<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    subtype: &'static str,
    known: bool,
    ids: Pairs<'a>,
    count: usize,
    salience: f64,
    forms: &'a [String],
    mentions: &'a [usize],
}

#[derive(Serialize)]
struct CitationJson<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    kind: &'static str,
    id: &'a str,
    targets: &'a [String],
    instrument: Option<&'a str>,
    via: &'static str,
    parts: Vec<PartJson>,
    external: Pairs<'a>,
}

#[derive(Serialize)]
struct PartJson {
    role: &'static str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct KeywordJson<'a> {
    text: &'a str,
    score: f64,
    count: usize,
    spans: Vec<[u32; 2]>,
    entity: Option<&'a str>,
}

/// Schemes and ids as an object, in their order.
struct Pairs<'a>(Vec<(&'a str, &'a str)>);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (scheme, id) in &self.0 {
            map.serialize_entry(scheme, id)?;
        }
        map.end()
    }
}
