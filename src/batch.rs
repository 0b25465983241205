//! Many documents, in parallel, out in the order in which they came in.
//!
//! Each thread takes the next document when it is free, and the calling thread writes the answers in order. So at
//! any moment there are in memory one document a thread, and the answers that wait for an earlier one: of these
//! not more than `MAX_WAITING` documents or `MAX_WAITING_BYTES`, however long the batch is.

use crate::annotate::Annotator;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::read::{InputOptions, Work};
use crate::write::{OutputOptions, failed_record, record};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Documents that may be ahead of the one that is to be written next.
const MAX_WAITING: usize = 1024;

/// Bytes of answers that may wait for an earlier one before no further document is begun.
const MAX_WAITING_BYTES: usize = 16 << 20;

/// What is done with each document.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    /// Finds.
    pub annotator: &'a Annotator,
    /// How documents are read.
    pub input: &'a InputOptions,
    /// How answers are written.
    pub output: OutputOptions,
    /// Threads; by default one a core.
    pub n_threads: Option<NonZero<usize>>,
}

/// What became of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Documents that were annotated.
    pub n_done: usize,
    /// Documents whose record holds an error.
    pub n_failed: usize,
}

/// Something to be said to the user about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where, and what.
    pub message: String,
    /// Whether the document failed, so that its record has this message too.
    pub is_error: bool,
}

/// Annotates all of `work` and writes a record for each to `out`, in order. An answer is written as soon as
/// those before it are, and flushed when no other is ready. `report` gets what there is to
/// say of a document after its record.
///
/// # Errors
/// Only when `out` cannot be written. No further document is begun then.
pub fn run(
    batch: Batch<'_>,
    work: impl Iterator<Item = Work> + Send,
    out: &mut impl Write,
    mut report: impl FnMut(&Note),
) -> io::Result<Outcome> {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let n_threads = batch.n_threads.map_or_else(cores, NonZero::get);
    let queue = Queue::new(work);
    let (sender, answers) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..n_threads {
            let sender = sender.clone();
            scope.spawn(|| answer_all(batch, &queue, sender));
        }
        drop(sender);
        let outcome = write_in_order(batch.output, &queue, &answers, out, &mut report);
        queue.close();
        outcome
    })
}

/// Documents that wait for a thread, and how far the threads are ahead of the writer.
struct Queue<I> {
    work: Mutex<std::iter::Enumerate<I>>,
    ahead: Mutex<Ahead>,
    moved: Condvar,
}

#[derive(Default)]
struct Ahead {
    n_documents: usize,
    n_bytes: usize,
    is_closed: bool,
}

impl<I: Iterator<Item = Work>> Queue<I> {
    fn new(work: I) -> Queue<I> {
        let work = Mutex::new(work.enumerate());
        Queue { work, ahead: Mutex::default(), moved: Condvar::new() }
    }

    /// The next document, when the writer is near enough; none when there are no more.
    fn take(&self) -> Option<(usize, Work)> {
        let is_far = |ahead: &mut Ahead| {
            !ahead.is_closed && (ahead.n_documents >= MAX_WAITING || ahead.n_bytes >= MAX_WAITING_BYTES)
        };
        let waited = self.moved.wait_while(lock(&self.ahead), is_far);
        let mut ahead = waited.unwrap_or_else(PoisonError::into_inner);
        if ahead.is_closed {
            return None;
        }
        ahead.n_documents += 1;
        drop(ahead);
        // Reading may wait for a pipe, so the writer must not need this lock.
        lock(&self.work).next()
    }

    fn answered(&self, answer: &Answer) {
        lock(&self.ahead).n_bytes += answer.record.len();
    }

    fn written(&self, answer: &Answer) {
        let mut ahead = lock(&self.ahead);
        ahead.n_documents -= 1;
        ahead.n_bytes -= answer.record.len();
        self.moved.notify_all();
    }

    /// Lets every thread end with the document it has.
    fn close(&self) {
        lock(&self.ahead).is_closed = true;
        self.moved.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer_all<I: Iterator<Item = Work>>(batch: Batch<'_>, queue: &Queue<I>, sender: Sender<(usize, Answer)>) {
    while let Some((idx, work)) = queue.take() {
        let answer = answer(batch, work);
        queue.answered(&answer);
        if sender.send((idx, answer)).is_err() {
            return;
        }
    }
}

fn write_in_order<I: Iterator<Item = Work>>(
    format: OutputOptions,
    queue: &Queue<I>,
    answers: &Receiver<(usize, Answer)>,
    out: &mut impl Write,
    report: &mut impl FnMut(&Note),
) -> io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    out.write_all(format.format.head().as_bytes())?;
    while let Some((idx, answer)) = receive(answers, out)? {
        waiting.insert(idx, answer);
        while let Some(answer) = waiting.remove(&next) {
            out.write_all(answer.record.as_bytes())?;
            answer.notes.iter().for_each(&mut *report);
            outcome.n_done += usize::from(answer.end == End::Done);
            outcome.n_failed += usize::from(answer.end == End::Failed);
            queue.written(&answer);
            next += 1;
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// The next answer. Whoever reads the output gets what there is before this waits.
fn receive(answers: &Receiver<(usize, Answer)>, out: &mut impl Write) -> io::Result<Option<(usize, Answer)>> {
    match answers.try_recv() {
        Ok(answer) => Ok(Some(answer)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            out.flush()?;
            Ok(answers.recv().ok())
        }
    }
}

/// What comes of one document.
struct Answer {
    record: String,
    end: End,
    notes: Vec<Note>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Done,
    Failed,
    /// It was no document.
    Skipped,
}

fn answer(batch: Batch<'_>, work: Work) -> Answer {
    let work = match work.skipped() {
        Ok(message) => {
            return Answer {
                record: String::new(),
                end: End::Skipped,
                notes: vec![Note { message, is_error: false }],
            };
        }
        Err(work) => work,
    };
    let id = work.id().to_owned();
    let answer = guarded(&id, || {
        let document = work.document(batch.input)?;
        Ok(Answer { record: written(batch, &document), end: End::Done, notes: warnings(&id, &document) })
    });
    answer.unwrap_or_else(|error| Answer {
        record: failed_record(&id, &error, batch.output),
        end: End::Failed,
        notes: vec![Note { message: error.to_string(), is_error: true }],
    })
}

fn written(batch: Batch<'_>, document: &Document) -> String {
    record(document, &batch.annotator.annotate(document), batch.output)
}

fn warnings(id: &str, document: &Document) -> Vec<Note> {
    let note = |warning| Note { message: format!("{id}: warning: {warning}"), is_error: false };
    document.warnings.iter().map(note).collect()
}

/// A panic is a fault of the program, and costs one document and not the batch.
fn guarded<T>(id: &str, answer: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    // Whatever the panic left half done belonged to this document and is dropped.
    catch_unwind(AssertUnwindSafe(answer)).unwrap_or_else(|panic| {
        let reason = panic.downcast_ref::<String>().map(String::as_str);
        let reason = reason.or(panic.downcast_ref::<&str>().copied()).unwrap_or("unknown");
        let message = format!("{id}: a fault of gazet, please report it: {reason}");
        Err(Error::new(ErrorKind::Internal, message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_one_document() {
        let slice = |end: usize| Ok("ab"[..end].len());
        assert_eq!(guarded("x", || slice(1)), Ok(1));
        let error = guarded("x", || slice(7)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Internal);
        assert!(error.to_string().starts_with("x: a fault of gazet, please report it: "), "{error}");
    }
}
