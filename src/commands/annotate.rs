//! `gazet PATH…`: documents in, records out.

use super::{known_names, quiet_on_closed_pipe, report};
use crate::cli::{Cli, Format};
use clap::CommandFactory;
use gazet::batch::{self, Outcome};
use gazet::read::{InputOptions, work};
use gazet::write::OutputOptions;
use gazet::{Annotator, Error, ErrorKind};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Annotates what the paths name, and standard input where there are none.
pub(crate) fn run(cli: &Cli, user_folder: Option<&Path>) -> Result<Outcome, Error> {
    let mut paths = cli.paths.clone();
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            let help = Cli::command().render_help();
            return Err(Error::new(
                ErrorKind::Empty,
                format!("no input: give a file, a folder or a pipe\n\n{help}"),
            ));
        }
        paths.push(PathBuf::from("-"));
    }
    let annotator = Annotator::new(known_names(&cli.names, user_folder)?)
        .with_keywords(cli.keywords.into(), cli.max_keywords);
    if let Some(jobs) = cli.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
        pool.map_err(|error| Error::new(ErrorKind::Io, format!("cannot start {jobs} threads: {error}")))?;
    }
    match &cli.output {
        None => {
            annotate(cli, &annotator, &paths, &mut BufWriter::new(io::stdout())).or_else(quiet_on_closed_pipe)
        }
        Some(file) => to_file(file, |out| annotate(cli, &annotator, &paths, out)),
    }
}

fn annotate(
    cli: &Cli,
    annotator: &Annotator,
    paths: &[PathBuf],
    out: &mut impl Write,
) -> io::Result<Outcome> {
    let input = InputOptions {
        format: cli.input.into(),
        id_field: cli.id_field.clone(),
        text_field: cli.text_field.clone(),
    };
    let mut work = work(paths, &input).peekable();
    let first = work.next();
    let is_single = first.is_some() && work.peek().is_none();
    let for_people = cli.format.is_none() && is_single && cli.output.is_none() && io::stdout().is_terminal();
    let pretty = for_people || cli.format == Some(Format::Json);
    let output = OutputOptions { unit: cli.offsets.into(), pretty };
    batch::run(annotator, first.into_iter().chain(work), &input, output, out, report)
}

/// Writes under another name beside the file, and renames when all is written.
fn to_file(
    file: &Path,
    write: impl FnOnce(&mut BufWriter<std::fs::File>) -> io::Result<Outcome>,
) -> Result<Outcome, Error> {
    let failed =
        |error: io::Error| Error::new(ErrorKind::Io, format!("cannot write {}: {error}", file.display()));
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = file.with_file_name(name);
    let mut out = BufWriter::new(std::fs::File::create(&part).map_err(failed)?);
    let outcome = write(&mut out).and_then(|outcome| out.flush().map(|()| outcome));
    drop(out);
    let renamed = outcome.and_then(|outcome| std::fs::rename(&part, file).map(|()| outcome));
    renamed.map_err(|error| {
        // The part is of no use to anyone; that it cannot be removed is no second error.
        let _ = std::fs::remove_file(&part);
        failed(error)
    })
}
