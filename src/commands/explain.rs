//! `gazet gazetteer explain NAME`: every row that has a name, and which one wins.

use super::list::EntityJson;
use super::{print, report};
use crate::cli::ExplainFormat;
use gazet::batch::Outcome;
use gazet::{Error, Explanation, Gazetteer, Origin, Reading, explain};
use serde::Serialize;
use std::io::{self, Write};

/// Explains the name. One that is not known counts as failed.
pub(crate) fn run(known: &Gazetteer, name: &str, format: ExplainFormat) -> Result<Outcome, Error> {
    let explanation = explain(known, name);
    let is_unknown = explanation.readings.is_empty();
    if is_unknown {
        report(&unknown(name, &explanation.nearest));
    }
    let outcome = Outcome { n_done: 1, n_failed: usize::from(is_unknown) };
    print(outcome, |out| match format {
        ExplainFormat::Text if is_unknown => Ok(()),
        ExplainFormat::Text => write_text(out, name, &explanation),
        ExplainFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &ExplanationJson::new(name, &explanation))?;
            writeln!(out)
        }
    })
}

fn unknown(name: &str, nearest: &[String]) -> String {
    let near = match nearest {
        [] => "none begins like it".to_owned(),
        names => format!("near it: {}", names.join(", ")),
    };
    format!("no row has the name {name:?}; {near}")
}

fn write_text(out: &mut dyn Write, name: &str, explanation: &Explanation) -> io::Result<()> {
    let n_rows = explanation.readings.len();
    let rows = if n_rows == 1 { "row" } else { "rows" };
    writeln!(out, "{name}: {n_rows} {rows}, searched as \"{}\"", explanation.folded)?;
    for (number, reading) in (1..).zip(&explanation.readings) {
        writeln!(out)?;
        write_reading(out, number, reading)?;
    }
    writeln!(out, "\nBefore context is known {}.", explanation.verdict)
}

fn write_reading(out: &mut dyn Write, number: usize, reading: &Reading) -> io::Result<()> {
    let entity = &reading.entity;
    let kind = format!("{}/{}", entity.kind.of.name(), entity.kind.subtype());
    writeln!(out, "{number}. {}  {kind}  {}", entity.id, entity.name)?;
    let sign = if reading.name.sign().is_empty() { "no mark" } else { reading.name.sign() };
    writeln!(out, "   as      {}  ({sign}: {})", reading.name.written(), reading.name.meaning())?;
    let enough = if reading.is_enough { "" } else { ", too little without context" };
    writeln!(out, "   prior   {}, weight {:.3}{enough}", entity.prior, reading.weight)?;
    writeln!(out, "   from    {}, source {}", place(&entity.origin), entity.source)?;
    entity.merged_over.iter().try_for_each(|below| writeln!(out, "   over    {}", place(below)))
}

fn place(origin: &Origin) -> String {
    format!("{}:{} ({})", origin.file, origin.line, origin.layer.name())
}

#[derive(Serialize)]
struct ExplanationJson<'a> {
    name: &'a str,
    searched: &'a str,
    verdict: &'a str,
    rows: Vec<ReadingJson<'a>>,
    nearest: &'a [String],
}

#[derive(Serialize)]
struct ReadingJson<'a> {
    rank: usize,
    written: String,
    mark: &'static str,
    meaning: &'static str,
    mention_type: &'static str,
    mention_subtype: &'static str,
    weight: f64,
    needs_context: bool,
    entity: EntityJson<'a>,
}

impl<'a> ExplanationJson<'a> {
    fn new(name: &'a str, explanation: &'a Explanation) -> ExplanationJson<'a> {
        let rows = (1..).zip(&explanation.readings).map(|(rank, reading)| ReadingJson {
            rank,
            written: reading.name.written(),
            mark: reading.name.sign(),
            meaning: reading.name.meaning(),
            mention_type: reading.kind.of.name(),
            mention_subtype: reading.kind.subtype(),
            weight: (reading.weight * 1000.0).round() / 1000.0,
            needs_context: !reading.is_enough,
            entity: EntityJson::new(&reading.entity),
        });
        ExplanationJson {
            name,
            searched: &explanation.folded,
            verdict: &explanation.verdict,
            rows: rows.collect(),
            nearest: &explanation.nearest,
        }
    }
}
