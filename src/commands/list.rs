//! `gazet gazetteer list`: every row as it is after merging.

use super::{DONE, print};
use crate::cli::{ListFormat, TypeFilter};
use gazet::batch::Outcome;
use gazet::{Error, Gazetteer, KnownEntity, TABLE_HEADER};
use serde::Serialize;
use std::collections::BTreeMap;

/// Prints the rows of this type, sorted by id.
pub(crate) fn run(known: &Gazetteer, of: Option<TypeFilter>, format: ListFormat) -> Result<Outcome, Error> {
    let mut entities = known.entities();
    entities.retain(|entity| of.is_none_or(|of| of.holds(entity.kind)));
    print(DONE, |out| match format {
        ListFormat::Tsv => {
            writeln!(out, "{TABLE_HEADER}")?;
            entities.iter().try_for_each(|entity| writeln!(out, "{}", entity.to_line()))
        }
        ListFormat::Json => entities.iter().try_for_each(|entity| {
            serde_json::to_writer(&mut *out, &EntityJson::new(entity))?;
            writeln!(out)
        }),
    })
}

/// An entity in JSON, here and in `explain`.
#[derive(Serialize)]
pub(super) struct EntityJson<'a> {
    id: &'a str,
    r#type: &'static str,
    subtype: &'static str,
    name: &'a str,
    names: Vec<NameJson<'a>>,
    prior: u8,
    ids: BTreeMap<&'a str, &'a str>,
    attributes: BTreeMap<&'a str, &'a str>,
    source: Option<&'a str>,
    layer: &'static str,
    file: &'a str,
    line: u32,
    merged_over: Vec<OriginJson<'a>>,
}

#[derive(Serialize)]
struct NameJson<'a> {
    text: &'a str,
    mark: &'static str,
}

#[derive(Serialize)]
struct OriginJson<'a> {
    layer: &'static str,
    file: &'a str,
    line: u32,
}

impl<'a> EntityJson<'a> {
    pub(super) fn new(entity: &'a KnownEntity) -> EntityJson<'a> {
        let (layer, file, line) =
            (entity.origin.layer.name(), entity.origin.file.as_str(), entity.origin.line);
        let below = entity.merged_over.iter();
        EntityJson {
            id: &entity.id,
            r#type: entity.kind.of.name(),
            subtype: entity.kind.subtype(),
            name: &entity.name,
            names: entity.names.iter().map(|name| NameJson { text: &name.text, mark: name.sign() }).collect(),
            prior: entity.prior,
            ids: pairs(&entity.ids),
            attributes: pairs(&entity.attributes),
            source: Some(entity.source.as_str()).filter(|source| *source != "-"),
            layer,
            file,
            line,
            merged_over: below
                .map(|origin| OriginJson {
                    layer: origin.layer.name(),
                    file: &origin.file,
                    line: origin.line,
                })
                .collect(),
        }
    }
}

fn pairs(cell: &str) -> BTreeMap<&str, &str> {
    cell.split(';').filter_map(|pair| pair.split_once('=')).collect()
}
