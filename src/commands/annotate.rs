//! `gazet PATH…`: documents in, records out.

use super::progress::Progress;
use super::{Environment, interrupt, known_names, quiet_on_closed_pipe, report, report_line};
use crate::cli::{Cli, Color, Format, ProgressWhen, Sources, TableOf, Texts};
use clap::CommandFactory;
use gazet::batch::{self, Batch, Note, Outcome};
use gazet::read::{FilesFrom, InputOptions, Inputs, work};
use gazet::save::{Begin, Begun, Folder, PartFile, Save, Stream};
use gazet::write::{Cells, OutputFormat, OutputOptions};
use gazet::{Annotator, Corpus, Error, ErrorKind};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Annotates what the paths name, and standard input where there are none.
pub(crate) fn run(
    cli: &Cli,
    texts: &Texts,
    table: Option<TableOf>,
    corpus: Option<Corpus>,
    environment: &Environment,
) -> Result<Outcome, Error> {
    let sources = &texts.sources;
    let inputs = inputs(sources)?;
    let format = given_format(texts, table, environment)?;
    let is_corpus = corpus.is_some();
    let mut annotator = Annotator::new(known_names(&cli.names, environment)?)
        .with_keywords(texts.keywords.into(), texts.max_keywords)
        .with_min_keyword_score(texts.min_keyword_score);
    if let Some(corpus) = corpus {
        annotator = annotator.with_corpus(corpus);
    }
    let input = input_options(sources);
    interrupt::listen()?;
    let mut work = work(&inputs, &input).take_while(|_| !interrupt::is_asked()).peekable();
    // Only a terminal is worth the look: whoever waits at the other end of a pipe gets an answer before the second
    // document is there.
    let first = if to_terminal(texts) { work.next() } else { None };
    let is_single = first.is_some() && work.peek().is_none();
    let mut work = first.into_iter().chain(work);
    let output = output_options(texts, format, is_single);
    let (mut save, begun) = opened(texts, output, digest_of_options(cli, texts, output, &input, is_corpus))?;
    begun.skip(&mut work)?;
    if !texts.resume {
        interrupt::leave(save.leftovers());
    }
    let batch = Batch { annotator: &annotator, input: &input, n_threads: n_threads(sources) };
    let progress = Progress::begin(&inputs, &input.meter, has_progress(texts));
    let work = work.inspect(|_| progress.count());
    let note = |note: &Note| progress.beside(|| tell(sources, note));
    let outcome = batch::run(batch, output, work, save.as_mut(), note);
    progress.end();
    let outcome = outcome.and_then(|outcome| match interrupt::is_asked() {
        true => Ok(outcome),
        false => save.finish().map(|()| outcome),
    });
    ended(texts, outcome).inspect_err(|_| interrupt::clean())
}

/// What became of the run as a whole.
fn ended(texts: &Texts, outcome: io::Result<Outcome>) -> Result<Outcome, Error> {
    match (outcome, &texts.output) {
        (Ok(outcome), _) if interrupt::is_asked() => {
            let n_documents = outcome.n_done + outcome.n_failed;
            let advice = if texts.resume { ": the same command goes on" } else { "" };
            let message = format!("interrupted after {n_documents} documents{advice}");
            Err(Error::new(ErrorKind::Interrupted, message))
        }
        (Ok(outcome), _) => Ok(told(&texts.sources, outcome)),
        (Err(error), None) => quiet_on_closed_pipe(error),
        (Err(error), Some(path)) => Err(Error::io(&format!("cannot write {}", path.display()), &error)),
    }
}

/// The place where records go, and what an earlier run has done there.
fn opened(texts: &Texts, output: OutputOptions, options: u64) -> Result<(Box<dyn Save>, Begun), Error> {
    let head = output.format.head();
    let begin = Begin { options, resume: texts.resume };
    let Some(path) = &texts.output else {
        return stream(io::stdout(), &head, Path::new("standard output"));
    };
    if is_folder(path) {
        let (folder, begun) = Folder::begin(path, &head, output.format.ending(), begin)?;
        return Ok((Box::new(folder), begun));
    }
    // A device or a named pipe is no file that could be replaced.
    if std::fs::metadata(path).is_ok_and(|it| !it.is_file()) {
        let device = std::fs::File::options().write(true).open(path);
        let device = device.map_err(|error| Error::io(&path.display().to_string(), &error))?;
        return stream(device, &head, path);
    }
    let (file, begun) = PartFile::begin(path, &head, begin)?;
    Ok((Box::new(file), begun))
}

fn stream(out: impl Write + 'static, head: &str, place: &Path) -> Result<(Box<dyn Save>, Begun), Error> {
    let begun = Stream::begin(BufWriter::new(out), head);
    let stream = begun.map_err(|error| Error::io(&format!("cannot write {}", place.display()), &error))?;
    Ok((Box::new(stream), Begun::default()))
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn output_options(texts: &Texts, format: Option<OutputFormat>, is_single: bool) -> OutputOptions {
    let for_people = is_single || texts.output.as_deref().is_some_and(is_folder);
    let usual = if for_people { OutputFormat::Json } else { OutputFormat::Jsonl };
    OutputOptions {
        format: format.unwrap_or(usual),
        unit: texts.offsets.into(),
        with_text: texts.with_text,
        for_terminal: to_terminal(texts),
    }
}

/// A digest of what makes the output of the same input what it is.
fn digest_of_options(
    cli: &Cli,
    texts: &Texts,
    output: OutputOptions,
    input: &InputOptions,
    is_corpus: bool,
) -> u64 {
    let mut hasher = DefaultHasher::new();
    let keywords = (texts.keywords, texts.max_keywords, texts.min_keyword_score, is_corpus);
    let input = (input.format, &input.id_field, &input.text_field, input.max_document_bytes);
    let options = format!("{} {output:?} {input:?} {keywords:?} {:?}", env!("CARGO_PKG_VERSION"), cli.names);
    options.hash(&mut hasher);
    hasher.finish()
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

pub(super) fn input_options(sources: &Sources) -> InputOptions {
    InputOptions {
        format: sources.input.into(),
        id_field: sources.id_field.clone(),
        text_field: sources.text_field.clone(),
        max_document_bytes: sources.max_document_bytes,
        ..InputOptions::default()
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

fn has_progress(texts: &Texts) -> bool {
    match texts.progress {
        ProgressWhen::Always => true,
        ProgressWhen::Never => false,
        ProgressWhen::Auto => !texts.sources.quiet && !to_terminal(texts),
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
