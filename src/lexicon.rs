//! All word lists in one packed table: what they say of a word is one number, found by one look-up.
//!
//! The build script packs the lists under `gazetteers/words/`; the program reads the bytes as they stand, so a
//! start costs nothing. All numbers are little-endian.
//!
//! ```text
//! slots   16 bytes each: hash of the word (u32), where it stands among the keys (u32), what is known (u64)
//! keys    each word once: its length (one byte), its bytes
//! ```

use crate::kind::Kind;

/// Bytes of a slot.
const SLOT: usize = 16;

/// What the lists say of one folded word, or of several joined by spaces. Nothing, for a word that none has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Word(u64);

/// A class of English words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordClass {
    Noun = 1,
    Verb = 2,
    Adjective = 3,
    Adverb = 4,
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

/// Where each fact stands in a `Word`: its lowest bit and its width.
mod bits {
    pub(super) const FIRST_CLASS: (u32, u32) = (0, 3);
    /// A bit for each class, in the order of `WordClass`.
    pub(super) const CLASSES: (u32, u32) = (3, 4);
    pub(super) const FREQUENCY: (u32, u32) = (7, 4);
    pub(super) const LISTED: (u32, u32) = (11, 1);
    pub(super) const FUNCTION: (u32, u32) = (12, 1);
    pub(super) const GIVEN_NAME: (u32, u32) = (13, 2);
    pub(super) const NAME_GENDER: (u32, u32) = (15, 2);
    pub(super) const SURNAME: (u32, u32) = (17, 2);
    pub(super) const TITLE: (u32, u32) = (19, 1);
    pub(super) const TITLE_GENDER: (u32, u32) = (20, 2);
    pub(super) const BEGINS_TITLE: (u32, u32) = (22, 1);
    pub(super) const ENDS_TITLE: (u32, u32) = (23, 1);
    pub(super) const HEAD: (u32, u32) = (24, 1);
    pub(super) const HEAD_LAST: (u32, u32) = (25, 1);
    pub(super) const HEAD_OF: (u32, u32) = (26, 1);
    pub(super) const HEAD_FIRST: (u32, u32) = (27, 1);
    pub(super) const HEAD_TYPE: (u32, u32) = (28, 8);
    pub(super) const HEAD_SUBTYPE: (u32, u32) = (36, 8);
    pub(super) const BEGINS_HEAD: (u32, u32) = (44, 1);
    pub(super) const NO_NAME: (u32, u32) = (45, 1);
    pub(super) const FAMILY_FIRST: (u32, u32) = (46, 1);
    pub(super) const ABBREVIATION: (u32, u32) = (47, 1);
    pub(super) const BEFORE_NUMBER: (u32, u32) = (48, 1);
    pub(super) const LABEL: (u32, u32) = (49, 1);
}

impl Word {
    fn get(self, (low, width): (u32, u32)) -> u64 {
        self.0 >> low & ((1 << width) - 1)
    }

    fn has(self, fact: (u32, u32)) -> bool {
        self.get(fact) != 0
    }

    /// The class that it most often has; none if no list of words has it.
    pub(crate) fn class(self) -> Option<WordClass> {
        use WordClass::{Adjective, Adverb, Noun, Verb};
        [None, Some(Noun), Some(Verb), Some(Adjective), Some(Adverb)]
            .get(self.get(bits::FIRST_CLASS) as usize)
            .copied()
            .flatten()
    }

    /// Whether it can be of a class.
    pub(crate) fn may_be(self, class: WordClass) -> bool {
        self.get(bits::CLASSES) >> (class as u32 - 1) & 1 == 1
    }

    /// How often it stands in running text: the whole of log2 of its count in a tagged corpus, 0 to 15.
    pub(crate) fn frequency(self) -> u8 {
        self.get(bits::FREQUENCY) as u8
    }

    /// Whether the list of word classes has the word itself, and not only the word that it is inflected from.
    pub(crate) fn is_listed(self) -> bool {
        self.has(bits::LISTED)
    }

    /// Whether it is an article, pronoun, preposition, conjunction, auxiliary or the like, or another word that
    /// begins sentences and no name.
    pub(crate) fn is_function_word(self) -> bool {
        self.has(bits::FUNCTION)
    }

    /// Whether it, or the base it is inflected from, is an ordinary English word.
    pub(crate) fn is_ordinary(self) -> bool {
        self.has(bits::FIRST_CLASS) || self.is_function_word()
    }

    /// Whether it is a given name.
    pub(crate) fn given_name(self) -> NameWord {
        name_word(self.get(bits::GIVEN_NAME))
    }

    /// Whether it is a frequent surname.
    pub(crate) fn surname(self) -> NameWord {
        name_word(self.get(bits::SURNAME))
    }

    /// Whether it is a family name that stands before the given name: Chinese, Korean and Vietnamese.
    pub(crate) fn is_family_first(self) -> bool {
        self.has(bits::FAMILY_FIRST)
    }

    /// `m` or `f` for a given name that only men or only women bear.
    pub(crate) fn gender_of_name(self) -> Option<char> {
        gender(self.get(bits::NAME_GENDER))
    }

    /// Whether it is a title (*mr*, *gen*) or a role (*prime minister*).
    pub(crate) fn is_title(self) -> bool {
        self.has(bits::TITLE)
    }

    /// `m` or `f` for a title of men or of women.
    pub(crate) fn gender_of_title(self) -> Option<char> {
        gender(self.get(bits::TITLE_GENDER))
    }

    /// Whether a title of several words begins with it.
    pub(crate) fn begins_title(self) -> bool {
        self.has(bits::BEGINS_TITLE)
    }

    /// Whether a title of several words ends with it.
    pub(crate) fn ends_title(self) -> bool {
        self.has(bits::ENDS_TITLE)
    }

    /// What it tells of a name that it heads.
    pub(crate) fn head(self) -> Option<Head> {
        self.has(bits::HEAD).then(|| Head {
            kind: Kind::from_bytes([self.get(bits::HEAD_TYPE) as u8, self.get(bits::HEAD_SUBTYPE) as u8]),
            last: self.has(bits::HEAD_LAST),
            of: self.has(bits::HEAD_OF),
            first: self.has(bits::HEAD_FIRST),
        })
    }

    /// Whether a head of several words begins with it.
    pub(crate) fn begins_head(self) -> bool {
        self.has(bits::BEGINS_HEAD)
    }

    /// Whether it is a common acronym that is no name: *gdp*, *dna*.
    pub(crate) fn is_no_name(self) -> bool {
        self.has(bits::NO_NAME)
    }

    /// Whether it is an abbreviation whose full stop ends no sentence: *gen*.
    pub(crate) fn is_abbreviation(self) -> bool {
        self.has(bits::ABBREVIATION)
    }

    /// Whether it is such an abbreviation before a number: *no*, *art*.
    pub(crate) fn is_abbreviation_before_number(self) -> bool {
        self.has(bits::BEFORE_NUMBER)
    }

    /// Whether it is a line that heads a section and says nothing: *key points*.
    pub(crate) fn is_label(self) -> bool {
        self.has(bits::LABEL)
    }

    /// With the classes and the frequency of the word that it is inflected from.
    pub(crate) fn inflected_from(self, base: Word) -> Word {
        let classes = (1 << bits::LISTED.0) - 1;
        Word(self.0 & !classes | base.0 & classes)
    }
}

fn name_word(number: u64) -> NameWord {
    [NameWord::No, NameWord::AlsoWord, NameWord::Yes].get(number as usize).copied().unwrap_or(NameWord::No)
}

fn gender(number: u64) -> Option<char> {
    [None, Some('m'), Some('f')].get(number as usize).copied().flatten()
}

/// A packed table of words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lexicon {
    /// A power of two of slots, at most half of them in use; an empty one is all zeros.
    pub(crate) slots: &'static [u8],
    pub(crate) keys: &'static [u8],
}

impl Lexicon {
    /// What is known of a word; none for a word that no list has.
    pub(crate) fn find(&self, word: &str) -> Option<Word> {
        let n_slots = self.slots.len() / SLOT;
        let wanted = hash(word);
        for step in 0..n_slots {
            let at = (wanted as usize).wrapping_add(step) & (n_slots - 1);
            let slot: &[u8; SLOT] = self.slots.get(at * SLOT..)?.first_chunk()?;
            let [h0, h1, h2, h3, k0, k1, k2, k3, facts @ ..] = *slot;
            let (found, facts) = (u32::from_le_bytes([h0, h1, h2, h3]), u64::from_le_bytes(facts));
            if facts == 0 {
                return None;
            }
            if found == wanted && self.key(u32::from_le_bytes([k0, k1, k2, k3])) == Some(word.as_bytes()) {
                return Some(Word(facts));
            }
        }
        None
    }

    fn key(&self, start: u32) -> Option<&'static [u8]> {
        let (len, rest) = self.keys.get(start as usize..)?.split_first()?;
        rest.get(..usize::from(*len))
    }
}

/// FNV-1a, folded to 32 bits: short words, and nobody outside chooses those of the table.
fn hash(word: &str) -> u32 {
    let full = word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (full ^ (full >> 32)) as u32
}

/// What the build script needs in order to make a table.
#[allow(dead_code)] // the build script is its caller
pub(crate) mod pack {
    use super::{Kind, SLOT, Word, bits, hash};
    use std::collections::BTreeMap;

    /// Words with what the lists say of them.
    #[derive(Debug, Default)]
    pub(crate) struct Words(BTreeMap<String, Word>);

    impl Words {
        /// Notes what the row of a list says of a folded word. `list` is the file's name without its ending,
        /// `cells` what stands behind the word. A word that is twice in a list has what its first row says.
        ///
        /// # Errors
        /// When there is no such list, or a cell has no meaning.
        pub(crate) fn add(&mut self, list: &str, word: &str, cells: &[&str]) -> Result<(), String> {
            let cell = |idx: usize| cells.get(idx).copied().unwrap_or("");
            match list {
                "classes" => self.add_classes(word, cell(0), cell(1))?,
                "openers" => self.set(word, bits::FUNCTION, 1),
                "given_names" => {
                    let is_new = self.set(word, bits::GIVEN_NAME, name_word(cell(1)));
                    self.set_if(is_new, word, bits::NAME_GENDER, gender(cell(0)))
                }
                "surnames" => self.set(word, bits::SURNAME, name_word(cell(0))),
                "family_first" => self.set(word, bits::FAMILY_FIRST, 1),
                "titles" => self.add_title(word, gender(cell(1))),
                "heads" => self.add_head(word, cell(0), cell(1))?,
                "not_names" => self.set(word, bits::NO_NAME, 1),
                "labels" => self.set(word, bits::LABEL, 1),
                "abbreviations" => match word.strip_suffix('#') {
                    Some(word) => self.set(word, bits::BEFORE_NUMBER, 1),
                    None => self.set(word, bits::ABBREVIATION, 1),
                },
                _ => return Err(format!("no list is called {list}")),
            };
            Ok(())
        }

        fn add_classes(&mut self, word: &str, classes: &str, frequency: &str) -> Result<bool, String> {
            let number = |class: char| "NVAR".find(class).ok_or(format!("{class} is no word class"));
            let classes: Vec<usize> = classes.chars().map(number).collect::<Result<_, _>>()?;
            let frequency: u64 = frequency.parse().map_err(|_| format!("{frequency} is no number"))?;
            let is_new = self.set(word, bits::LISTED, 1);
            self.set_if(
                is_new,
                word,
                bits::FIRST_CLASS,
                classes.first().map_or(0, |class| *class as u64 + 1),
            );
            self.set_if(is_new, word, bits::CLASSES, classes.iter().fold(0, |set, class| set | 1 << class));
            self.set_if(is_new, word, bits::FREQUENCY, frequency);
            Ok(is_new)
        }

        fn add_title(&mut self, title: &str, gender: u64) -> bool {
            if let (Some((first, _)), Some((_, last))) = (title.split_once(' '), title.rsplit_once(' ')) {
                self.set(first, bits::BEGINS_TITLE, 1);
                self.set(last, bits::ENDS_TITLE, 1);
            }
            let is_new = self.set(title, bits::TITLE, 1);
            self.set_if(is_new, title, bits::TITLE_GENDER, gender)
        }

        fn add_head(&mut self, head: &str, kind: &str, positions: &str) -> Result<bool, String> {
            let [of, subtype] = Kind::parse(kind).ok_or(format!("{kind} is no type"))?.to_bytes();
            if let Some((first, _)) = head.split_once(' ') {
                self.set(first, bits::BEGINS_HEAD, 1);
            }
            let is_new = self.set(head, bits::HEAD, 1);
            self.set_if(is_new, head, bits::HEAD_TYPE, of.into());
            self.set_if(is_new, head, bits::HEAD_SUBTYPE, subtype.into());
            for position in positions.split(' ') {
                let fact = match position {
                    "last" => bits::HEAD_LAST,
                    "of" => bits::HEAD_OF,
                    "first" => bits::HEAD_FIRST,
                    _ => return Err(format!("{position} is no position of a head")),
                };
                self.set_if(is_new, head, fact, 1);
            }
            Ok(is_new)
        }

        /// Sets a fact that a word does not have yet, and tells whether it did.
        fn set(&mut self, word: &str, fact: (u32, u32), value: u64) -> bool {
            let known = self.0.entry(word.to_owned()).or_default();
            let is_new = known.get(fact) == 0;
            if is_new {
                known.0 |= value.min((1 << fact.1) - 1) << fact.0;
            }
            is_new
        }

        fn set_if(&mut self, is_new: bool, word: &str, fact: (u32, u32), value: u64) -> bool {
            is_new && self.set(word, fact, value)
        }

        /// The slots and the keys of a table.
        pub(crate) fn pack(&self) -> (Vec<u8>, Vec<u8>) {
            let n_slots = (2 * self.0.len() + 2).next_power_of_two();
            let (mut slots, mut keys) = (vec![0; n_slots * SLOT], Vec::new());
            // A key's length is one byte; no word of a text that is longer is in a list.
            for (word, facts) in self.0.iter().filter(|(word, _)| word.len() < 256) {
                let hash = hash(word);
                let mut at = hash as usize & (n_slots - 1);
                while slots[at * SLOT + 8..][..8] != [0; 8] {
                    at = (at + 1) & (n_slots - 1);
                }
                let slot = &mut slots[at * SLOT..][..SLOT];
                slot[..4].copy_from_slice(&hash.to_le_bytes());
                slot[4..8].copy_from_slice(&(keys.len() as u32).to_le_bytes());
                slot[8..].copy_from_slice(&facts.0.to_le_bytes());
                keys.push(word.len() as u8);
                keys.extend(word.as_bytes());
            }
            (slots, keys)
        }
    }

    fn name_word(mark: &str) -> u64 {
        if mark == "word" { 1 } else { 2 }
    }

    fn gender(cell: &str) -> u64 {
        "mf".find(cell).filter(|_| cell.len() == 1).map_or(0, |at| at as u64 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Type;

    fn lexicon(rows: &[(&str, &str, &[&str])]) -> Lexicon {
        let mut words = pack::Words::default();
        for (list, word, cells) in rows {
            words.add(list, word, cells).unwrap();
        }
        let (slots, keys) = words.pack();
        Lexicon { slots: slots.leak(), keys: keys.leak() }
    }

    #[test]
    fn a_word_has_what_each_list_says_of_it() {
        let known = lexicon(&[
            ("classes", "mark", &["NV", "7"]),
            ("given_names", "mark", &["m", "word"]),
            ("surnames", "mark", &["-"]),
            ("titles", "prime minister", &["role", "-"]),
            ("titles", "lady", &["title", "f"]),
            ("heads", "high court", &["org/court", "last of"]),
            ("abbreviations", "no#", &[]),
        ]);
        let mark = known.find("mark").unwrap();
        assert_eq!((mark.class(), mark.frequency()), (Some(WordClass::Noun), 7));
        assert!(mark.may_be(WordClass::Verb) && !mark.may_be(WordClass::Adverb) && mark.is_listed());
        assert_eq!((mark.given_name(), mark.surname()), (NameWord::AlsoWord, NameWord::Yes));
        assert_eq!((mark.gender_of_name(), mark.gender_of_title()), (Some('m'), None));
        assert!(known.find("prime").unwrap().begins_title() && known.find("minister").unwrap().ends_title());
        assert!(!known.find("prime").unwrap().is_title() && known.find("prime minister").unwrap().is_title());
        assert_eq!(known.find("lady").unwrap().gender_of_title(), Some('f'));
        let head = known.find("high court").unwrap().head().unwrap();
        assert_eq!((head.kind.of, head.kind.subtype()), (Type::Org, "court"));
        assert!(head.last && head.of && !head.first && known.find("high").unwrap().begins_head());
        assert!(known.find("no").unwrap().is_abbreviation_before_number());
        assert_eq!((known.find("ma"), known.find(""), known.find("marks")), (None, None, None));
    }

    #[test]
    fn the_first_row_of_a_word_counts() {
        let known = lexicon(&[("given_names", "kim", &["f", "-"]), ("given_names", "kim", &["m", "word"])]);
        let kim = known.find("kim").unwrap();
        assert_eq!((kim.given_name(), kim.gender_of_name()), (NameWord::Yes, Some('f')));
    }

    #[test]
    fn rows_without_a_meaning_are_errors() {
        let mut words = pack::Words::default();
        assert!(words.add("classes", "a", &["X", "0"]).is_err());
        assert!(words.add("heads", "a", &["org/planet", "last"]).is_err());
        assert!(words.add("verbs", "a", &[]).is_err());
    }

    #[test]
    fn an_empty_table_knows_nothing() {
        assert_eq!(Lexicon { slots: &[], keys: &[] }.find("a"), None);
        assert_eq!(lexicon(&[]).find("a"), None);
    }
}
