//! The JSON Schema and the records that are written agree.

use crate::{ANNOTATOR, files, root};
use gazet::write::{OutputOptions, failed_record, record, schema};
use gazet::{Document, Error, ErrorKind};
use serde_json::Value;

/// What of `value` breaks the part `rule` of the schema. Knows the words that our schema uses, and no others.
fn breaches(schema: &Value, rule: &Value, value: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, wanted) in rule.as_object().unwrap() {
        let fits = match word.as_str() {
            "$ref" => {
                let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                found.extend(breaches(schema, &schema["$defs"][name], value, place));
                true
            }
            "type" => {
                let is = |name: &Value| is_of_type(value, name.as_str().unwrap());
                wanted.as_array().map_or_else(|| is(wanted), |names| names.iter().any(is))
            }
            "anyOf" => {
                wanted.as_array().unwrap().iter().any(|rule| breaches(schema, rule, value, place).is_empty())
            }
            "enum" => wanted.as_array().unwrap().contains(value),
            "const" => wanted == value,
            "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "minItems" => value.as_array().unwrap().len() as u64 >= wanted.as_u64().unwrap(),
            "maxItems" => value.as_array().unwrap().len() as u64 <= wanted.as_u64().unwrap(),
            "items" => {
                for (idx, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(breaches(schema, wanted, item, &format!("{place}[{idx}]")));
                }
                true
            }
            "properties" => {
                for (key, rule) in wanted.as_object().unwrap() {
                    found.extend(breaches(schema, rule, &value[key], &format!("{place}.{key}")));
                }
                // Every key is always there, and no other; but the text of a document only where it is asked for.
                let is_there = |key: &&String| place != "$" || *key != "text" || value.get("text").is_some();
                let n_keys = wanted.as_object().unwrap().keys().filter(is_there).count();
                value.as_object().is_none_or(|object| object.len() == n_keys)
            }
            "additionalProperties" => match value.as_object() {
                Some(object) if wanted.is_object() => {
                    object.values().all(|item| breaches(schema, wanted, item, place).is_empty())
                }
                _ => true,
            },
            "required" => {
                wanted.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some())
            }
            "$schema" | "$defs" | "title" | "description" | "format" => true,
            other => panic!("the schema uses {other}, which this test does not know"),
        };
        if !fits {
            found.push(format!("{place}: {word} {wanted} does not hold of {value}"));
        }
    }
    found
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no such type: {other}"),
    }
}

#[test]
fn every_record_keeps_the_schema() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let with_text = OutputOptions { with_text: true, ..OutputOptions::default() };
    let failed = |options| failed_record("x", &Error::new(ErrorKind::Io, "gone"), options);
    let mut records = vec![failed(OutputOptions::default()), failed(with_text)];
    for file in files("fixtures/articles", "txt") {
        let document = Document::new("x", std::fs::read_to_string(root().join(file)).unwrap());
        let annotations = ANNOTATOR.annotate(&document);
        records.extend([OutputOptions::default(), with_text].map(|it| record(&document, &annotations, it)));
    }
    assert!(records.len() > 5);
    for record in records {
        let value: Value = serde_json::from_str(&record).unwrap();
        assert_eq!(breaches(&schema, &schema, &value, "$"), Vec::<String>::new());
    }
}

#[test]
fn the_schema_refuses_what_is_no_record() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let document = Document::new("x", "Pakistan spoke.");
    let written = record(&document, &ANNOTATOR.annotate(&document), OutputOptions::default());
    let good: Value = serde_json::from_str(&written).unwrap();
    let change = |path: &str, new: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(path).unwrap() = new;
        breaches(&schema, &schema, &bad, "$")
    };
    assert_eq!(change("/length", 15.into()), Vec::<String>::new());
    for (path, new) in
        [("/length", Value::Null), ("/schema", "gazet/2".into()), ("/mentions/0/type", "event".into())]
    {
        assert_eq!(change(path, new).len(), 1, "{path}");
    }
}
