//! Patterns of spaCy's entity ruler: `{"label": "ORG", "pattern": "Acme", "id": "acme"}`, one JSON object a line.
//! Patterns with the same id are names of one entity.

use super::{Draft, ImportOptions, Rows, for_each_line, plain};
use crate::error::Error;
use crate::kind::Kind;
use crate::row::{Alias, Mark};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::io::BufRead;

/// Labels of spaCy's English models, and what they are here.
const LABELS: [(&str, &str); 8] = [
    ("PERSON", "person/other"),
    ("PER", "person/other"),
    ("ORG", "org/other"),
    ("GPE", "place/other"),
    ("LOC", "place/other"),
    ("FAC", "place/building"),
    ("LAW", "law/other"),
    ("NORP", "group/other"),
];

#[derive(Deserialize)]
struct Pattern {
    label: String,
    pattern: Value,
    #[serde(default)]
    id: Option<String>,
}

pub(super) fn read(
    input: impl BufRead,
    file: &str,
    options: &ImportOptions,
    rows: &mut Rows<'_>,
) -> Result<(), Error> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_id: HashMap<(Kind, String), usize> = HashMap::new();
    for_each_line(input, file, rows, |rows, number, line| {
        if line.trim().is_empty() {
            return;
        }
        rows.n_read += 1;
        let draft = match draft(number, line, options.kind) {
            Ok(draft) => draft,
            Err(reason) => return rows.leave_out(number, reason, line),
        };
        let first = draft.id.clone().map(|id| *by_id.entry((draft.kind, id)).or_insert(drafts.len()));
        match first.and_then(|first| drafts.get_mut(first)) {
            Some(first) => first.aliases.push(draft.name),
            None => drafts.push(draft),
        }
    })?;
    drafts.into_iter().for_each(|draft| rows.take(draft));
    Ok(())
}

fn draft(number: u32, line: &str, only: Option<Kind>) -> Result<Draft, String> {
    let pattern: Pattern =
        serde_json::from_str(line).map_err(|_| "not a JSON object with label and pattern".to_owned())?;
    let mut kind = LABELS
        .iter()
        .find(|row| row.0 == pattern.label)
        .and_then(|row| Kind::parse(row.1))
        .ok_or_else(|| format!("label {:?} has no type here", pattern.label))?;
    if let Some(only) = only {
        if only.of != kind.of {
            return Err(format!("label {:?} is not of the type asked for", pattern.label));
        }
        kind = only;
    }
    let name = match &pattern.pattern {
        Value::String(text) => plain(text),
        Value::Array(tokens) => of_tokens(tokens)?,
        _ => return Err("the pattern is neither a text nor a list of tokens".to_owned()),
    };
    Ok(Draft { name, id: pattern.id, ..Draft::new(number, kind, "") })
}

/// The name that a list of tokens spells. One that is given by `LOWER` may be written in any case.
fn of_tokens(tokens: &[Value]) -> Result<Alias, String> {
    let mut text = String::new();
    let mut is_any_case = false;
    for token in tokens {
        let (key, word) = token.as_object().and_then(only_pair).ok_or_else(|| unsupported(token))?;
        is_any_case |= key == "LOWER";
        let word = if key == "LOWER" { capitalised(word) } else { word.to_owned() };
        let touches = matches!(word.as_str(), "," | "." | ")" | "-") || word.starts_with(['\'', '’']);
        if !text.is_empty() && !touches && !text.ends_with(['-', '(']) {
            text.push(' ');
        }
        text.push_str(&word);
    }
    Ok(Alias { mark: if is_any_case { Mark::AnyCase } else { Mark::Name }, text })
}

/// A token that is given by its text alone.
fn only_pair(token: &Map<String, Value>) -> Option<(&str, &str)> {
    let (key, value) = token.iter().next().filter(|_| token.len() == 1)?;
    matches!(key.as_str(), "LOWER" | "TEXT" | "ORTH").then_some((key, value.as_str()?))
}

/// Why a token makes no name: the first key that is not about its text.
fn unsupported(token: &Value) -> String {
    let is_text = |key: &str| matches!(key, "LOWER" | "TEXT" | "ORTH");
    let keys = token.as_object().into_iter().flat_map(Map::keys);
    match keys.map(String::as_str).find(|key| !is_text(key)) {
        Some(key) => format!("a token pattern with {key}, which no name can say"),
        None => "a token pattern that is not a single text".to_owned(),
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
