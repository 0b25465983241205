//! Annotations into records of the output contract `gazet/1`. Only this file knows the JSON.

use super::{OutputOptions, View, rounded, to_json};
use crate::citation::{Citation, Part};
use crate::entity::Entity;
use crate::error::Error;
use crate::keyword::Keyword;
use crate::mention::Mention;
use schemars::JsonSchema;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;

const SCHEMA: &str = "gazet/1";

/// The record of a document, with a line end.
pub(super) fn record(view: &View<'_>, with_text: bool, pretty: bool) -> String {
    let (document, found) = (view.document, view.annotations);
    let record = RecordJson {
        schema: SCHEMA,
        id: &document.id,
        error: None,
        offsets: view.unit.name(),
        length: view.offsets.of(document.text.len() as u32),
        text: with_text.then_some(Some(&document.text)),
        mentions: found.mentions.iter().map(|it| mention(view, it)).collect(),
        entities: found.entities.iter().map(entity).collect(),
        citations: found.citations.iter().map(|it| citation(view, it)).collect(),
        keywords: found.keywords.iter().map(|it| keyword(view, it)).collect(),
        warnings: &document.warnings,
    };
    to_json(&record, pretty)
}

/// The record of a document that could not be read, with a line end.
pub(super) fn failed_record(id: &str, error: &Error, options: OutputOptions, pretty: bool) -> String {
    let record = RecordJson {
        schema: SCHEMA,
        id,
        error: Some(ErrorJson { kind: error.kind().name(), message: error.to_string() }),
        offsets: options.unit.name(),
        length: 0,
        text: options.with_text.then_some(None),
        mentions: Vec::new(),
        entities: Vec::new(),
        citations: Vec::new(),
        keywords: Vec::new(),
        warnings: &[],
    };
    to_json(&record, pretty)
}

/// The JSON Schema (draft 2020-12) of a record, made from the types that write it.
pub fn schema() -> String {
    to_json(&schemars::schema_for!(RecordJson<'_>), true)
}

fn mention<'a>(view: &View<'a>, mention: &'a Mention) -> MentionJson<'a> {
    let [start, end] = view.offsets_of(mention.span);
    MentionJson {
        start,
        end,
        text: view.text_of(mention.span),
        kind: mention.kind.of.name(),
        subtype: mention.kind.subtype(),
        entity: view.entity_of(mention),
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

fn citation<'a>(view: &View<'a>, citation: &'a Citation) -> CitationJson<'a> {
    let [start, end] = view.offsets_of(citation.span);
    let part = |part: &Part| {
        let [start, end] = view.offsets_of(part.span);
        PartJson { role: part.role, start, end }
    };
    CitationJson {
        start,
        end,
        text: view.text_of(citation.span),
        kind: citation.kind,
        id: &citation.id,
        targets: &citation.targets,
        instrument: citation.instrument.as_deref(),
        via: citation.via,
        parts: citation.parts.iter().map(part).collect(),
        external: Pairs(citation.external.iter().map(|(scheme, id)| (*scheme, id.as_str())).collect()),
    }
}

fn keyword<'a>(view: &View<'a>, keyword: &'a Keyword) -> KeywordJson<'a> {
    KeywordJson {
        text: &keyword.text,
        score: rounded(keyword.score),
        count: keyword.spans.len(),
        spans: keyword.spans.iter().map(|span| view.offsets_of(*span)).collect(),
        entity: keyword.entity.as_deref(),
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

/// What gazet found in one document.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "gazet/1", deny_unknown_fields)]
struct RecordJson<'a> {
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    id: &'a str,
    error: Option<ErrorJson>,
    #[schemars(extend("enum" = ["char", "byte", "utf16"]))]
    offsets: &'static str,
    length: u32,
    /// Only with `--with-text`; null when the document could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Option<&'a str>>,
    mentions: Vec<MentionJson<'a>>,
    entities: Vec<EntityJson<'a>>,
    citations: Vec<CitationJson<'a>>,
    keywords: Vec<KeywordJson<'a>>,
    warnings: &'a [String],
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Error", deny_unknown_fields)]
struct ErrorJson {
    kind: &'static str,
    message: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mention", deny_unknown_fields)]
struct MentionJson<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    #[schemars(extend("enum" = ["person", "org", "place", "law", "group"]))]
    kind: &'static str,
    subtype: &'static str,
    entity: Option<&'a str>,
    #[schemars(extend("enum" = ["name", "alias", "acronym", "surname", "demonym", "short"]))]
    form: &'static str,
    nested_in: Option<usize>,
    possessive: bool,
    zone: &'static str,
    sentence: u32,
    rule: &'static str,
    score: f64,
    candidates: Vec<CandidateJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Candidate", deny_unknown_fields)]
struct CandidateJson<'a> {
    entity: &'a str,
    score: f64,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Entity", deny_unknown_fields)]
struct EntityJson<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(rename = "type")]
    #[schemars(extend("enum" = ["person", "org", "place", "law", "group"]))]
    kind: &'static str,
    subtype: &'static str,
    known: bool,
    #[schemars(with = "BTreeMap<String, String>")]
    ids: Pairs<'a>,
    count: usize,
    salience: f64,
    forms: &'a [String],
    mentions: &'a [usize],
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Citation", deny_unknown_fields)]
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
    #[schemars(with = "BTreeMap<String, String>")]
    external: Pairs<'a>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Part", deny_unknown_fields)]
struct PartJson {
    role: &'static str,
    start: u32,
    end: u32,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Keyword", deny_unknown_fields)]
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
