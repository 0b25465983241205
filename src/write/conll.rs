//! CoNLL: a token and its BIO tag a line, tab-separated, a blank line after each sentence. A document begins
//! with `-DOCSTART-`, as in CoNLL-2003. Only the outermost mentions fit into one column of tags.

use super::{Labels, View};
use crate::mention::Mention;
use crate::segment::segment;
use crate::span::Span;

pub(super) fn record(view: &View<'_>, labels: Labels) -> String {
    let segments = segment(&view.document.text);
    let mut mentions = view.outermost().peekable();
    let mut out = "-DOCSTART-\tO\n\n".to_owned();
    let mut sentence = 0;
    for (token_idx, token) in segments.tokens.iter().enumerate() {
        if segments.sentence_of[token_idx] != sentence {
            sentence = segments.sentence_of[token_idx];
            out.push('\n');
        }
        for piece in pieces(token.span, token.stem().end, mentions.clone()) {
            while mentions.next_if(|mention| mention.span.end <= piece.start).is_some() {}
            let tag = mentions.peek().map_or("O".to_owned(), |mention| tag(mention, piece, labels));
            out.extend([view.text_of(piece), "\t", &tag, "\n"]);
        }
    }
    out.push('\n');
    out
}

/// A token cut where its possessive ending begins, and where a mention begins or ends inside it.
fn pieces<'a>(token: Span, stem_end: u32, mentions: impl Iterator<Item = &'a Mention>) -> Vec<Span> {
    let near = mentions.take_while(|mention| mention.span.start < token.end);
    let edges = near.flat_map(|mention| [mention.span.start, mention.span.end]).chain([stem_end]);
    let mut cuts: Vec<u32> = edges.filter(|at| token.start < *at && *at < token.end).collect();
    cuts.extend([token.start, token.end]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| Span { start: pair[0], end: pair[1] }).collect()
}

fn tag(mention: &Mention, piece: Span, labels: Labels) -> String {
    if mention.span.start == piece.start {
        format!("B-{}", labels.of(mention))
    } else if mention.span.start < piece.start {
        format!("I-{}", labels.of(mention))
    } else {
        "O".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::write::{Labels, OutputFormat, OutputOptions, record};
    use crate::{Annotator, Document, Gazetteer};

    fn written(text: &str, labels: Labels) -> String {
        let document = Document::new("x", text);
        let found = Annotator::new(Gazetteer::embedded()).annotate(&document);
        let format = OutputFormat::Conll(labels);
        record(&document, &found, OutputOptions { format, ..OutputOptions::default() })
    }

    #[test]
    fn tokens_have_tags_and_sentences_a_blank_line() {
        assert_eq!(
            written("Pakistan’s army left. The anti-Taliban UN spoke.", Labels::OntoNotes),
            "-DOCSTART-\tO\n\n\
             Pakistan\tB-GPE\n’s\tO\narmy\tO\nleft\tO\n.\tO\n\n\
             The\tO\nanti\tO\n-\tO\nTaliban\tB-ORG\nUN\tB-ORG\nspoke\tO\n.\tO\n\n"
        );
        assert!(written("Pakistan said.", Labels::Conll).contains("Pakistan\tB-LOC\n"));
    }

    #[test]
    fn the_tokens_of_a_name_go_on_with_i() {
        let conll = written("Mette Frederiksen met Afghans in New York.", Labels::Conll);
        assert!(conll.contains("Mette\tB-PER\nFrederiksen\tI-PER\nmet\tO\nAfghans\tB-MISC\n"), "{conll}");
        assert!(conll.contains("New\tB-LOC\nYork\tI-LOC\n.\tO\n\n"), "{conll}");
    }
}
