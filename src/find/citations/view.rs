//! What all rules of the legal layer look at: the tokens of a text and what stands around them.

use crate::candidate::{Candidate, Source};
use crate::fold::folded_word;
use crate::gazetteer::Gazetteer;
use crate::kind::{Kind, Type};
use crate::row::Mark;
use crate::segment::{Segments, Zone};
use crate::span::Span;
use crate::token::{Token, TokenKind};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// A text, and what is asked of it more than once.
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) segments: &'a Segments,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) known: &'a [Candidate],
    words: OnceCell<HashSet<&'a str>>,
    countries: OnceCell<Vec<CountrySign<'a>>>,
    fallback: OnceCell<Option<&'a str>>,
    owned: OnceCell<Vec<Owned<'a>>>,
    title_owners: OnceCell<Vec<(u32, u32, &'a str)>>,
    states: OnceCell<Vec<(u32, &'a str)>>,
    names_at: OnceCell<HashMap<u32, u32>>,
    owners: OnceCell<Owners<'a>>,
    rivals: OnceCell<HashMap<Span, u8>>,
}

/// Names of countries and their peoples, by their last and by their first token.
#[derive(Debug, Default)]
struct Owners<'a> {
    ending: HashMap<u32, (&'a str, u32)>,
    starting: HashMap<u32, (&'a str, u32)>,
}

/// Something in the text that speaks for a country.
#[derive(Debug, Clone, Copy)]
struct CountrySign<'a> {
    token: u32,
    country: &'a str,
    /// 3 for the country itself, 2 for its places and institutions, 1 for its people.
    weight: u8,
    /// Of the name: *London* is more often that of the United Kingdom.
    prior: u8,
}

/// A name that speaks for a country.
#[derive(Debug)]
struct Owned<'a> {
    first: u32,
    last: u32,
    country: &'a str,
    /// Whether it is the country's own name or its people's.
    is_own: bool,
    kind: Kind,
    mark: Mark,
    prior: u8,
}

impl<'a> Owned<'a> {
    fn sign(&self) -> Option<CountrySign<'a>> {
        if matches!(self.mark, Mark::Weak | Mark::Word) {
            return None;
        }
        let weight = match self.kind.of {
            _ if self.is_own => 3,
            Type::Person => 1,
            _ => 2,
        };
        Some(CountrySign { token: self.first, country: self.country, weight, prior: self.prior })
    }

    /// First and last token and country of the name of a country or of a body that only a state has.
    fn of_title(&self) -> Option<(u32, u32, &'a str)> {
        let is_body = self.kind.of == Type::Org
            && matches!(self.kind.subtype(), "ministry" | "legislature")
            && self.first < self.last;
        (self.is_own || is_body).then_some((self.first, self.last, self.country))
    }
}

impl<'a> View<'a> {
    pub(super) fn new(
        text: &'a str,
        segments: &'a Segments,
        gazetteer: &'a Gazetteer,
        known: &'a [Candidate],
    ) -> View<'a> {
        View {
            text,
            segments,
            gazetteer,
            known,
            words: OnceCell::new(),
            countries: OnceCell::new(),
            fallback: OnceCell::new(),
            owned: OnceCell::new(),
            title_owners: OnceCell::new(),
            states: OnceCell::new(),
            names_at: OnceCell::new(),
            owners: OnceCell::new(),
            rivals: OnceCell::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.segments.tokens.len()
    }

    pub(super) fn token(&self, idx: usize) -> Option<Token> {
        self.segments.tokens.get(idx).copied()
    }

    /// The word at a token, as written and without its possessive ending; empty past the end.
    pub(super) fn raw(&self, idx: usize) -> &'a str {
        self.token(idx).map_or("", |token| token.stem().of(self.text))
    }

    /// The word at a token, folded.
    pub(super) fn word(&self, idx: usize) -> String {
        folded_word(self.raw(idx))
    }

    pub(super) fn kind(&self, idx: usize) -> TokenKind {
        self.token(idx).map_or(TokenKind::Sign, |token| token.kind)
    }

    /// Whether the token is this word, in any case.
    pub(super) fn is(&self, idx: usize, word: &str) -> bool {
        self.raw(idx).eq_ignore_ascii_case(word)
    }

    pub(super) fn is_one_of(&self, idx: usize, words: &[&str]) -> bool {
        let raw = self.raw(idx);
        words.iter().any(|word| raw.eq_ignore_ascii_case(word))
    }

    pub(super) fn is_capital(&self, idx: usize) -> bool {
        self.token(idx).is_some_and(Token::is_capital)
    }

    pub(super) fn is_possessive(&self, idx: usize) -> bool {
        self.token(idx).is_some_and(|token| token.possessive > 0)
    }

    pub(super) fn is_quote(&self, idx: usize) -> bool {
        matches!(self.raw(idx), "“" | "”" | "\"" | "‘" | "’" | "'" | "«" | "»")
    }

    /// Whether nothing lies between two neighbouring tokens.
    pub(super) fn touches(&self, left: usize) -> bool {
        match (self.token(left), self.token(left + 1)) {
            (Some(left), Some(right)) => left.span.end == right.span.start,
            _ => false,
        }
    }

    /// The span from the start of one token to the end of another, without a possessive ending.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        match (self.token(first), self.token(last)) {
            (Some(first), Some(last)) => first.stem().cover(last.stem()),
            _ => Span::default(),
        }
    }

    pub(super) fn sentence(&self, idx: usize) -> u32 {
        self.segments.sentence_of.get(idx).copied().unwrap_or(0)
    }

    /// First and one past the last token of the sentence that holds a token.
    pub(super) fn sentence_tokens(&self, idx: usize) -> std::ops::Range<usize> {
        if idx >= self.len() {
            return 0..0;
        }
        let sentence = self.segments.sentence(idx);
        sentence.first as usize..sentence.end as usize
    }

    pub(super) fn is_in_one_sentence(&self, left: usize, right: usize) -> bool {
        left < self.len() && right < self.len() && self.sentence(left) == self.sentence(right)
    }

    /// Whether one of these words stands in the sentence of a token, not more than 60 tokens away.
    pub(super) fn sentence_has(&self, idx: usize, words: &[&str]) -> bool {
        let sentence = self.sentence_tokens(idx);
        let (first, end) = (sentence.start.max(idx.saturating_sub(60)), sentence.end.min(idx + 60));
        (first..end).any(|idx| self.kind(idx) != TokenKind::Sign && self.is_one_of(idx, words))
    }

    /// Whether a folded word stands anywhere in the text.
    pub(super) fn has_word(&self, word: &str) -> bool {
        let folded = &self.segments.folded;
        let words = self.words.get_or_init(|| folded.units.iter().map(|unit| folded.word(unit)).collect());
        word.split('-').all(|part| words.contains(part))
    }

    /// The country that a token's sentence speaks of, else the dateline, else the whole text.
    pub(super) fn country(&self, idx: usize) -> Option<&'a str> {
        let near =
            |sign: &&CountrySign<'_>| (sign.weight, u32::MAX - sign.token.abs_diff(idx as u32), sign.prior);
        let inside = self.signs_of_sentence(idx).iter().max_by_key(near).map(|sign| sign.country);
        inside.or_else(|| *self.fallback.get_or_init(|| self.country_of_text()))
    }

    fn country_of_text(&self) -> Option<&'a str> {
        let signs = self.country_signs();
        let is_dateline =
            |sign: &&CountrySign<'_>| self.segments.sentence(sign.token as usize).zone == Zone::Dateline;
        if let Some(sign) = signs.iter().find(is_dateline) {
            return Some(sign.country);
        }
        let mut votes: HashMap<&str, u32> = HashMap::new();
        signs.iter().for_each(|sign| *votes.entry(sign.country).or_default() += u32::from(sign.weight));
        votes
            .into_iter()
            .max_by_key(|(country, votes)| (*votes, std::cmp::Reverse(*country)))
            .map(|vote| vote.0)
    }

    /// The country that a title names itself or by one of its bodies: *Department of State Appropriations Act*.
    pub(super) fn country_inside(&self, first: usize, last: usize) -> Option<&'a str> {
        let owners = self.title_owners.get_or_init(|| {
            let mut owners: Vec<_> = self.owned().iter().filter_map(Owned::of_title).collect();
            owners.sort_unstable();
            owners
        });
        let from = owners.partition_point(|owner| (owner.0 as usize) < first);
        let inside = owners[from..].iter().take_while(|owner| owner.0 as usize <= last);
        inside.filter(|owner| owner.1 as usize <= last).map(|owner| owner.2).next()
    }

    /// Whether anything in the sentence of a token speaks for this country.
    pub(super) fn sentence_has_country(&self, idx: usize, country: &str) -> bool {
        self.signs_of_sentence(idx).iter().any(|sign| sign.country == country)
    }

    /// The country that the sentence of a token names, if it does not name the USA as well.
    pub(super) fn named_country(&self, idx: usize) -> Option<&'a str> {
        let signs = self.signs_of_sentence(idx);
        let named = signs.iter().find(|sign| sign.weight == 3)?;
        signs.iter().all(|sign| sign.country != "us").then_some(named.country)
    }

    /// The signs in the sentence of a token, of a very long sentence those near it.
    fn signs_of_sentence(&self, idx: usize) -> &[CountrySign<'a>] {
        let signs = self.country_signs();
        let sentence = self.sentence_tokens(idx);
        let (first, end) = (sentence.start.max(idx.saturating_sub(100)), sentence.end.min(idx + 100));
        let from = signs.partition_point(|sign| (sign.token as usize) < first);
        let to = signs.partition_point(|sign| (sign.token as usize) < end);
        signs.get(from..to.max(from)).unwrap_or(&[])
    }

    fn country_signs(&self) -> &[CountrySign<'a>] {
        self.countries.get_or_init(|| {
            let mut signs: Vec<CountrySign<'a>> = self.owned().iter().filter_map(Owned::sign).collect();
            signs.sort_by_key(|sign| sign.token);
            signs
        })
    }

    /// The names of the text that speak for a country. Looked up once: much is asked of them.
    fn owned(&self) -> &[Owned<'a>] {
        self.owned.get_or_init(|| self.known.iter().filter_map(|known| self.owned_name(known)).collect())
    }

    fn owned_name(&self, known: &Candidate) -> Option<Owned<'a>> {
        let Source::Entry(entry) = known.source else { return None };
        let own = match known.kind.of {
            Type::Law => return None,
            Type::Place | Type::Group => self.gazetteer.id_of(entry).strip_prefix("place/"),
            _ => None,
        };
        let own = own.filter(|id| id.len() == 2);
        let country = own.or_else(|| self.gazetteer.countries_of(entry).next())?;
        Some(Owned {
            first: known.first,
            last: known.last,
            country,
            is_own: own.is_some(),
            kind: known.kind,
            mark: known.mark,
            prior: known.prior,
        })
    }

    /// The state of the USA, as its postal code, that the sentence of a token names; else the text, if it names one.
    pub(super) fn state(&self, idx: usize) -> Option<&'a str> {
        let states = self.states.get_or_init(|| {
            let state = |known: &Candidate| match known.source {
                Source::Entry(entry) => {
                    Some((known.first, self.gazetteer.id_of(entry).strip_prefix("place/us-")?))
                }
                Source::Local(_) => None,
            };
            let mut states: Vec<_> = self.known.iter().filter_map(state).collect();
            states.sort_unstable();
            states
        });
        let sentence = self.sentence_tokens(idx);
        let from = states.partition_point(|state| (state.0 as usize) < sentence.start);
        let inside = states[from..].iter().take_while(|state| (state.0 as usize) < sentence.end).take(100);
        inside
            .min_by_key(|state| state.0.abs_diff(idx as u32))
            .or_else(|| states.first())
            .map(|found| found.1)
    }

    /// The country whose name or people ends at a token, and the first token of that name.
    pub(super) fn country_ending(&self, last: usize) -> Option<(&'a str, usize)> {
        self.owners()
            .ending
            .get(&u32::try_from(last).ok()?)
            .map(|(country, first)| (*country, *first as usize))
    }

    /// The country whose name starts at a token, and the last token of that name.
    pub(super) fn country_starting(&self, first: usize) -> Option<(&'a str, usize)> {
        self.owners()
            .starting
            .get(&u32::try_from(first).ok()?)
            .map(|(country, last)| (*country, *last as usize))
    }

    fn owners(&self) -> &Owners<'a> {
        self.owners.get_or_init(|| {
            let mut owners = Owners::default();
            for name in self.owned().iter().filter(|name| name.is_own && name.mark != Mark::Weak) {
                let longest = owners.ending.entry(name.last).or_insert((name.country, name.first));
                longest.1 = longest.1.min(name.first);
                let longest = owners.starting.entry(name.first).or_insert((name.country, name.last));
                longest.1 = longest.1.max(name.last);
            }
            owners
        })
    }

    /// The highest prior of the names at a span that are no law.
    pub(super) fn rival_prior(&self, span: Span) -> u8 {
        let rivals = self.rivals.get_or_init(|| {
            let mut rivals: HashMap<Span, u8> = HashMap::new();
            for known in
                self.known.iter().filter(|known| known.kind.of != Type::Law && known.mark != Mark::Weak)
            {
                let prior = rivals.entry(known.span).or_default();
                *prior = known.prior.max(*prior);
            }
            rivals
        });
        rivals.get(&span).copied().unwrap_or(0)
    }

    /// The last token of the longest known name of a country, people, place or organisation that starts at a token.
    pub(super) fn name_at(&self, idx: usize) -> Option<usize> {
        let names = self.names_at.get_or_init(|| {
            let mut names = HashMap::new();
            for known in self.known {
                let is_name = matches!(known.kind.of, Type::Place | Type::Group | Type::Org);
                if is_name && matches!(known.source, Source::Entry(_)) && known.mark != Mark::Weak {
                    let last = names.entry(known.first).or_insert(known.last);
                    *last = known.last.max(*last);
                }
            }
            names
        });
        names.get(&u32::try_from(idx).ok()?).map(|last| *last as usize)
    }
}
