//! Writes the candidates for keywords with their features: what `scripts/fit_keywords.py` fits weights on.
//!
//! usage: `keyword_features phrases|words < texts.jsonl > features.jsonl`, one `{"id","text"}` a line.

use gazet::{Annotator, Document, Gazetteer, KeywordMode};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mode = match std::env::args().nth(1).as_deref() {
        Some("words") => KeywordMode::Words,
        _ => KeywordMode::Phrases,
    };
    let annotator = Annotator::new(Gazetteer::embedded()).with_keywords(mode, 15);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let (id, text) = (row["id"].as_str().unwrap_or(""), row["text"].as_str().unwrap_or(""));
        let candidates = annotator.keyword_candidates(&Document::new(id, text));
        let rows: Vec<_> =
            candidates.iter().map(|c| serde_json::json!([c.text, c.stems, c.is_name, c.features])).collect();
        writeln!(out, "{}", serde_json::json!({"id": id, "candidates": rows}))?;
    }
    Ok(())
}
