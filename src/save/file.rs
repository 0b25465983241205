//! A file that appears when it is complete.

use super::journal::Journal;
use super::{Begin, Begun, Save, cannot_write};
use crate::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Documents between two lines of the journal when records never stop coming.
const N_UNNOTED: usize = 64;

/// A file that is written under the name `NAME.part`, beside its journal `NAME.part.log`.
#[derive(Debug)]
pub struct PartFile {
    target: PathBuf,
    part: PathBuf,
    out: BufWriter<File>,
    journal: Journal,
    n_unnoted: usize,
}

impl PartFile {
    /// Begins the file with `head`, or goes on with an earlier run.
    ///
    /// # Errors
    /// When nothing can be written there, or the earlier run was another one.
    pub fn begin(target: &Path, head: &str, begin: Begin) -> Result<(PartFile, Begun), Error> {
        // A link stays one: what it points to is replaced.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let part = with_ending(&target, ".part");
        let failed = |error: io::Error| cannot_write(&target, &error);
        let opened = File::options().write(true).create(true).truncate(false).open(&part);
        let mut file = opened.map_err(failed)?;
        let (mut journal, lines) = Journal::begin(with_ending(&part, ".log"), begin)?;
        let len = file.metadata().map_err(failed)?.len();
        let n_bytes = |known_by: &str| known_by.parse::<u64>().ok().filter(|n_bytes| *n_bytes <= len);
        let sound = lines.iter().rev().find_map(|line| Some((line, n_bytes(&line.known_by)?)));
        journal.cut(sound.map(|(line, _)| line), &begin.head()).map_err(failed)?;
        let end = sound.map_or(0, |(_, n_bytes)| n_bytes);
        file.set_len(end).and_then(|()| file.seek(SeekFrom::Start(end))).map_err(failed)?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        if end == 0 {
            out.write_all(head.as_bytes()).map_err(failed)?;
        }
        let begun = sound.map_or(Begun::default(), |(line, _)| line.begun);
        Ok((PartFile { target, part, out, journal, n_unnoted: 0 }, begun))
    }
}

impl Save for PartFile {
    fn put(&mut self, _: &str, record: &str, digest: u64) -> io::Result<()> {
        self.out.write_all(record.as_bytes())?;
        self.journal.count(digest);
        self.n_unnoted += 1;
        if self.n_unnoted >= N_UNNOTED { self.pause() } else { Ok(()) }
    }

    fn pause(&mut self) -> io::Result<()> {
        if self.n_unnoted > 0 {
            self.out.flush()?;
            let n_bytes = self.out.get_mut().stream_position()?;
            self.journal.note(&n_bytes.to_string())?;
            self.n_unnoted = 0;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        fs::rename(&self.part, &self.target)?;
        sync_folder(&self.target);
        fs::remove_file(self.journal.path())
    }

    fn leftovers(&self) -> Vec<PathBuf> {
        vec![self.part.clone(), self.journal.path().to_owned()]
    }
}

/// Makes a new name outlast a loss of power, where the system can.
fn sync_folder(file: &Path) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
