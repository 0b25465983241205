//! What holds for any text at all.

use crate::ANNOTATOR;
use gazet::batch::{self, Batch};
use gazet::read::{InputOptions, Work};
use gazet::save::Stream;
use gazet::write::{OutputOptions, Unit, record};
use gazet::{Annotations, Document, Span};
use proptest::prelude::*;
use serde_json::Value;

/// Bits that news is made of, and bits that break programs.
const PIECES: &[&str] = &[
    "Pakistan",
    "’s",
    "'s",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "United Nations Security Council",
    "Article 51 of the UN Charter",
    "TTP",
    "(TTP)",
    "U.S.",
    "İstanbul",
    "Tehreek-e-Taliban",
    "-",
    "—",
    ".",
    ",",
    "(",
    ")",
    "“",
    "”",
    "said",
    "Mr",
    "Khan",
    "Zabihullah Mujahid",
    "the",
    "of",
    "Ministry",
    "42 U.S.C. § 1983",
    "🇺🇳",
    "e\u{301}",
    "Reading",
    "May",
    "\0",
    "\u{feff}",
    "ß",
    "ﬁ",
    "عربي",
    "中文",
    "resolutions 1267 and 1373",
    "Georgia",
    "WHO",
    "A",
    "1",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces =
        prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 1 => any::<String>(), 1 => "\\PC{0,200}"]
}

fn spans(found: &Annotations) -> Vec<Span> {
    let mentions = found.mentions.iter().map(|mention| mention.span);
    let citations =
        found.citations.iter().flat_map(|c| std::iter::once(c.span).chain(c.parts.iter().map(|p| p.span)));
    mentions
        .chain(citations)
        .chain(found.keywords.iter().flat_map(|keyword| keyword.spans.iter().copied()))
        .collect()
}

/// The stretch of `text` between two offsets that count in `unit`.
fn slice(text: &str, unit: Unit, start: usize, end: usize) -> String {
    match unit {
        Unit::Byte => text[start..end].to_owned(),
        Unit::Char => text.chars().skip(start).take(end - start).collect(),
        Unit::Utf16 => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap(),
    }
}

fn check_record(text: &str, unit: Unit) {
    let document = Document::new("x", text);
    let found = ANNOTATOR.annotate(&document);
    let json: Value =
        serde_json::from_str(&record(&document, &found, OutputOptions { unit, ..OutputOptions::default() }))
            .unwrap();
    for list in ["mentions", "citations"] {
        for item in json[list].as_array().unwrap() {
            let at = |key: &str| usize::try_from(item[key].as_u64().unwrap()).unwrap();
            assert_eq!(slice(text, unit, at("start"), at("end")), item["text"].as_str().unwrap(), "{text:?}");
        }
    }
}

fn check_order(found: &Annotations, text: &str) {
    let key = |span: Span| (span.start, std::cmp::Reverse(span.end));
    assert!(found.mentions.is_sorted_by(|left, right| key(left.span) < key(right.span)), "{text:?}");
    for (idx, mention) in found.mentions.iter().enumerate() {
        if let Some(outer) = mention.nested_in {
            assert!(outer < idx && found.mentions[outer].span.contains(mention.span), "{text:?}");
        }
        for other in &found.mentions[..idx] {
            let apart = !other.span.overlaps(mention.span) || other.span.contains(mention.span);
            assert!(apart, "{:?} and {:?} cross in {text:?}", other.span, mention.span);
        }
        assert_eq!(mention.entity.is_none(), !mention.candidates.is_empty(), "{text:?}");
    }
    for (idx, entity) in found.entities.iter().enumerate() {
        assert!((0.0..=1.0).contains(&entity.salience), "{text:?}");
        assert!(
            !entity.mentions.is_empty()
                && entity.mentions.iter().all(|m| found.mentions[*m].entity == Some(idx))
        );
        assert!(
            found.entities[..idx].iter().all(|other| other.id != entity.id),
            "{} twice in {text:?}",
            entity.id
        );
    }
    assert!(found.citations.is_sorted_by(|left, right| left.span.end <= right.span.start), "{text:?}");
    assert!(found.keywords.is_sorted_by(|left, right| left.score >= right.score), "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_on_characters_inside_the_text(text in any_text()) {
        let found = ANNOTATOR.annotate(&Document::new("x", text.clone()));
        for span in spans(&found) {
            prop_assert!(text.get(span.start as usize..span.end as usize).is_some_and(|part| !part.is_empty()));
        }
        check_order(&found, &text);
    }

    #[test]
    fn text_is_the_slice_in_all_three_units(text in any_text()) {
        for unit in [Unit::Char, Unit::Byte, Unit::Utf16] {
            check_record(&text, unit);
        }
    }

    #[test]
    fn a_document_has_the_same_answer_alone_and_among_others_on_any_number_of_threads(
        texts in prop::collection::vec(any_text(), 1..12)
    ) {
        let alone: String = texts.iter().map(|text| {
            let document = Document::new("x", text.clone());
            record(&document, &ANNOTATOR.annotate(&document), OutputOptions::default())
        }).collect();
        for n_threads in [1, 3] {
            prop_assert_eq!(&run(&texts, n_threads), &alone);
        }
    }
}

/// The output of a batch over these texts.
fn run(texts: &[String], n_threads: usize) -> String {
    let input = InputOptions::default();
    let output = OutputOptions::default();
    let mut out = Vec::new();
    let work =
        texts.iter().map(|text| Work::line("x", serde_json::json!({"id": "x", "text": text}).to_string()));
    let batch = Batch { annotator: &ANNOTATOR, input: &input, n_threads };
    let mut save = Stream::begin(&mut out, "").unwrap();
    batch::run(batch, output, work, &mut save, |_| {}).unwrap();
    // An empty text has a warning in a batch that it has not alone.
    String::from_utf8(out).unwrap().replace("[\"the document is empty\"]", "[]")
}

/// Texts that would hang a program that is quadratic in anything: this one ends, with as many mentions as words
/// at the most.
#[test]
fn long_runs_of_the_same_thing_do_not_explode() {
    for piece in ["(", "A ", "Khan ", "the Khan and ", "§ 1, ", "TTP (TTP) ", "\n", "9", "’s ", "May "] {
        let found = ANNOTATOR.annotate(&Document::new("x", piece.repeat(20_000)));
        check_sizes(&found, piece.len() * 20_000);
    }
}

fn check_sizes(found: &Annotations, len: usize) {
    assert!(found.mentions.len() <= len && found.keywords.len() <= 15);
}
