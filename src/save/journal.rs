//! The journal of a run: what of the output is sound, should the run be killed.
//!
//! A line is written after what it speaks of: documents done, a digest of their input, and what the place knows
//! them by. The last whole line counts, so a kill at any moment costs at the most the documents after it.

use super::{Begin, Begun, cannot_write};
use crate::error::{Error, ErrorKind};
use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    path: PathBuf,
    begun: Begun,
}

/// A line of an earlier run.
pub(super) struct Line {
    pub(super) begun: Begun,
    pub(super) known_by: String,
    /// Where the line ends in the journal.
    end: u64,
}

impl Journal {
    /// Opens a journal, and gives the lines of the run that is to be resumed.
    pub(super) fn begin(path: PathBuf, begin: Begin) -> Result<(Journal, Vec<Line>), Error> {
        let failed = |error: io::Error| cannot_write(&path, &error);
        let opened = File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = opened.map_err(failed)?;
        // Where files cannot be locked, nobody is told of two runs at once.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            let message = format!("{}: another run is writing here", path.display());
            return Err(Error::new(ErrorKind::Io, message));
        }
        let mut written = String::new();
        if begin.resume {
            // What is no text is no journal, and is begun anew.
            file.read_to_string(&mut written).unwrap_or_default();
        }
        let head = begin.head();
        let lines = match written.strip_prefix(&head) {
            Some(rest) => lines(rest, head.len() as u64),
            None if written.contains('\n') => return Err(other_options(&path)),
            None => Vec::new(),
        };
        let mut journal = Journal { file, path: path.clone(), begun: Begun::default() };
        journal.cut(lines.last(), &head).map_err(failed)?;
        Ok((journal, lines))
    }

    /// Leaves nothing after this line, and goes on there; without one it begins anew.
    pub(super) fn cut(&mut self, line: Option<&Line>, head: &str) -> io::Result<()> {
        let end = line.map_or(0, |line| line.end);
        self.begun = line.map_or(Begun::default(), |line| line.begun);
        self.file.set_len(end)?;
        self.file.seek(io::SeekFrom::Start(end))?;
        if end == 0 { self.file.write_all(head.as_bytes()) } else { Ok(()) }
    }

    /// One more document is done.
    pub(super) fn count(&mut self, digest: u64) {
        self.begun = self.begun.with(digest);
    }

    /// What was counted is written, and known by this.
    pub(super) fn note(&mut self, known_by: &str) -> io::Result<()> {
        let Begun { n_documents, digest } = self.begun;
        // At once, so that no line is cut by anything but a kill.
        self.file.write_all(format!("{n_documents} {digest:016x} {known_by}\n").as_bytes())
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

fn other_options(path: &Path) -> Error {
    let message = format!(
        "cannot resume: {} is of a run with other options or of another version; start anew without --resume",
        path.display()
    );
    Error::new(ErrorKind::Usage, message)
}

fn lines(written: &str, start: u64) -> Vec<Line> {
    let mut end = start;
    let whole = written.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    whole
        .map_while(|line| {
            end += line.len() as u64;
            parse(line.trim_end_matches('\n'), end)
        })
        .collect()
}

fn parse(line: &str, end: u64) -> Option<Line> {
    let (n_documents, rest) = line.split_once(' ')?;
    let (digest, known_by) = rest.split_once(' ')?;
    let begun =
        Begun { n_documents: n_documents.parse().ok()?, digest: u64::from_str_radix(digest, 16).ok()? };
    Some(Line { begun, known_by: known_by.to_owned(), end })
}
