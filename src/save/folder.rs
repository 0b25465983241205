//! A folder with a file for each document.

use super::journal::Journal;
use super::name::Names;
use super::{Begin, Begun, Save, cannot_write};
use crate::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A folder with a file for each document, named after its id. Each is written under another name first, so that
/// a file is complete when it is there; after a loss of power the last ones may be missing or empty.
#[derive(Debug)]
pub struct Folder {
    folder: PathBuf,
    head: String,
    part: PathBuf,
    names: Names,
    journal: Journal,
}

impl Folder {
    /// Makes the folder if need be; each file begins with `head` and gets this ending.
    ///
    /// # Errors
    /// When nothing can be written there, or the earlier run was another one.
    pub fn begin(
        folder: &Path,
        head: &str,
        ending: &'static str,
        begin: Begin,
    ) -> Result<(Folder, Begun), Error> {
        let made = fs::create_dir_all(folder);
        made.map_err(|error| cannot_write(folder, &error))?;
        let (journal, lines) = Journal::begin(folder.join(".gazet.log"), begin)?;
        let mut names = Names::new(ending);
        lines.iter().for_each(|line| names.take(&line.known_by));
        let begun = lines.last().map_or(Begun::default(), |line| line.begun);
        let part = folder.join(".gazet.part");
        let folder = folder.to_owned();
        Ok((Folder { folder, head: head.to_owned(), part, names, journal }, begun))
    }

    fn write(&self, name: &str, record: &str) -> io::Result<()> {
        // Whatever has the name of the part, be it a link to elsewhere, is not written through.
        match fs::remove_file(&self.part) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = File::create_new(&self.part)?;
        file.write_all(self.head.as_bytes())?;
        file.write_all(record.as_bytes())?;
        drop(file);
        fs::rename(&self.part, self.folder.join(name))
    }
}

impl Save for Folder {
    fn put(&mut self, id: &str, record: &str, digest: u64) -> io::Result<()> {
        let name = self.names.of(id);
        // A format that has no place for errors has no file for a document that failed.
        if !record.is_empty() {
            self.write(&name, record)?;
        }
        self.journal.count(digest);
        self.journal.note(&name)
    }

    fn pause(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        fs::remove_file(self.journal.path())
    }

    fn leftovers(&self) -> Vec<PathBuf> {
        vec![self.part.clone(), self.journal.path().to_owned()]
    }
}
