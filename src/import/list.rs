//! A plain list: one name a line. `#` starts a comment.

use super::{Draft, ImportOptions, Rows, for_each_line, usage};
use crate::error::Error;
use std::io::BufRead;

pub(super) fn read(
    input: impl BufRead,
    file: &str,
    options: &ImportOptions,
    rows: &mut Rows<'_>,
) -> Result<(), Error> {
    let Some(kind) = options.kind else {
        return Err(usage("--type TYPE/SUBTYPE is needed: a list does not say what its names are"));
    };
    for_each_line(input, file, rows, |rows, number, line| {
        if !line.trim().is_empty() && !line.starts_with('#') {
            rows.n_read += 1;
            rows.take(Draft::new(number, kind, line));
        }
    })
}
