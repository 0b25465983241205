//! A dump of GeoNames (`allCountries`, `cities15000`, a country): 19 columns, of which the main name, the feature,
//! the country and the population are taken. Alternate names are not: a third of them are harmful words.

use super::{Draft, ImportOptions, Rows, for_each_line};
use crate::error::Error;
use crate::kind::{Kind, Type};
use std::io::BufRead;

const N_COLUMNS: usize = 19;

/// Feature class, the beginning of the feature code, and what it is. The first that fits counts; an empty
/// subtype leaves the feature out.
const FEATURES: [(&str, &str, &str); 46] = [
    ("P", "PPLQ", ""),
    ("P", "PPLH", ""),
    ("P", "PPLW", ""),
    ("P", "PPLCH", ""),
    ("P", "PPLX", "district"),
    ("P", "", "city"),
    ("A", "ADM1H", ""),
    ("A", "ADM2H", ""),
    ("A", "ADM1", "admin1"),
    ("A", "ADM2", "admin2"),
    ("A", "PCLH", ""),
    ("A", "PCLD", "region"),
    ("A", "PCL", "country"),
    ("A", "TERR", "region"),
    ("H", "SEA", "sea"),
    ("H", "OCN", "sea"),
    ("H", "GULF", "sea"),
    ("H", "BAY", "sea"),
    ("H", "STM", "river"),
    ("H", "LK", "lake"),
    ("H", "RSV", "lake"),
    ("H", "STRT", "strait"),
    ("H", "CHN", "strait"),
    ("H", "HBR", "port"),
    ("L", "CONT", "continent"),
    ("L", "RGN", "region"),
    ("L", "PRT", "port"),
    ("L", "MILB", "base"),
    ("L", "CMP", "camp"),
    ("R", "RD", "road"),
    ("R", "ST", "road"),
    ("R", "TNL", "other"),
    ("S", "AIRB", "base"),
    ("S", "INSM", "base"),
    ("S", "AIR", "airport"),
    ("S", "BDG", "bridge"),
    ("S", "BLDG", "building"),
    ("S", "CSTM", "crossing"),
    ("S", "PSTB", "crossing"),
    ("S", "CMP", "camp"),
    ("T", "MT", "mountain"),
    ("T", "PK", "mountain"),
    ("T", "VLC", "mountain"),
    ("T", "PASS", "mountain"),
    ("T", "ISL", "island"),
    ("T", "DSRT", "desert"),
];

pub(super) fn read(
    input: impl BufRead,
    file: &str,
    options: &ImportOptions,
    rows: &mut Rows<'_>,
) -> Result<(), Error> {
    for_each_line(input, file, rows, |rows, number, line| {
        if line.is_empty() {
            return;
        }
        rows.n_read += 1;
        match draft(number, line, options.kind) {
            Ok(draft) => rows.take(draft),
            Err(reason) => rows.leave_out(number, reason, line),
        }
    })
}

fn draft(number: u32, line: &str, only: Option<Kind>) -> Result<Draft, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[id, name, _, _, _, _, class, code, country, _, _, _, _, _, population, ..] = cells.as_slice()
    else {
        return Err(wrong_columns(cells.len()));
    };
    if cells.len() != N_COLUMNS {
        return Err(wrong_columns(cells.len()));
    }
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("column 1 is not the number of a GeoNames entry".to_owned());
    }
    let Ok(population) = population.parse::<u64>() else {
        return Err("column 15, the population, is not a number".to_owned());
    };
    let Some(kind) = kind(class, code) else {
        return Err(format!("feature {class}.{code} has no subtype here"));
    };
    if only.is_some_and(|only| only != kind) {
        return Err(format!("{}/{} is not the type asked for", kind.of.name(), kind.subtype()));
    }
    let mut draft = Draft::new(number, kind, name);
    draft.prior = Some(prior(kind, population));
    draft.add("geonames", id);
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_country {
        draft.add("country", country.to_ascii_lowercase());
    }
    if population > 0 {
        draft.add("population", population.to_string());
    }
    Ok(draft)
}

fn wrong_columns(n: usize) -> String {
    format!("{n} columns instead of {N_COLUMNS}: is it a dump of GeoNames?")
}

fn kind(class: &str, code: &str) -> Option<Kind> {
    let row = FEATURES.iter().find(|row| row.0 == class && code.starts_with(row.1))?;
    Some(Kind::new(Type::Place, row.2)).filter(|_| !row.2.is_empty())
}

/// As in `scripts/make_cities.py`: 6 for a town of 15,000, 45 for a city of three million and more.
fn prior(kind: Kind, population: u64) -> u8 {
    let by_population = 17.1 * (population.max(15_000) as f64 / 15_000.0).log10() + 6.0;
    let least = match kind.subtype() {
        "country" => 70,
        "admin1" => 35,
        "continent" | "sea" => 30,
        _ => 5,
    };
    (by_population.round().min(45.0) as u8).max(least)
}
