//! The standoff format of brat: `T` lines for mentions and citations, `N` lines for what they refer to. Made to
//! stand beside the text as `NAME.ann`. brat counts code points.

use super::View;
use crate::span::Span;

pub(super) fn record(view: &View<'_>) -> String {
    let mentions = view.annotations.mentions.iter().map(|mention| {
        let entity = mention.entity.map(|entity| &view.annotations.entities[entity]);
        (mention.kind.of.name(), mention.span, entity.map(|entity| (&entity.id, entity.name.as_str())))
    });
    let citations = view
        .annotations
        .citations
        .iter()
        .map(|citation| ("citation", citation.span, Some((&citation.id, citation.id.as_str()))));
    let mut out = String::new();
    for ((label, span, entity), number) in mentions.chain(citations).zip(1..) {
        let [places, text] = fragments(view, span);
        out += &format!("T{number}\t{label} {places}\t{text}\n");
        if let Some((id, name)) = entity {
            out += &format!("N{number}\tReference T{number} gazet:{id}\t{name}\n");
        }
    }
    out
}

/// Where a span stands, and its text. A line end cuts it, since a line of the format cannot hold one.
fn fragments(view: &View<'_>, span: Span) -> [String; 2] {
    let text = view.text_of(span);
    let [first, _] = view.offsets_of(span);
    let n_chars = |bytes: usize| first as usize + text[..bytes].chars().count();
    let mut places = Vec::new();
    let mut words = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\r', '\n']) {
        let word = line.trim_end_matches(['\r', '\n']);
        if !word.is_empty() {
            places.push(format!("{} {}", n_chars(start), n_chars(start + word.len())));
            words.push(word);
        }
        start += line.len();
    }
    [places.join(";"), words.join(" ")]
}

#[cfg(test)]
mod tests {
    use crate::write::{OutputFormat, OutputOptions, record};
    use crate::{Annotator, Document, Gazetteer};

    #[test]
    fn a_name_over_a_line_end_has_two_fragments() {
        let document = Document::new("x", "The “fair” is over.\n\nIt was held in New\r\nYork for a week.");
        let found = Annotator::new(Gazetteer::embedded()).annotate(&document);
        let options = OutputOptions { format: OutputFormat::Brat, ..OutputOptions::default() };
        assert_eq!(
            record(&document, &found, options),
            "T1\tplace 36 39;41 45\tNew York\nN1\tReference T1 gazet:place/new-york\tNew York\n"
        );
    }
}
