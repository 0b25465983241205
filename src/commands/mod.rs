//! What the program does: a file for each command.

pub(crate) mod annotate;
mod check;
mod explain;
mod explain_text;
mod import;
mod interrupt;
mod keywords;
mod licenses;
mod list;
mod progress;
mod summary;

pub(crate) use interrupt::INTERRUPTED;

use crate::cli::{Cli, Command, GazetteerCommand, Names, TableOf};
use clap::CommandFactory;
use gazet::batch::Outcome;
use gazet::write::{schema, visible};
use gazet::{Error, ErrorKind, Gazetteer, Layer};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// The outcome of what is no batch.
const DONE: Outcome = Outcome { n_done: 1, n_failed: 0 };

/// What the program takes from the environment.
pub(crate) struct Environment {
    /// Where the user's own names are, if there is such a folder.
    pub(crate) user_folder: Option<PathBuf>,
    /// Whether the user wants no colours: <https://no-color.org>.
    pub(crate) no_color: bool,
}

/// Does what the arguments ask for.
pub(crate) fn run(cli: &Cli, environment: &Environment) -> Result<Outcome, Error> {
    match &cli.command {
        _ if cli.licenses => licenses::run(),
        None => annotate::run(cli, &cli.texts, cli.texts.table, None, environment),
        Some(Command::Citations(texts)) => {
            annotate::run(cli, texts, Some(TableOf::Citations), None, environment)
        }
        Some(Command::Keywords(args)) => keywords::run(cli, args, environment),
        Some(Command::Summary(args)) => summary::run(cli, args, environment),
        Some(Command::Explain(args)) => explain_text::run(cli, args, environment),
        Some(Command::Schema) => print(DONE, |out| out.write_all(schema().as_bytes())),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "gazet", &mut script);
            print(DONE, |out| out.write_all(&script))
        }
        Some(Command::Man) => print(DONE, |out| clap_mangen::Man::new(Cli::command()).render(out)),
        Some(Command::Gazetteer(GazetteerCommand::Check { files, fix, warnings })) => {
            check::run(files, *fix, *warnings)
        }
        Some(Command::Gazetteer(GazetteerCommand::Explain { name, format })) => {
            explain::run(&known_names(&cli.names, environment)?, name, *format)
        }
        Some(Command::Gazetteer(GazetteerCommand::Import(args))) => {
            import::run(&known_names(&cli.names, environment)?, args)
        }
        Some(Command::Gazetteer(GazetteerCommand::List { of, format })) => {
            list::run(&known_names(&cli.names, environment)?, *of, *format)
        }
    }
}

/// The names of all layers: embedded, the user's, and those of `--gazetteer`.
fn known_names(names: &Names, environment: &Environment) -> Result<Gazetteer, Error> {
    let known = if names.no_default_gazetteers { Gazetteer::empty() } else { Gazetteer::embedded() };
    let folder = environment.user_folder.clone().filter(|_| !names.no_user_gazetteers);
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
        return Ok(DONE);
    }
    Err(Error::new(ErrorKind::Io, format!("cannot write standard output: {error}")))
}

/// Says something on standard error. Names of files and what stands in texts give the terminal no orders.
#[allow(clippy::print_stderr)] // messages are what standard error is for
pub(crate) fn report(message: &str) {
    eprintln!("gazet: {}", visible(message.to_owned()));
}

/// Says something on one line, whatever it holds.
pub(crate) fn report_line(message: &str) {
    report(&message.replace('\n', "\u{240a}"));
}
