//! The CSV that query.wikidata.org gives for a SPARQL query, with the columns `item` and `itemLabel`, and `itemAltLabel`
//! where there are other names. Columns that are called like a key of ours (`country`, `died`, …) are taken as well.
//!
//! A query gives a line for each combination of values: lines of one item are one entity. An item without an English
//! label has its number for a label, and is left out.

use super::csv::{column, for_each_record, value};
use super::{Draft, ImportOptions, Rows, plain, usage};
use crate::check::ATTRIBUTES;
use crate::error::Error;
use std::collections::HashMap;
use std::io::BufRead;

const ENTITY: &str = "http://www.wikidata.org/entity/";

pub(super) fn read(
    input: impl BufRead,
    file: &str,
    options: &ImportOptions,
    rows: &mut Rows<'_>,
) -> Result<(), Error> {
    let Some(kind) = options.kind else {
        return Err(usage(
            "--type TYPE/SUBTYPE is needed: the result of a query does not say what its items are",
        ));
    };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_item: HashMap<String, usize> = HashMap::new();
    for_each_record(input, file, b',', rows, |header| {
        let (item, label) = (column(header, "item")?, column(header, "itemLabel")?);
        let other_names = column(header, "itemAltLabel").ok();
        let keys = ATTRIBUTES.into_iter().filter_map(|key| Some((key, column(header, key).ok()?)));
        let keys: Vec<(&'static str, usize)> = keys.collect();
        let (drafts, by_item) = (&mut drafts, &mut by_item);
        Ok(move |rows: &mut Rows<'_>, line: u32, cells: &[&str]| {
            let Some(number) = cells[item].strip_prefix(ENTITY).filter(|number| is_number(number)) else {
                return rows.leave_out(line, format!("the item is not {ENTITY}Q…"), cells[item]);
            };
            if is_number(cells[label]) {
                return rows.leave_out(line, "no label in the language of the query", cells[item]);
            }
            let idx = *by_item.entry(number.to_owned()).or_insert(drafts.len());
            if idx == drafts.len() {
                let mut draft = Draft::new(line, kind, cells[label]);
                draft.add("wikidata", number);
                drafts.push(draft);
            }
            let draft = &mut drafts[idx];
            let names = other_names.map_or("", |place| cells[place]).split(", ");
            draft.aliases.extend(names.filter(|name| !name.trim().is_empty()).map(plain));
            for (key, place) in &keys {
                match value(key, date(key, cells[*place])) {
                    Ok(Some(value)) => match draft.attributes.iter().find(|pair| pair.0 == *key) {
                        None => draft.add(key, value),
                        Some(first) if first.1 == value => {}
                        Some(_) => {
                            rows.leave_out(line, format!("of attributes: a second {key}"), cells[*place])
                        }
                    },
                    Ok(None) => {}
                    Err(reason) => rows.leave_out(line, format!("of attributes: {reason}"), cells[*place]),
                }
            }
        })
    })?;
    drafts.into_iter().for_each(|draft| rows.take(draft));
    Ok(())
}

/// Whether it is the number of an item, like `Q42`.
fn is_number(text: &str) -> bool {
    text.strip_prefix('Q')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Of a point in time (`1952-03-11T00:00:00Z`) what a table has: the year, and for `as_of` the month.
fn date<'a>(key: &str, cell: &'a str) -> &'a str {
    let length = match key {
        "died" | "year" => 4,
        "as_of" => 7,
        _ => return cell,
    };
    if cell.ends_with('Z') { cell.get(..length).unwrap_or(cell) } else { cell }
}
