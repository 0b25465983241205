//! What is known of words: the embedded lexicon, and the inflected forms of the words in it.

pub(crate) use crate::lexicon::{Head, NameWord, Word, WordClass};

use crate::lexicon::Lexicon;

static LEXICON: Lexicon = Lexicon {
    slots: include_bytes!(concat!(env!("OUT_DIR"), "/word_slots.bin")),
    keys: include_bytes!(concat!(env!("OUT_DIR"), "/word_keys.bin")),
};

/// What is known of a folded word, or of several joined by spaces. An inflected form that has no classes of its
/// own has those of its base.
pub(crate) fn look_up(folded: &str) -> Word {
    let word = LEXICON.find(folded).unwrap_or_default();
    if word.is_listed() {
        return word;
    }
    base_of(folded).map_or(word, |base| word.inflected_from(base))
}

/// The word that a regular inflection comes from: *strikes*, *carried*, *running*, *larger*.
fn base_of(word: &str) -> Option<Word> {
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
    if !word.ends_with(['s', 'd', 'g', 'r', 't', 'y']) {
        return None;
    }
    let listed = |base: &str| LEXICON.find(base).filter(|base| base.is_listed());
    let mut base = String::with_capacity(word.len() + 1);
    ENDINGS.iter().find_map(|(ending, replacement)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 1)?;
        base.clear();
        base.push_str(stem);
        base.push_str(replacement);
        listed(&base).or_else(|| {
            let may_double = replacement.is_empty() && *ending != "s";
            undoubled(stem).filter(|_| may_double).and_then(listed)
        })
    })
}

/// Without the second of two equal letters at the end: *runn*.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.char_indices().rev();
    let ((at, last), (_, before)) = (letters.next()?, letters.next()?);
    stem.get(..at).filter(|_| last == before)
}

/// All articles, pronouns, prepositions, conjunctions, auxiliaries and the like.
pub(crate) fn function_words() -> impl Iterator<Item = &'static str> {
    include_str!("../gazetteers/words/openers.txt").lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_come_with_the_most_frequent_first() {
        assert_eq!(look_up("strikes").class(), Some(WordClass::Verb));
        assert_eq!(look_up("officials").class(), Some(WordClass::Noun));
        assert_eq!(look_up("said").class(), Some(WordClass::Verb));
        assert_eq!(look_up("zabihullah").class(), None);
        let is_ordinary = |word| look_up(word).is_ordinary();
        assert!(is_ordinary("running") && is_ordinary("the") && !is_ordinary("islamabad"));
    }

    #[test]
    fn every_row_of_the_lists_is_found() {
        for line in
            include_str!("../gazetteers/words/classes.tsv").lines().filter(|line| !line.starts_with('#'))
        {
            let cells: Vec<&str> = line.split('\t').collect();
            let word = look_up(&crate::fold::folded_word(cells[0]));
            assert!(word.is_listed() && word.class().is_some(), "{line}");
        }
        for title in ["mr", "gen", "prime minister", "acting attorney general"] {
            assert!(look_up(title).is_title(), "{title}");
        }
        assert_eq!((look_up("zzzz"), look_up("")), (Word::default(), Word::default()));
    }

    #[test]
    fn inflected_words_have_the_classes_of_their_base() {
        for (word, base) in
            [("parties", "party"), ("bombed", "bomb"), ("parading", "parade"), ("attacks", "attack")]
        {
            assert_eq!(look_up(word).class(), look_up(base).class(), "{word}");
            assert_eq!(look_up(word).frequency(), look_up(base).frequency(), "{word}");
            assert!(look_up(base).is_listed(), "{base}");
        }
        assert!(!look_up("bombings").is_listed());
        assert_eq!(look_up("éé"), Word::default());
    }
}
