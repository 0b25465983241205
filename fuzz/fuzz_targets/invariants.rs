//! What holds of the answer to any text at all, in every format.

use gazet::write::{Cells, Labels, OutputFormat, OutputOptions, Table, Unit, record};
use gazet::{Annotator, Document, Gazetteer};
use serde_json::Value;
use std::sync::LazyLock;

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| Annotator::new(Gazetteer::embedded()));

/// Annotates a text and holds the answer to the contract.
pub fn hold(text: &str) {
    let document = Document::new("x", text);
    let found = ANNOTATOR.annotate(&document);
    let written = |format, unit| {
        let options = OutputOptions { format, unit, for_terminal: true, ..OutputOptions::default() };
        record(&document, &found, options)
    };
    for unit in [Unit::Char, Unit::Byte, Unit::Utf16] {
        let json: Value = serde_json::from_str(&written(OutputFormat::Jsonl, unit)).expect("a record is JSON");
        for list in ["mentions", "citations"] {
            for thing in json[list].as_array().expect("a list") {
                let at = |key: &str| thing[key].as_u64().expect("an offset") as usize;
                assert_eq!(slice(text, unit, at("start"), at("end")), thing["text"].as_str().expect("a text"));
            }
        }
    }
    let mut outer = 0;
    for (idx, mention) in found.mentions.iter().enumerate() {
        match mention.nested_in {
            Some(around) => assert!(around < idx && found.mentions[around].span.contains(mention.span)),
            None => {
                assert!(outer <= mention.span.start, "outermost mentions overlap");
                outer = mention.span.end;
            }
        }
    }
    let delimited = Cells::Delimited { delimiter: b',', guard: true };
    for format in [
        OutputFormat::Json,
        OutputFormat::Table(Table::Mentions, Cells::Jsonl),
        OutputFormat::Table(Table::Citations, delimited),
        OutputFormat::Conll(Labels::OntoNotes),
        OutputFormat::Brat,
        OutputFormat::Spacy,
        OutputFormat::WebAnnotation,
        OutputFormat::Text { color: false },
    ] {
        let harmless = |c: char| matches!(c, '\n' | '\t') || !c.is_control();
        assert!(written(format, Unit::Char).chars().all(harmless), "{format:?} gives a terminal orders");
    }
}

fn slice(text: &str, unit: Unit, start: usize, end: usize) -> String {
    match unit {
        Unit::Byte => text[start..end].to_owned(),
        Unit::Char => text.chars().skip(start).take(end - start).collect(),
        Unit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).expect("whole characters")
        }
    }
}
