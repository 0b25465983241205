//! One JSON object a document with the fields that spaCy's and Prodigy's recipes read: `text`, `spans` and
//! `meta`. The labels are those of OntoNotes, as in spaCy's own models; spaCy counts code points.

use super::{Labels, View, to_json};
use serde::Serialize;

#[derive(Serialize)]
struct DocumentJson<'a> {
    text: &'a str,
    spans: Vec<SpanJson<'a>>,
    meta: MetaJson<'a>,
}

#[derive(Serialize)]
struct SpanJson<'a> {
    start: u32,
    end: u32,
    label: &'static str,
    kb_id: &'a str,
}

#[derive(Serialize)]
struct MetaJson<'a> {
    id: &'a str,
}

/// The outermost mentions alone: `Doc.ents` holds no nested ones.
pub(super) fn record(view: &View<'_>) -> String {
    let spans = view.outermost().map(|mention| {
        let [start, end] = view.offsets_of(mention.span);
        let kb_id = view.entity_of(mention).unwrap_or("");
        SpanJson { start, end, label: Labels::OntoNotes.of(mention), kb_id }
    });
    let document = view.document;
    let meta = MetaJson { id: &document.id };
    to_json(&DocumentJson { text: &document.text, spans: spans.collect(), meta }, false)
}

#[cfg(test)]
mod tests {
    use crate::write::{OutputFormat, OutputOptions, record};
    use crate::{Annotator, Document, Gazetteer};

    #[test]
    fn spans_are_flat_and_count_code_points() {
        let document = Document::new("x", "“The UN Security Council” met.");
        let found = Annotator::new(Gazetteer::embedded()).annotate(&document);
        let options = OutputOptions { format: OutputFormat::Spacy, ..OutputOptions::default() };
        assert_eq!(
            record(&document, &found, options),
            "{\"text\":\"“The UN Security Council” met.\",\"spans\":[{\"start\":5,\"end\":24,\"label\":\"ORG\",\
             \"kb_id\":\"org/unsc\"}],\"meta\":{\"id\":\"x\"}}\n"
        );
    }
}
