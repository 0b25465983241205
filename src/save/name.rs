//! Ids into names of files that are safe in any folder of any system.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Bytes of a name without ending and number; with them it stays well below the 255 that systems allow.
const MAX_BYTES: usize = 160;

/// Names that Windows gives to devices, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Gives each id a name that no other has, even where case does not count.
#[derive(Debug)]
pub(super) struct Names {
    ending: &'static str,
    /// Of each name without ending that is taken, as it is compared: the number that was tried last.
    taken: HashMap<String, u32>,
}

impl Names {
    pub(super) fn new(ending: &'static str) -> Names {
        Names { ending, taken: HashMap::new() }
    }

    /// The name of a file for this id: the id itself with `_` for what may mean something to a system, and a number
    /// where it was taken.
    pub(super) fn of(&mut self, id: &str) -> String {
        let stem = stem(id);
        let key = folded(&stem);
        let mut name = stem.clone();
        while self.taken.contains_key(&folded(&name)) {
            let number = self.taken.entry(key.clone()).or_insert(1);
            *number += 1;
            name = format!("{stem}-{number}");
        }
        self.taken.insert(folded(&name), 1);
        format!("{name}.{}", self.ending)
    }

    /// Marks a name that an earlier run gave.
    pub(super) fn take(&mut self, name: &str) {
        let stem = name.strip_suffix(self.ending).and_then(|name| name.strip_suffix('.')).unwrap_or(name);
        self.taken.insert(folded(stem), 1);
    }
}

fn folded(name: &str) -> String {
    name.to_lowercase().nfkc().collect()
}

fn stem(id: &str) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | ',' | '+' | '@' | '=');
    let mut stem: String = id.nfc().map(|c| if is_safe(c) { c } else { '_' }).collect();
    let mut end = stem.len().min(MAX_BYTES);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    stem.truncate(end);
    let lower = stem.to_lowercase();
    let first = lower.split('.').next().unwrap_or_default().trim();
    let is_port = first
        .strip_prefix("com")
        .or(first.strip_prefix("lpt"))
        .is_some_and(|n| n.chars().count() == 1 && n.chars().all(char::is_numeric));
    let is_device = is_port || DEVICES.contains(&first);
    // Hidden files and options of commands are not what an id asks for.
    if is_device || stem.is_empty() || stem.starts_with(['.', '-', ' ']) {
        stem.insert(0, '_');
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_ids_get_harmless_names() {
        let mut names = Names::new("json");
        for (id, name) in [
            ("a/b.txt", "a_b.txt.json"),
            ("../../etc/passwd", "_.._.._etc_passwd.json"),
            ("/etc/passwd", "_etc_passwd.json"),
            ("..", "_...json"),
            (".", "_..json"),
            ("", "_.json"),
            (".hidden", "_.hidden.json"),
            ("-rf", "_-rf.json"),
            ("a\0b\n", "a_b_.json"),
            ("C:\\x", "C__x.json"),
            ("CON", "_CON.json"),
            ("nul.txt", "_nul.txt.json"),
            ("COM1", "_COM1.json"),
            ("Łódź", "Łódź.json"),
            ("\u{202e}txt", "_txt.json"),
        ] {
            assert_eq!(names.of(id), name, "{id:?}");
        }
    }

    #[test]
    fn no_two_ids_share_a_name_even_where_case_does_not_count() {
        let mut names = Names::new("json");
        let found: Vec<String> =
            ["a/b", "a_b", "A_B", "a_b", "a_b-2", "é", "e\u{301}"].map(|id| names.of(id)).into();
        let expected = ["a_b", "a_b-2", "A_B-3", "a_b-4", "a_b-2-2", "é", "é-2"];
        assert_eq!(found, expected.map(|name| format!("{name}.json")));
    }

    #[test]
    fn long_ids_are_cut_and_stay_apart() {
        let mut names = Names::new("json");
        let (one, two) = (names.of(&"é".repeat(5000)), names.of(&("é".repeat(5000) + "x")));
        assert!(one.len() < 200 && two.len() < 200 && one != two);
    }

    #[test]
    fn names_of_an_earlier_run_are_taken() {
        let mut first = Names::new("json");
        let given = ["x", "x", "y"].map(|id| first.of(id));
        let mut second = Names::new("json");
        given.iter().for_each(|name| second.take(name));
        assert_eq!(second.of("x"), first.of("x"));
        assert_eq!(second.of("y"), first.of("y"));
    }
}
