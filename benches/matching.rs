//! Matching beside a bare `aho-corasick` scan of the same text for the same names, and start-up beside `cat`.
//!
//! `cargo bench --bench matching` prints a table; only the ratios of one run mean anything. Names and text are
//! made by the program: names of one to three invented words, and the articles of `fixtures/` over and over with
//! such names between their sentences.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use gazet::Gazetteer;
use gazet::bench::{count_names, prepare};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SYLLABLES: [&str; 20] = [
    "ba", "ken", "mor", "ta", "vil", "san", "dor", "ri", "lo", "gar", "mi", "nes", "pol", "ar", "zu", "hel",
    "ost", "qui", "fa", "wyn",
];

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

fn made_names(n: usize) -> Vec<String> {
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

fn made_text(names: &[String], n_bytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "txt"));
    files.sort();
    let articles: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let sentences: Vec<&str> = articles.iter().flat_map(|article| article.split_inclusive(". ")).collect();
    let mut numbers = Numbers(2);
    let mut text = String::with_capacity(n_bytes + 1000);
    while text.len() < n_bytes {
        text.push_str(sentences[numbers.below(sentences.len())]);
        text.push_str(&names[numbers.below(names.len())]);
        text.push_str(" said so. ");
    }
    text
}

/// The least of three runs.
fn least<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut best = None;
    for _ in 0..3 {
        let start = Instant::now();
        let value = run();
        let took = start.elapsed();
        if best.as_ref().is_none_or(|(least, _)| took < *least) {
            best = Some((took, value));
        }
    }
    best.unwrap()
}

fn main() {
    let folder = std::env::temp_dir().join(format!("gazet-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    println!(
        "names      load       build of bare   gazet MB/s   bare MB/s   ratio   names found (gazet, bare)"
    );
    for n in [30_000, 100_000, 1_000_000] {
        let names = made_names(n);
        let table = folder.join(format!("{n}.tsv"));
        let row =
            |(idx, name): (usize, &String)| format!("org/n{idx:07}\torg/other\t{name}\t-\t50\t-\t-\tbench\n");
        let rows: String = names.iter().enumerate().map(row).collect();
        std::fs::write(&table, format!("id\ttype\tname\taliases\tprior\tids\tattributes\tsource\n{rows}"))
            .unwrap();
        let start = Instant::now();
        let gazetteer = Gazetteer::empty().with_files(std::slice::from_ref(&table)).unwrap();
        let load = start.elapsed();
        let text = made_text(&names, 20_000_000);
        let prepared = prepare(&text);
        let (ours, found) = least(|| count_names(&gazetteer, &prepared));
        let start = Instant::now();
        let bare = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(&names).unwrap();
        let build = start.elapsed();
        let (theirs, bare_found) = least(|| bare.find_overlapping_iter(&text).count());
        let speed = |took: Duration| text.len() as f64 / 1e6 / took.as_secs_f64();
        println!(
            "{:<10} {load:<10.1?} {build:<15.1?} {:<12.0} {:<11.0} {:<7.2} {found}, {bare_found}",
            names.len(),
            speed(ours),
            speed(theirs),
            speed(ours) / speed(theirs)
        );
    }
    std::fs::remove_dir_all(&folder).unwrap();
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
