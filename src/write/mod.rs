//! Annotations into text: the record of `gazet/1`, flat tables, and the formats of other tools, a file for each.
//!
//! A format is a function from a document and its annotations to what it adds to the output. Nothing here
//! writes anywhere.

mod brat;
mod conll;
mod json;
mod marked;
mod offsets;
mod spacy;
mod table;
mod visible;
mod webanno;

pub use json::schema;
pub use offsets::Unit;
pub use table::Table;
pub use visible::visible;

use crate::annotations::Annotations;
use crate::document::Document;
use crate::error::Error;
use crate::kind::Type;
use crate::mention::Mention;
use crate::span::Span;
use offsets::Offsets;

/// How documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutputOptions {
    /// The format.
    pub format: OutputFormat,
    /// What offsets count. Formats of other tools fix their own: see [`OutputFormat::unit`].
    pub unit: Unit,
    /// Whether records hold the text as well, without which offsets into a page or archive are of no use.
    pub with_text: bool,
    /// Whether the output goes to a terminal: control characters are then replaced by signs that show them.
    pub for_terminal: bool,
}

/// What documents are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OutputFormat {
    /// A `gazet/1` record a document, spread over lines for a person to read.
    Json,
    /// A `gazet/1` record a document, on one line.
    #[default]
    Jsonl,
    /// One row a thing, of one kind of things.
    Table(Table, Cells),
    /// A token a line with its BIO tag, a blank line after a sentence; outermost mentions only.
    Conll(Labels),
    /// Standoff annotation of the brat tool, for one document.
    Brat,
    /// One JSON object a document, `text` and `spans`, as spaCy's and Prodigy's recipes read them.
    Spacy,
    /// One W3C Web Annotation a line for each mention and citation.
    WebAnnotation,
    /// The text itself with its names marked, for people.
    Text {
        /// With colours of a terminal instead of brackets.
        color: bool,
    },
}

/// How the rows of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// A JSON object a row.
    Jsonl,
    /// Values with this byte between them, quoted as RFC 4180 says, after a line with the names of the columns.
    Delimited {
        /// `,` or a tab.
        delimiter: u8,
        /// Whether a cell that a spreadsheet would run as a formula gets a `'` before it.
        guard: bool,
    },
}

/// The names of types in CoNLL files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// PER, ORG, LOC, MISC, as in CoNLL-2003.
    Conll,
    /// PERSON, ORG, GPE, LOC, FAC, LAW, NORP, as in OntoNotes.
    OntoNotes,
}

impl OutputFormat {
    /// The unit that this format prescribes, if it does: the tools that read it count code points.
    pub fn unit(self) -> Option<Unit> {
        match self {
            OutputFormat::Brat | OutputFormat::Spacy | OutputFormat::WebAnnotation => Some(Unit::Char),
            _ => None,
        }
    }

    /// The ending of a file in this format.
    pub fn ending(self) -> &'static str {
        match self {
            OutputFormat::Json | OutputFormat::Jsonl | OutputFormat::Spacy => "json",
            OutputFormat::Table(_, Cells::Delimited { delimiter: b'\t', .. }) => "tsv",
            OutputFormat::Table(_, Cells::Delimited { .. }) => "csv",
            OutputFormat::Table(_, Cells::Jsonl) | OutputFormat::WebAnnotation => "jsonl",
            OutputFormat::Conll(_) => "conll",
            OutputFormat::Brat => "ann",
            OutputFormat::Text { .. } => "txt",
        }
    }

    /// What stands once before all documents.
    pub fn head(self) -> String {
        match self {
            OutputFormat::Table(table, cells) => table::head(table, cells),
            _ => String::new(),
        }
    }
}

/// What a document adds to the output; ends with a line end unless it is empty.
pub fn record(document: &Document, annotations: &Annotations, options: OutputOptions) -> String {
    let unit = options.format.unit().unwrap_or(options.unit);
    let view = View { document, annotations, offsets: Offsets::new(&document.text, annotations, unit), unit };
    let written = match options.format {
        OutputFormat::Json => json::record(&view, options.with_text, true),
        OutputFormat::Jsonl => json::record(&view, options.with_text, false),
        OutputFormat::Table(table, cells) => table::rows(&view, table, cells),
        OutputFormat::Conll(labels) => conll::record(&view, labels),
        OutputFormat::Brat => brat::record(&view),
        OutputFormat::Spacy => spacy::record(&view),
        OutputFormat::WebAnnotation => webanno::record(&view),
        OutputFormat::Text { color } => marked::record(&view, color),
    };
    shown(written, options)
}

/// What a document that could not be read adds to the output: a record with its error, and nothing where a
/// format has no place for one.
pub fn failed_record(id: &str, error: &Error, options: OutputOptions) -> String {
    let written = match options.format {
        OutputFormat::Json => json::failed_record(id, error, options, true),
        OutputFormat::Jsonl => json::failed_record(id, error, options, false),
        _ => String::new(),
    };
    shown(written, options)
}

/// The colours of marked text are the only control characters that may reach a terminal.
fn shown(written: String, options: OutputOptions) -> String {
    match options.format {
        OutputFormat::Text { .. } => written,
        _ if options.for_terminal => visible(written),
        _ => written,
    }
}

/// A document with its annotations, and the way from bytes to the unit of the output.
struct View<'a> {
    document: &'a Document,
    annotations: &'a Annotations,
    offsets: Offsets,
    unit: Unit,
}

impl<'a> View<'a> {
    fn offsets_of(&self, span: Span) -> [u32; 2] {
        [self.offsets.of(span.start), self.offsets.of(span.end)]
    }

    fn text_of(&self, span: Span) -> &'a str {
        span.of(&self.document.text)
    }

    fn entity_of(&self, mention: &Mention) -> Option<&'a str> {
        mention.entity.map(|entity| self.annotations.entities[entity].id.as_str())
    }

    /// The mentions that lie in no other.
    fn outermost(&self) -> impl Iterator<Item = &'a Mention> + Clone + use<'a> {
        self.annotations.mentions.iter().filter(|mention| mention.nested_in.is_none())
    }
}

impl Labels {
    /// The label of a mention.
    fn of(self, mention: &Mention) -> &'static str {
        let of = mention.kind.of;
        match self {
            Labels::Conll => ["PER", "ORG", "LOC", "MISC", "MISC"][of as usize],
            Labels::OntoNotes if of == Type::Place => ontonotes_place(mention.kind.subtype()),
            Labels::OntoNotes => ["PERSON", "ORG", "GPE", "LAW", "NORP"][of as usize],
        }
    }
}

/// OntoNotes parts places into those with a government, those of nature, and those that were built.
fn ontonotes_place(subtype: &str) -> &'static str {
    match subtype {
        "country" | "disputed" | "admin1" | "admin2" | "city" | "district" => "GPE",
        "airport" | "port" | "base" | "building" | "road" | "bridge" | "camp" | "crossing" => "FAC",
        _ => "LOC",
    }
}

/// Three decimals.
fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}

/// The JSON of a value, with a line end. Control characters that JSON allows in strings are escaped as well:
/// a terminal could take them for commands.
fn to_json(value: &impl serde::Serialize, pretty: bool) -> String {
    // Strings, finite numbers and lists can always be written.
    let json = if pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
    let json = json.unwrap_or_default() + "\n";
    visible::escaped(json)
}
