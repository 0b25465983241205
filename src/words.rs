//! What is known of ordinary words: classes, given names, surnames, titles.

use crate::kind::Kind;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Word classes of English with their frequency, sorted by word: see `scripts/make_word_classes.py`.
static CLASSES: &str = include_str!("../gazetteers/words/classes.tsv");

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
    let line = INDEX.find(word)?;
    let (classes, frequency) = line.split_once('\t')?;
    Some(WordEntry { classes, frequency: frequency.parse().ok()?, is_listed: true })
}

/// The lines of [`CLASSES`] by the hash of their word: an open table, at most half full. A binary search over
/// the text itself costs ten times as much a word.
struct Index {
    /// Where a line starts, plus one; 0 is a free place.
    slots: Vec<u32>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(CLASSES));

impl Index {
    fn new(lines: &'static str) -> Index {
        let n_lines = lines.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let mut index = Index { slots: vec![0; (2 * n_lines).next_power_of_two()] };
        let mut start = 0;
        for line in lines.split_inclusive('\n') {
            let word = line.split('\t').next().unwrap_or("");
            let free = index.probe(word).find(|at| index.slots.get(*at) == Some(&0));
            if let Some(slot) = free.and_then(|at| index.slots.get_mut(at)) {
                *slot = start + 1;
            }
            start += line.len() as u32;
        }
        index
    }

    /// All places of the table, beginning with the one where a word should be.
    fn probe(&self, word: &str) -> impl Iterator<Item = usize> + use<> {
        // FNV-1a: short words, and nobody outside chooses them.
        let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mask = self.slots.len() - 1;
        let first = (hash ^ (hash >> 32)) as usize;
        (0..=mask).map(move |step| (first.wrapping_add(step)) & mask)
    }

    /// The rest of the line that starts with `word` and a tab.
    fn find(&self, word: &str) -> Option<&'static str> {
        for at in self.probe(word) {
            let start = self.slots.get(at)?.checked_sub(1)?;
            let line = CLASSES.get(start as usize..)?;
            if let Some(rest) = line.strip_prefix(word).and_then(|rest| rest.strip_prefix('\t')) {
                return rest.split('\n').next();
            }
        }
        None
    }
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

/// Whether folded words, joined by spaces, are a title (*mr*, *gen*) or a role (*prime minister*).
pub(crate) fn is_title(folded: &str) -> bool {
    TITLES.contains_key(folded)
}

/// `m` or `f` for a title of men or of women.
pub(crate) fn gender_of_title(folded: &str) -> Option<char> {
    let gender = TITLES.get(folded)?.get(1)?.chars().next()?;
    matches!(gender, 'm' | 'f').then_some(gender)
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
        for line in CLASSES.lines() {
            let (word, rest) = line.split_once('\t').unwrap();
            assert_eq!(INDEX.find(word), Some(rest));
        }
        assert_eq!(INDEX.find("zzzz"), None);
        assert_eq!(INDEX.find(""), None);
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
