//! `gazet summary PATH…`: what a whole batch speaks of, as one table.

use super::annotate::{input_options, inputs, n_threads, tell, told};
use super::{DONE, Environment, known_names, print};
use crate::cli::{Cli, SummaryArgs, SummaryFormat, SummaryOf};
use gazet::batch::{Answer, Batch, Outcome, each};
use gazet::read::work;
use gazet::write::visible;
use gazet::{Annotator, Digest, EntityCount, Error, ErrorKind, KeywordMode, Summary};
use serde::Serialize;
use std::io::{self, IsTerminal};

/// Rows on a terminal unless `--top` says otherwise.
const TOP: usize = 20;

/// Counts all that the paths name, and prints one table.
pub(crate) fn run(cli: &Cli, args: &SummaryArgs, environment: &Environment) -> Result<Outcome, Error> {
    let inputs = inputs(&args.sources)?;
    let annotator = Annotator::new(known_names(&cli.names, environment)?).with_keywords(KeywordMode::None, 0);
    let input = input_options(&args.sources);
    let batch = Batch { annotator: &annotator, input: &input, n_threads: n_threads(&args.sources) };
    let mut summary = Summary::default();
    let take = |digest: Option<Option<Digest>>| {
        digest.flatten().into_iter().for_each(|digest| summary.add(digest));
        Ok(())
    };
    let outcome = each(batch, work(&inputs, &input), digest, take, |note| tell(&args.sources, note))
        .map_err(|error| Error::new(ErrorKind::Io, error.to_string()))?;
    print_table(args, &summary)?;
    Ok(told(&args.sources, outcome))
}

/// What is kept of an answer: some hundred bytes, which nobody has to count.
fn digest(answer: Answer) -> (Option<Digest>, usize) {
    match answer {
        Answer::Annotated(document, annotations) => (Some(Digest::new(&document.id, annotations)), 0),
        Answer::Failed(..) => (None, 0),
    }
}

fn print_table(args: &SummaryArgs, summary: &Summary) -> Result<Outcome, Error> {
    let wanted = |entity: &EntityCount| args.kind.is_none_or(|kind| kind.holds(entity.kind));
    match args.of {
        SummaryOf::Entities => {
            let rows = summary.entities().into_iter().filter(|row| wanted(row));
            print_rows(
                args,
                rows.map(|row| EntityRow {
                    id: &row.id,
                    name: &row.name,
                    r#type: row.kind.of.name(),
                    documents: row.n_documents,
                    mentions: row.n_mentions,
                }),
            )
        }
        SummaryOf::Pairs => {
            let rows = summary.pairs(1).into_iter().filter(|row| wanted(row.left) && wanted(row.right));
            print_rows(
                args,
                rows.map(|row| PairRow {
                    id: &row.left.id,
                    with: &row.right.id,
                    name: &row.left.name,
                    with_name: &row.right.name,
                    documents: row.n_documents,
                }),
            )
        }
        SummaryOf::Dates => {
            let rows = summary.dates().into_iter().filter(|row| wanted(row.entity));
            print_rows(
                args,
                rows.map(|row| DateRow {
                    date: row.date,
                    id: &row.entity.id,
                    name: &row.entity.name,
                    documents: row.n_documents,
                }),
            )
        }
    }
}

#[derive(Serialize)]
struct EntityRow<'a> {
    id: &'a str,
    name: &'a str,
    r#type: &'static str,
    documents: usize,
    mentions: usize,
}

#[derive(Serialize)]
struct PairRow<'a> {
    id: &'a str,
    with: &'a str,
    name: &'a str,
    with_name: &'a str,
    documents: usize,
}

#[derive(Serialize)]
struct DateRow<'a> {
    date: &'a str,
    id: &'a str,
    name: &'a str,
    documents: usize,
}

fn print_rows<R: Serialize>(args: &SummaryArgs, rows: impl Iterator<Item = R>) -> Result<Outcome, Error> {
    let to_terminal = io::stdout().is_terminal();
    let usual = if to_terminal { SummaryFormat::Text } else { SummaryFormat::Csv };
    let all = if to_terminal { TOP } else { usize::MAX };
    let rows = rows.take(args.top.unwrap_or(all));
    print(DONE, |out| match args.format.unwrap_or(usual) {
        SummaryFormat::Csv => out.write_all(csv(rows)?.as_bytes()),
        SummaryFormat::Text => out.write_all(aligned(&csv(rows)?)?.as_bytes()),
        SummaryFormat::Jsonl => rows.into_iter().try_for_each(|row| {
            serde_json::to_writer(&mut *out, &row)?;
            writeln!(out)
        }),
    })
}

/// Rows with a line of the names of their columns.
fn csv<R: Serialize>(rows: impl Iterator<Item = R>) -> io::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row)?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Columns as wide as their widest cell, numbers to the right; harmless on a terminal.
fn aligned(table: &str) -> io::Result<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    let n_columns = rows.first().map_or(0, csv::StringRecord::len);
    let cell = |row: &csv::StringRecord, column: usize| visible(row[column].replace('\n', " "));
    let width = |column: usize| rows.iter().map(|row| cell(row, column).chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..n_columns).map(width).collect();
    let is_number = |column: usize| rows.iter().skip(1).all(|row| row[column].parse::<usize>().is_ok());
    let numbers: Vec<bool> = (0..n_columns).map(is_number).collect();
    let line = |row: &csv::StringRecord| {
        let cells = (0..n_columns).map(|column| {
            let (cell, width) = (cell(row, column), widths[column]);
            if numbers[column] { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    Ok(rows.iter().map(line).collect())
}
