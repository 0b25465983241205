//! `gazet explain FILE[:OFFSET]`: why a place in a text is a mention, or is none.

use super::{DONE, Environment, known_names, print, report};
use crate::cli::{Cli, ExplainArgs, ExplainFormat};
use gazet::batch::Outcome;
use gazet::read::{InputOptions, Inputs, work};
use gazet::write::{Unit, visible};
use gazet::{Annotator, Considered, Decision, Document, Error, ErrorKind, KnownName, Refused, Span};
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The characters of a sentence that are shown on either side of a name.
const AROUND: usize = 36;

/// Explains one place of a document, or all of its mentions. A document that cannot be read counts as failed.
pub(crate) fn run(cli: &Cli, args: &ExplainArgs, environment: &Environment) -> Result<Outcome, Error> {
    let place = Place::parse(&args.place)?;
    let annotator = Annotator::new(known_names(&cli.names, environment)?);
    let document = only_document(&place.path)?;
    for warning in &document.warnings {
        report(&format!("{}: {warning}", document.id));
    }
    let unit = args.offsets.into();
    let at = place.at.map(|at| at.byte(&document, unit)).transpose()?;
    let decisions = annotator.explain(&document, at);
    let view = View { document: &document, unit };
    print(DONE, |out| match args.format {
        ExplainFormat::Text => {
            let blocks: Vec<String> = decisions.iter().map(|decision| view.block(decision)).collect();
            let nothing = if blocks.is_empty() { "nothing found\n" } else { "" };
            write!(out, "{nothing}{}", visible(blocks.join("\n")))
        }
        ExplainFormat::Json => write_json(out, &view, &decisions),
    })
}

/// A file, and where in it.
struct Place {
    path: PathBuf,
    at: Option<At>,
}

#[derive(Clone, Copy)]
enum At {
    Offset(usize),
    /// Both from 1, as compilers count.
    LineColumn(usize, usize),
}

impl Place {
    /// `FILE`, `FILE:OFFSET` or `FILE:LINE:COLUMN`; a file whose name ends like that comes first.
    fn parse(written: &str) -> Result<Place, Error> {
        let place = |path: &str, at| Ok(Place { path: PathBuf::from(path), at });
        let number = |text: &str| text.parse::<usize>().ok();
        if Path::new(written).exists() {
            return place(written, None);
        }
        let Some((front, Some(last))) = written.rsplit_once(':').map(|(front, n)| (front, number(n))) else {
            return place(written, None);
        };
        match front.rsplit_once(':').map(|(path, line)| (path, number(line))) {
            Some((path, Some(line))) if line > 0 && last > 0 => place(path, Some(At::LineColumn(line, last))),
            Some((_, Some(_))) => {
                Err(Error::new(ErrorKind::Usage, format!("{written}: lines and columns count from 1")))
            }
            _ => place(front, Some(At::Offset(last))),
        }
    }
}

impl At {
    fn byte(self, document: &Document, unit: Unit) -> Result<usize, Error> {
        let (text, id) = (document.text.as_str(), &document.id);
        let past = |message: String| Error::new(ErrorKind::Usage, format!("{id}: {message}"));
        match self {
            At::Offset(offset) => unit.byte_at(text, offset).ok_or_else(|| {
                let length = unit.count(text);
                past(format!("offset {offset} is past the end: the text has {length} ({})", unit.name()))
            }),
            At::LineColumn(number, column) => {
                let mut start = 0;
                let mut lines = text.split_inclusive('\n').inspect(|line| start += line.len());
                let line = lines.nth(number - 1);
                let line = line.ok_or_else(|| past(format!("the text has no line {number}")))?;
                let at = unit.byte_at(line, column - 1);
                let at = at.ok_or_else(|| past(format!("line {number} has no column {column}")))?;
                Ok(start - line.len() + at)
            }
        }
    }
}

fn only_document(path: &Path) -> Result<Document, Error> {
    let options = InputOptions::default();
    let inputs = Inputs { paths: vec![path.to_owned()], files_from: None };
    let mut works = work(&inputs, &options);
    let nothing = || Error::new(ErrorKind::Empty, format!("{}: no document", path.display()));
    let first = works.next().ok_or_else(nothing)?;
    if works.next().is_some() {
        let message = format!("{}: explain takes one text, and there are more", path.display());
        return Err(Error::new(ErrorKind::Usage, message));
    }
    first.document(&options)
}

/// How decisions about a document are shown.
struct View<'a> {
    document: &'a Document,
    unit: Unit,
}

impl View<'_> {
    fn offset(&self, byte: u32) -> usize {
        self.unit.count(&self.document.text[..byte as usize])
    }

    /// Line and column, from 1.
    fn line_column(&self, byte: u32) -> (usize, usize) {
        let before = &self.document.text[..byte as usize];
        let line = before.matches('\n').count() + 1;
        (line, self.unit.count(before.rsplit('\n').next().unwrap_or(before)) + 1)
    }

    fn written(&self, span: Span) -> String {
        on_one_line(span.of(&self.document.text))
    }

    fn block(&self, decision: &Decision) -> String {
        let (line, column) = self.line_column(decision.span.start);
        let (start, end) = (self.offset(decision.span.start), self.offset(decision.span.end));
        let id = &self.document.id;
        let mut lines =
            vec![format!("{id}:{line}:{column}  {}  {start}..{end}", self.written(decision.span))];
        lines.push(format!("  {}", self.in_sentence(decision)));
        match &decision.mention {
            Some((mention, entity)) => {
                let entity = entity.as_deref().unwrap_or("ambiguous");
                let kind = format!("{}/{}", mention.kind.of.name(), mention.kind.subtype());
                lines.push(format!("  mention  {kind}  {entity}  score {:.3}", mention.score));
                lines.push(format!(
                    "  rule     {}, form {}, zone {}",
                    mention.rule,
                    mention.form.name(),
                    mention.zone
                ));
            }
            None => lines.push("  no mention".to_owned()),
        }
        for considered in &decision.considered {
            lines.extend(self.considered(considered));
        }
        lines.extend(decision.refused.iter().flat_map(|refused| self.refused(refused)));
        lines.extend(decision.unlisted.map(|reason| format!("  unlisted no: {reason}")));
        for citation in &decision.citations {
            let (kind, id, via) = (citation.kind, &citation.id, citation.via);
            let text = self.written(citation.span);
            lines.push(format!("  cited    {text}: {kind}  {id}  via {via}"));
        }
        lines.join("\n") + "\n"
    }

    /// The words around, with the name in brackets.
    fn in_sentence(&self, decision: &Decision) -> String {
        let (text, span) = (&self.document.text, decision.span);
        let sentence = decision.sentence.cover(span);
        let before = on_one_line(&text[sentence.start as usize..span.start as usize]);
        let after = on_one_line(&text[span.end as usize..sentence.end as usize]);
        let skipped = before.chars().count().saturating_sub(AROUND);
        let start: String = before.chars().skip(skipped).collect();
        let end: String = after.chars().take(AROUND).collect();
        let dots = |is_cut: bool| if is_cut { "…" } else { "" };
        let cut = end.len() < after.len();
        format!("{}{start}[{}]{end}{}", dots(skipped > 0), self.written(span), dots(cut))
    }

    fn considered(&self, considered: &Considered) -> Vec<String> {
        let label = if considered.lost.is_some() { "lost" } else { "chosen" };
        let text = self.written(considered.span);
        let kind = format!("{}/{}", considered.kind.of.name(), considered.kind.subtype());
        let named = match &considered.entity {
            Some(entity) => format!("{}  {kind}", entity.id),
            None => format!("unlisted  {kind}  rule {}", considered.rule),
        };
        let mut lines = vec![format!("  {label:<8} {text}: {named}  weight {:.3}", considered.weight)];
        if let Some(entity) = &considered.entity {
            lines.push(format!("           row {}:{}", entity.origin.file, entity.origin.line));
        }
        if considered.evidence.len() > 1 || considered.lost.is_none() {
            let pieces = considered.evidence.iter();
            lines.extend(pieces.map(|(what, weight)| format!("           {weight:+.3} {what}")));
        }
        lines.extend(considered.lost.iter().map(|reason| format!("           {reason}")));
        lines
    }

    fn refused(&self, refused: &Refused) -> Vec<String> {
        let (entity, text) = (&refused.entity, self.written(refused.span));
        let mut lines = vec![format!("  refused  {text}: {}, {}", entity.id, refused.reason)];
        lines.push(format!("           row {}:{}", entity.origin.file, entity.origin.line));
        lines.extend(
            refused
                .name
                .iter()
                .map(|name| format!("           name {} ({})", name.written(), name.meaning())),
        );
        lines
    }
}

/// With single spaces for all white space, those at the ends as well.
fn on_one_line(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
}

fn write_json(out: &mut dyn Write, view: &View<'_>, decisions: &[Decision]) -> io::Result<()> {
    let decisions = decisions.iter().map(|decision| DecisionJson::new(view, decision)).collect();
    let json = ExplainedJson { id: &view.document.id, offsets: view.unit.name(), decisions };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

#[derive(Serialize)]
struct ExplainedJson<'a> {
    id: &'a str,
    offsets: &'static str,
    decisions: Vec<DecisionJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct DecisionJson<'a> {
    #[serde(flatten)]
    place: PlaceJson<'a>,
    line: usize,
    column: usize,
    mention: Option<MentionJson<'a>>,
    considered: Vec<ConsideredJson<'a>>,
    refused: Vec<RefusedJson<'a>>,
    unlisted: Option<&'static str>,
    citations: Vec<CitationJson<'a>>,
}

#[derive(Serialize)]
struct MentionJson<'a> {
    r#type: &'static str,
    subtype: &'static str,
    entity: Option<&'a str>,
    form: &'static str,
    zone: &'static str,
    rule: &'static str,
    score: f64,
}

#[derive(Serialize)]
struct ConsideredJson<'a> {
    #[serde(flatten)]
    place: PlaceJson<'a>,
    r#type: &'static str,
    subtype: &'static str,
    rule: &'static str,
    entity: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<u32>,
    evidence: Vec<PieceJson>,
    weight: f64,
    lost: Option<&'a str>,
}

#[derive(Serialize)]
struct PieceJson {
    what: &'static str,
    weight: f64,
}

#[derive(Serialize)]
struct RefusedJson<'a> {
    #[serde(flatten)]
    place: PlaceJson<'a>,
    entity: &'a str,
    name: Option<String>,
    meaning: Option<&'static str>,
    file: &'a str,
    line: u32,
    reason: &'static str,
}

#[derive(Serialize)]
struct CitationJson<'a> {
    #[serde(flatten)]
    place: PlaceJson<'a>,
    kind: &'static str,
    id: &'a str,
    via: &'static str,
}

fn rounded(weight: f64) -> f64 {
    (weight * 1000.0).round() / 1000.0
}

impl<'a> PlaceJson<'a> {
    fn new(view: &View<'a>, span: Span) -> PlaceJson<'a> {
        let (start, end) = (view.offset(span.start), view.offset(span.end));
        PlaceJson { start, end, text: span.of(&view.document.text) }
    }
}

impl<'a> DecisionJson<'a> {
    fn new(view: &View<'a>, decision: &'a Decision) -> DecisionJson<'a> {
        let (line, column) = view.line_column(decision.span.start);
        let mention = decision.mention.as_ref().map(|(mention, entity)| MentionJson {
            r#type: mention.kind.of.name(),
            subtype: mention.kind.subtype(),
            entity: entity.as_deref(),
            form: mention.form.name(),
            zone: mention.zone,
            rule: mention.rule,
            score: rounded(mention.score),
        });
        let citation = |citation: &'a gazet::Citation| CitationJson {
            place: PlaceJson::new(view, citation.span),
            kind: citation.kind,
            id: &citation.id,
            via: citation.via,
        };
        DecisionJson {
            place: PlaceJson::new(view, decision.span),
            line,
            column,
            mention,
            considered: decision.considered.iter().map(|c| ConsideredJson::new(view, c)).collect(),
            refused: decision.refused.iter().map(|refused| RefusedJson::new(view, refused)).collect(),
            unlisted: decision.unlisted,
            citations: decision.citations.iter().map(citation).collect(),
        }
    }
}

impl<'a> ConsideredJson<'a> {
    fn new(view: &View<'a>, considered: &'a Considered) -> ConsideredJson<'a> {
        let entity = considered.entity.as_ref();
        let piece = |(what, weight): &(&'static str, f64)| PieceJson { what, weight: rounded(*weight) };
        ConsideredJson {
            place: PlaceJson::new(view, considered.span),
            r#type: considered.kind.of.name(),
            subtype: considered.kind.subtype(),
            rule: considered.rule,
            entity: entity.map(|entity| entity.id.as_str()),
            file: entity.map(|entity| entity.origin.file.as_str()),
            line: entity.map(|entity| entity.origin.line),
            evidence: considered.evidence.iter().map(piece).collect(),
            weight: rounded(considered.weight),
            lost: considered.lost.as_deref(),
        }
    }
}

impl<'a> RefusedJson<'a> {
    fn new(view: &View<'a>, refused: &'a Refused) -> RefusedJson<'a> {
        RefusedJson {
            place: PlaceJson::new(view, refused.span),
            entity: &refused.entity.id,
            name: refused.name.as_ref().map(KnownName::written),
            meaning: refused.name.as_ref().map(KnownName::meaning),
            file: &refused.entity.origin.file,
            line: refused.entity.origin.line,
            reason: refused.reason,
        }
    }
}
