//! The program `gazet`: arguments in, exit code out.

mod cli;

use clap::{CommandFactory, Parser};
use cli::{Cli, Command, Format, GazetteerCommand};
use gazet::batch::{self, Outcome};
use gazet::check;
use gazet::read::{InputOptions, work};
use gazet::write::OutputOptions;
use gazet::{Annotator, Error, ErrorKind, Gazetteer};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match &cli.command {
        Some(Command::Gazetteer(GazetteerCommand::Check { files, fix, warnings })) => {
            check_tables(files, *fix, *warnings)
        }
        None => run(&cli),
    };
    match outcome {
        Ok(Outcome { n_failed: 0, .. }) => ExitCode::SUCCESS,
        Ok(Outcome { n_done: 0, .. }) => ExitCode::from(2),
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            report(&error.to_string());
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome, Error> {
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
    let known = if cli.no_default_gazetteers { Gazetteer::empty() } else { Gazetteer::embedded() };
    let known = known.with_files(&cli.gazetteer)?;
    let annotator = Annotator::new(known).with_keywords(cli.keywords.into(), cli.max_keywords);
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

/// `| head` closes the pipe when it has enough: that is no error.
fn quiet_on_closed_pipe(error: io::Error) -> Result<Outcome, Error> {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Ok(Outcome { n_done: 1, n_failed: 0 });
    }
    Err(Error::new(ErrorKind::Io, format!("cannot write standard output: {error}")))
}

#[allow(clippy::print_stderr)] // messages are what standard error is for
fn report(message: &str) {
    eprintln!("gazet: {message}");
}

/// Prints what is wrong with tables. A table with mistakes counts as failed.
#[allow(clippy::disallowed_methods)] // the tables to check, and to mend, are files that the user names
fn check_tables(files: &[PathBuf], fix: bool, warnings: bool) -> Result<Outcome, Error> {
    let mut tables = Vec::new();
    for file in files {
        let failed = |error: io::Error| Error::io(&file.display().to_string(), &error);
        let mut bytes = std::fs::read(file).map_err(failed)?;
        if let (true, Ok(text)) = (fix, std::str::from_utf8(&bytes)) {
            bytes = check::fixed(text).into_bytes();
            std::fs::write(file, &bytes).map_err(failed)?;
        }
        tables.push((file.display().to_string(), bytes));
    }
    let mut findings = check::check(&tables);
    findings.retain(|finding| finding.is_error || warnings);
    let mut out = BufWriter::new(io::stdout());
    let written =
        findings.iter().try_for_each(|finding| writeln!(out, "{finding}")).and_then(|()| out.flush());
    let n_failed = findings.iter().filter(|finding| finding.is_error).count();
    written.map(|()| Outcome { n_done: tables.len(), n_failed }).or_else(quiet_on_closed_pipe)
}
