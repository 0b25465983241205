//! Flat tables for analytics: one row a thing, the document first.
//!
//! The columns of a table and the cells of its rows stand side by side, so that JSON Lines, CSV and every
//! other form of a table are made from the same place.

use super::{Cells, View, rounded, to_json};
use crate::citation::Citation;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;

/// Which things a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// One row a mention.
    Mentions,
    /// One row an entity of a document.
    Entities,
    /// One row a citation.
    Citations,
    /// One row a keyword of a document.
    Keywords,
}

impl Table {
    /// The names of the columns, in order. The first is the id of the document.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Mentions => &[
                "document",
                "start",
                "end",
                "text",
                "type",
                "subtype",
                "entity",
                "form",
                "nested_in",
                "possessive",
                "zone",
                "sentence",
                "rule",
                "score",
            ],
            Table::Entities => {
                &["document", "id", "name", "type", "subtype", "known", "count", "salience", "forms", "ids"]
            }
            Table::Citations => &[
                "document",
                "kind",
                "id",
                "pinpoint",
                "instrument",
                "start",
                "end",
                "text",
                "via",
                "targets",
                "external",
            ],
            Table::Keywords => &["document", "text", "score", "count", "entity"],
        }
    }
}

/// One value of a table. Lists are one text with `|` between their parts.
enum Cell<'a> {
    Null,
    Bool(bool),
    Count(u64),
    Score(f64),
    Text(Cow<'a, str>),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Cell<'a> {
        text.map_or(Cell::Null, Cell::from)
    }
}

impl From<u32> for Cell<'_> {
    fn from(count: u32) -> Self {
        Cell::Count(count.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Cell::Count(count as u64)
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Cell::Bool(value)
    }
}

impl From<f64> for Cell<'_> {
    fn from(score: f64) -> Self {
        Cell::Score(rounded(score))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

/// The line with the names of the columns; JSON Lines have none.
pub(super) fn head(table: Table, cells: Cells) -> String {
    match cells {
        Cells::Jsonl => String::new(),
        Cells::Delimited { delimiter, .. } => {
            let columns = table.columns().iter().map(|column| Cow::Borrowed(*column)).collect();
            delimited(std::iter::once(columns), delimiter)
        }
    }
}

/// The rows of one document.
pub(super) fn rows(view: &View<'_>, table: Table, cells: Cells) -> String {
    let rows = match table {
        Table::Mentions => mentions(view),
        Table::Entities => entities(view),
        Table::Citations => citations(view),
        Table::Keywords => keywords(view),
    };
    match cells {
        Cells::Jsonl => {
            let columns = table.columns();
            rows.iter().map(|row| to_json(&JsonRow { columns, row }, false)).collect()
        }
        Cells::Delimited { delimiter, guard } => {
            delimited(rows.iter().map(|row| row.iter().map(|cell| plain(cell, guard)).collect()), delimiter)
        }
    }
}

fn mentions<'a>(view: &View<'a>) -> Vec<Vec<Cell<'a>>> {
    let row = |mention: &'a crate::mention::Mention| {
        let [start, end] = view.offsets_of(mention.span);
        vec![
            view.document.id.as_str().into(),
            start.into(),
            end.into(),
            view.text_of(mention.span).into(),
            mention.kind.of.name().into(),
            mention.kind.subtype().into(),
            view.entity_of(mention).into(),
            mention.form.name().into(),
            mention.nested_in.map_or(Cell::Null, Cell::from),
            mention.possessive.into(),
            mention.zone.into(),
            mention.sentence.into(),
            mention.rule.into(),
            mention.score.into(),
        ]
    };
    view.annotations.mentions.iter().map(row).collect()
}

fn entities<'a>(view: &View<'a>) -> Vec<Vec<Cell<'a>>> {
    let row = |entity: &'a crate::entity::Entity| {
        vec![
            view.document.id.as_str().into(),
            entity.id.as_str().into(),
            entity.name.as_str().into(),
            entity.kind.of.name().into(),
            entity.kind.subtype().into(),
            entity.known.into(),
            entity.mentions.len().into(),
            entity.salience.into(),
            entity.forms.join("|").into(),
            pairs(entity.ids.iter().map(|(scheme, id)| (scheme.as_str(), id.as_str()))),
        ]
    };
    view.annotations.entities.iter().map(row).collect()
}

fn citations<'a>(view: &View<'a>) -> Vec<Vec<Cell<'a>>> {
    let row = |citation: &'a Citation| {
        let [start, end] = view.offsets_of(citation.span);
        let pinpoint = citation.parts.iter().find(|part| part.role == "pinpoint");
        vec![
            view.document.id.as_str().into(),
            citation.kind.into(),
            citation.id.as_str().into(),
            pinpoint.map(|part| view.text_of(part.span)).into(),
            citation.instrument.as_deref().into(),
            start.into(),
            end.into(),
            view.text_of(citation.span).into(),
            citation.via.into(),
            citation.targets.join("|").into(),
            pairs(citation.external.iter().map(|(scheme, id)| (*scheme, id.as_str()))),
        ]
    };
    view.annotations.citations.iter().map(row).collect()
}

fn keywords<'a>(view: &View<'a>) -> Vec<Vec<Cell<'a>>> {
    let row = |keyword: &'a crate::keyword::Keyword| {
        vec![
            view.document.id.as_str().into(),
            keyword.text.as_str().into(),
            keyword.score.into(),
            keyword.spans.len().into(),
            keyword.entity.as_deref().into(),
        ]
    };
    view.annotations.keywords.iter().map(row).collect()
}

/// `iso=PK|geonames=1174872`
fn pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Cell<'static> {
    let pairs: Vec<String> = pairs.map(|(scheme, id)| format!("{scheme}={id}")).collect();
    if pairs.is_empty() { Cell::Null } else { pairs.join("|").into() }
}

struct JsonRow<'a> {
    columns: &'static [&'static str],
    row: &'a [Cell<'a>],
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.row) {
            map.serialize_entry(column, cell)?;
        }
        map.end()
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Null => serializer.serialize_none(),
            Cell::Bool(value) => serializer.serialize_bool(*value),
            Cell::Count(count) => serializer.serialize_u64(*count),
            Cell::Score(score) => serializer.serialize_f64(*score),
            Cell::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// A cell of CSV. What begins like a formula is text when the cell is guarded.
fn plain<'a>(cell: &'a Cell<'_>, guard: bool) -> Cow<'a, str> {
    match cell {
        Cell::Null => Cow::Borrowed(""),
        Cell::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        Cell::Count(count) => Cow::Owned(count.to_string()),
        Cell::Score(score) => Cow::Owned(score.to_string()),
        Cell::Text(text) if guard && text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            Cow::Owned(format!("'{text}"))
        }
        Cell::Text(text) => Cow::Borrowed(text),
    }
}

/// Rows as RFC 4180 has them, with LF line ends.
fn delimited<'a>(rows: impl Iterator<Item = Vec<Cow<'a, str>>>, delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        // Memory takes everything, and all rows of a table are of the same length.
        let _ = writer.write_record(row.iter().map(|cell| cell.as_bytes()));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{OutputFormat, OutputOptions, record};
    use crate::{Annotator, Document, Gazetteer, KeywordMode};

    const TEXT: &str = "Citing Article 51 of the\nUN Charter, “Pakistan” spoke.";

    fn written(table: Table, cells: Cells) -> String {
        let annotator = Annotator::new(Gazetteer::embedded()).with_keywords(KeywordMode::Phrases, 3);
        let document = Document::new("=1+1", TEXT);
        let format = OutputFormat::Table(table, cells);
        let options = OutputOptions { format, ..OutputOptions::default() };
        format.head() + &record(&document, &annotator.annotate(&document), options)
    }

    #[test]
    fn a_row_has_a_cell_for_each_column_and_offsets_into_the_text() {
        for table in [Table::Mentions, Table::Entities, Table::Citations, Table::Keywords] {
            let lines = written(table, Cells::Jsonl);
            let rows: Vec<serde_json::Value> =
                lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert!(!rows.is_empty(), "{table:?}");
            for row in rows {
                assert_eq!(row.as_object().unwrap().len(), table.columns().len());
                assert_eq!(row["document"], "=1+1");
                if let (Some(start), Some(end)) = (row["start"].as_u64(), row["end"].as_u64()) {
                    let n = (end - start) as usize;
                    let slice: String = TEXT.chars().skip(start as usize).take(n).collect();
                    assert_eq!(row["text"], slice);
                }
            }
        }
    }

    #[test]
    fn csv_is_quoted_where_a_cell_has_a_line_end_and_guarded_where_it_is_asked_for() {
        let csv = |guard| written(Table::Citations, Cells::Delimited { delimiter: b',', guard });
        assert_eq!(
            csv(false),
            "document,kind,id,pinpoint,instrument,start,end,text,via,targets,external\n\
             =1+1,treaty,un-charter/art-51,Article 51,law/un-charter,7,35,\
             \"Article 51 of the\nUN Charter\",gazetteer,un-charter/art-51,\n"
        );
        assert!(csv(true).contains("\n'=1+1,treaty"));
    }
}
