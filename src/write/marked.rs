//! The text with its names marked, for people: in brackets with their type, or in a colour for each type.

use super::{View, visible::visible};
use crate::kind::Type;
use crate::mention::Mention;

const RESET: &str = "\u{1b}[0m";

/// Bold for the line with the document's id.
const HEAD: &str = "\u{1b}[1m";

/// The document's id, the marked text, and a blank line.
pub(super) fn record(view: &View<'_>, color: bool) -> String {
    let id = visible(view.document.id.clone());
    let text = if color { colored(view) } else { bracketed(view) };
    let head = if color { format!("{HEAD}== {id}{RESET}") } else { format!("== {id}") };
    format!("{head}\n{}\n\n", text.trim_end_matches('\n'))
}

/// `[org [place Ukraine]’s Foreign Ministry]`
fn bracketed(view: &View<'_>) -> String {
    let mut out = String::new();
    let mut open: Vec<&Mention> = Vec::new();
    let mut at = 0;
    let close = |out: &mut String, at: &mut usize, end: u32| {
        out.push_str(&shown(view, *at, end as usize));
        out.push(']');
        *at = end as usize;
    };
    for mention in &view.annotations.mentions {
        while let Some(done) = open.pop_if(|last| last.span.end <= mention.span.start) {
            close(&mut out, &mut at, done.span.end);
        }
        out.push_str(&shown(view, at, mention.span.start as usize));
        out.extend(["[", mention.kind.of.name(), " "]);
        at = mention.span.start as usize;
        open.push(mention);
    }
    while let Some(done) = open.pop() {
        close(&mut out, &mut at, done.span.end);
    }
    out + &shown(view, at, view.document.text.len())
}

/// Outermost mentions in the colour of their type.
fn colored(view: &View<'_>) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mention in view.outermost() {
        let (start, end) = (mention.span.start as usize, mention.span.end as usize);
        out.push_str(&shown(view, at, start));
        out.extend([color_of(mention.kind.of), &shown(view, start, end), RESET]);
        at = end;
    }
    out + &shown(view, at, view.document.text.len())
}

/// Green people, blue organisations, yellow places, magenta law, cyan groups.
fn color_of(of: Type) -> &'static str {
    ["\u{1b}[32m", "\u{1b}[34m", "\u{1b}[33m", "\u{1b}[35m", "\u{1b}[36m"][of as usize]
}

fn shown(view: &View<'_>, start: usize, end: usize) -> String {
    visible(view.document.text[start..end].to_owned())
}

#[cfg(test)]
mod tests {
    use crate::write::{OutputFormat, OutputOptions, record};
    use crate::{Annotator, Document, Gazetteer};

    fn written(text: &str, color: bool) -> String {
        let document = Document::new("x", text);
        let found = Annotator::new(Gazetteer::embedded()).annotate(&document);
        record(
            &document,
            &found,
            OutputOptions { format: OutputFormat::Text { color }, ..OutputOptions::default() },
        )
    }

    #[test]
    fn names_are_marked_and_nested_ones_inside_them() {
        assert_eq!(
            written("The UN Security Council met in Geneva.\n", false),
            "== x\nThe [org [org UN] Security Council] met in [place Geneva].\n\n"
        );
    }

    #[test]
    fn colours_are_the_only_commands() {
        assert_eq!(
            written("In \u{1b}[2J Geneva.", true),
            "\u{1b}[1m== x\u{1b}[0m\nIn ␛[2J \u{1b}[33mGeneva\u{1b}[0m.\n\n"
        );
    }
}
