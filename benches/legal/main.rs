//! The legal layer alone, for `benches/legal/run.py`: documents in, megabytes a second out.
//!
//! `cargo bench --bench legal -- FILE.jsonl …`: each line of a file has a `text`. Printed for each file: megabytes
//! a second of the layer by itself (words cut and names found beforehand), of the layer with all that stands
//! before it, and the number of citations. Best of five passes, one thread.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use gazet::Gazetteer;
use gazet::bench::LegalText;
use std::time::{Duration, Instant};

const PASSES: usize = 5;

fn main() {
    let gazetteer = Gazetteer::embedded();
    for file in std::env::args().skip(1).filter(|argument| argument.ends_with(".jsonl")) {
        let texts = texts(&std::fs::read_to_string(&file).unwrap());
        let n_bytes: usize = texts.iter().map(String::len).sum();
        let speed = |time: Duration| n_bytes as f64 / 1e6 / time.as_secs_f64();
        let prepared: Vec<LegalText<'_>> =
            texts.iter().map(|text| LegalText::new(text, &gazetteer)).collect();
        let n_citations: usize = prepared.iter().map(|text| text.count_citations(&gazetteer)).sum();
        let layer = best(|| prepared.iter().map(|text| text.count_citations(&gazetteer)).sum());
        let path = best(|| {
            texts.iter().map(|text| LegalText::new(text, &gazetteer).count_citations(&gazetteer)).sum()
        });
        println!("{file}\t{:.2}\t{:.2}\t{n_citations}", speed(layer), speed(path));
    }
}

fn texts(lines: &str) -> Vec<String> {
    let text = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].clone();
    lines.lines().map(|line| text(line).as_str().unwrap().to_owned()).collect()
}

fn best(pass: impl Fn() -> usize) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        std::hint::black_box(pass());
        start.elapsed()
    };
    (0..PASSES).map(timed).min().unwrap()
}
