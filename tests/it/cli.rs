//! The command line: each file in `fixtures/cli/` holds a command, and exactly what it prints and ends with.
//!
//! ```text
//! $ gazet --input jsonl -        run at the top of the project; `$TMP` is a folder for output,
//!                                and `$TMP/config/gazet` the folder of the user
//! --- stdin
//! --- stdout
//! --- stderr
//! --- exit 2
//! ```
//!
//! The commands of the README that stand behind a `$` are run as well.

use crate::{files, root};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs a line of shell at the top of the project, with `gazet` on the path.
fn shell(line: &str, stdin: &str, tmp: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_gazet"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut child = Command::new("sh")
        .args(["-c", line])
        .current_dir(root())
        .env("PATH", path)
        .env("TMP", tmp)
        .env("XDG_CONFIG_HOME", tmp.join("config"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let stdin = stdin.to_owned();
    // A program that does not read its input closes the pipe: that is no fault of the test.
    let writer = std::thread::spawn(move || input.write_all(stdin.as_bytes()).ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn temporary_folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("gazet-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The parts of a case by their names; what stands before the first part is the command.
fn parts(case: &str) -> HashMap<String, String> {
    let mut parts: HashMap<String, String> = HashMap::new();
    let mut name = "command".to_owned();
    for line in case.split_inclusive('\n') {
        match line.strip_prefix("--- ") {
            Some(next) => {
                let (next, rest) = next.trim().split_once(' ').unwrap_or((next.trim(), ""));
                name = next.to_owned();
                parts.insert(name.clone(), rest.to_owned());
            }
            None => parts.entry(name.clone()).or_default().push_str(line),
        }
    }
    parts
}

#[test]
fn every_case_prints_what_it_should() {
    let mut wrong = Vec::new();
    for file in files("fixtures/cli", "txt") {
        let tmp = temporary_folder(&file.file_stem().unwrap().to_string_lossy());
        let case = std::fs::read_to_string(&file).unwrap();
        let parts = parts(&case);
        let part = |name: &str| parts.get(name).map_or("", String::as_str);
        let command = part("command").trim().strip_prefix("$ ").unwrap();
        let output = shell(command, part("stdin"), &tmp);
        let printed =
            |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&tmp.display().to_string(), "$TMP");
        let found = format!(
            "$ {command}\n{}--- stdout\n{}--- stderr\n{}--- exit {}\n",
            if parts.contains_key("stdin") { format!("--- stdin\n{}", part("stdin")) } else { String::new() },
            printed(&output.stdout),
            printed(&output.stderr),
            output.status.code().unwrap()
        );
        if found != case {
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&file, &found).unwrap();
            }
            wrong.push(format!("{}:\n{found}", file.display()));
        }
        std::fs::remove_dir_all(&tmp).unwrap();
    }
    assert!(wrong.is_empty(), "these differ; run with UPDATE=1 and read the diff\n{}", wrong.join("\n"));
}

/// Commands of the README with their output: lines behind `$` that call nothing but gazet and the shell.
#[test]
fn commands_of_the_readme_print_what_it_says() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let tmp = temporary_folder("readme");
    let mut n_run = 0;
    for block in readme.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap()) {
        for step in block.split("$ ").skip(1) {
            let (command, expected) = step.split_once('\n').unwrap_or((step, ""));
            let needs_more =
                ["cargo", "jq", "python3", "duckdb", "pip"].iter().any(|tool| command.contains(tool));
            if !needs_more && !expected.contains('…') {
                let output = shell(command, "", &tmp);
                assert_eq!(
                    unindented(&String::from_utf8_lossy(&output.stdout)),
                    unindented(expected),
                    "{command}"
                );
                n_run += 1;
            }
        }
    }
    assert!(n_run >= 3, "only {n_run} commands of the README were run");
}

/// Blocks in a list are indented.
fn unindented(text: &str) -> String {
    text.lines().map(str::trim_start).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let tmp = temporary_folder("pipe");
    let line = "for i in 1 2 3 4 5 6 7 8; do cat fixtures/gold/documents.dev.jsonl; done | gazet --input jsonl - | head -n 1 > $TMP/head";
    let output = shell(&format!("{line}; echo ${{PIPESTATUS:-ok}}"), "", &tmp);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(std::fs::read_to_string(tmp.join("head")).unwrap().lines().count(), 1);
}

#[test]
fn who_waits_at_the_other_end_of_a_pipe_gets_each_answer_before_the_next_line() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gazet"))
        .args(["--input", "jsonl", "--exit-zero", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in [r#"{"id":"a","text":"One."}"#, "no JSON", r#"{"id":"c","text":"Three."}"#] {
        writeln!(lines, "{line}").unwrap();
        assert!(answers.next().unwrap().unwrap().starts_with(r#"{"schema":"gazet/1","id":"#));
    }
    drop(lines);
    assert!(answers.next().is_none());
    assert!(child.wait().unwrap().success());
}
