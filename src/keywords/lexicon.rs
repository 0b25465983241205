//! The different words of one document, each with its class, its rarity and its stem.

use super::stem::stem;
use crate::words::{self, Word, WordClass};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a word is in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It may end a phrase.
    Noun,
    /// It may begin or go on with a phrase.
    Adjective,
    /// A number: it may begin a phrase.
    Number,
    /// A verb or adverb: a keyword in the mode of single words only.
    Verb,
    /// It ends every phrase and is no keyword: a function word, a weekday, a unit.
    Stop,
}

/// What the word after a function word probably is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// A noun or adjective: after an article.
    Noun,
    /// A noun, or the *ing* of a verb: after a preposition.
    NounOrGerund,
    /// A verb: after a pronoun or a modal verb.
    Verb,
    /// Anything.
    Any,
}

/// What is known of one folded word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// The class that it most often has.
    pub(super) class: Class,
    /// Whether it can be a noun.
    pub(super) can_be_noun: bool,
    /// Whether it ends as a participle does.
    pub(super) is_inflected: bool,
    /// Whether it says nothing without a word beside it.
    pub(super) is_vague: bool,
    /// Whether it only points before such a word: *former officials*.
    pub(super) is_pointer: bool,
    /// Whether it ends in *ing*.
    pub(super) is_ing: bool,
    /// Whether the word list has it as an adjective.
    pub(super) is_adjective: bool,
    /// Whether it can be a verb.
    pub(super) can_be_verb: bool,
    /// Whether it ends in the *s* of a plural or of a verb.
    pub(super) has_s: bool,
    /// What it lets one expect.
    pub(super) opens: Opens,
    /// How frequent it is in running text, 0 to 1.
    pub(super) frequency: f32,
    /// The number of its stem.
    pub(super) stem: u32,
}

/// The words of a document; those that stand in the text as they are borrow from it.
#[derive(Debug, Default)]
pub(super) struct Lexicon<'a> {
    words: HashMap<Cow<'a, str>, Facts>,
    stems: HashMap<Cow<'a, str>, u32>,
}

/// Different words that are kept at the most: a text with more of them is no article, and memory has a bound.
const MAX_WORDS: usize = 500_000;

impl<'a> Lexicon<'a> {
    /// What is known of a folded word.
    pub(super) fn facts(&mut self, folded: &'a str) -> Facts {
        match self.words.get(folded) {
            Some(facts) => *facts,
            None => self.add(Cow::Borrowed(folded), stem(folded)),
        }
    }

    /// What is known of a word that was put together from several.
    pub(super) fn facts_of_joined(&mut self, folded: &str) -> Facts {
        match self.words.get(folded) {
            Some(facts) => *facts,
            None => self.add(Cow::Owned(folded.to_owned()), Cow::Owned(stem(folded).into_owned())),
        }
    }

    fn add(&mut self, folded: Cow<'a, str>, stem: Cow<'a, str>) -> Facts {
        if self.words.len() >= MAX_WORDS {
            return Facts { stem: u32::MAX, ..facts_of("", u32::MAX) };
        }
        let next = self.stems.len() as u32;
        let stem = *self.stems.entry(stem).or_insert(next);
        let facts = facts_of(&folded, stem);
        self.words.insert(folded, facts);
        facts
    }

    /// How many different stems there are.
    pub(super) fn n_stems(&self) -> usize {
        self.stems.len()
    }
}

fn facts_of(folded: &str, stem: u32) -> Facts {
    let known = words::look_up(folded);
    let has_s = has_s(folded) && !known.is_listed();
    let listed = LISTED.get(folded).copied();
    let empty = listed.flatten();
    Facts {
        class: if empty.is_some() { Class::Stop } else { class(folded, known, has_s) },
        can_be_noun: known.may_be(WordClass::Noun) && !folded.ends_with("ed"),
        is_adjective: known.may_be(WordClass::Adjective),
        can_be_verb: known.may_be(WordClass::Verb),
        has_s,
        is_inflected: folded.ends_with("ed") || folded.ends_with("ing"),
        is_vague: listed == Some(None),
        is_pointer: POINTERS.contains(folded),
        is_ing: folded.ends_with("ing"),
        opens: empty.unwrap_or(Opens::Any),
        frequency: f32::from(known.frequency()) / 15.0,
        stem,
    }
}

/// Whether a word that is not in the table itself has the *s* of an inflection: *cases*, not *crisis*.
fn has_s(folded: &str) -> bool {
    folded.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| folded.ends_with(ending))
}

/// Words that are no part of a phrase, with what they let one expect; and those that say nothing alone, with `None`.
static LISTED: LazyLock<HashMap<&'static str, Option<Opens>>> = LazyLock::new(|| {
    let vague = VAGUE_WORDS.split(' ').map(|word| (word, None));
    let any = words::function_words().chain(EMPTY_WORDS.split(' ')).map(|word| (word, Some(Opens::Any)));
    let openers = OPENERS.iter().flat_map(|(words, opens)| words.split(' ').map(|word| (word, Some(*opens))));
    vague.chain(any).chain(openers).collect()
});

/// Function words with what they let one expect.
const OPENERS: [(&str, Opens); 3] =
    [(DETERMINERS, Opens::Noun), (PREPOSITIONS, Opens::NounOrGerund), (VERB_OPENERS, Opens::Verb)];

const DETERMINERS: &str = "\
    the a an this these his her its their our my your no any some each every several many other another \
    such new first second third more most few both all own last next major old recent various numerous \
    key two three four five six seven eight nine ten big great small large";

const PREPOSITIONS: &str = "\
    of in for on with by from at under over between against during after before about into through \
    without within among amid despite including as than";

const VERB_OPENERS: &str = "\
    to i you he she it we they who which will would can could should may might must shall did does do not \
    cannot didn't don't doesn't won't wouldn't couldn't shouldn't can't let also never i'll we'll they'll \
    he'll you'll";

/// Words that say when, how much, or nothing: weekdays, months, units, forms of address, and adjectives that
/// point instead of telling.
const EMPTY_WORDS: &str = "\
    monday tuesday wednesday thursday friday saturday sunday january february april june july august \
    september october november december jan feb aug sept sep oct nov dec mr mrs ms dr said says say \
    saying may percent cent million billion trillion thousand hundred dozen dozens hundreds thousands \
    millions billions morning afternoon evening night week weeks month months day days hour hours minute \
    minutes moment lot lots kind sort way ways thing things four five six seven eight nine ten eleven \
    twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty \
    seventy eighty ninety various certain numerous next last new old good big own full same such able sure likely possible recent early late key great long \
    high low major further least best better worst bad true whole entire more past present previous \
    current different little small large huge yr pm am a.m p.m nt dont didnt isnt etc vs part number year \
    years yesterday today tomorrow tonight ago";

/// Nouns that say nothing alone: those who speak to reporters, and what they do.
const VAGUE_WORDS: &str = "\
    official officials spokesman spokesmen spokeswoman spokesperson spokespersons source sources statement \
    statements report reports reporter reporters people person persons man men woman women member members \
    authority authorities leader leaders expert experts analyst analysts critic critics witness witnesses \
    area areas region place places case cases issue issues reason reasons fact facts result results effort \
    efforts action actions response plan plans use work point points group groups time times side sides nation \
    nations country countries state states city news article story interview comment comments \
    employee employees worker workers resident residents citizen citizens guest guests community population \
    politics capital team teams match matches message messages society affair affairs award awards \
    accomplice accomplices damage ambassador embassy government governments";

/// Words that add nothing to a noun that says nothing alone.
static POINTERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| POINTER_WORDS.split(' ').collect());

const POINTER_WORDS: &str = "\
    former senior top chief high-ranking unnamed unidentified anonymous local public military security government \
    police federal international national regional foreign official independent prominent political western \
    eastern northern southern opposing rival fellow ordinary young elderly opening additional affected alleged";

fn class(folded: &str, known: Word, has_s: bool) -> Class {
    if folded.starts_with(|c: char| c.is_numeric()) {
        return Class::Number;
    }
    if folded.chars().nth(1).is_none() {
        return Class::Stop;
    }
    let is_participle = folded.ends_with("ed") || folded.ends_with("ing");
    match known.class() {
        // *resulted* is no noun because *result* is one.
        Some(_) if known.may_be(WordClass::Verb) && is_participle && !known.is_listed() => Class::Verb,
        Some(_) if known.may_be(WordClass::Noun) && has_s => Class::Noun,
        Some(WordClass::Noun) => Class::Noun,
        Some(WordClass::Adjective) => Class::Adjective,
        Some(_) => Class::Verb,
        None => class_by_ending(folded),
    }
}

fn class_by_ending(folded: &str) -> Class {
    const ADJECTIVES: [&str; 12] =
        ["able", "ible", "ical", "ial", "ous", "ful", "less", "ive", "ish", "ian", "based", "wide"];
    if folded.ends_with("ly") || folded.ends_with("ed") || folded.ends_with("ing") {
        return Class::Verb;
    }
    if ADJECTIVES.iter().any(|ending| folded.ends_with(ending)) { Class::Adjective } else { Class::Noun }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_class_they_most_often_have() {
        let mut lexicon = Lexicon::default();
        for (word, class) in [
            ("military", Class::Adjective),
            ("strikes", Class::Noun),
            ("officials", Class::Noun),
            ("friday", Class::Stop),
            ("said", Class::Stop),
            ("the", Class::Stop),
            ("1990", Class::Number),
            ("hideouts", Class::Noun),
            ("unbreakingly", Class::Verb),
        ] {
            assert_eq!(lexicon.facts(word).class, class, "{word}");
        }
        assert_eq!(lexicon.facts("strike").stem, lexicon.facts("strikes").stem);
    }
}
