//! Names that the words right beside them tell: acronyms that act, *City, Region*.

use super::View;
use super::vocabulary::{ABOUT, IN, PLACE_NOUNS, SAYING, SORTS_OF_ORG, SORTS_OF_PLACE, STAFF, TIMES};
use crate::candidate::Candidate;
use crate::kind::{Kind, Type};
use crate::row::Mark;
use crate::token::{TokenKind, is_apostrophe};
use crate::words::{self, NameWord, WordClass};

fn is_auxiliary(word: &str) -> bool {
    matches!(word, "is" | "was" | "has" | "had" | "did" | "does" | "will" | "would" | "can" | "could" | "may")
}

/// The kind of organisation that a noun tells: *the company …*.
fn sort_of_org(word: &str) -> Option<Kind> {
    let found = SORTS_OF_ORG.iter().find(|(_, words)| words.contains(&word));
    found.map(|(subtype, _)| Kind::new(Type::Org, subtype))
}

impl View<'_> {
    /// *the NWSC said*: a word in capitals that is no word and no known acronym is an organisation where it is
    /// used as one.
    pub(super) fn initials(&self, idx: usize) -> Option<Candidate> {
        let word = self.word(idx);
        let owns = self.near(idx, 1) == "'s" && word.len() < 5;
        let is_acronym = self.kind(idx) == TokenKind::Caps
            && (3..=6).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && (!self.facts(idx).is_ordinary() || owns)
            && !self.facts(idx).is_no_name()
            && self.known_at(self.units()[idx].first).next().is_none();
        let is_index =
            idx + 1 < self.units().len() && self.touches(idx) && self.kind(idx + 1) == TokenKind::Number;
        let is_acronym = is_acronym && !is_index;
        let after = self.near(idx, 1);
        let acts = after == "'s"
            || SAYING.contains(&after)
            || matches!(self.near(idx, -1), "the" | "by" | "of" | "from" | "at" | "with");
        if is_acronym && acts {
            self.candidate(idx, idx + 1, Kind::new(Type::Org, "other"), "initials", 55)
        } else {
            None
        }
    }

    /// *Pandi, Bulacan*; *the town of Ain Issa*; *the Carlton Colville district*: a place by what stands beside it.
    pub(super) fn placed(&self, start: usize, end: usize) -> Option<Candidate> {
        if end <= start || end - start > 3 || self.is_known(start) {
            return None;
        }
        let is_sort = self.near(start, -1) == "of" && SORTS_OF_PLACE.contains(&self.near(start, -2));
        let is_noun = end - start > 1 && PLACE_NOUNS.contains(&self.near(end - 1, 1));
        let is_name = (start..end).all(|idx| {
            self.kind(idx) == TokenKind::Capital
                && !self.facts(idx).is_ordinary()
                && !TIMES.contains(&self.word(idx))
                && !self.is_known(idx)
        });
        let is_compound = end - start == 2 && self.units()[start + 1].first == self.units()[start].last + 2;
        let is_strange = end - start == 2
            && IN.contains(&self.near(start, -1))
            && self.facts(start).given_name() == NameWord::No
            && self.facts(end - 1).surname() == NameWord::No;
        if self.is_before_region(start, end) {
            self.candidate(start, end, Kind::new(Type::Place, "city"), "region", 70)
        } else if is_name && !is_compound && (is_sort || is_noun || is_strange) {
            let prior = if is_strange { 60 } else { 96 };
            self.candidate(start, end, Kind::new(Type::Place, "city"), "region", prior)
        } else {
            None
        }
    }

    fn is_before_region(&self, start: usize, end: usize) -> bool {
        if self.near(end - 1, 1) != "," || self.near(end - 1, 2).is_empty() {
            return false;
        }
        let is_region = self.known_at(self.units()[end + 1].first).any(|known| {
            known.kind.of == Type::Place && matches!(known.kind.subtype(), "country" | "admin1" | "disputed")
        });
        let before = self.near(start, -1);
        let is_time = (start..end).any(|idx| TIMES.contains(&self.word(idx)));
        is_region && !is_time && (IN.contains(&before) || matches!(before, "of" | "from" | "to"))
    }

    /// What a word that no list holds, or a surname, names by the words beside it.
    fn lone_kind(&self, idx: usize) -> Option<(Kind, u8)> {
        let (before, after) = (self.near(idx, -1), self.near(idx, 1));
        let is_surname = self.facts(idx).surname() != NameWord::No;
        if self.facts(idx).is_ordinary() {
            let may_be = is_surname && !self.starts_sentence(idx) && !matches!(after, "of" | "and");
            return (may_be && self.is_person_slot(idx)).then_some((Kind::new(Type::Person, "other"), 53));
        }
        if let Some(kind) = self.defined_as(idx) {
            return Some((kind, 60));
        }
        if self.is_place_slot(idx) {
            return Some((Kind::new(Type::Place, "city"), 56));
        }
        let is_told = matches!(before, "told" | "tells") && !is_surname;
        if STAFF.contains(&after) || is_told {
            return Some((Kind::new(Type::Org, if is_told { "media" } else { "company" }), 55));
        }
        if self.is_camel(idx) {
            return self.is_actor(idx).then_some((Kind::new(Type::Org, "company"), 53));
        }
        let is_person = self.is_person_slot(idx) && (is_surname || self.acts_as_person(idx));
        is_person.then_some((Kind::new(Type::Person, "other"), 53))
    }

    /// Where a name stands for itself, and not before a noun that it tells more of.
    fn is_person_slot(&self, idx: usize) -> bool {
        let before = self.near(idx, -1);
        !matches!(before, "the" | "a" | "an" | "two" | "three" | "both" | "'s" | "no")
            && !self.is_plain_noun(idx + 1)
            && !matches!(self.near(idx, 1), "are" | "were" | "have")
    }

    /// *Bilje is a village*; *Bilka is a chain of stores*.
    fn defined_as(&self, idx: usize) -> Option<Kind> {
        if !matches!(self.near(idx, 1), "is" | "was" | "are")
            || !matches!(self.near(idx, 2), "a" | "an" | "the")
        {
            return None;
        }
        (3..8)
            .map(|step| self.near(idx, step))
            .take_while(|word| !matches!(*word, "" | "," | "of" | "in"))
            .find_map(|word| {
                if SORTS_OF_PLACE.contains(&word) || PLACE_NOUNS.contains(&word) {
                    Some(Kind::new(Type::Place, "city"))
                } else {
                    sort_of_org(word)
                }
            })
    }

    /// *AdMob*, *WalesOnline*; but *McCain*, *DeWinne*.
    fn is_camel(&self, idx: usize) -> bool {
        let token = self.segments.tokens[self.units()[idx].first as usize];
        let word = token.stem().of(self.text);
        let hump = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map(|(at, _)| &word[..at]);
        hump.is_some_and(|start| {
            !matches!(
                start,
                "Mc" | "Mac" | "De" | "La" | "Le" | "Du" | "Di" | "Da" | "Van" | "Fitz" | "O" | "D"
            ) && !start.ends_with(is_apostrophe)
        })
    }

    /// Whether a pronoun of a person follows soon.
    fn is_human(&self, idx: usize) -> bool {
        (idx + 1..self.units().len().min(idx + 40))
            .any(|next| matches!(self.word(next), "he" | "she" | "his" | "her" | "him" | "who"))
    }

    pub(super) fn lone(&self, idx: usize) -> Option<Candidate> {
        let facts = self.facts(idx);
        let is_name = self.kind(idx) == TokenKind::Capital
            && self.word(idx).len() > 2
            && !facts.is_no_name()
            && !self.word(idx).ends_with("men")
            && !facts.is_title()
            && facts.head().is_none()
            && !TIMES.contains(&self.word(idx))
            && !self.is_known(idx);
        let (kind, prior) = self.lone_kind(idx).filter(|_| is_name)?;
        self.candidate(idx, idx + 1, kind, "lone", prior)
    }

    /// Whether a name of the gazetteer holds a unit.
    fn is_known(&self, idx: usize) -> bool {
        let token = self.units()[idx].first;
        let near = self.known.partition_point(|candidate| candidate.first + 12 < token);
        let nearby = self.known[near..].iter().take_while(|candidate| candidate.first <= token);
        nearby.into_iter().any(|c| c.last >= token && c.mark != Mark::Weak)
    }

    /// *in Merdingen*, *the town of Guenica*, *the Viguier district*.
    fn is_place_slot(&self, idx: usize) -> bool {
        let (before, after) = (self.near(idx, -1), self.near(idx, 1));
        let is_sort = before == "of" && SORTS_OF_PLACE.contains(&self.near(idx, -2));
        IN.contains(&before) && !self.is_plain_noun(idx + 1) && after != "'s"
            || is_sort
            || PLACE_NOUNS.contains(&after)
    }

    /// Whether a word is a noun in lower case, so that the name before it only modifies it.
    fn is_plain_noun(&self, idx: usize) -> bool {
        idx < self.units().len()
            && self.touches(idx - 1)
            && self.kind(idx) == TokenKind::Lower
            && !self.facts(idx).is_function_word()
            && matches!(self.facts(idx).class(), Some(WordClass::Noun))
    }

    /// Whether a name does, owns or says something.
    fn is_actor(&self, idx: usize) -> bool {
        let after = self.near(idx, 1);
        self.is_verb(after) || is_auxiliary(after) || after == "'s" || SAYING.contains(&self.near(idx, -1))
    }

    /// Whether a name does what people do, or something of which a pronoun says that a person did it.
    pub(super) fn acts_as_person(&self, idx: usize) -> bool {
        let (before, after) = (self.near(idx, -1), self.near(idx, 1));
        SAYING.contains(&before)
            || self.is_verb(after)
            || after == "," && matches!(self.near(idx, 2), "who" | "whose")
            || (is_auxiliary(after) || after == "'s" || ABOUT.contains(&before)) && self.is_human(idx)
    }

    fn is_verb(&self, word: &str) -> bool {
        words::look_up(word).class() == Some(WordClass::Verb) && !is_auxiliary(word)
    }

    /// *the band Sigur Rós*, *localist group Civic Passion*: a name behind the word for what it is.
    pub(super) fn named(&self, start: usize, end: usize) -> Option<Candidate> {
        let kind = sort_of_org(self.near(start, -1)).filter(|_| start < end)?;
        let start = if self.word(start) == "the" && start + 1 < end { start + 1 } else { start };
        let end = (start..end).find(|idx| TIMES.contains(&self.word(*idx))).unwrap_or(end);
        let is_person = end == start + 2 && self.facts(start).given_name() == NameWord::Yes;
        let is_free = self.is_capital(start)
            && !is_person
            && !self.is_compound(start)
            && !self.facts(start).is_title()
            && !self.known_at(self.units()[start].first).any(|known| known.mark != Mark::Weak);
        let end = (start..end).rev().find(|idx| self.is_capital(*idx)).filter(|_| is_free)? + 1;
        self.candidate(start, end, kind, "named", if end > start + 1 { 88 } else { 70 })
    }

    /// *Barnes & Noble*: two names with an ampersand between them are a firm.
    pub(super) fn firm(&self, start: usize, end: usize) -> Option<Candidate> {
        let sign = (start..end).find(|idx| self.written(*idx) == "&")?;
        let is_firm = sign > start
            && self.kind(sign - 1) == TokenKind::Capital
            && sign + 1 < end
            && self.kind(sign + 1) == TokenKind::Capital;
        let (first, last) = (self.words_start(start, sign), self.words_end(sign + 1, end));
        let head = last.checked_sub(1).and_then(|idx| self.head_at(idx, 1)).filter(|head| head.last);
        let kind = head.map_or(Kind::new(Type::Org, "company"), |head| head.kind);
        self.candidate(first, last, kind, "firm", 70).filter(|_| is_firm)
    }

    /// A unit as it is written.
    fn written(&self, idx: usize) -> &str {
        self.segments.tokens[self.units()[idx].first as usize].stem().of(self.text)
    }

    /// *All-American*: a small word, a hyphen and a capital.
    fn is_compound(&self, idx: usize) -> bool {
        let units = self.units();
        self.facts(idx).is_function_word() && self.touches(idx) && units[idx + 1].first == units[idx].last + 2
    }

    /// The first of the capitalised words that end a run.
    fn words_start(&self, start: usize, end: usize) -> usize {
        (start..end).rev().take_while(|idx| self.is_capital(*idx)).last().unwrap_or(start)
    }

    /// *Gawker.com*: the name of a website.
    pub(super) fn site(&self, idx: usize) -> Option<Candidate> {
        let token = self.segments.tokens[self.units()[idx].first as usize];
        let (name, ending) = token.stem().of(self.text).split_once('.')?;
        let is_site = name.len() > 1
            && ending
                .split('.')
                .all(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()));
        let site =
            self.candidate(idx, idx + 1, Kind::new(Type::Org, "media"), "site", 70).filter(|_| is_site)?;
        Some(Candidate { span: token.stem(), ..site })
    }
}
