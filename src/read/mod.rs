//! Standard input, files, folders and lists of files into documents: a file for each format, and one table from
//! the ending of a file to its format.

mod compressed;
mod csv;
mod decode;
mod html;
mod jsonl;
mod meter;
mod open;
mod walk;
mod warc;

pub use meter::Meter;
pub use walk::{FilesFrom, Inputs};

use crate::document::Document;
use crate::error::{Error, ErrorKind};
use encoding_rs::Encoding;
use open::{Input, as_utf8, open, sniffed};
use std::ffi::OsStr;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// How input is to be understood.
#[derive(Debug, Clone)]
pub struct InputOptions {
    /// What the bytes are.
    pub format: InputFormat,
    /// The field or column of a record that holds the id.
    pub id_field: String,
    /// The field or column of a record that holds the text.
    pub text_field: String,
    /// A document of more bytes than this is refused: it bounds the memory of each thread.
    pub max_document_bytes: usize,
    /// Counts what is read.
    pub meter: Meter,
}

impl Default for InputOptions {
    fn default() -> InputOptions {
        InputOptions {
            format: InputFormat::Auto,
            id_field: "id".to_owned(),
            text_field: "text".to_owned(),
            max_document_bytes: 100_000_000,
            meter: Meter::default(),
        }
    }
}

/// What input is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// Files by their ending, others as text; standard input by how it begins.
    Auto,
    /// One text.
    Text,
    /// A web page, of which the main text is taken.
    Html,
    /// One JSON object a line.
    Jsonl,
    /// A row a record, commas between the cells, after a row with the names of the columns.
    Csv,
    /// The same with tabs.
    Tsv,
    /// An archive of web pages and texts.
    Warc,
}

/// What the files of a folder are, by the ending of their names; after it there may be one of `compressed::ENDINGS`.
/// Others are not read.
const ENDINGS: [(&str, InputFormat); 8] = [
    ("txt", InputFormat::Text),
    ("jsonl", InputFormat::Jsonl),
    ("ndjson", InputFormat::Jsonl),
    ("csv", InputFormat::Csv),
    ("tsv", InputFormat::Tsv),
    ("html", InputFormat::Html),
    ("htm", InputFormat::Html),
    ("warc", InputFormat::Warc),
];

impl InputFormat {
    /// What a file of this name is, if its ending says it.
    fn of(path: &Path) -> Option<InputFormat> {
        let ending = ending(path)?;
        if compressed::ENDINGS.contains(&ending.as_str()) {
            return path
                .file_stem()
                .map(Path::new)
                .filter(|path| path.extension().is_some())
                .and_then(InputFormat::of);
        }
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
    }
}

fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase)
}

/// Many documents that are still to be decoded, one after the other.
type Works<'a> = Box<dyn Iterator<Item = Work> + Send + 'a>;

/// One document that is still to be read or decoded: cheap to make, and to hand to another thread.
pub struct Work {
    id: String,
    raw: Raw,
}

/// What is there of a document before it is decoded.
enum Raw {
    /// A file that is one document, a page or a text.
    File { path: PathBuf, is_html: bool },
    /// The bytes of a page or a text, and what is declared of their encoding.
    Page { body: Vec<u8>, is_html: bool, declared: Option<&'static Encoding> },
    /// A line of JSON Lines.
    Line(Vec<u8>),
    /// The cells of a row.
    Row { id: Option<String>, text: Vec<u8> },
    /// A document that could not be had.
    Failed(Error),
    /// Something in a folder that is no document, and what to say about it.
    Skipped(String),
}

impl Work {
    /// A line of JSON Lines that stands at `place`, which is its id when it names none.
    pub fn line(place: impl Into<String>, line: impl Into<Vec<u8>>) -> Work {
        Work { id: place.into(), raw: Raw::Line(line.into()) }
    }

    /// A document that could not be had: it becomes a record with this error.
    pub fn failed(id: impl Into<String>, error: Error) -> Work {
        Work { id: id.into(), raw: Raw::Failed(error) }
    }

    fn skipped_for(path: &Path, why: impl fmt::Display) -> Work {
        let id = path.display().to_string();
        Work { raw: Raw::Skipped(format!("{id}: skipped: {why}")), id }
    }

    /// A name for messages, and the id of the document unless its record has one.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// A digest by which a run that is resumed sees whether its input is still the same; none of what is no document.
    /// Of a file it holds the size and the time of its last change.
    pub(crate) fn digest(&self) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        self.id.hash(&mut hasher);
        match &self.raw {
            Raw::File { path, .. } => {
                let of_file = std::fs::metadata(path).ok().map(|it| (it.len(), it.modified().ok()));
                of_file.hash(&mut hasher);
            }
            Raw::Page { body: bytes, .. } | Raw::Line(bytes) | Raw::Row { text: bytes, .. } => {
                bytes.hash(&mut hasher);
            }
            Raw::Failed(error) => error.to_string().hash(&mut hasher),
            Raw::Skipped(_) => return None,
        }
        Some(hasher.finish())
    }

    /// What is to be said of something that is no document at all.
    ///
    /// # Errors
    /// The work itself when it is one.
    pub(crate) fn skipped(self) -> Result<String, Work> {
        match self.raw {
            Raw::Skipped(message) => Ok(message),
            _ => Err(self),
        }
    }

    /// Reads and decodes the document.
    ///
    /// # Errors
    /// When it cannot be read, is too large or no text, or the record has no text.
    pub fn document(self, options: &InputOptions) -> Result<Document, Error> {
        let Work { id, raw } = self;
        match raw {
            Raw::File { path, is_html } => {
                let body = open(&path, &options.meter).and_then(|input| whole(&id, input, options))?;
                Work { id, raw: Raw::Page { body, is_html, declared: None } }.document(options)
            }
            Raw::Page { body, is_html: true, declared } => html::document(id, body, declared),
            Raw::Page { body, is_html: false, declared } => decode::text(id, body, declared),
            Raw::Line(line) => jsonl::document(&id, line, options),
            Raw::Row { id: of_row, text } => decode::text(of_row.unwrap_or(id), text, None),
            Raw::Failed(error) => Err(error),
            Raw::Skipped(message) => Err(Error::new(ErrorKind::Empty, message)),
        }
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Work({:?})", self.id)
    }
}

/// All documents of the inputs, in their order; a folder's files sorted by path. Nothing is read before it is
/// asked for, and what cannot be opened is an item of its own.
pub fn work<'a>(inputs: &'a Inputs, options: &'a InputOptions) -> impl Iterator<Item = Work> + Send + 'a {
    inputs.files().flat_map(move |found| match found {
        Ok(path) if path == Path::new("-") => of_stdin(options),
        Ok(path) => of_file(path, options),
        Err(other) => one(other),
    })
}

fn one<'a>(work: Work) -> Works<'a> {
    Box::new(std::iter::once(work))
}

fn of_file(path: PathBuf, options: &InputOptions) -> Works<'_> {
    let id = path.display().to_string();
    let format = match options.format {
        InputFormat::Auto => InputFormat::of(&path).unwrap_or(InputFormat::Text),
        given => given,
    };
    if let InputFormat::Text | InputFormat::Html = format {
        return one(Work { id, raw: Raw::File { path, is_html: format == InputFormat::Html } });
    }
    match open(&path, &options.meter) {
        Ok(input) => of_input(id, input, format, options),
        Err(error) => one(Work::failed(id, error)),
    }
}

fn of_stdin(options: &InputOptions) -> Works<'_> {
    match sniffed(options.meter.on(std::io::stdin()), options.format) {
        Ok((input, format)) => of_input("-".to_owned(), input, format, options),
        Err(error) => one(Work::failed("-", Error::io("standard input", &error))),
    }
}

fn of_input(id: String, input: Input, format: InputFormat, options: &InputOptions) -> Works<'_> {
    match format {
        InputFormat::Warc => return warc::pages(id, input, options),
        InputFormat::Auto | InputFormat::Text | InputFormat::Html => {
            return one(match whole(&id, input, options) {
                Ok(body) => {
                    let is_html = format == InputFormat::Html;
                    Work { id, raw: Raw::Page { body, is_html, declared: None } }
                }
                Err(error) => Work::failed(id, error),
            });
        }
        InputFormat::Jsonl | InputFormat::Csv | InputFormat::Tsv => {}
    }
    match as_utf8(input) {
        Ok(input) if format == InputFormat::Jsonl => jsonl::lines(id, input, options),
        Ok(input) => csv::rows(id, input, if format == InputFormat::Tsv { b'\t' } else { b',' }, options),
        Err(error) => one(Work::failed(id.clone(), Error::io(&id, &error))),
    }
}

/// All that is to be read, unless it is too much.
fn whole(id: &str, input: Input, options: &InputOptions) -> Result<Vec<u8>, Error> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let read = input.take(options.max_document_bytes as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::io(id, &error))?;
    if bytes.len() > options.max_document_bytes {
        return Err(too_large(id, options));
    }
    Ok(bytes)
}

fn too_large(id: &str, options: &InputOptions) -> Error {
    let max = options.max_document_bytes;
    Error::new(ErrorKind::TooLarge, format!("{id}: larger than {max} bytes: raise --max-document-bytes"))
}
