//! Standard input, files, folders and JSON Lines into documents.

use crate::document::Document;
use crate::error::{Error, ErrorKind};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// How input is to be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputOptions {
    /// What the bytes are.
    pub format: InputFormat,
    /// The field of a JSON record that holds the id.
    pub id_field: String,
    /// The field of a JSON record that holds the text.
    pub text_field: String,
}

impl Default for InputOptions {
    fn default() -> InputOptions {
        InputOptions { format: InputFormat::Auto, id_field: "id".to_owned(), text_field: "text".to_owned() }
    }
}

/// What input is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// Files by their ending (`.jsonl` and `.ndjson` are records); standard input by its first line.
    Auto,
    /// One text.
    Text,
    /// One JSON object a line.
    Jsonl,
}

/// One document that is still to be read or decoded: cheap to make, and to hand to another thread.
#[derive(Debug)]
pub enum Work {
    /// A whole text file.
    File(PathBuf),
    /// The bytes of a text, with their id.
    Text(String, Vec<u8>),
    /// A line of JSON Lines: where it stands (`file:line`), and its bytes.
    Record(String, Vec<u8>),
    /// Something that could not be opened, with the id of its record.
    Failed(String, Error),
}

impl Work {
    /// A name for messages, and the id of the document unless its record has one.
    pub fn id(&self) -> String {
        match self {
            Work::File(path) => path.display().to_string(),
            Work::Text(id, _) | Work::Record(id, _) | Work::Failed(id, _) => id.clone(),
        }
    }

    /// Bytes that are held in memory.
    pub fn len(&self) -> usize {
        match self {
            Work::Text(_, bytes) | Work::Record(_, bytes) => bytes.len(),
            Work::File(_) | Work::Failed(..) => 0,
        }
    }

    /// Whether no bytes are held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads and decodes the document.
    ///
    /// # Errors
    /// When the file cannot be read, the line is not JSON, or the record has no text.
    pub fn document(self, options: &InputOptions) -> Result<Document, Error> {
        match self {
            Work::File(path) => {
                let id = path.display().to_string();
                read_file(&path).map_err(|error| Error::io(&id, &error)).map(|bytes| decode(id, bytes))
            }
            Work::Text(id, bytes) => Ok(decode(id, bytes)),
            Work::Record(place, line) => record(&place, line, options),
            Work::Failed(_, error) => Err(error),
        }
    }
}

#[allow(clippy::disallowed_methods)] // reading is what this file is for
fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// All documents below `paths`, in their order; a folder's files sorted by path. `-` is standard input.
/// Nothing is read before it is asked for, and what cannot be opened is an item of its own.
pub fn work<'a>(paths: &'a [PathBuf], options: &'a InputOptions) -> impl Iterator<Item = Work> + 'a {
    paths.iter().flat_map(move |path| of_path(path, options))
}

fn of_path<'a>(path: &Path, options: &'a InputOptions) -> Box<dyn Iterator<Item = Work> + 'a> {
    if path == Path::new("-") {
        return of_stdin(options.format);
    }
    let id = path.display().to_string();
    if !path.is_dir() {
        return of_file(path.to_path_buf(), options.format);
    }
    let mut files = Vec::new();
    let mut failures = Vec::new();
    walk(path, &mut files, &mut failures);
    files.sort();
    if files.is_empty() && failures.is_empty() {
        let message = format!("{id}: no *.txt or *.jsonl in this folder");
        failures.push(Work::Failed(id, Error::new(ErrorKind::Empty, message)));
    }
    let format = options.format;
    Box::new(failures.into_iter().chain(files.into_iter().flat_map(move |file| of_file(file, format))))
}

/// Collects the articles below a folder. Links to folders are not followed, so there are no loops.
fn walk(folder: &Path, files: &mut Vec<PathBuf>, failures: &mut Vec<Work>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let id = folder.display().to_string();
            failures.push(Work::Failed(id.clone(), Error::io(&id, &error)));
            return;
        }
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder {
            walk(&path, files, failures);
        } else if path.is_file()
            && path.extension().is_some_and(|end| matches!(end.to_str(), Some("txt" | "jsonl" | "ndjson")))
        {
            files.push(path);
        }
    }
}

fn of_file<'a>(path: PathBuf, format: InputFormat) -> Box<dyn Iterator<Item = Work> + 'a> {
    let has_records = path.extension().is_some_and(|end| matches!(end.to_str(), Some("jsonl" | "ndjson")));
    if format == InputFormat::Text || format == InputFormat::Auto && !has_records {
        return Box::new(std::iter::once(Work::File(path)));
    }
    let id = path.display().to_string();
    match File::open(&path) {
        Ok(file) => records(id, BufReader::new(file)),
        Err(error) => Box::new(std::iter::once(Work::Failed(id.clone(), Error::io(&id, &error)))),
    }
}

fn of_stdin<'a>(format: InputFormat) -> Box<dyn Iterator<Item = Work> + 'a> {
    let mut input = BufReader::with_capacity(1 << 16, std::io::stdin());
    let has_records = match format {
        InputFormat::Jsonl => true,
        InputFormat::Text => false,
        InputFormat::Auto => input.fill_buf().is_ok_and(starts_with_record),
    };
    if has_records {
        return records("-".to_owned(), input);
    }
    let mut bytes = Vec::new();
    let work = match input.read_to_end(&mut bytes) {
        Ok(_) => Work::Text("-".to_owned(), bytes),
        Err(error) => Work::Failed("-".to_owned(), Error::io("standard input", &error)),
    };
    Box::new(std::iter::once(work))
}

/// Whether the first line is a JSON object, as far as it is there.
fn starts_with_record(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
    let mut values = serde_json::Deserializer::from_slice(line).into_iter::<serde::de::IgnoredAny>();
    let whole = line.len() < bytes.len();
    line.trim_ascii_start().starts_with(b"{")
        && match values.next() {
            Some(Ok(_)) => true,
            Some(Err(error)) => !whole && error.is_eof(),
            None => false,
        }
}

/// One item a line that is not blank.
fn records<'a>(source: String, input: impl BufRead + 'a) -> Box<dyn Iterator<Item = Work> + 'a> {
    let mut lines = input.split(b'\n').enumerate();
    let mut failed = false;
    Box::new(std::iter::from_fn(move || {
        while !failed {
            let (idx, line) = lines.next()?;
            let place = format!("{source}:{}", idx + 1);
            match line {
                Ok(line) if line.trim_ascii().is_empty() => {}
                Ok(line) => return Some(Work::Record(place, line)),
                Err(error) => {
                    failed = true;
                    return Some(Work::Failed(place.clone(), Error::io(&place, &error)));
                }
            }
        }
        None
    }))
}

/// Bytes as text: a byte-order mark is left out, what is not UTF-8 is replaced, and both are said.
fn decode(id: String, bytes: Vec<u8>) -> Document {
    let mut warnings = Vec::new();
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => {
            warnings.push("byte-order mark left out: offsets count from after it".to_owned());
            rest.to_vec()
        }
        None => bytes,
    };
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.into_bytes();
        let n_bad = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        let what = if n_bad == 1 { "sequence" } else { "sequences" };
        warnings.push(format!("{n_bad} {what} of bytes that are not UTF-8 replaced by U+FFFD"));
        String::from_utf8_lossy(&bytes).into_owned()
    });
    if text.is_empty() {
        warnings.push("the document is empty".to_owned());
    }
    Document { id, text, warnings }
}

fn record(place: &str, line: Vec<u8>, options: &InputOptions) -> Result<Document, Error> {
    let decoded = decode(place.to_owned(), line);
    let mut deserializer = serde_json::Deserializer::from_str(&decoded.text);
    let fields = Fields { options }
        .deserialize(&mut deserializer)
        .and_then(|fields| deserializer.end().map(|()| fields));
    let (id, text) = fields.map_err(|error| {
        let message = error.to_string();
        let reason = message.split(" at line").next().unwrap_or(&message);
        let kind = if reason.starts_with("field ") { ErrorKind::Field } else { ErrorKind::Json };
        let what = if kind == ErrorKind::Json { "not a JSON object: " } else { "" };
        Error::new(kind, format!("{place}:{}: {what}{reason}", error.column().max(1)))
    })?;
    let id = id.unwrap_or_else(|| place.to_owned());
    match text {
        Some(text) => {
            let mut warnings = decoded.warnings;
            if text.is_empty() {
                warnings.push("the document is empty".to_owned());
            }
            Ok(Document { id, text, warnings })
        }
        None => {
            let field = &options.text_field;
            let advice = "name the field that holds the text with --text-field";
            Err(Error::new(
                ErrorKind::Field,
                format!("{place}: no field \"{field}\" in this record: {advice}"),
            ))
        }
    }
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
        record("in.jsonl:3", line.as_bytes().to_vec(), &InputOptions::default())
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
    fn bytes_that_are_not_utf_8_are_replaced_and_counted() {
        let document = decode("a".to_owned(), b"\xef\xbb\xbfcaf\xe9 \xff\xfe!".to_vec());
        assert_eq!(document.text, "caf\u{fffd} \u{fffd}\u{fffd}!");
        assert_eq!(
            document.warnings,
            [
                "byte-order mark left out: offsets count from after it",
                "3 sequences of bytes that are not UTF-8 replaced by U+FFFD"
            ]
        );
        assert_eq!(decode("a".to_owned(), Vec::new()).warnings, ["the document is empty"]);
    }

    #[test]
    fn standard_input_is_records_when_its_first_line_is_one() {
        assert!(starts_with_record(b"{\"text\":\"a\"}\n{"));
        assert!(starts_with_record(b" {\"text\":\"a long line that goes on"));
        assert!(!starts_with_record(b"{not json}\nBody"));
        assert!(!starts_with_record(b"ISLAMABAD: {\"a\":1}"));
        assert!(!starts_with_record(b""));
    }
}
