//! OpenSanctions' `targets.simple.csv`: people, companies and other bodies under sanctions, with all names they go by.
//!
//! Names in other scripts than Latin are left out, and so is what is no name in our sense: ships, aircraft, wallets.
//! A lone word among the aliases is only searched beside the full name (`?`): such lists hold first names and words.

use super::csv::{column, for_each_record};
use super::{Draft, ImportOptions, Rows, plain};
use crate::error::Error;
use crate::kind::{Kind, Type};
use crate::row::{Alias, Mark};
use std::io::BufRead;

const SCHEMAS: [(&str, &str); 5] = [
    ("Person", "person/other"),
    ("Company", "org/company"),
    ("Organization", "org/other"),
    ("LegalEntity", "org/other"),
    ("PublicBody", "org/government"),
];

pub(super) fn read(
    input: impl BufRead,
    file: &str,
    options: &ImportOptions,
    rows: &mut Rows<'_>,
) -> Result<(), Error> {
    for_each_record(input, file, b',', rows, |header| {
        let keys = ["schema", "name", "aliases", "countries", "last_change"];
        let places = keys.map(|key| column(header, key));
        let [schema, name, aliases, countries, last_change] = places;
        let places = [schema?, name?, aliases?, countries?, last_change?];
        Ok(move |rows: &mut Rows<'_>, line: u32, cells: &[&str]| {
            match draft(line, places.map(|place| cells[place].trim()), options.kind, rows) {
                Ok(draft) => rows.take(draft),
                Err(reason) => rows.leave_out(line, reason, cells[places[1]]),
            }
        })
    })
}

fn draft(
    line: u32,
    [schema, name, aliases, countries, last_change]: [&str; 5],
    only: Option<Kind>,
    rows: &mut Rows<'_>,
) -> Result<Draft, String> {
    let kind = SCHEMAS.iter().find(|row| row.0 == schema).and_then(|row| Kind::parse(row.1));
    let kind = kind.ok_or_else(|| format!("schema {schema:?} has no type here"))?;
    if only.is_some_and(|only| only.of != kind.of) {
        return Err(format!("schema {schema:?} is not of the type asked for"));
    }
    if !is_latin(name) {
        return Err("the name is not in Latin letters".to_owned());
    }
    let mut draft = Draft::new(line, only.unwrap_or(kind), &in_order(name, kind.of));
    for alias in aliases.split(';').map(str::trim).filter(|alias| !alias.is_empty()) {
        if is_latin(alias) {
            let alias = in_order(alias, kind.of);
            let mark = if alias.contains(' ') { Mark::Name } else { Mark::Weak };
            draft.aliases.push(Alias { mark, ..plain(&alias) });
        } else {
            rows.leave_out(line, "of aliases: not in Latin letters", alias);
        }
    }
    let is_code = |code: &&str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    let codes: Vec<&str> = countries.split(';').map(str::trim).filter(is_code).collect();
    if !codes.is_empty() {
        draft.add("country", codes.join(","));
    }
    if let (Type::Person, Some(month)) = (kind.of, last_change.get(..7)) {
        draft.add("as_of", month);
    }
    Ok(draft)
}

/// Whether its letters are Latin ones.
fn is_latin(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

/// A person's name as a text has it: *ROE, Jane* as *Jane Roe*.
fn in_order(name: &str, of: Type) -> String {
    if of != Type::Person {
        return name.to_owned();
    }
    let name = match name.split_once(',') {
        Some((surname, given)) if !given.contains(',') => format!("{given} {surname}"),
        _ => name.to_owned(),
    };
    name.split_whitespace().map(capitalised).collect::<Vec<_>>().join(" ")
}

/// *ROE* as *Roe*; initials (*J.R.*) stay.
fn capitalised(word: &str) -> String {
    let is_upper = word.chars().all(char::is_uppercase) && word.chars().nth(1).is_some();
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    if is_upper { format!("{first}{}", rest.to_lowercase()) } else { word.to_owned() }
}
