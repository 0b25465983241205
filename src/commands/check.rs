//! `gazet gazetteer check`: tables against every rule.

use super::quiet_on_closed_pipe;
use gazet::batch::Outcome;
use gazet::{Error, check};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Prints what is wrong with tables. A table with mistakes counts as failed.
#[allow(clippy::disallowed_methods)] // the tables to check, and to mend, are files that the user names
pub(crate) fn run(files: &[PathBuf], fix: bool, warnings: bool) -> Result<Outcome, Error> {
    let mut tables = Vec::new();
    for file in files {
        let failed = |error: io::Error| Error::io(&file.display().to_string(), &error);
        let mut bytes = std::fs::read(file).map_err(failed)?;
        if let (true, Ok(text)) = (fix, std::str::from_utf8(&bytes)) {
            bytes = check::fixed(text).into_bytes();
            std::fs::write(file, &bytes).map_err(failed)?;
        }
        tables.push((file.display().to_string(), bytes));
    }
    let mut findings = check::check(&tables);
    findings.retain(|finding| finding.is_error || warnings);
    let mut out = BufWriter::new(io::stdout());
    let written =
        findings.iter().try_for_each(|finding| writeln!(out, "{finding}")).and_then(|()| out.flush());
    let n_failed = findings.iter().filter(|finding| finding.is_error).count();
    written.map(|()| Outcome { n_done: tables.len(), n_failed }).or_else(quiet_on_closed_pipe)
}
