//! JSON Lines: one object a line.

use super::decode::lossy;
use super::open::Input;
use super::{InputOptions, Work, Works, too_large};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read};

/// One item a line that is not blank: blank lines are no records, as Spark, DuckDB and pandas see it.
pub(super) fn lines(source: String, mut input: Input, options: &InputOptions) -> Works<'_> {
    let mut n_lines = 0;
    let mut is_over = false;
    Box::new(std::iter::from_fn(move || {
        while !is_over {
            n_lines += 1;
            let place = format!("{source}:{n_lines}");
            match line(&mut input, options.max_document_bytes) {
                Ok(Line::End) => is_over = true,
                Ok(Line::Whole(line)) if line.trim_ascii().is_empty() => {}
                Ok(Line::Whole(line)) => return Some(Work::line(place, line)),
                Ok(Line::TooLong) => {
                    let error = too_large(&place, options);
                    return Some(Work::failed(place, error));
                }
                Err(error) => {
                    is_over = true;
                    let error = Error::io(&place, &error);
                    return Some(Work::failed(place, error));
                }
            }
        }
        None
    }))
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
    End,
}

fn line(input: &mut Input, max_bytes: usize) -> io::Result<Line> {
    let mut line = Vec::new();
    if input.by_ref().take(max_bytes as u64 + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(Line::End);
    }
    if line.len() > max_bytes && line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
        return Ok(Line::TooLong);
    }
    Ok(Line::Whole(line))
}

/// The document of a line.
///
/// # Errors
/// When the line is no JSON object, or has no text.
pub(super) fn document(place: &str, line: Vec<u8>, options: &InputOptions) -> Result<Document, Error> {
    let mut decoded = lossy(place.to_owned(), line);
    let mut deserializer = serde_json::Deserializer::from_str(decoded.text.trim_end_matches(['\n', '\r']));
    let fields = Fields { options }
        .deserialize(&mut deserializer)
        .and_then(|fields| deserializer.end().map(|()| fields));
    let (id, text) = fields.map_err(|error| unreadable(place, &error))?;
    let text = text.ok_or_else(|| {
        let field = &options.text_field;
        let advice = "name the field that holds the text with --text-field";
        Error::new(ErrorKind::Field, format!("{place}: no field \"{field}\" in this record: {advice}"))
    })?;
    decoded.id = id.unwrap_or(decoded.id);
    decoded.text = text;
    decoded.warn_if_empty();
    Ok(decoded)
}

fn unreadable(place: &str, error: &serde_json::Error) -> Error {
    let message = error.to_string();
    let reason = message.split(" at line").next().unwrap_or(&message);
    let kind = if reason.starts_with("field ") { ErrorKind::Field } else { ErrorKind::Json };
    let what = if kind == ErrorKind::Json { "not a JSON object: " } else { "" };
    Error::new(kind, format!("{place}:{}: {what}{reason}", error.column().max(1)))
}

/// Takes the id and the text out of a JSON object without building the rest of it.
struct Fields<'a> {
    options: &'a InputOptions,
}

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = (Option<String>, Option<String>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = (Option<String>, Option<String>);

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut id, mut text) = (None, None);
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            if key == self.options.text_field.as_str() {
                let value: serde_json::Value = map.next_value()?;
                text = match value {
                    serde_json::Value::String(value) => Some(value),
                    serde_json::Value::Null => None,
                    _ => return Err(serde::de::Error::custom(format!("field \"{key}\" is not a string"))),
                };
            } else if key == self.options.id_field.as_str() {
                let value: serde_json::Value = map.next_value()?;
                id = match value {
                    serde_json::Value::String(value) => Some(value),
                    serde_json::Value::Null => None,
                    other => Some(other.to_string()),
                };
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok((id, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Document, String> {
        document("in.jsonl:3", line.as_bytes().to_vec(), &InputOptions::default())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_record_gives_id_and_text_and_the_rest_is_passed_over() {
        assert_eq!(read(r#"{"id":7,"x":[{"y":1}],"text":"A \"b\""}"#), Ok(Document::new("7", "A \"b\"")));
        assert_eq!(read(r#"{"text":"A"}"#), Ok(Document::new("in.jsonl:3", "A")));
    }

    #[test]
    fn a_broken_record_says_where_and_what_to_do() {
        for (line, message) in [
            (r#"{"id":"a","text":"x""#, "in.jsonl:3:20: not a JSON object: EOF while parsing an object"),
            (r#"["a"]"#, "in.jsonl:3:1: not a JSON object: invalid type: sequence, expected a JSON object"),
            (
                r#"{"id":"a"}"#,
                "in.jsonl:3: no field \"text\" in this record: name the field that holds the text with --text-field",
            ),
            (r#"{"text":5}"#, "in.jsonl:3:10: field \"text\" is not a string"),
        ] {
            assert_eq!(read(line).unwrap_err(), message);
        }
    }

    #[test]
    fn a_line_that_is_too_long_costs_only_itself() {
        let options = InputOptions { max_document_bytes: 6, ..InputOptions::default() };
        let input: Input = Box::new(io::Cursor::new(b"123456\n1234567\n\n  \n1234567890123\nx"));
        let ids: Vec<String> = lines("in".to_owned(), input, &options)
            .map(|work| work.document(&options).unwrap_err().to_string())
            .collect();
        assert!(ids[0].starts_with("in:1:6: not a JSON object"), "{ids:?}");
        assert_eq!(ids[1], "in:2: larger than 6 bytes: raise --max-document-bytes");
        assert_eq!(ids[2], "in:5: larger than 6 bytes: raise --max-document-bytes");
        assert!(ids[3].starts_with("in:6:1: not a JSON object"), "{ids:?}");
        assert_eq!(ids.len(), 4);
    }
}
