//! Where records go: a stream, a file that appears when it is complete, or a folder with a file a document.
//!
//! Files and folders keep a journal while they are written, so that a run that was killed can be resumed: see
//! [`Begun`] and `journal.rs`.

mod file;
mod folder;
mod journal;
mod name;

pub use file::PartFile;
pub use folder::Folder;

use crate::error::{Error, ErrorKind};
use crate::read::Work;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A place that takes records, in the order of the documents.
pub trait Save {
    /// Takes what the next document adds to the output. `digest` is that of its input.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&mut self, id: &str, record: &str, digest: u64) -> io::Result<()>;

    /// The next record is not ready: whoever reads should get what is there.
    ///
    /// # Errors
    /// When it cannot be written.
    fn pause(&mut self) -> io::Result<()>;

    /// All is there: gives it its final name.
    ///
    /// # Errors
    /// When it cannot be written.
    fn finish(&mut self) -> io::Result<()>;

    /// What is of no use when the run does not come to its end and is not to be resumed.
    fn leftovers(&self) -> Vec<PathBuf>;
}

/// Records to a stream, as they come.
#[derive(Debug)]
pub struct Stream<W>(W);

impl<W: Write> Stream<W> {
    /// Writes `head` first.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(mut out: W, head: &str) -> io::Result<Stream<W>> {
        out.write_all(head.as_bytes())?;
        Ok(Stream(out))
    }
}

impl<W: Write> Save for Stream<W> {
    fn put(&mut self, _: &str, record: &str, _: u64) -> io::Result<()> {
        self.0.write_all(record.as_bytes())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }

    fn leftovers(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// How an earlier run was begun, and whether this one goes on with it.
#[derive(Debug, Clone, Copy)]
pub struct Begin {
    /// Of everything but the input that makes the output what it is: a run is not resumed with another.
    pub options: u64,
    /// Whether to go on where an earlier run ended, if there was one.
    pub resume: bool,
}

impl Begin {
    /// The first line of a journal.
    fn head(self) -> String {
        format!("gazet {:016x}\n", self.options)
    }
}

/// What an earlier run has done: how many documents, and a digest of their input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Begun {
    n_documents: u64,
    digest: u64,
}

impl Begun {
    fn with(self, digest: u64) -> Begun {
        let mut hasher = DefaultHasher::new();
        hasher.write_u64(self.digest);
        hasher.write_u64(digest);
        Begun { n_documents: self.n_documents + 1, digest: hasher.finish() }
    }

    /// Passes over the documents that are done.
    ///
    /// # Errors
    /// When they are not those of the earlier run.
    pub fn skip(self, work: &mut impl Iterator<Item = Work>) -> Result<(), Error> {
        let mut skipped = Begun::default();
        while skipped.n_documents < self.n_documents {
            match work.next() {
                Some(work) => skipped = work.digest().map_or(skipped, |digest| skipped.with(digest)),
                None => return Err(other_input()),
            }
        }
        if skipped == self { Ok(()) } else { Err(other_input()) }
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    Error::io(&format!("cannot write {}", path.display()), error)
}

fn other_input() -> Error {
    let message = "cannot resume: the input is not that of the earlier run; start anew without --resume";
    Error::new(ErrorKind::Usage, message)
}
