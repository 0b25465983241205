//! What the program does: a file for each command.

pub(crate) mod annotate;
mod check;
mod explain;
mod import;
mod licenses;
mod list;

use crate::cli::{Cli, Command, GazetteerCommand, Names};
use gazet::batch::Outcome;
use gazet::{Error, ErrorKind, Gazetteer, Layer};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Does what the arguments ask for. `user_folder` is where the user's own names are, if there is such a folder.
pub(crate) fn run(cli: &Cli, user_folder: Option<&Path>) -> Result<Outcome, Error> {
    match &cli.command {
        _ if cli.licenses => licenses::run(),
        None => annotate::run(cli, user_folder),
        Some(Command::Gazetteer(GazetteerCommand::Check { files, fix, warnings })) => {
            check::run(files, *fix, *warnings)
        }
        Some(Command::Gazetteer(GazetteerCommand::Explain { name, format })) => {
            explain::run(&known_names(&cli.names, user_folder)?, name, *format)
        }
        Some(Command::Gazetteer(GazetteerCommand::Import(args))) => {
            import::run(&known_names(&cli.names, user_folder)?, args)
        }
        Some(Command::Gazetteer(GazetteerCommand::List { of, format })) => {
            list::run(&known_names(&cli.names, user_folder)?, *of, *format)
        }
    }
}

/// The names of all layers: embedded, the user's, and those of `--gazetteer`.
fn known_names(names: &Names, user_folder: Option<&Path>) -> Result<Gazetteer, Error> {
    let known = if names.no_default_gazetteers { Gazetteer::empty() } else { Gazetteer::embedded() };
    let folder = user_folder.filter(|_| !names.no_user_gazetteers).map(Path::to_path_buf);
    known.with_layer(Layer::User, folder.as_slice())?.with_files(&names.gazetteer)
}

/// Writes to standard output. The outcome is that of the work, not of the writing.
fn print(outcome: Outcome, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Outcome, Error> {
    let mut out = BufWriter::new(io::stdout());
    write(&mut out).and_then(|()| out.flush()).map(|()| outcome).or_else(quiet_on_closed_pipe)
}

/// `| head` closes the pipe when it has enough: that is no error.
fn quiet_on_closed_pipe(error: io::Error) -> Result<Outcome, Error> {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Ok(Outcome { n_done: 1, n_failed: 0 });
    }
    Err(Error::new(ErrorKind::Io, format!("cannot write standard output: {error}")))
}

#[allow(clippy::print_stderr)] // messages are what standard error is for
pub(crate) fn report(message: &str) {
    eprintln!("gazet: {message}");
}
