//! The flags.

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use gazet::read::InputFormat;
use gazet::write::{Labels, Table, Unit};
use gazet::{ImportFormat, KeywordMode, Kind, Type};
use std::path::PathBuf;

/// Named entities, legal citations and keywords of news text, as JSON.
///
/// Reads texts from standard input, files, folders, JSON Lines or CSV, and writes one JSON record a document.
#[derive(Debug, Parser)]
#[command(
    version,
    override_usage = "gazet [OPTIONS] [PATH]...\n       gazet [NAMES] gazetteer <COMMAND>",
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "\
Examples:
  gazet article.txt                    annotate a file
  cat article.txt | gazet              annotate standard input
  gazet articles/ -o out.jsonl         annotate a folder, one JSON line an article
  gazet feed.jsonl --text-field body   annotate the records of a JSON Lines file
  gazet explain article.txt:1234       why a name is found there, or is not

Exit status: 0 all went well, 1 some documents failed, 2 wrong usage or nothing could be done,
130 interrupted."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) texts: Texts,

    #[command(flatten)]
    pub(crate) names: Names,

    /// Print the licences of the program and of its data
    #[arg(long)]
    pub(crate) licenses: bool,
}

/// Which texts are read, and what is written of them.
#[derive(Debug, Args)]
pub(crate) struct Texts {
    #[command(flatten)]
    pub(crate) sources: Sources,

    /// What is written: a gazet/1 record a document (json indented, jsonl on one line), a table, or what another
    /// tool reads. Default: json for a single document on a terminal, csv for a table there, else jsonl
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,

    /// One row a thing instead of one record a document, as jsonl, csv or tsv
    #[arg(long, value_enum, value_name = "TABLE")]
    pub(crate) table: Option<TableOf>,

    /// The names of types in conll
    #[arg(long, value_enum, default_value = "conll", value_name = "LABELS")]
    pub(crate) labels: LabelsOf,

    /// Colours in --format text
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: Color,

    /// In csv and tsv, put a ' before text that a spreadsheet would run as a formula
    #[arg(long)]
    pub(crate) guard_formulas: bool,

    /// Put the text into each record, after `length`: offsets into web pages and archives count in it
    #[arg(long)]
    pub(crate) with_text: bool,

    /// Write to this file instead of standard output; it appears when it is complete. Into a folder, or a name
    /// that ends with /, a file for each document is written, named after its id
    #[arg(short, long, value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,

    /// A line on standard error that tells how far a run is, when it takes longer than two seconds
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) progress: ProgressWhen,

    /// Go on where a run with the same input and options ended that was killed or interrupted; it was one with this
    /// flag as well, if Ctrl-C ended it
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,

    /// What offsets count: Unicode code points, bytes of UTF-8, or units of UTF-16
    #[arg(long, value_enum, default_value = "char", value_name = "UNIT")]
    pub(crate) offsets: Offsets,

    /// Keywords: a few phrases, many single words, or none
    #[arg(long, value_enum, default_value = "phrases", value_name = "KIND")]
    pub(crate) keywords: Keywords,

    /// How many keywords a document has at the most
    #[arg(long, default_value_t = 15, value_name = "N")]
    pub(crate) max_keywords: usize,

    /// Leave out keywords whose score is lower, 0 to 1
    #[arg(long, default_value_t = 0.0, value_name = "SCORE", value_parser = parse_score)]
    pub(crate) min_keyword_score: f64,
}

/// Which texts are read, and how.
#[derive(Debug, Args)]
pub(crate) struct Sources {
    /// Files and folders; `-` is standard input, as is no path at all. A folder is walked for *.txt, *.html,
    /// *.htm, *.jsonl, *.ndjson, *.csv, *.tsv and *.warc, also with .gz or .zst
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// A file that lists more paths, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,

    /// The paths of --files-from end with a NUL, as `find -print0` writes them
    #[arg(short = '0', long, requires = "files_from")]
    pub(crate) null: bool,

    /// What the input is, whatever its name says
    #[arg(long, value_enum, default_value = "auto", value_name = "FORMAT")]
    pub(crate) input: Input,

    /// The field or column of a record that holds the document's id
    #[arg(long, default_value = "id", value_name = "NAME")]
    pub(crate) id_field: String,

    /// The field or column of a record that holds the text
    #[arg(long, default_value = "text", value_name = "NAME")]
    pub(crate) text_field: String,

    /// Refuse documents that are larger; K, M and G stand for thousands, millions and billions
    #[arg(long, value_name = "N", default_value = "100M", value_parser = parse_size)]
    pub(crate) max_document_bytes: usize,

    /// Threads; by default one a core. The output does not depend on it
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,

    /// Say nothing on standard error but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,

    /// End with 0 although documents failed: their records tell, for callers that take 1 for a breakdown
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

/// Which names are known. These flags hold for every command, and may stand before or after it.
#[derive(Debug, Args)]
pub(crate) struct Names {
    /// More names: a table, or a folder of tables; may be given again, the last wins
    #[arg(long, global = true, value_name = "FILE|DIR")]
    pub(crate) gazetteer: Vec<PathBuf>,

    /// Leave out the gazetteers that come with the program
    #[arg(long, global = true)]
    pub(crate) no_default_gazetteers: bool,

    /// Leave out the tables in $XDG_CONFIG_HOME/gazet/ (else ~/.config/gazet/)
    #[arg(long, global = true)]
    pub(crate) no_user_gazetteers: bool,
}

impl Cli {
    /// The arguments of the program. Ends it where they are wrong.
    pub(crate) fn read() -> Cli {
        let matches = Cli::command().get_matches();
        let is_global =
            |id: &&str| matches!(*id, "gazetteer" | "no_default_gazetteers" | "no_user_gazetteers");
        let is_given = |id: &&str| matches.value_source(id) == Some(ValueSource::CommandLine);
        let mut ids = matches
            .ids()
            .map(clap::Id::as_str)
            .filter(|id| !matches!(*id, "Names" | "Texts" | "Sources" | "Cli"));
        if matches.subcommand().is_some()
            && let Some(id) = ids.find(|id| is_given(id) && !is_global(id))
        {
            let flag = id.replace('_', "-");
            let message = format!("--{flag} is for texts, and does not go with a command");
            Cli::command().error(ErrorKind::ArgumentConflict, message).exit();
        }
        let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        // Of a global flag on both sides of a command clap keeps the later values and drops the others.
        let is_flag = |arg: &String| arg == "--gazetteer" || arg.starts_with("--gazetteer=");
        let args = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned());
        if args.take_while(|arg| arg != "--").filter(is_flag).count() > cli.names.gazetteer.len() {
            let message = "give all --gazetteer on the same side of the command";
            Cli::command().error(ErrorKind::ArgumentConflict, message).exit();
        }
        cli
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// One row a citation: the same as --table citations
    Citations(Box<Texts>),

    /// One row a keyword: the same as --table keywords; with --corpus those that mark a document against the others
    Keywords(Box<KeywordsArgs>),

    /// Count the entities of all documents: the most frequent, which stand together, and when
    Summary(Box<SummaryArgs>),

    /// Show why a place in a text is a mention or is none, or why each mention is one
    Explain(ExplainArgs),

    /// Print the JSON Schema of a gazet/1 record
    Schema,

    /// Print what a shell needs to complete the arguments of gazet
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },

    /// Print the manual page, for `man -l -`
    Man,

    /// Check, inspect and import tables of names
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
}

#[derive(Debug, Args)]
pub(crate) struct KeywordsArgs {
    #[command(flatten)]
    pub(crate) texts: Texts,

    /// Weigh keywords by how few of all these documents have them. The files are read twice
    #[arg(long)]
    pub(crate) corpus: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A text, `-` for standard input; with an offset the character there, counted from 0 as in the output, or
    /// with line and column, from 1
    #[arg(value_name = "FILE[:OFFSET|:LINE:COLUMN]", allow_hyphen_values = true)]
    pub(crate) place: String,

    /// For people, or JSON
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub(crate) format: ExplainFormat,

    /// What offsets and columns count: Unicode code points, bytes of UTF-8, or units of UTF-16
    #[arg(long, value_enum, default_value = "char", value_name = "UNIT")]
    pub(crate) offsets: Offsets,
}

#[derive(Debug, Args)]
pub(crate) struct SummaryArgs {
    #[command(flatten)]
    pub(crate) sources: Sources,

    /// Entities with their documents and mentions, pairs that stand in the same document, or entities by date
    #[arg(long, value_enum, default_value = "entities", value_name = "TABLE")]
    pub(crate) of: SummaryOf,

    /// Entities of this type only
    #[arg(long = "type", value_name = "TYPE[/SUBTYPE]", value_parser = TypeFilter::parse)]
    pub(crate) kind: Option<TypeFilter>,

    /// How many rows at the most; by default 20 on a terminal, else all
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,

    /// Aligned for people, or for programs; by default text on a terminal, else csv
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<SummaryFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryOf {
    Entities,
    Pairs,
    /// The date is the first in the document's id
    Dates,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryFormat {
    Text,
    Csv,
    Jsonl,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GazetteerCommand {
    /// Check tables against every rule; a finding names file, line, column and what to do
    Check {
        /// Tables to check
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,

        /// Sort the rows and trim the cells of each file first
        #[arg(long)]
        fix: bool,

        /// Show warnings as well as errors
        #[arg(long)]
        warnings: bool,
    },

    /// Show every row that has a name, and which one wins before context is known
    Explain {
        /// The name, as it may stand in a text
        #[arg(value_name = "NAME")]
        name: String,

        /// For people, or JSON
        #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
        format: ExplainFormat,
    },

    /// Print all rows of all layers, merged and sorted by id
    List {
        /// Rows of this type only
        #[arg(long = "type", value_name = "TYPE[/SUBTYPE]", value_parser = TypeFilter::parse)]
        of: Option<TypeFilter>,

        /// A table that can be loaded again, or JSON Lines
        #[arg(long, value_enum, default_value = "tsv", value_name = "FORMAT")]
        format: ListFormat,
    },

    /// Make a table of a list from elsewhere; what is left out, and why, is told on standard error
    Import(ImportArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// What the list is: a GeoNames dump, CSV with a header, a name a line, spaCy patterns as JSON Lines,
    /// `targets.simple.csv` of OpenSanctions, or the CSV of a Wikidata query with `item` and `itemLabel`
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) from: ImportFrom,

    /// What the names are, where the list does not say it; where it does, take only these
    #[arg(long = "type", value_name = "TYPE/SUBTYPE", value_parser = parse_kind)]
    pub(crate) kind: Option<Kind>,

    /// CSV: the columns that hold name, aliases, id, type, prior, country …; by default those called so
    #[arg(long, value_name = "KEY=COL,…", value_delimiter = ',', value_parser = parse_pair)]
    pub(crate) map: Vec<(String, String)>,

    /// CSV: the sign between two cells; `tab` for a tab
    #[arg(long, value_name = "CHAR", default_value = ",", value_parser = parse_delimiter)]
    pub(crate) delimiter: u8,

    /// What stands in the column source; by default the name of the format
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,

    /// When rows of people were known to be right, where the list does not say it
    #[arg(long, value_name = "YYYY[-MM]")]
    pub(crate) as_of: Option<String>,

    /// The list; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

fn parse_size(written: &str) -> Result<usize, String> {
    let (digits, factor) = match written.as_bytes().last() {
        Some(b'k' | b'K') => (&written[..written.len() - 1], 1_000),
        Some(b'm' | b'M') => (&written[..written.len() - 1], 1_000_000),
        Some(b'g' | b'G') => (&written[..written.len() - 1], 1_000_000_000),
        _ => (written, 1),
    };
    // An offset has 32 bits.
    let size = digits
        .parse::<usize>()
        .ok()
        .and_then(|n| n.checked_mul(factor))
        .filter(|n| (1..=4_000_000_000).contains(n));
    size.ok_or_else(|| "a number from 1 to 4G, like 500000 or 20M".to_owned())
}

fn parse_score(written: &str) -> Result<f64, String> {
    let score = written.parse::<f64>().ok().filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "a number from 0 to 1, like 0.2".to_owned())
}

fn parse_kind(written: &str) -> Result<Kind, String> {
    match TypeFilter::parse(written)? {
        TypeFilter::Kind(kind) => Ok(kind),
        TypeFilter::Type(of) => Err(format!("a subtype is needed, like {of}/other", of = of.name())),
    }
}

fn parse_pair(written: &str) -> Result<(String, String), String> {
    let pair = written.split_once('=').filter(|(key, column)| !key.is_empty() && !column.is_empty());
    let (key, column) = pair.ok_or("not KEY=COL, like name=Title")?;
    Ok((key.to_owned(), column.to_owned()))
}

fn parse_delimiter(written: &str) -> Result<u8, String> {
    match written.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        &[sign] if sign != b'"' && (sign == b'\t' || !sign.is_ascii_control()) => Ok(sign),
        _ => Err("one ASCII sign that is no quotation mark, or `tab`".to_owned()),
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ImportFrom {
    Geonames,
    Csv,
    List,
    Spacy,
    Opensanctions,
    Wikidata,
}

impl From<ImportFrom> for ImportFormat {
    fn from(from: ImportFrom) -> ImportFormat {
        match from {
            ImportFrom::Geonames => ImportFormat::Geonames,
            ImportFrom::Csv => ImportFormat::Csv,
            ImportFrom::List => ImportFormat::List,
            ImportFrom::Spacy => ImportFormat::Spacy,
            ImportFrom::Opensanctions => ImportFormat::Opensanctions,
            ImportFrom::Wikidata => ImportFormat::Wikidata,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ExplainFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ListFormat {
    Tsv,
    Json,
}

/// A type with or without a subtype.
#[derive(Debug, Clone, Copy)]
pub(crate) enum TypeFilter {
    Type(Type),
    Kind(Kind),
}

impl TypeFilter {
    pub(crate) fn parse(written: &str) -> Result<TypeFilter, String> {
        if let Some(kind) = Kind::parse(written) {
            return Ok(TypeFilter::Kind(kind));
        }
        let of = written.split('/').next().unwrap_or(written);
        match Type::parse(of) {
            Some(found) if found.name() == written => Ok(TypeFilter::Type(found)),
            Some(found) => Err(format!("the subtypes of {of} are {}", found.subtypes().join(", "))),
            None => Err("the types are person, org, place, law, group".to_owned()),
        }
    }

    pub(crate) fn holds(self, kind: Kind) -> bool {
        match self {
            TypeFilter::Type(of) => kind.of == of,
            TypeFilter::Kind(only) => kind == only,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Input {
    /// Files by their ending, others as text; standard input by how it begins
    Auto,
    /// One text
    Text,
    /// A web page, of which headline and main text are taken
    Html,
    /// One JSON object a line
    Jsonl,
    /// A row a document, after a row with the names of the columns
    Csv,
    /// The same with tabs
    Tsv,
    /// A web archive: its pages and texts
    Warc,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Json,
    Jsonl,
    Csv,
    Tsv,
    /// A token a line with its BIO tag
    Conll,
    /// Standoff annotation of one document
    Brat,
    /// JSON Lines with text and spans, for spaCy and Prodigy
    Spacy,
    /// W3C Web Annotations, one a line
    Webanno,
    /// The text with its names marked
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableOf {
    Mentions,
    Entities,
    Citations,
    Keywords,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LabelsOf {
    /// PER, ORG, LOC, MISC
    Conll,
    /// PERSON, ORG, GPE, LOC, FAC, LAW, NORP
    Ontonotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressWhen {
    /// Where standard error is a terminal and the records go elsewhere
    Auto,
    /// Also where the records go to the same terminal
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Offsets {
    Char,
    Byte,
    Utf16,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Keywords {
    Phrases,
    Words,
    None,
}

impl From<Input> for InputFormat {
    fn from(input: Input) -> InputFormat {
        match input {
            Input::Auto => InputFormat::Auto,
            Input::Text => InputFormat::Text,
            Input::Html => InputFormat::Html,
            Input::Warc => InputFormat::Warc,
            Input::Jsonl => InputFormat::Jsonl,
            Input::Csv => InputFormat::Csv,
            Input::Tsv => InputFormat::Tsv,
        }
    }
}

impl From<TableOf> for Table {
    fn from(table: TableOf) -> Table {
        match table {
            TableOf::Mentions => Table::Mentions,
            TableOf::Entities => Table::Entities,
            TableOf::Citations => Table::Citations,
            TableOf::Keywords => Table::Keywords,
        }
    }
}

impl From<LabelsOf> for Labels {
    fn from(labels: LabelsOf) -> Labels {
        match labels {
            LabelsOf::Conll => Labels::Conll,
            LabelsOf::Ontonotes => Labels::OntoNotes,
        }
    }
}

impl From<Offsets> for Unit {
    fn from(offsets: Offsets) -> Unit {
        match offsets {
            Offsets::Char => Unit::Char,
            Offsets::Byte => Unit::Byte,
            Offsets::Utf16 => Unit::Utf16,
        }
    }
}

impl From<Keywords> for KeywordMode {
    fn from(keywords: Keywords) -> KeywordMode {
        match keywords {
            Keywords::Phrases => KeywordMode::Phrases,
            Keywords::Words => KeywordMode::Words,
            Keywords::None => KeywordMode::None,
        }
    }
}
