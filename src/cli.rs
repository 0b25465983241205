//! The flags.

use clap::{Parser, Subcommand, ValueEnum};
use gazet::KeywordMode;
use gazet::read::InputFormat;
use gazet::write::Unit;
use std::path::PathBuf;

/// Named entities, legal citations and keywords of news text, as JSON.
///
/// Reads texts from standard input, files, folders or JSON Lines, and writes one JSON record a document.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "\
Examples:
  gazet article.txt                    annotate a file
  cat article.txt | gazet              annotate standard input
  gazet articles/ -o out.jsonl         annotate a folder, one JSON line an article
  gazet feed.jsonl --text-field body   annotate the records of a JSON Lines file

Exit status: 0 all went well, 1 some documents failed, 2 wrong usage or nothing could be done."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Files and folders; `-` is standard input, as is no path at all. A folder is walked for *.txt and *.jsonl
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// What the input is: by file ending and first line, one text, or one JSON object a line
    #[arg(long, value_enum, default_value = "auto", value_name = "FORMAT")]
    pub(crate) input: Input,

    /// The field of a JSON record that holds the document's id
    #[arg(long, default_value = "id", value_name = "NAME")]
    pub(crate) id_field: String,

    /// The field of a JSON record that holds the text
    #[arg(long, default_value = "text", value_name = "NAME")]
    pub(crate) text_field: String,

    /// json: indented, for people; jsonl: one line a document. Default: json for a single document on a terminal, else jsonl
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,

    /// Write to this file instead of standard output; it appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// What offsets count: Unicode code points, bytes of UTF-8, or units of UTF-16
    #[arg(long, value_enum, default_value = "char", value_name = "UNIT")]
    pub(crate) offsets: Offsets,

    /// Threads; by default one a core. The output does not depend on it
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,

    /// More names: a table, or a folder of tables; may be given again, the last wins
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) gazetteer: Vec<PathBuf>,

    /// Leave out the gazetteers that come with the program
    #[arg(long)]
    pub(crate) no_default_gazetteers: bool,

    /// Keywords: a few phrases, many single words, or none
    #[arg(long, value_enum, default_value = "phrases", value_name = "KIND")]
    pub(crate) keywords: Keywords,

    /// How many keywords a document has at the most
    #[arg(long, default_value_t = 15, value_name = "N")]
    pub(crate) max_keywords: usize,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check and inspect tables of names
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
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
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Input {
    Auto,
    Text,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Json,
    Jsonl,
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
            Input::Jsonl => InputFormat::Jsonl,
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
