//! `gazet gazetteer import`: a list from elsewhere into a table.

use super::{print, report};
use crate::cli::ImportArgs;
use gazet::batch::Outcome;
use gazet::{Error, Gazetteer, ImportOptions, import};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Prints the table, and on standard error what was taken and left out. A list without a single name that can be
/// taken counts as nothing done.
pub(crate) fn run(known: &Gazetteer, args: &ImportArgs) -> Result<Outcome, Error> {
    let options = ImportOptions {
        format: args.from.into(),
        kind: args.kind,
        map: args.map.clone(),
        delimiter: args.delimiter,
        source: args.source.clone(),
        as_of: args.as_of.clone(),
    };
    let file = args.file.display().to_string();
    let imported = import(open(&args.file)?, &file, known, &options)?;
    let n_rows = imported.report.n_rows;
    let outcome = Outcome { n_done: n_rows, n_failed: usize::from(n_rows == 0) };
    let outcome = print(outcome, |out| out.write_all(imported.table.as_bytes()))?;
    report(&format!("{file}: {}", imported.report));
    Ok(outcome)
}

fn open(file: &Path) -> Result<Box<dyn BufRead>, Error> {
    if file == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let opened = File::open(file).map_err(|error| Error::io(&file.display().to_string(), &error))?;
    Ok(Box::new(BufReader::new(opened)))
}
