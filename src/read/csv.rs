//! CSV and TSV: a row a document, after a row with the names of the columns.

use super::open::Input;
use super::{InputOptions, Raw, Work, Works, one};
use crate::error::{Error, ErrorKind};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::io::{self, Read};

/// Bytes that are read at once, and so may belong to the next row.
const BUFFER: usize = 8 << 10;

/// One item a row. A row that lacks the cell of the text is an item with an error.
pub(super) fn rows(source: String, input: Input, delimiter: u8, options: &InputOptions) -> Works<'_> {
    let limited = Limited { input, left: options.max_document_bytes + BUFFER };
    let mut reader =
        ReaderBuilder::new().buffer_capacity(BUFFER).delimiter(delimiter).flexible(true).from_reader(limited);
    let columns = match columns(&source, &mut reader, options) {
        Ok(columns) => columns,
        Err(error) => return one(Work::failed(source, error)),
    };
    let mut is_over = false;
    Box::new(std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        reader.get_mut().left = options.max_document_bytes + BUFFER;
        let line = reader.position().line();
        let mut record = ByteRecord::new();
        match reader.read_byte_record(&mut record) {
            Ok(false) => None,
            Ok(true) => Some(row(&source, &record, columns, options)),
            Err(error) => {
                is_over = true;
                let place = format!("{source}:{line}");
                let error = unreadable(&place, error);
                Some(Work::failed(place, error))
            }
        }
    }))
}

/// Which cells hold the text and the id.
#[derive(Clone, Copy)]
struct Columns {
    text: usize,
    id: Option<usize>,
}

fn columns(source: &str, reader: &mut Reader<Limited>, options: &InputOptions) -> Result<Columns, Error> {
    let head = reader.byte_headers().map_err(|error| unreadable(source, error))?;
    let column = |name: &str| head.iter().position(|cell| cell.trim_ascii() == name.as_bytes());
    let text = column(&options.text_field).ok_or_else(|| {
        let names: Vec<_> = head.iter().map(String::from_utf8_lossy).collect();
        let message = format!(
            "{source}: no column \"{}\" among \"{}\": name the column that holds the text with --text-field",
            options.text_field,
            names.join("\", \"")
        );
        Error::new(ErrorKind::Field, message)
    })?;
    Ok(Columns { text, id: column(&options.id_field) })
}

fn row(source: &str, record: &ByteRecord, columns: Columns, options: &InputOptions) -> Work {
    let line = record.position().map_or(0, csv::Position::line);
    let place = format!("{source}:{line}");
    let Some(text) = record.get(columns.text) else {
        let n_cells = record.len();
        let field = &options.text_field;
        let message = format!("{place}: no cell in column \"{field}\": this row has only {n_cells}");
        return Work::failed(place, Error::new(ErrorKind::Field, message));
    };
    let id = columns.id.and_then(|column| record.get(column)).filter(|id| !id.is_empty());
    let id = id.map(|id| String::from_utf8_lossy(id).into_owned());
    Work { id: place, raw: Raw::Row { id, text: text.to_vec() } }
}

fn unreadable(place: &str, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::io(place, &error),
        kind => Error::new(ErrorKind::Csv, format!("{place}: {kind:?}")),
    }
}

/// Input that ends with an error when a row takes too much of it.
struct Limited {
    input: Input,
    left: usize,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.input.read(buffer)?;
        self.left = self.left.checked_sub(n_read).ok_or_else(|| {
            // A quotation mark that is not closed makes one row of all that follows: there is none to go on with.
            let message = "a row larger than --max-document-bytes: the rest of the file was not read; is a quotation mark missing?";
            io::Error::new(io::ErrorKind::FileTooLarge, message)
        })?;
        Ok(n_read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &'static [u8], options: &InputOptions) -> Vec<Result<(String, String), String>> {
        rows("in.csv".to_owned(), Box::new(io::Cursor::new(bytes)), b',', options)
            .map(|work| work.document(options).map(|it| (it.id, it.text)).map_err(|it| it.to_string()))
            .collect()
    }

    fn found(id: &str, text: &str) -> Result<(String, String), String> {
        Ok((id.to_owned(), text.to_owned()))
    }

    #[test]
    fn a_row_is_a_document_and_a_short_one_an_error() {
        let rows =
            read(b"id,date,text\n7,x,\"A \"\"b\"\"\nc\"\n,y,D\n8\n9,z,E,more\n", &InputOptions::default());
        let short = "in.csv:5: no cell in column \"text\": this row has only 1".to_owned();
        assert_eq!(rows, [found("7", "A \"b\"\nc"), found("in.csv:4", "D"), Err(short), found("9", "E")]);
    }

    #[test]
    fn columns_are_found_by_name_or_the_file_is_one_error() {
        let options = InputOptions { text_field: "Body".to_owned(), ..InputOptions::default() };
        assert_eq!(read(b"Body \nA\n", &options), [found("in.csv:2", "A")]);
        let none = "in.csv: no column \"Body\" among \"id;Body\": name the column that holds the text with --text-field";
        assert_eq!(read(b"id;Body\n1;A\n2;B\n", &options), [Err(none.to_owned())]);
        assert!(read(b"", &options)[0].is_err());
        assert_eq!(read(b"Body\n", &options), []);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_ends_the_file() {
        let options = InputOptions { max_document_bytes: 20_000, ..InputOptions::default() };
        let mut bytes = b"text\nA\n\"B\n".to_vec();
        bytes.resize(50_000, b'x');
        let rows = read(bytes.leak(), &options);
        assert_eq!(rows[0], found("in.csv:2", "A"));
        let message = rows[1].as_ref().unwrap_err();
        assert!(message.starts_with("in.csv:3: a row larger than --max-document-bytes"), "{message}");
        assert_eq!(rows.len(), 2);
    }
}
