//! Paths, folders and lists of paths into files.

use super::{ENDINGS, InputFormat, Work};
use crate::error::{Error, ErrorKind};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What is to be read: the paths, then those of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// A list of more of them.
    pub files_from: Option<FilesFrom>,
}

/// A file that lists paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilesFrom {
    /// The list; `-` is standard input.
    pub list: PathBuf,
    /// What ends a path: `\n`, or a NUL for lists of any names at all, as `find -print0` writes them.
    pub end: u8,
}

/// A file to be read, or what became of an attempt to find one.
type Found = Result<PathBuf, Work>;

impl Inputs {
    /// Bytes of all files as they are on disk; none when standard input is among them. Walks all folders.
    pub fn n_bytes(&self) -> Option<u64> {
        let is_stdin = |path: &Path| path == Path::new("-");
        let list = self.files_from.as_ref().map(|from| from.list.as_path());
        if self.paths.iter().map(PathBuf::as_path).chain(list).any(is_stdin) {
            return None;
        }
        Some(self.files().flatten().filter_map(|path| std::fs::metadata(path).ok()).map(|it| it.len()).sum())
    }

    /// The files in their order, folders walked; `-` stands for standard input.
    pub(super) fn files(&self) -> impl Iterator<Item = Found> + Send {
        let listed = self.files_from.iter().flat_map(FilesFrom::paths);
        self.paths.iter().cloned().map(Ok).chain(listed).flat_map(|path| match path {
            Ok(path) if path.is_dir() => articles(path),
            other => Box::new(std::iter::once(other)),
        })
    }
}

impl FilesFrom {
    fn paths(&self) -> Box<dyn Iterator<Item = Found> + Send> {
        let name = self.list.display().to_string();
        let opened: io::Result<Box<dyn BufRead + Send>> = match self.list.to_str() {
            Some("-") => Ok(Box::new(BufReader::new(io::stdin()))),
            _ => File::open(&self.list).map(|file| Box::new(BufReader::new(file)) as Box<_>),
        };
        let end = self.end;
        let failed = move |error| Work::failed(&name, Error::io(&name, &error));
        match opened {
            Err(error) => Box::new(std::iter::once(Err(failed(error)))),
            Ok(list) => Box::new(list.split(end).filter_map(move |path| match path {
                Err(error) => Some(Err(failed(error))),
                Ok(path) if path.is_empty() => None,
                Ok(path) if path == b"-" => Some(Err(no_stdin())),
                Ok(path) if end == b'\n' => Some(Ok(to_path(path.strip_suffix(b"\r").unwrap_or(&path)))),
                Ok(path) => Some(Ok(to_path(&path))),
            })),
        }
    }
}

fn no_stdin() -> Work {
    let message = "-: a list cannot name standard input: write ./- for a file of that name";
    Work::failed("-", Error::new(ErrorKind::Usage, message))
}

#[cfg(unix)]
fn to_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn to_path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// The articles below a folder, sorted by path. Links to folders are not followed, so there are no loops.
fn articles(folder: PathBuf) -> Box<dyn Iterator<Item = Found> + Send> {
    let mut entries = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(article).fuse();
    let mut is_empty = true;
    Box::new(std::iter::from_fn(move || {
        let next = entries.next().or_else(|| is_empty.then(|| Err(nothing_in(&folder))));
        is_empty = false;
        next
    }))
}

fn nothing_in(folder: &Path) -> Work {
    let id = folder.display().to_string();
    let endings: Vec<String> = ENDINGS.iter().map(|(ending, _)| format!("*.{ending}")).collect();
    let message = format!("{id}: no {} in this folder", endings.join(", "));
    Work::failed(id, Error::new(ErrorKind::Empty, message))
}

/// What is read of an entry of a folder, or said about it.
fn article(entry: walkdir::Result<DirEntry>) -> Option<Found> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return Some(Err(unreadable(&error))),
    };
    let path = entry.path();
    let is_link = entry.path_is_symlink();
    match std::fs::metadata(path) {
        Ok(it) if it.is_dir() && is_link => {
            Some(Err(Work::skipped_for(path, "links to folders are not followed")))
        }
        Ok(it) if it.is_dir() => None,
        _ if InputFormat::of(path).is_none() => None,
        Ok(it) if it.is_file() => Some(Ok(entry.into_path())),
        Ok(_) => Some(Err(Work::skipped_for(path, "no regular file"))),
        Err(_) if is_link => Some(Err(Work::skipped_for(path, "a link to nothing"))),
        // It was there a moment ago: that it cannot be read is said when it is opened.
        Err(_) => Some(Ok(entry.into_path())),
    }
}

fn unreadable(error: &walkdir::Error) -> Work {
    let id = error.path().unwrap_or(Path::new("")).display().to_string();
    let reason = match error.io_error() {
        Some(cause) => Error::io(&id, cause),
        None => Error::new(ErrorKind::Io, error.to_string()),
    };
    Work::failed(id, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_its_paths_as_it_is_told() {
        let folder = std::env::temp_dir().join(format!("gazet-list-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let list = folder.join("list");
        let paths = |bytes: &[u8], end| {
            File::create(&list).and_then(|mut file| io::Write::write_all(&mut file, bytes)).unwrap();
            let paths = FilesFrom { list: list.clone(), end }.paths();
            paths.map(|path| path.unwrap().display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(paths(b"a b.txt\r\n\nc.txt", b'\n'), ["a b.txt", "c.txt"]);
        assert_eq!(paths(b"a\nb.txt\0c.txt\r\0", 0), ["a\nb.txt", "c.txt\r"]);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
