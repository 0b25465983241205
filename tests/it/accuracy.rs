//! Accuracy on texts marked by hand, with floors: a floor is raised when the program gets better, never lowered
//! without a word in the changelog.

use crate::{ANNOTATOR, root};
use gazet::{Annotations, Document, Span};
use serde_json::Value;
use std::collections::BTreeMap;

/// Least share of outermost mentions that are right (F1), and of documents with every mention right.
const DOCUMENT_FLOORS: [(&str, f64, f64); 2] =
    [("documents.dev.jsonl", 0.99, 0.93), ("documents.jsonl", 0.995, 1.0)];

/// Least F1 of citations with exact span, kind and id, and most negatives with a false alarm.
const CITATION_FLOOR: (f64, usize) = (0.98, 0);

fn gold(file: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(root().join("fixtures/gold").join(file)).unwrap();
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn f1(right: usize, found: usize, wanted: usize) -> f64 {
    2.0 * right as f64 / (found + wanted).max(1) as f64
}

/// Offsets in code points into a span in bytes.
fn span(text: &str, start: &Value, end: &Value) -> Span {
    let byte = |offset: &Value| {
        let n = usize::try_from(offset.as_u64().unwrap()).unwrap();
        text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
    };
    Span::new(byte(start), byte(end))
}

fn annotate(document: &Value) -> (String, Annotations) {
    let text = document["text"].as_str().unwrap().to_owned();
    let found = ANNOTATOR.annotate(&Document::new("x", text.clone()));
    (text, found)
}

#[derive(Default)]
struct Score {
    right: usize,
    found: usize,
    wanted: usize,
}

/// Scores one document as `eval/documents/score.py` does; the answer says whether all of it is right.
fn score_document(document: &Value, score: &mut Score) -> bool {
    const TYPES: [&str; 4] = ["person", "org", "place", "group"];
    let (text, found) = annotate(document);
    let flag = |mention: &Value, key: &str| mention[key].as_bool().unwrap_or(false);
    let mut wanted = Vec::new();
    let mut free = Vec::new();
    for mention in document["mentions"].as_array().unwrap() {
        let kind = mention["type"].as_str().unwrap();
        let at = span(&text, &mention["char_start"], &mention["char_end"]);
        let is_free = ["nested", "optional", "discontinuous"].iter().any(|key| flag(mention, key));
        if is_free || !TYPES.contains(&kind) {
            free.push(at);
        } else {
            wanted.push((at, kind, mention));
        }
    }
    let is_hit =
        |at: Span, kind: &str| found.mentions.iter().any(|m| m.span == at && m.kind.of.name() == kind);
    let right: Vec<_> = wanted.iter().filter(|(at, kind, _)| is_hit(*at, kind)).collect();
    let outer = found.mentions.iter().filter(|m| m.nested_in.is_none() && TYPES.contains(&m.kind.of.name()));
    let extra = outer.filter(|m| right.iter().all(|hit| hit.0 != m.span) && !free.contains(&m.span)).count();
    let bad = document["must_not"].as_array().unwrap().iter();
    let bad = bad
        .filter(|m| found.mentions.iter().any(|f| f.span == span(&text, &m["char_start"], &m["char_end"])))
        .count();
    let right_ambiguous = wanted.iter().filter(|(_, _, m)| flag(m, "ambiguous")).all(|(at, _, _)| {
        found.mentions.iter().any(|m| m.span == *at && m.entity.is_none() && m.candidates.len() > 1)
    });
    score.right += right.len();
    score.found += right.len() + extra;
    score.wanted += wanted.len();
    right.len() == wanted.len() && extra == 0 && bad == 0 && right_ambiguous && pairs_agree(&found, &right)
}

/// Whether any two mentions are one entity exactly when the gold says so.
fn pairs_agree(found: &Annotations, right: &[&(Span, &str, &Value)]) -> bool {
    let entity = |at: Span| {
        found.mentions.iter().find(|mention| mention.span == at).and_then(|mention| mention.entity)
    };
    let counted: Vec<_> = right
        .iter()
        .filter(|hit| hit.1 != "group" && !hit.2["ambiguous"].as_bool().unwrap_or(false))
        .collect();
    counted.iter().enumerate().all(|(idx, left)| {
        counted[..idx].iter().all(|other| {
            let one = left.2["entity"] == other.2["entity"] && left.1 == other.1;
            let found_one = entity(left.0).is_some() && entity(left.0) == entity(other.0);
            one == found_one
        })
    })
}

#[test]
fn documents_are_right() {
    for (file, least_f1, least_right) in DOCUMENT_FLOORS {
        let documents = gold(file);
        let mut score = Score::default();
        let mut by_trouble: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for document in &documents {
            let right = score_document(document, &mut score);
            let trouble = document["trouble"].as_str().unwrap_or("various").to_owned();
            let row = by_trouble.entry(trouble).or_default();
            row.0 += usize::from(right);
            row.1 += 1;
        }
        let n_right: usize = by_trouble.values().map(|row| row.0).sum();
        let f1 = f1(score.right, score.found, score.wanted);
        println!("{file}: F1 {f1:.3}, {n_right} of {} documents right", documents.len());
        for (trouble, (right, all)) in by_trouble {
            println!("  {trouble:16} {right} of {all}");
        }
        assert!(f1 >= least_f1, "{file}: F1 fell to {f1:.3}");
        assert!(
            n_right as f64 >= least_right * documents.len() as f64,
            "{file}: only {n_right} documents are right"
        );
    }
}

#[test]
fn citations_are_right() {
    for file in ["citations.dev.jsonl", "citations.jsonl"] {
        let documents = gold(file);
        let (mut score, mut n_false) = (Score::default(), 0);
        for document in &documents {
            let (text, found) = annotate(document);
            let wanted = document["citations"].as_array().unwrap();
            n_false += usize::from(wanted.is_empty() && !found.citations.is_empty());
            score.found += found.citations.len();
            score.wanted += wanted.len();
            let is_right = |wanted: &&Value| {
                let at = span(&text, &wanted["start"], &wanted["end"]);
                let targets = wanted["targets"].as_array().unwrap();
                found.citations.iter().any(|c| {
                    c.span == at
                        && wanted["kind"] == c.kind
                        && targets.iter().any(|target| *target == c.id.as_str())
                })
            };
            score.right += wanted.iter().filter(is_right).count();
        }
        let f1 = f1(score.right, score.found, score.wanted);
        println!("{file}: exact + kind + id F1 {f1:.3}, {n_false} negatives with a false alarm");
        assert!(f1 >= CITATION_FLOOR.0, "{file}: F1 fell to {f1:.3}");
        assert!(n_false <= CITATION_FLOOR.1, "{file}: {n_false} negatives have a false alarm");
    }
}
