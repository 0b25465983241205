//! What is known of ordinary words: classes, given names, surnames, titles.

use crate::kind::Kind;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Word classes of English with their frequency, sorted by word: see `scripts/make_word_classes.py`.
static CLASSES: &str = include_str!("../gazetteers/words/classes.tsv");

/// The classes of a lower-case word, the most frequent first: `N` noun, `V` verb, `A` adjective, `R` adverb.
/// Inflected forms have those of their base. Empty for a word that is not known.
pub(crate) fn classes(word: &str) -> &'static str {
    entry(word).or_else(|| bases(word).into_iter().find_map(|base| entry(&base))).map_or("", |entry| entry.0)
}

/// Whether a lower-case word, or the base it is inflected from, is an ordinary English word.
pub(crate) fn is_ordinary(word: &str) -> bool {
    !classes(word).is_empty() || is_function_word(word)
}

/// How often a lower-case word stands in running text: the whole of log2 of its count in a tagged corpus, 0 to 15.
pub(crate) fn frequency(word: &str) -> u8 {
    entry(word).or_else(|| bases(word).into_iter().find_map(|base| entry(&base))).map_or(0, |entry| entry.1)
}

/// The classes and the frequency of a word that stands in the table as it is.
pub(crate) fn entry(word: &str) -> Option<(&'static str, u8)> {
    let line = find_line(CLASSES, word)?;
    let (classes, frequency) = line.split_once('\t')?;
    Some((classes, frequency.parse().ok()?))
}

/// The rest of the line that starts with `key` and a tab, in a text of lines sorted by bytes.
fn find_line(lines: &'static str, key: &str) -> Option<&'static str> {
    let bytes = lines.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let end =
            bytes[middle..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| middle + at);
        let (word, rest) = lines[start..end].split_once('\t')?;
        match word.cmp(key) {
            std::cmp::Ordering::Equal => return Some(rest),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// The words that a regular inflection may come from: *strikes*, *carried*, *running*, *larger*.
fn bases(word: &str) -> Vec<String> {
    const ENDINGS: [(&str, &str); 16] = [
        ("ies", "y"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ied", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ier", "y"),
        ("iest", "y"),
        ("er", ""),
        ("er", "e"),
        ("est", ""),
        ("est", "e"),
        ("ly", ""),
    ];
    let mut bases = Vec::new();
    for (ending, base) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            bases.push(format!("{stem}{base}"));
            let doubled = stem.as_bytes()[stem.len() - 2] == stem.as_bytes()[stem.len() - 1];
            if base.is_empty() && doubled && ending != "s" {
                bases.extend(stem.get(..stem.len() - 1).map(str::to_owned));
            }
        }
    }
    bases
}

/// Articles, pronouns, prepositions, conjunctions, auxiliaries.
static FUNCTION_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../gazetteers/words/openers.txt").lines().filter(|l| !l.starts_with('#')).collect()
});

/// Whether a lower-case word is an article, pronoun, preposition, conjunction, auxiliary or the like.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word)
}

/// The rows of a word table after its header: first cell and the rest.
fn table(text: &'static str) -> HashMap<String, Vec<&'static str>> {
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|cells| cells.len() > 1)
        .map(|cells| (crate::fold::folded_word(cells[0]), cells[1..].to_vec()))
        .collect()
}

static GIVEN_NAMES: LazyLock<HashMap<String, Vec<&'static str>>> =
    LazyLock::new(|| table(include_str!("../gazetteers/words/given_names.tsv")));
static SURNAMES: LazyLock<HashMap<String, Vec<&'static str>>> =
    LazyLock::new(|| table(include_str!("../gazetteers/words/surnames.tsv")));
static TITLES: LazyLock<HashMap<String, Vec<&'static str>>> =
    LazyLock::new(|| table(include_str!("../gazetteers/words/titles.tsv")));

/// A word that tells what a capitalised name is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    /// What a name with this head is.
    pub(crate) kind: Kind,
    /// It may be the last word: *Zagreb University*.
    pub(crate) last: bool,
    /// It may come first, before *of*: *University of Zagreb*.
    pub(crate) of: bool,
    /// It may come first: *Lake Ohrid*.
    pub(crate) first: bool,
}

static HEADS: LazyLock<HashMap<String, Head>> = LazyLock::new(|| {
    let row = |(word, cells): (String, Vec<&str>)| {
        let (kind, position) = (Kind::parse(cells[0])?, cells.get(1)?);
        let has = |which: &str| position.split(' ').any(|part| part == which);
        Some((word, Head { kind, last: has("last"), of: has("of"), first: has("first") }))
    };
    table(include_str!("../gazetteers/words/heads.tsv")).into_iter().filter_map(row).collect()
});

/// What folded words, joined by spaces, tell of a name that they head.
pub(crate) fn head(folded: &str) -> Option<Head> {
    HEADS.get(folded).copied()
}

/// How far a word tells of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameWord {
    /// It is not in the list.
    No,
    /// It is, and is an ordinary word as well.
    AlsoWord,
    /// It is, and nothing else.
    Yes,
}

fn name_word(cells: Option<&Vec<&'static str>>) -> NameWord {
    match cells.and_then(|cells| cells.last()) {
        None => NameWord::No,
        Some(&"word") => NameWord::AlsoWord,
        Some(_) => NameWord::Yes,
    }
}

/// Whether a folded word is a given name.
pub(crate) fn given_name(folded: &str) -> NameWord {
    name_word(GIVEN_NAMES.get(folded))
}

/// `m` or `f` for a given name that only men or only women bear.
pub(crate) fn gender_of_name(folded: &str) -> Option<char> {
    let gender = GIVEN_NAMES.get(folded)?.first()?.chars().next()?;
    matches!(gender, 'm' | 'f').then_some(gender)
}

/// Whether a folded word is a frequent surname.
pub(crate) fn surname(folded: &str) -> NameWord {
    name_word(SURNAMES.get(folded))
}

/// Family names that stand before the given name: Chinese, Korean and Vietnamese.
const FAMILY_FIRST: [&str; 66] = [
    "bo", "chan", "chang", "chen", "cheung", "cho", "choi", "chow", "deng", "gao", "guo", "han", "he", "ho",
    "hu", "huang", "hun", "hung", "ip", "jang", "jiang", "jung", "kang", "kim", "kwok", "lai", "lam", "lau",
    "le", "lee", "leung", "li", "lim", "lin", "liu", "ma", "mao", "moon", "ng", "nguyen", "park", "peng",
    "pham", "qin", "ri", "roh", "sun", "tam", "tang", "tran", "tsai", "tsang", "wang", "wong", "wu", "xi",
    "xu", "yang", "yeung", "yip", "yoon", "yuen", "zhang", "zhao", "zhou", "zhu",
];

/// Whether a folded word is a family name that stands before the given name.
pub(crate) fn is_family_first(folded: &str) -> bool {
    FAMILY_FIRST.binary_search(&folded).is_ok()
}

/// Whether folded words, joined by spaces, are a title (*mr*, *gen*) or a role (*prime minister*).
pub(crate) fn is_title(folded: &str) -> bool {
    TITLES.contains_key(folded)
}

/// `m` or `f` for a title of men or of women.
pub(crate) fn gender_of_title(folded: &str) -> Option<char> {
    let gender = TITLES.get(folded)?.get(1)?.chars().next()?;
    matches!(gender, 'm' | 'f').then_some(gender)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_come_with_the_most_frequent_first() {
        assert_eq!(classes("strikes").chars().next(), Some('V'));
        assert_eq!(classes("officials").chars().next(), Some('N'));
        assert_eq!(classes("said").chars().next(), Some('V'));
        assert_eq!(classes("zabihullah"), "");
        assert!(is_ordinary("running") && is_ordinary("the") && !is_ordinary("islamabad"));
    }

    #[test]
    fn every_line_of_the_table_is_found() {
        for line in CLASSES.lines().step_by(997) {
            let (word, rest) = line.split_once('\t').unwrap();
            assert_eq!(find_line(CLASSES, word), Some(rest));
        }
        assert_eq!(find_line(CLASSES, "zzzz"), None);
        assert_eq!(find_line(CLASSES, ""), None);
    }
}
