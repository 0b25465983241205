//! `gazet PATH…`: documents in, records out.

use super::{Environment, known_names, quiet_on_closed_pipe, report, report_line};
use crate::cli::{Cli, Color, Format, Sources, TableOf, Texts};
use clap::CommandFactory;
use gazet::batch::{self, Batch, Note, Outcome};
use gazet::read::{FilesFrom, InputOptions, Inputs, work};
use gazet::write::{Cells, OutputFormat, OutputOptions};
use gazet::{Annotator, Error, ErrorKind};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Annotates what the paths name, and standard input where there are none.
pub(crate) fn run(
    cli: &Cli,
    texts: &Texts,
    table: Option<TableOf>,
    environment: &Environment,
) -> Result<Outcome, Error> {
    let sources = &texts.sources;
    let inputs = inputs(sources)?;
    let format = given_format(texts, table, environment)?;
    let annotator = Annotator::new(known_names(&cli.names, environment)?)
        .with_keywords(texts.keywords.into(), texts.max_keywords);
    let outcome = match &texts.output {
        None => annotate(texts, format, &annotator, &inputs, &mut BufWriter::new(io::stdout()))
            .or_else(quiet_on_closed_pipe),
        Some(file) => to_file(file, |out| annotate(texts, format, &annotator, &inputs, out)),
    }?;
    Ok(told(sources, outcome))
}

/// Says how many documents failed. With `--exit-zero` they do not count.
pub(super) fn told(sources: &Sources, outcome: Outcome) -> Outcome {
    let Outcome { n_done, n_failed } = outcome;
    if n_failed > 0 && n_done + n_failed > 1 && !sources.quiet {
        report(&format!("{n_failed} of {} documents failed", n_done + n_failed));
    }
    if sources.exit_zero { Outcome { n_done, n_failed: 0 } } else { outcome }
}

pub(super) fn inputs(sources: &Sources) -> Result<Inputs, Error> {
    let end = if sources.null { 0 } else { b'\n' };
    let files_from = sources.files_from.clone().map(|list| FilesFrom { list, end });
    let mut paths = sources.paths.clone();
    if paths.is_empty() && files_from.is_none() {
        if io::stdin().is_terminal() {
            let help = Cli::command().render_help();
            let message = format!("no input: give a file, a folder or a pipe\n\n{help}");
            return Err(Error::new(ErrorKind::Empty, message));
        }
        paths.push(PathBuf::from("-"));
    }
    Ok(Inputs { paths, files_from })
}

fn annotate(
    texts: &Texts,
    format: Option<OutputFormat>,
    annotator: &Annotator,
    inputs: &Inputs,
    out: &mut impl Write,
) -> io::Result<Outcome> {
    let sources = &texts.sources;
    let input = input_options(sources);
    let for_terminal = to_terminal(texts);
    let mut work = work(inputs, &input).peekable();
    let first = work.next();
    // Whoever waits at the other end of a pipe gets an answer before the second document is there.
    let is_single = for_terminal && first.is_some() && work.peek().is_none();
    let usual = if is_single { OutputFormat::Json } else { OutputFormat::Jsonl };
    let output = OutputOptions {
        format: format.unwrap_or(usual),
        unit: texts.offsets.into(),
        with_text: texts.with_text,
        for_terminal,
    };
    let batch = Batch { annotator, input: &input, n_threads: n_threads(sources) };
    batch::run(batch, output, first.into_iter().chain(work), out, |note| tell(sources, note))
}

pub(super) fn input_options(sources: &Sources) -> InputOptions {
    InputOptions {
        format: sources.input.into(),
        id_field: sources.id_field.clone(),
        text_field: sources.text_field.clone(),
        max_document_bytes: sources.max_document_bytes,
    }
}

/// 0 is one a core.
pub(super) fn n_threads(sources: &Sources) -> usize {
    sources.jobs.map_or(0, usize::from)
}

pub(super) fn tell(sources: &Sources, note: &Note) {
    if !sources.quiet || note.is_error {
        report_line(&note.message)
    }
}

fn to_terminal(texts: &Texts) -> bool {
    texts.output.is_none() && io::stdout().is_terminal()
}

/// The format that the flags ask for; none when they leave it to the place where the output goes.
fn given_format(
    texts: &Texts,
    table: Option<TableOf>,
    environment: &Environment,
) -> Result<Option<OutputFormat>, Error> {
    let delimited = |delimiter| {
        let cells = Cells::Delimited { delimiter, guard: texts.guard_formulas };
        OutputFormat::Table(table.unwrap_or(TableOf::Mentions).into(), cells)
    };
    let format = match (texts.format, table) {
        (None, None) => return Ok(None),
        (None, Some(_)) if to_terminal(texts) => delimited(b','),
        (None | Some(Format::Jsonl), Some(table)) => OutputFormat::Table(table.into(), Cells::Jsonl),
        (Some(Format::Csv), _) => delimited(b','),
        (Some(Format::Tsv), _) => delimited(b'\t'),
        (Some(_), Some(_)) => {
            return Err(Error::new(ErrorKind::Usage, "a table is written as jsonl, csv or tsv"));
        }
        (Some(Format::Json), None) => OutputFormat::Json,
        (Some(Format::Jsonl), None) => OutputFormat::Jsonl,
        (Some(Format::Conll), None) => OutputFormat::Conll(texts.labels.into()),
        (Some(Format::Brat), None) => OutputFormat::Brat,
        (Some(Format::Spacy), None) => OutputFormat::Spacy,
        (Some(Format::Webanno), None) => OutputFormat::WebAnnotation,
        (Some(Format::Text), None) => OutputFormat::Text { color: has_color(texts, environment) },
    };
    match format.unit() {
        Some(unit) if unit != texts.offsets.into() => {
            Err(Error::new(ErrorKind::Usage, "this format counts code points: leave out --offsets"))
        }
        _ => Ok(Some(format)),
    }
}

fn has_color(texts: &Texts, environment: &Environment) -> bool {
    match texts.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => to_terminal(texts) && !environment.no_color,
    }
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
