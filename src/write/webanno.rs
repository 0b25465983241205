//! The W3C Web Annotation Data Model (<https://www.w3.org/TR/annotation-model/>): one annotation a line for each
//! mention and citation, with a quote and a position selector. Positions count code points.

use super::{View, to_json};
use crate::span::Span;
use serde::Serialize;

/// Characters before and after a quote: enough to find it again in a text that has changed.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct AnnotationJson<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    r#type: &'static str,
    motivation: &'static str,
    body: [BodyJson<'a>; 2],
    target: TargetJson<'a>,
}

#[derive(Serialize)]
struct BodyJson<'a> {
    r#type: &'static str,
    purpose: &'static str,
    value: &'a str,
}

#[derive(Serialize)]
struct TargetJson<'a> {
    source: &'a str,
    selector: (QuoteJson<'a>, PositionJson),
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    r#type: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Serialize)]
struct PositionJson {
    r#type: &'static str,
    start: u32,
    end: u32,
}

pub(super) fn record(view: &View<'_>) -> String {
    let mentions = view
        .annotations
        .mentions
        .iter()
        .map(|mention| (mention.span, mention.kind.of.name(), view.entity_of(mention).unwrap_or("")));
    let citations =
        view.annotations.citations.iter().map(|citation| (citation.span, "citation", citation.id.as_str()));
    mentions
        .chain(citations)
        .map(|(span, kind, id)| to_json(&annotation(view, span, kind, id), false))
        .collect()
}

fn annotation<'a>(view: &View<'a>, span: Span, kind: &'a str, id: &'a str) -> AnnotationJson<'a> {
    let [start, end] = view.offsets_of(span);
    let (before, after) = around(&view.document.text, span);
    let body = |purpose, value| BodyJson { r#type: "TextualBody", purpose, value };
    let quote =
        QuoteJson { r#type: "TextQuoteSelector", exact: view.text_of(span), prefix: before, suffix: after };
    AnnotationJson {
        context: "http://www.w3.org/ns/anno.jsonld",
        r#type: "Annotation",
        motivation: "identifying",
        body: [body("tagging", kind), body("identifying", id)],
        target: TargetJson {
            source: &view.document.id,
            selector: (quote, PositionJson { r#type: "TextPositionSelector", start, end }),
        },
    }
}

fn around(text: &str, span: Span) -> (&str, &str) {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let start = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    (&before[start..], &after[..end])
}

#[cfg(test)]
mod tests {
    use crate::write::{OutputFormat, OutputOptions, record};
    use crate::{Annotator, Document, Gazetteer};

    #[test]
    fn an_annotation_has_its_quote_with_context_and_its_position() {
        let document = Document::new("x", "“In Geneva” they met.");
        let found = Annotator::new(Gazetteer::embedded()).annotate(&document);
        let options = OutputOptions { format: OutputFormat::WebAnnotation, ..OutputOptions::default() };
        let annotation: serde_json::Value =
            serde_json::from_str(&record(&document, &found, options)).unwrap();
        let selector = &annotation["target"]["selector"];
        assert_eq!((selector[1]["start"].as_u64(), selector[1]["end"].as_u64()), (Some(4), Some(10)));
        assert_eq!(
            (selector[0]["prefix"].as_str(), selector[0]["suffix"].as_str()),
            (Some("“In "), Some("” they met."))
        );
        assert_eq!(annotation["body"][1]["value"], "place/geneva");
    }
}
