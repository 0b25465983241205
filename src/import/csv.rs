//! Comma-separated values with a header line, and a map from our keys to its columns.

use super::{Draft, ImportOptions, NOT_UTF8, Rows, plain, usage};
use crate::check::{ATTRIBUTES, ID_SCHEMES};
use crate::error::{Error, ErrorKind};
use crate::kind::Kind;
use crate::row::Alias;
use csv::{ByteRecord, ReaderBuilder};
use std::io::BufRead;

const KEYS: [&str; 5] = ["id", "name", "aliases", "type", "prior"];

/// Keys, and the number of the column that each is in.
type Columns = Vec<(&'static str, usize)>;

pub(super) fn read(
    input: impl BufRead,
    file: &str,
    options: &ImportOptions,
    rows: &mut Rows<'_>,
) -> Result<(), Error> {
    for_each_record(input, file, options.delimiter, rows, |header| {
        let columns = columns(header, options)?;
        Ok(move |rows: &mut Rows<'_>, line: u32, cells: &[&str]| {
            match draft(line, cells, &columns, options.kind, rows) {
                Ok(draft) => rows.take(draft),
                Err(reason) => rows.leave_out(line, reason, &cells.join(",")),
            }
        })
    })
}

/// Reads the header, which `start` makes a function of, and calls that with the line and the cells of every record.
/// Records that are not UTF-8, or not as long as the header, are left out.
pub(super) fn for_each_record<Each>(
    input: impl BufRead,
    file: &str,
    delimiter: u8,
    rows: &mut Rows<'_>,
    start: impl FnOnce(&[String]) -> Result<Each, String>,
) -> Result<(), Error>
where
    Each: FnMut(&mut Rows<'_>, u32, &[&str]),
{
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(input);
    let failed = |error: csv::Error| Error::new(ErrorKind::Io, format!("{file}: {error}"));
    let header: Vec<String> = reader
        .byte_headers()
        .map_err(failed)?
        .iter()
        .map(|cell| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    let mut each = start(&header).map_err(|message| usage(format!("{file}:1: {message}")))?;
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(failed)? {
        rows.n_read += 1;
        let line = record.position().map_or(0, |position| position.line() as u32);
        let cells: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
        match cells {
            Err(_) => rows.leave_out(line, NOT_UTF8, &String::from_utf8_lossy(record.as_slice())),
            Ok(cells) if cells.len() != header.len() => {
                let reason =
                    "not as many cells as the header: is a cell with a comma without quotation marks?";
                rows.leave_out(line, reason, &cells.join(","));
            }
            Ok(cells) => each(rows, line, &cells),
        }
    }
    Ok(())
}

/// The number of the column with this name.
pub(super) fn column(header: &[String], name: &str) -> Result<usize, String> {
    let place = header.iter().position(|cell| cell == name);
    place.ok_or_else(|| format!("no column {name:?}: the header has {}", header.join(", ")))
}

/// Where each key is. Without a map the columns that are called like a key.
fn columns(header: &[String], options: &ImportOptions) -> Result<Columns, String> {
    let known = || KEYS.into_iter().chain(ID_SCHEMES).chain(ATTRIBUTES);
    let place = |column: &str| header.iter().position(|cell| cell == column);
    let mut columns = Columns::new();
    if options.map.is_empty() {
        columns.extend(known().filter_map(|key| Some((key, place(key)?))));
    }
    for (key, column) in &options.map {
        let Some(key) = known().find(|known| known == key) else {
            let all: Vec<&str> = known().collect();
            return Err(format!("--map: unknown key {key:?}: one of {}", all.join(", ")));
        };
        let Some(place) = place(column) else {
            return Err(format!("--map: no column {column:?}: the header has {}", header.join(", ")));
        };
        columns.push((key, place));
    }
    let has = |key: &str| columns.iter().any(|column| column.0 == key);
    if !has("name") {
        return Err(format!(
            "no column for the name: give --map name=COL; the header has {}",
            header.join(", ")
        ));
    }
    if !has("type") && options.kind.is_none() {
        return Err("--type TYPE/SUBTYPE is needed, or --map type=COL".to_owned());
    }
    Ok(columns)
}

fn draft(
    line: u32,
    cells: &[&str],
    columns: &Columns,
    kind: Option<Kind>,
    rows: &mut Rows<'_>,
) -> Result<Draft, String> {
    let cell = |place: usize| cells.get(place).map_or("", |cell| cell.trim());
    let of = |key: &str| columns.iter().find(|column| column.0 == key).map(|column| cell(column.1));
    let kind = match of("type").filter(|written| !written.is_empty() && *written != "-") {
        Some(written) => Kind::parse(written).ok_or("the type is not one of ours, like org/company")?,
        None => kind.ok_or("no type, and no --type for rows without one")?,
    };
    let name = of("name").unwrap_or("");
    if name.is_empty() {
        return Err("no name".to_owned());
    }
    let mut draft = Draft::new(line, kind, name);
    draft.id = of("id").filter(|id| !id.is_empty()).map(str::to_owned);
    if let Some(prior) = of("prior").filter(|prior| !prior.is_empty() && *prior != "-") {
        let prior = prior.parse().ok().filter(|prior| (1..=100).contains(prior));
        draft.prior = Some(prior.ok_or("the prior is not a number from 1 to 100")?);
    }
    draft.aliases = of("aliases").map_or(Vec::new(), aliases);
    for (key, place) in columns.iter().filter(|column| !KEYS.contains(&column.0)) {
        match value(key, cell(*place)) {
            Ok(Some(value)) => draft.add(key, value),
            Ok(None) => {}
            Err(reason) => rows.leave_out(line, format!("of attributes: {reason}"), cell(*place)),
        }
    }
    Ok(draft)
}

/// Aliases with `|` or `;` between them. A mark before one is kept.
fn aliases(cell: &str) -> Vec<Alias> {
    let written = cell.split(['|', ';']).map(str::trim).filter(|alias| !alias.is_empty() && *alias != "-");
    written.map(|alias| if alias.len() > 1 { Alias::parse(alias) } else { plain(alias) }).collect()
}

/// A value as it stands in a table; none for an empty cell.
pub(super) fn value(key: &str, cell: &str) -> Result<Option<String>, String> {
    if cell.is_empty() || cell == "-" {
        return Ok(None);
    }
    if key == "country" {
        let countries = cell.split([',', ';', '|']).map(|country| country.trim().to_ascii_lowercase());
        let countries: Vec<String> = countries.filter(|country| !country.is_empty()).collect();
        let is_code = |code: &String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
        if !countries.iter().all(is_code) {
            return Err("a country is not a code of two letters".to_owned());
        }
        return Ok(Some(countries.join(",")));
    }
    if cell.contains(';') || cell.contains(char::is_control) {
        return Err(format!("a semicolon or a control character in {key}"));
    }
    Ok(Some(cell.to_owned()))
}
