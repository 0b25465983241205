//! Many documents, in parallel, out in the order in which they came in.
//!
//! Each thread of a rayon pool takes the next document when it is free, and the calling thread takes the answers in
//! order. So at any moment there are in memory one document a thread, and the answers that wait for an earlier one:
//! of these not more than `MAX_WAITING` or `MAX_WAITING_BYTES`, however long the batch is. (Parallel iterators over
//! chunks would wait for the slowest document of each chunk, and an ordered `par_bridge` has no bound.)

use crate::annotate::Annotator;
use crate::annotations::Annotations;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::read::{InputOptions, Work};
use crate::save::Save;
use crate::write::{OutputOptions, failed_record, record};
use rayon::ThreadPoolBuilder;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Documents that may be ahead of the one that is to be taken next.
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
    /// Threads; 0 for one a core.
    pub n_threads: usize,
}

/// What became of one document.
#[derive(Debug)]
pub enum Answer {
    /// It was read and annotated.
    Annotated(Document, Annotations),
    /// It could not be: its id, and why.
    Failed(String, Error),
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

/// Annotates all of `work` and saves what each document adds to the output, in order. An answer is saved as soon as
/// those before it are. `report` gets what there is to say of a document after its record.
///
/// # Errors
/// When it cannot be saved, or threads cannot be started. No further document is begun then.
pub fn run(
    batch: Batch<'_>,
    output: OutputOptions,
    work: impl Iterator<Item = Work> + Send,
    save: &mut dyn Save,
    report: impl FnMut(&Note),
) -> io::Result<Outcome> {
    // Work is begun in the order in which its answers are saved.
    let digests = Mutex::new(VecDeque::new());
    let work = work.inspect(|work| lock(&digests).extend(work.digest()));
    let make = |answer| {
        let (id, record) = match answer {
            Answer::Annotated(document, annotations) => {
                let record = record(&document, &annotations, output);
                (document.id, record)
            }
            Answer::Failed(id, error) => {
                let record = failed_record(&id, &error, output);
                (id, record)
            }
        };
        let n_bytes = record.len();
        ((id, record), n_bytes)
    };
    let take = |made: Option<(String, String)>| match made {
        Some((id, record)) => save.put(&id, &record, lock(&digests).pop_front().unwrap_or_default()),
        None => save.pause(),
    };
    each(batch, work, make, take, report)
}

/// Annotates all of `work`. `make` turns each answer, on its thread, into what is kept of it and the bytes that this
/// holds in memory. `take` gets what was made, in the order of `work`, and `None` whenever the next is not ready
/// yet, and at the end. `report` gets what there is to say of a document after it was taken.
///
/// # Errors
/// Those of `take`, which end the run, and when threads cannot be started.
pub fn each<T: Send>(
    batch: Batch<'_>,
    work: impl Iterator<Item = Work> + Send,
    make: impl Fn(Answer) -> (T, usize) + Sync,
    take: impl FnMut(Option<T>) -> io::Result<()>,
    report: impl FnMut(&Note),
) -> io::Result<Outcome> {
    let pool = ThreadPoolBuilder::new().num_threads(batch.n_threads).build().map_err(io::Error::other)?;
    let queue = Queue::new(work);
    let (sender, results) = mpsc::channel();
    pool.in_place_scope(|scope| {
        for _ in 0..pool.current_num_threads() {
            let (sender, queue, make) = (sender.clone(), &queue, &make);
            scope.spawn(move |_| answer_all(batch, queue, make, &sender));
        }
        drop(sender);
        let outcome = take_in_order(&queue, &results, take, report);
        queue.close();
        outcome
    })
}

/// Documents that wait for a thread, and how far the threads are ahead of whoever takes the answers.
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

    /// The next document, when the taker is near enough; none when there are no more.
    fn next(&self) -> Option<(usize, Work)> {
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
        // Reading may wait for a pipe, so the taker must not need this lock.
        lock(&self.work).next()
    }

    fn answered(&self, n_bytes: usize) {
        lock(&self.ahead).n_bytes += n_bytes;
    }

    fn taken(&self, n_bytes: usize) {
        let mut ahead = lock(&self.ahead);
        ahead.n_documents -= 1;
        ahead.n_bytes -= n_bytes;
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

fn answer_all<I: Iterator<Item = Work>, T>(
    batch: Batch<'_>,
    queue: &Queue<I>,
    make: &impl Fn(Answer) -> (T, usize),
    sender: &Sender<(usize, Made<T>)>,
) {
    while let Some((idx, work)) = queue.next() {
        let made = answer(batch, work, make);
        queue.answered(made.n_bytes);
        if sender.send((idx, made)).is_err() {
            return;
        }
    }
}

fn take_in_order<I: Iterator<Item = Work>, T>(
    queue: &Queue<I>,
    results: &Receiver<(usize, Made<T>)>,
    mut take: impl FnMut(Option<T>) -> io::Result<()>,
    mut report: impl FnMut(&Note),
) -> io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    while let Some((idx, made)) = receive(results, &mut take)? {
        waiting.insert(idx, made);
        while let Some(made) = waiting.remove(&next) {
            made.value.map_or(Ok(()), |value| take(Some(value)))?;
            made.notes.iter().for_each(&mut report);
            outcome.n_done += usize::from(made.end == End::Done);
            outcome.n_failed += usize::from(made.end == End::Failed);
            queue.taken(made.n_bytes);
            next += 1;
        }
    }
    take(None)?;
    Ok(outcome)
}

/// The next result. The taker hears of it before this waits.
fn receive<T>(
    results: &Receiver<(usize, Made<T>)>,
    take: &mut impl FnMut(Option<T>) -> io::Result<()>,
) -> io::Result<Option<(usize, Made<T>)>> {
    match results.try_recv() {
        Ok(made) => Ok(Some(made)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            take(None)?;
            Ok(results.recv().ok())
        }
    }
}

/// What was made of one document; no value where it was none.
struct Made<T> {
    value: Option<T>,
    n_bytes: usize,
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

fn answer<T>(batch: Batch<'_>, work: Work, make: &impl Fn(Answer) -> (T, usize)) -> Made<T> {
    let work = match work.skipped() {
        Ok(message) => {
            let notes = vec![Note { message, is_error: false }];
            return Made { value: None, n_bytes: 0, end: End::Skipped, notes };
        }
        Err(work) => work,
    };
    let id = work.id().to_owned();
    let made = guarded(&id, || {
        let document = work.document(batch.input)?;
        let notes = warnings(&id, &document);
        let annotations = batch.annotator.annotate(&document);
        Ok((make(Answer::Annotated(document, annotations)), End::Done, notes))
    });
    let ((value, n_bytes), end, notes) = made.unwrap_or_else(|error| {
        let notes = vec![Note { message: error.to_string(), is_error: true }];
        (make(Answer::Failed(id, error)), End::Failed, notes)
    });
    Made { value: Some(value), n_bytes, end, notes }
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
