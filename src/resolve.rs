//! Mentions into entities: one real thing is one entity, however it is written.

use crate::annotations::Annotations;
use crate::candidate::Source;
use crate::choose::Choice;
use crate::entity::Entity;
use crate::fold::folded_word;
use crate::gazetteer::Gazetteer;
use crate::kind::Type;
use crate::mention::{Form, Mention};
use crate::segment::Segments;
use crate::span::Span;
use crate::token::is_apostrophe;
use std::collections::HashMap;

/// No mention is surer than this.
const SURE: f64 = 0.99;

/// The mentions of a text, and the entities that they are mentions of, in the order of the text.
pub(crate) fn resolve(
    text: &str,
    segments: &Segments,
    gazetteer: &Gazetteer,
    chosen: Vec<Choice>,
) -> (Vec<Mention>, Vec<Entity>) {
    let full = full_names(&chosen);
    let mut entities: Vec<Entity> = Vec::new();
    let mut by_source: HashMap<Source, usize> = HashMap::new();
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut mentions = Vec::with_capacity(chosen.len());
    for choice in &chosen {
        let source = choice.candidate.source;
        let entity = choice.rivals.is_empty().then(|| {
            *by_source.entry(source).or_insert_with(|| {
                let named = full.get(&source).map_or(choice, |idx| &chosen[*idx]);
                entities.push(new_entity(text, gazetteer, named, &mut ids));
                entities.len() - 1
            })
        });
        mentions.push(mention(text, segments, choice, entity));
    }
    for (mention, choice) in mentions.iter_mut().zip(&chosen) {
        let id = |source: Source| match source {
            Source::Entry(entry) => Some(gazetteer.entry(entry).id.to_owned()),
            Source::Local(_) => by_source.get(&source).map(|entity| entities[*entity].id.clone()),
        };
        let rivals =
            choice.rivals.iter().filter_map(|(source, weight)| Some((id(*source)?, weight.min(SURE))));
        mention.candidates = rivals.collect();
    }
    collect_mentions(text, &mentions, &mut entities);
    (mentions, entities)
}

/// For each thing the first choice that writes its name in full.
fn full_names(chosen: &[Choice]) -> HashMap<Source, usize> {
    let mut full = HashMap::new();
    for (idx, choice) in chosen.iter().enumerate().filter(|(_, choice)| choice.candidate.form == Form::Name) {
        full.entry(choice.candidate.source).or_insert(idx);
    }
    full
}

/// Tells each entity where it is mentioned, and in which forms.
fn collect_mentions(text: &str, mentions: &[Mention], entities: &mut [Entity]) {
    for (idx, mention) in mentions.iter().enumerate() {
        if let Some(entity) = mention.entity {
            let written = mention.span.of(text);
            entities[entity].mentions.push(idx);
            if entities[entity].forms.iter().all(|form| form != written) {
                entities[entity].forms.push(written.to_owned());
            }
        }
    }
}

fn mention(text: &str, segments: &Segments, choice: &Choice, entity: Option<usize>) -> Mention {
    let candidate = &choice.candidate;
    let first = candidate.first as usize;
    Mention {
        span: candidate.span,
        kind: candidate.kind,
        entity,
        form: candidate.form,
        nested_in: choice.nested_in,
        possessive: is_possessive(text, candidate.span),
        zone: segments.sentence(first).zone.name(),
        sentence: segments.sentence_of[first],
        rule: candidate.rule,
        score: choice.weight.min(SURE),
        candidates: Vec::new(),
    }
}

/// Whether `’s`, with or without a closing bracket before it, or a bare `’` after an s follows.
fn is_possessive(text: &str, span: Span) -> bool {
    let rest = &text[span.end as usize..];
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    let mut chars = rest.chars();
    if !chars.next().is_some_and(is_apostrophe) {
        return false;
    }
    match chars.next() {
        Some('s' | 'S') => !chars.next().is_some_and(char::is_alphanumeric),
        Some(' ') => span.of(text).ends_with(['s', 'S']) && chars.next().is_some_and(char::is_lowercase),
        _ => false,
    }
}

fn new_entity(
    text: &str,
    gazetteer: &Gazetteer,
    choice: &Choice,
    ids: &mut HashMap<String, usize>,
) -> Entity {
    let candidate = &choice.candidate;
    if let Source::Entry(entry) = candidate.source {
        let record = gazetteer.entry(entry);
        let pairs = record.ids.split(';').filter_map(|pair| pair.split_once('='));
        return Entity {
            id: record.id.to_owned(),
            name: record.name.to_owned(),
            kind: record.kind,
            known: true,
            ids: pairs.map(|(scheme, id)| (scheme.to_owned(), id.to_owned())).collect(),
            forms: Vec::new(),
            mentions: Vec::new(),
            salience: 0.0,
        };
    }
    let name: Vec<&str> = candidate.span.of(text).split_whitespace().collect();
    let name = name.join(" ");
    let slug = slug(&name);
    let n = *ids.entry(slug.clone()).and_modify(|n| *n += 1).or_insert(1);
    Entity {
        id: if n == 1 { format!("doc/{slug}") } else { format!("doc/{slug}-{n}") },
        name,
        kind: candidate.kind,
        known: false,
        ids: Vec::new(),
        forms: Vec::new(),
        mentions: Vec::new(),
        salience: 0.0,
    }
}

/// Lower-case letters, digits and hyphens.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in folded_word(name).chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() && c != '\'' {
            slug.push('-');
        }
    }
    let trimmed = slug.trim_end_matches('-');
    if trimmed.is_empty() { "name".to_owned() } else { trimmed.to_owned() }
}

/// Gives each citation the entity of its instrument: the law mention inside it.
pub(crate) fn link_citations(annotations: &mut Annotations) {
    let Annotations { mentions, entities, citations, .. } = annotations;
    for citation in citations {
        let first = mentions.partition_point(|mention| mention.span.start < citation.span.start);
        let inside = mentions[first..].iter().take_while(|mention| mention.span.start < citation.span.end);
        let law = inside
            .filter(|m| m.kind.of == Type::Law && citation.span.contains(m.span))
            .find_map(|m| m.entity);
        if let Some(entity) = law {
            citation.instrument = Some(entities[entity].id.clone());
        }
    }
}
