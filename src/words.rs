//! What is known of ordinary words: classes, given names, surnames, titles.

use crate::kind::Kind;
use crate::lines::Lines;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A word list under `gazetteers/words/`, as the build script packs it: keys folded, comments and header gone.
macro_rules! packed {
    ($name:literal) => {
        Lines {
            text: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".txt")),
            slots: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".idx")),
        }
    };
}

/// Word classes of English with their frequency: see `scripts/make_word_classes.py`.
static CLASSES: Lines = packed!("classes");
static GIVEN_NAMES: Lines = packed!("given_names");
static SURNAMES: Lines = packed!("surnames");
static TITLES: Lines = packed!("titles");
static HEADS: Lines = packed!("heads");

/// What the table says of a lower-case word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WordEntry {
    /// Its classes, the most frequent first: `N` noun, `V` verb, `A` adjective, `R` adverb. Empty if it is not known.
    pub(crate) classes: &'static str,
    /// How often it stands in running text: the whole of log2 of its count in a tagged corpus, 0 to 15.
    pub(crate) frequency: u8,
    /// Whether the table has the word itself, and not only the word that it is inflected from.
    pub(crate) is_listed: bool,
}

/// What is known of a lower-case word. Inflected forms have what their base has.
pub(crate) fn word_entry(word: &str) -> WordEntry {
    entry(word).unwrap_or_else(|| base_entry(word).unwrap_or_default())
}

/// The classes of a lower-case word, the most frequent first; empty for a word that is not known.
pub(crate) fn classes(word: &str) -> &'static str {
    word_entry(word).classes
}

/// Whether a lower-case word, or the base it is inflected from, is an ordinary English word.
pub(crate) fn is_ordinary(word: &str) -> bool {
    !classes(word).is_empty() || is_function_word(word)
}

/// How often a lower-case word stands in running text: the whole of log2 of its count in a tagged corpus, 0 to 15.
pub(crate) fn frequency(word: &str) -> u8 {
    word_entry(word).frequency
}

/// What the table says of a word that stands in it as it is.
pub(crate) fn entry(word: &str) -> Option<WordEntry> {
    let line = CLASSES.find(word)?;
    let (classes, frequency) = line.split_once('\t')?;
    Some(WordEntry { classes, frequency: frequency.parse().ok()?, is_listed: true })
}

/// What is known of the word that a regular inflection comes from: *strikes*, *carried*, *running*, *larger*.
fn base_entry(word: &str) -> Option<WordEntry> {
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
    let mut base = String::with_capacity(word.len() + 1);
    ENDINGS.iter().find_map(|(ending, replacement)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 1)?;
        base.clear();
        base.push_str(stem);
        base.push_str(replacement);
        let found = entry(&base).or_else(|| {
            let may_double = replacement.is_empty() && *ending != "s";
            undoubled(stem).filter(|_| may_double).and_then(entry)
        })?;
        Some(WordEntry { is_listed: false, ..found })
    })
}

/// Without the second of two equal letters at the end: *runn*.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.char_indices().rev();
    let ((at, last), (_, before)) = (letters.next()?, letters.next()?);
    stem.get(..at).filter(|_| last == before)
}

/// Articles, pronouns, prepositions, conjunctions, auxiliaries.
static FUNCTION_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../gazetteers/words/openers.txt").lines().filter(|l| !l.starts_with('#')).collect()
});

/// All articles, pronouns, prepositions, conjunctions, auxiliaries and the like, in no order.
pub(crate) fn function_words() -> impl Iterator<Item = &'static str> {
    FUNCTION_WORDS.iter().copied()
}

/// Whether a lower-case word is an article, pronoun, preposition, conjunction, auxiliary or the like.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word)
}

/// Acronyms that name nobody and no place.
static NO_NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../gazetteers/words/not_names.txt").lines().filter(|l| !l.starts_with('#')).collect()
});

/// Whether a folded word in capitals is a common acronym that is no name: *gdp*, *dna*.
pub(crate) fn is_no_name(folded: &str) -> bool {
    NO_NAMES.contains(folded)
}

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

/// What folded words, joined by spaces, tell of a name that they head.
pub(crate) fn head(folded: &str) -> Option<Head> {
    let (kind, positions) = HEADS.find(folded)?.split_once('\t')?;
    let has = |which: &str| positions.split(' ').any(|position| position == which);
    Some(Head { kind: Kind::parse(kind)?, last: has("last"), of: has("of"), first: has("first") })
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

fn name_word(line: Option<&'static str>) -> NameWord {
    match line {
        None => NameWord::No,
        Some(line) if line.ends_with("word") => NameWord::AlsoWord,
        Some(_) => NameWord::Yes,
    }
}

/// Whether a folded word is a given name.
pub(crate) fn given_name(folded: &str) -> NameWord {
    name_word(GIVEN_NAMES.find(folded))
}

/// Whether a folded word is a frequent surname.
pub(crate) fn surname(folded: &str) -> NameWord {
    name_word(SURNAMES.find(folded))
}

/// Whether folded words, joined by spaces, are a title (*mr*, *gen*) or a role (*prime minister*).
pub(crate) fn is_title(folded: &str) -> bool {
    TITLES.find(folded).is_some()
}

/// `m` or `f` for a given name that only men or only women bear.
pub(crate) fn gender_of_name(folded: &str) -> Option<char> {
    gender(GIVEN_NAMES.find(folded)?.split('\t').next()?)
}

/// `m` or `f` for a title of men or of women.
pub(crate) fn gender_of_title(folded: &str) -> Option<char> {
    gender(TITLES.find(folded)?.split('\t').nth(1)?)
}

fn gender(cell: &str) -> Option<char> {
    cell.chars().next().filter(|gender| matches!(gender, 'm' | 'f'))
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
        for line in CLASSES.text.lines() {
            let (word, rest) = line.split_once('\t').unwrap();
            assert_eq!(CLASSES.find(word), Some(rest));
        }
        assert_eq!(CLASSES.find("zzzz"), None);
        assert_eq!(CLASSES.find(""), None);
    }

    #[test]
    fn inflected_words_have_the_entry_of_their_base() {
        for (word, base) in
            [("parties", "party"), ("bombed", "bomb"), ("parading", "parade"), ("attacks", "attack")]
        {
            assert_eq!(word_entry(word).classes, word_entry(base).classes, "{word}");
            assert!(word_entry(base).is_listed, "{base}");
        }
        assert!(!word_entry("bombings").is_listed);
        assert_eq!(word_entry("éé"), WordEntry::default());
    }
}
