//! Matching beside a bare `aho-corasick` scan of the same articles for the same names, and start-up beside `cat`.
//!
//! `cargo bench --bench matching` prints a table; only the ratios of one run mean anything. `-- made` takes only the
//! rows that begin so. The articles are sentences of `fixtures/articles` in any order, each with a name behind it.
//! Names are those of the embedded gazetteers, or made ones: their words are drawn from 200,000 invented ones as
//! words of real names are, few of them often and most of them seldom.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use gazet::Gazetteer;
use gazet::bench::{count_names, prepare};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SYLLABLES: [&str; 20] = [
    "ba", "ken", "mor", "ta", "vil", "san", "dor", "ri", "lo", "gar", "mi", "nes", "pol", "ar", "zu", "hel",
    "ost", "qui", "fa", "wyn",
];

/// Bytes of all articles.
const N_BYTES: usize = 20_000_000;

/// Bytes of one.
const ARTICLE_BYTES: usize = 3_000;

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

/// Word number `rank` of the invented language.
fn invented_word(mut rank: usize) -> String {
    let mut word = SYLLABLES[rank % SYLLABLES.len()].to_owned();
    word[..1].make_ascii_uppercase();
    while rank > 0 {
        rank /= SYLLABLES.len();
        word += SYLLABLES[rank % SYLLABLES.len()];
    }
    word
}

/// Different names of one to three words. The rank of a word is as likely to be below 10 as from 10 to 99.
fn made_names(n: usize) -> Vec<String> {
    let mut numbers = Numbers(1);
    let mut word = || {
        let exponent = numbers.below(1 << 20) as f64 / f64::from(1 << 20);
        invented_word(200_000_f64.powf(exponent) as usize)
    };
    let mut names = BTreeSet::new();
    for idx in 0.. {
        names.insert((0..=idx % 3).map(|_| word()).collect::<Vec<_>>().join(" "));
        if names.len() == n {
            break;
        }
    }
    names.into_iter().collect()
}

/// The names of this bench up to 2026-11-23: all words equally often, no more than 8,000 different short ones.
fn names_of_few_words(n: usize) -> Vec<String> {
    let mut numbers = Numbers(1);
    let mut word = || {
        let n_syllables = 2 + numbers.below(3);
        let word: String = (0..n_syllables).map(|_| SYLLABLES[numbers.below(SYLLABLES.len())]).collect();
        word[..1].to_uppercase() + &word[1..]
    };
    let mut names: Vec<String> =
        (0..n).map(|idx| (0..=idx % 3).map(|_| word()).collect::<Vec<_>>().join(" ")).collect();
    names.sort();
    names.dedup();
    names
}

fn embedded_names() -> Vec<String> {
    let entities = Gazetteer::embedded().entities();
    let mut names: Vec<String> =
        entities.into_iter().flat_map(|entity| entity.names).map(|name| name.text).collect();
    names.sort();
    names.dedup();
    names
}

/// Articles of a little more than `ARTICLE_BYTES`.
fn made_articles(names: &[String]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "txt"));
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let sentences: Vec<&str> = texts.iter().flat_map(|text| text.split_inclusive(". ")).collect();
    let mut numbers = Numbers(2);
    let mut article = || {
        let mut article = String::new();
        while article.len() < ARTICLE_BYTES {
            article += sentences[numbers.below(sentences.len())];
            article += &names[numbers.below(names.len())];
            article += " said so. ";
        }
        article
    };
    (0..N_BYTES / ARTICLE_BYTES).map(|_| article()).collect()
}

/// A table of these names, in a file.
fn write_table(names: &[String]) -> PathBuf {
    let file = std::env::temp_dir().join(format!("gazet-bench-{}.tsv", std::process::id()));
    let mut table = String::from("id\ttype\tname\taliases\tprior\tids\tattributes\tsource\n");
    for (idx, name) in names.iter().enumerate() {
        table += &format!("org/n{idx:07}\torg/other\t{name}\t-\t50\t-\t-\tbench\n");
    }
    std::fs::write(&file, table).unwrap();
    file
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = run();
    (start.elapsed(), value)
}

fn row(what: &str, names: &[String]) {
    let articles = made_articles(names);
    let prepared: Vec<_> = articles.iter().map(|article| prepare(article)).collect();
    let (load, gazetteer) = if what == "embedded" {
        timed(Gazetteer::embedded)
    } else {
        let file = write_table(names);
        let loaded = timed(|| Gazetteer::empty().with_files(std::slice::from_ref(&file)).unwrap());
        std::fs::remove_file(file).unwrap();
        loaded
    };
    let (build, bare) =
        timed(|| AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(names).unwrap());
    let matching = || prepared.iter().map(|article| count_names(&gazetteer, article)).sum::<usize>();
    let scanning =
        || articles.iter().map(|article| bare.find_overlapping_iter(article).count()).sum::<usize>();
    let runs: Vec<_> = (0..5).map(|_| (timed(matching), timed(scanning))).collect();
    let ours = runs.iter().map(|run| run.0.0).min().unwrap();
    let theirs = runs.iter().map(|run| run.1.0).min().unwrap();
    let n_bytes: usize = articles.iter().map(String::len).sum();
    let speed = |took: Duration| n_bytes as f64 / 1e6 / took.as_secs_f64();
    println!(
        "{what:<10} {:<10} {load:<10.1?} {build:<10.1?} {:<6.0} {:<6.0} {:<7.2} {}, {}",
        names.len(),
        speed(ours),
        speed(theirs),
        speed(ours) / speed(theirs),
        runs[0].0.1,
        runs[0].1.1,
    );
}

fn main() {
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).unwrap_or_default();
    println!(
        "names                 load       bare build gazet  bare   ratio   names found (gazet, bare), MB/s"
    );
    let rows = [
        ("embedded", 0),
        ("made", 30_000),
        ("made", 100_000),
        ("made", 1_000_000),
        ("few words", 100_000),
        ("few words", 1_000_000),
    ];
    for (what, n) in rows.into_iter().filter(|row| row.0.starts_with(&only)) {
        let names = match what {
            "embedded" => embedded_names(),
            "made" => made_names(n),
            _ => names_of_few_words(n),
        };
        row(what, &names);
    }
    start_up();
}

/// One article on standard input, from start to end.
fn start_up() {
    let article =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles/agency.txt")).unwrap();
    for program in ["cat", env!("CARGO_BIN_EXE_gazet")] {
        let mut times: Vec<Duration> = (0..40)
            .map(|_| {
                let start = Instant::now();
                let mut child =
                    Command::new(program).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
                std::io::Write::write_all(&mut child.stdin.take().unwrap(), &article).unwrap();
                child.wait().unwrap();
                start.elapsed()
            })
            .collect();
        times.sort();
        println!("{program}: median {:.1?}, least {:.1?}", times[times.len() / 2], times[0]);
    }
}
