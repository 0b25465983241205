//! Runs that are killed and resumed give the bytes of one undisturbed run, and nothing half-written has a final name.
//!
//! `GAZET_KILLS=50` kills as often; by default it is 6 times for each kind of output.

use crate::root;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A folder for one test, with documents to work on.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("gazet-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let documents = std::fs::read_to_string(root().join("fixtures/gold/documents.dev.jsonl")).unwrap();
    let feed: String = std::iter::repeat_n(documents, 3).collect();
    std::fs::write(folder.join("feed.jsonl"), feed).unwrap();
    folder
}

fn gazet(folder: &Path, flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gazet"));
    let names = root().join("fixtures/cli/input/names.tsv");
    command.current_dir(folder).args([
        "-q",
        "--no-user-gazetteers",
        "--no-default-gazetteers",
        "--gazetteer",
    ]);
    command.arg(names).args(flags).arg("feed.jsonl").stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn ended(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Every file there with its bytes.
fn files(place: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let paths = match place.is_dir() {
        true => std::fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect(),
        false => vec![place.to_owned()],
    };
    let read = |path: PathBuf| Some((path.file_name()?.into(), std::fs::read(&path).ok()?));
    paths.into_iter().filter_map(read).collect()
}

/// Sleeps that differ from each other, the same in every run of the test.
fn moments(longest: Duration) -> impl Iterator<Item = Duration> {
    let mut state = 1_u64;
    std::iter::from_fn(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some(longest.mul_f64((state >> 40) as f64 / (1_u64 << 24) as f64))
    })
}

fn is_own(path: &Path) -> bool {
    path.to_string_lossy().starts_with(".gazet.")
}

fn check_kills(name: &str, out: &str, flags: &[&str]) {
    let folder = folder(name);
    let whole_flags: Vec<&str> = [flags, &["-o", "whole/"]].concat();
    let whole_place = if out.ends_with('/') { folder.join("whole/") } else { folder.join("whole") };
    let whole_flags = if out.ends_with('/') { whole_flags } else { [flags, &["-o", "whole"]].concat() };
    let start = Instant::now();
    assert_eq!(ended(gazet(&folder, &whole_flags).spawn().unwrap()), (Some(0), String::new()));
    let longest = start.elapsed();
    let whole = files(&whole_place);
    let expected = |path: &Path| match out.ends_with('/') {
        true => whole.get(path),
        false => whole.values().next(),
    };
    let n_kills = std::env::var("GAZET_KILLS").map_or(6, |n| n.parse().unwrap());
    let place = folder.join(out);
    let (mut n_done, mut resumed) = (0, 0);
    let flags = [flags, &["--resume", "-o", out]].concat();
    for moment in moments(longest).take(n_kills) {
        let mut child = gazet(&folder, &flags).spawn().unwrap();
        std::thread::sleep(moment);
        child.kill().unwrap();
        let (code, message) = ended(child);
        assert_eq!(message, "");
        resumed += 1;
        for (path, bytes) in files(&place).iter().filter(|(path, _)| !is_own(path)) {
            assert_eq!(Some(bytes), expected(path), "{} is there and not complete", path.display());
        }
        if code == Some(0) || resumed == 3 {
            assert_eq!(ended(gazet(&folder, &flags).spawn().unwrap()), (Some(0), String::new()));
            assert!(files(&place).values().eq(whole.values()), "not the bytes of an undisturbed run");
            let _ = std::fs::remove_dir_all(&place);
            let _ = std::fs::remove_file(&place);
            (n_done, resumed) = (n_done + 1, 0);
        }
    }
    assert!(n_done > 0);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_killed_run_is_resumed_to_the_same_bytes_in_a_file() {
    check_kills("killed-file", "out.jsonl", &[]);
}

#[test]
fn a_killed_run_is_resumed_to_the_same_bytes_in_a_table() {
    check_kills("killed-table", "out.csv", &["--table", "keywords", "--format", "csv"]);
}

#[test]
fn a_killed_run_is_resumed_to_the_same_bytes_in_a_folder() {
    check_kills("killed-folder", "out/", &[]);
}

/// Starts a run that waits for its input, and gives it the signal of Ctrl-C once it has saved something.
#[cfg(unix)]
fn interrupted(folder: &Path, flags: &[&str]) -> (Option<i32>, String) {
    use std::io::Write;
    let mut command = gazet(folder, flags);
    let mut child = command.arg("-").stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let part = folder.join("out.jsonl.part");
    let is_long = || std::fs::metadata(&part).is_ok_and(|it| it.len() > 1000);
    let start = Instant::now();
    while !is_long() && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let signal = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(signal.success());
    std::thread::sleep(Duration::from_millis(100));
    let _ = input.write_all(b"one more line\n");
    drop(input);
    ended(child)
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_clearly_and_leaves_only_what_can_be_resumed() {
    let folder = folder("ctrl-c");
    let (code, message) = interrupted(&folder, &["--input", "jsonl", "-o", "out.jsonl"]);
    assert!(message.starts_with("gazet: interrupted after "), "{message}");
    assert_eq!(code, Some(130));
    assert_eq!(files(&folder).len(), 1, "{:?}", files(&folder).keys());
    let (code, message) = interrupted(&folder, &["--input", "jsonl", "--resume", "-o", "out.jsonl"]);
    assert!(message.ends_with(" documents: the same command goes on\n"), "{message}");
    assert_eq!(code, Some(130));
    let names: Vec<PathBuf> = files(&folder).into_keys().collect();
    assert_eq!(names, ["feed.jsonl", "out.jsonl.part", "out.jsonl.part.log"].map(PathBuf::from));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn another_input_or_other_options_are_not_mixed_with_an_earlier_run() {
    let folder = folder("mixed");
    let flags = ["--resume", "-o", "out.jsonl"];
    let mut child = gazet(&folder, &flags).spawn().unwrap();
    let log = folder.join("out.jsonl.part.log");
    while !std::fs::read_to_string(&log).is_ok_and(|log| log.lines().count() > 1) {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    ended(child);
    let (code, message) =
        ended(gazet(&folder, &[&["--offsets", "byte"], flags.as_slice()].concat()).spawn().unwrap());
    assert_eq!(code, Some(2));
    assert!(message.contains("out.jsonl.part.log is of a run with other options"), "{message}");
    let feed = std::fs::read_to_string(folder.join("feed.jsonl")).unwrap();
    std::fs::write(folder.join("feed.jsonl"), feed.replacen("the", "teh", 1)).unwrap();
    let (code, message) = ended(gazet(&folder, &flags).spawn().unwrap());
    assert_eq!(code, Some(2));
    assert!(message.contains("the input is not that of the earlier run"), "{message}");
    std::fs::remove_dir_all(&folder).unwrap();
}
