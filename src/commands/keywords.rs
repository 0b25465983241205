//! `gazet keywords PATH…`: one row a keyword; with `--corpus` those that mark a document against the others.

use super::annotate::{self, input_options, inputs, n_threads};
use super::{Environment, known_names};
use crate::cli::{Cli, KeywordsArgs, Sources, TableOf};
use gazet::batch::{Answer, Batch, Outcome, each};
use gazet::read::work;
use gazet::{Annotator, Corpus, DocumentPhrases, Error, ErrorKind, KeywordMode};
use std::path::Path;

/// Writes the table. For a corpus all is read twice: first to count, so that no text has to be kept.
pub(crate) fn run(cli: &Cli, args: &KeywordsArgs, environment: &Environment) -> Result<Outcome, Error> {
    let corpus = if args.corpus { Some(count(cli, args, environment)?) } else { None };
    annotate::run(cli, &args.texts, Some(TableOf::Keywords), corpus, environment)
}

/// In how many documents each phrase stands. What there is to say of a document is said when it is read again.
fn count(cli: &Cli, args: &KeywordsArgs, environment: &Environment) -> Result<Corpus, Error> {
    let sources = &args.texts.sources;
    if is_read_once(sources) {
        let message = "--corpus reads all documents twice: give files or folders, not standard input";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let mode = args.texts.keywords.into();
    let annotator = Annotator::new(known_names(&cli.names, environment)?).with_keywords(KeywordMode::None, 0);
    let input = input_options(sources);
    let batch = Batch { annotator: &annotator, input: &input, n_threads: n_threads(sources) };
    let make = |answer| match answer {
        Answer::Annotated(document, annotations) => {
            (Some(DocumentPhrases::new(&document, &annotations, mode)), document.text.len())
        }
        Answer::Failed(..) => (None, 0),
    };
    let mut corpus = Corpus::default();
    let take = |phrases: Option<Option<DocumentPhrases>>| {
        phrases.flatten().into_iter().for_each(|phrases| corpus.add(phrases));
        Ok(())
    };
    each(batch, work(&inputs(sources)?, &input), make, take, |_| ())
        .map_err(|error| Error::new(ErrorKind::Io, error.to_string()))?;
    Ok(corpus)
}

/// Whether something comes from standard input.
fn is_read_once(sources: &Sources) -> bool {
    let stdin = Path::new("-");
    let listed = sources.files_from.as_deref();
    listed == Some(stdin)
        || sources.paths.iter().any(|path| path == stdin)
        || sources.paths.is_empty() && listed.is_none()
}
