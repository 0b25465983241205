//! Many documents, in parallel, out in the order in which they came in.

use crate::annotate::Annotator;
use crate::read::{InputOptions, Work};
use crate::write::{OutputOptions, failed_record, record};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::io::{self, Write};

/// Documents that are read before the first of them is written.
const CHUNK: usize = 512;

/// Bytes of records that are held in memory at the most, but for a single larger one.
const CHUNK_BYTES: usize = 16 << 20;

/// What became of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Documents that were annotated.
    pub n_done: usize,
    /// Documents whose record holds an error.
    pub n_failed: usize,
}

/// Annotates all of `work` and writes a record for each to `out`, in order. Runs on the threads of the
/// current rayon pool; memory is bounded by the chunk, not by the batch. `report` is told of each error and
/// warning: where, and what.
///
/// # Errors
/// Only when `out` cannot be written.
pub fn run(
    annotator: &Annotator,
    work: impl Iterator<Item = Work>,
    input: &InputOptions,
    output: OutputOptions,
    out: &mut impl Write,
    mut report: impl FnMut(&str),
) -> io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut work = work.peekable();
    out.write_all(output.format.head().as_bytes())?;
    while work.peek().is_some() {
        let chunk = take_chunk(&mut work);
        let answers: Vec<Answer> =
            chunk.into_par_iter().map(|work| answer(annotator, work, input, output)).collect();
        for answer in answers {
            out.write_all(answer.record.as_bytes())?;
            outcome.n_done += usize::from(!answer.failed);
            outcome.n_failed += usize::from(answer.failed);
            answer.messages.iter().for_each(|message| report(message));
        }
        out.flush()?;
    }
    Ok(outcome)
}

fn take_chunk(work: &mut impl Iterator<Item = Work>) -> Vec<Work> {
    let mut chunk = Vec::new();
    let mut n_bytes = 0;
    while chunk.len() < CHUNK && n_bytes < CHUNK_BYTES {
        let Some(next) = work.next() else { break };
        n_bytes += next.len();
        chunk.push(next);
    }
    chunk
}

/// What comes of one document.
struct Answer {
    record: String,
    failed: bool,
    messages: Vec<String>,
}

fn answer(annotator: &Annotator, work: Work, input: &InputOptions, output: OutputOptions) -> Answer {
    let id = work.id();
    match work.document(input) {
        Ok(document) => Answer {
            record: record(&document, &annotator.annotate(&document), output),
            failed: false,
            messages: document.warnings.iter().map(|warning| format!("{id}: warning: {warning}")).collect(),
        },
        Err(error) => Answer {
            record: failed_record(&id, &error, output),
            failed: true,
            messages: vec![error.to_string()],
        },
    }
}
