//! The whole path beside a bare `aho-corasick` scan of the same text for the same names, and words beside
//! `unicode-segmentation`.
//!
//! `cargo bench --bench path` prints a table; only the ratios of one run mean anything. The articles are made by the
//! program: paragraphs of the articles under `fixtures/`, each name in them replaced by another of its type from the
//! gazetteer, seven of ten with typographic quotation marks. `cargo bench --bench path -- FILE.jsonl` takes the texts
//! of a file instead.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use gazet::batch::{self, Batch};
use gazet::read::{InputOptions, Work};
use gazet::save::Stream;
use gazet::write::OutputOptions;
use gazet::{Annotator, Document, Gazetteer, KeywordMode, Kind};
use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of text that are cut into words.
const WORDS_BYTES: usize = 20_000_000;

/// Bytes of text that take the whole path.
const PATH_BYTES: usize = 4_000_000;

fn main() {
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let documents = file.map_or_else(|| made_articles(WORDS_BYTES), |file| read_texts(&file));
    words(&documents);
    path(&documents[..n_documents(&documents, PATH_BYTES)]);
}

/// Our words beside those of the crate, which are the same.
fn words(documents: &[Document]) {
    let documents = &documents[..n_documents(documents, WORDS_BYTES)];
    let crate_words = |text: &str| text.unicode_word_indices().count();
    for document in documents {
        let expected = document.text.unicode_word_indices().map(|(start, word)| (start, start + word.len()));
        assert!(gazet::bench::words(&document.text).eq(expected), "{}", document.id);
    }
    let count = |count: &dyn Fn(&str) -> usize| -> usize {
        documents.iter().map(|document| count(&document.text)).sum()
    };
    let n_bytes = bytes_of(documents);
    let (theirs, n_words) = least(|| count(&crate_words));
    let (ours, _) = least(|| count(&|text| gazet::bench::words(text).count()));
    println!("{n_words} words in {:.1} MB, the same from both", n_bytes as f64 / 1e6);
    println!("unicode_word_indices            {:>6.0} MB/s", speed(n_bytes, theirs));
    println!(
        "our words, with their kinds     {:>6.0} MB/s, {:.1} times that\n",
        speed(n_bytes, ours),
        theirs.as_secs_f64() / ours.as_secs_f64()
    );
}

/// The whole path, from a line of JSON to a record, beside the bare scan.
fn path(documents: &[Document]) {
    let n_bytes = bytes_of(documents);
    let gazetteer = Gazetteer::embedded();
    let entities = gazetteer.entities();
    let mut names: Vec<&str> =
        entities.iter().flat_map(|entity| &entity.names).map(|name| name.text.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let bare = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(&names).unwrap();
    println!("{} articles, {:.1} MB; {} names", documents.len(), n_bytes as f64 / 1e6, names.len());
    let (scan, _) =
        least(|| documents.iter().map(|text| bare.find_overlapping_iter(&text.text).count()).sum::<usize>());
    println!("bare aho-corasick scan          {:>6.1} MB/s", speed(n_bytes, scan));
    let without = Annotator::new(Gazetteer::embedded()).with_keywords(KeywordMode::None, 0);
    let with_all = Annotator::new(Gazetteer::embedded());
    for (what, annotator) in [("without keywords", &without), ("everything", &with_all)] {
        let took = [1, 2].map(|n_threads| on_threads(n_threads, annotator, documents));
        println!(
            "{what:<17} one thread    {:>6.1} MB/s, {:.2} of the scan",
            speed(n_bytes, took[0]),
            scan.as_secs_f64() / took[0].as_secs_f64()
        );
        println!(
            "{what:<17} two threads   {:>6.1} MB/s, {:.2} times one",
            speed(n_bytes, took[1]),
            took[0].as_secs_f64() / took[1].as_secs_f64()
        );
    }
}

/// From JSON Lines in memory to JSON Lines that nobody reads, as the program does it.
fn on_threads(n_threads: usize, annotator: &Annotator, documents: &[Document]) -> Duration {
    let lines: Vec<String> = documents
        .iter()
        .map(|document| serde_json::json!({"id": document.id, "text": document.text}).to_string())
        .collect();
    let input = InputOptions::default();
    let batch = Batch { annotator, input: &input, n_threads };
    let run = || {
        let work = lines.iter().map(|line| Work::line("bench", line.as_str()));
        let mut save = Stream::begin(std::io::sink(), "").unwrap();
        batch::run(batch, OutputOptions::default(), work, &mut save, |_| ()).unwrap()
    };
    let (took, outcome) = least(run);
    assert_eq!(outcome.n_done, documents.len());
    took
}

/// The least of three runs.
fn least<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut timed = || {
        let start = Instant::now();
        let value = run();
        (start.elapsed(), value)
    };
    let runs = [timed(), timed(), timed()];
    runs.into_iter().min_by_key(|run| run.0).unwrap()
}

fn speed(n_bytes: usize, took: Duration) -> f64 {
    n_bytes as f64 / 1e6 / took.as_secs_f64()
}

fn bytes_of(documents: &[Document]) -> usize {
    documents.iter().map(|document| document.text.len()).sum()
}

/// How many documents have so many bytes together.
fn n_documents(documents: &[Document], n_bytes: usize) -> usize {
    let mut left = n_bytes;
    documents
        .iter()
        .take_while(|document| {
            let is_in = left > 0;
            left = left.saturating_sub(document.text.len());
            is_in
        })
        .count()
}

/// The texts of a JSON Lines file.
fn read_texts(file: &str) -> Vec<Document> {
    let text = std::fs::read_to_string(file).unwrap();
    let records = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    records
        .enumerate()
        .map(|(idx, record)| Document::new(idx.to_string(), record["text"].as_str().unwrap()))
        .collect()
}

/// A sequence of numbers, the same in each run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// Articles of 2 to 4 kB in which the same names come again and again, as in news.
fn made_articles(n_bytes: usize) -> Vec<Document> {
    let paragraphs = paragraphs();
    let mut names: HashMap<Kind, Vec<String>> = HashMap::new();
    for entity in Gazetteer::embedded().entities() {
        names.entry(entity.kind).or_default().push(entity.name);
    }
    let mut numbers = Numbers(1);
    let (mut documents, mut total) = (Vec::new(), 0);
    while total < n_bytes {
        let length = 2_000 + numbers.below(2_000);
        let mut cast: HashMap<(Kind, usize), String> = HashMap::new();
        let mut text = String::new();
        while text.len() < length {
            for piece in &paragraphs[numbers.below(paragraphs.len())] {
                match piece {
                    Piece::Text(part) => text.push_str(part),
                    Piece::Name(kind) => {
                        // Few things of a kind in one article.
                        let of_kind = &names[kind];
                        let role = numbers.below(4);
                        let mut draw = || of_kind[numbers.below(of_kind.len())].clone();
                        text.push_str(cast.entry((*kind, role)).or_insert_with(&mut draw));
                    }
                }
            }
            text.push_str("\n\n");
        }
        if numbers.below(10) < 7 {
            text = text.replace('\'', "’").replace(" \"", " “").replace('"', "”");
        } else {
            text = text.replace(['’', '‘'], "'").replace(['“', '”'], "\"").replace('—', "-");
        }
        total += text.len();
        documents.push(Document::new(documents.len().to_string(), text));
    }
    documents
}

/// A stretch of a made text.
enum Piece {
    Text(String),
    /// A place for a name of this kind.
    Name(Kind),
}

/// The paragraphs of the articles under `fixtures/`, with places for their names.
fn paragraphs() -> Vec<Vec<Piece>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "txt"));
    files.sort();
    let annotator = Annotator::new(Gazetteer::embedded()).with_keywords(KeywordMode::None, 0);
    let articles: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let all = articles.iter().flat_map(|article| article.split("\n\n"));
    all.map(|paragraph| pieces(&annotator, paragraph.trim())).collect()
}

fn pieces(annotator: &Annotator, paragraph: &str) -> Vec<Piece> {
    let found = annotator.annotate(&Document::new("", paragraph));
    let (mut pieces, mut at) = (Vec::new(), 0);
    for mention in found.mentions.iter().filter(|mention| mention.nested_in.is_none()) {
        if mention.entity.is_some_and(|entity| found.entities[entity].known) {
            pieces.push(Piece::Text(paragraph[at..mention.span.start as usize].to_owned()));
            pieces.push(Piece::Name(found.entities[mention.entity.unwrap()].kind));
            at = mention.span.end as usize;
        }
    }
    pieces.push(Piece::Text(paragraph[at..].to_owned()));
    pieces
}
