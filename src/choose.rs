//! Overlapping candidates into mentions: each candidate is weighed by what stands around it, and of those
//! that want the same words the best one is taken. Names inside a chosen name are kept as nested ones.

use crate::candidate::{Candidate, Source};
use crate::gazetteer::{EntryId, Gazetteer};
use crate::kind::{Kind, Type};
use crate::mention::Form;
use crate::row::{Mark, value_of};
use crate::segment::{Case, Segments, Zone};
use crate::token::TokenKind;
use crate::words;
use std::collections::{BTreeMap, HashSet};

/// A candidate below this weight is no mention.
pub(crate) const ENOUGH: f64 = 0.5;

/// Two entities whose weights differ by less are too close to call.
pub(crate) const TOO_CLOSE: f64 = 0.03;

/// A short name of a person that the text has named in full before weighs at least this.
const LEARNED: u8 = 70;

/// A place from this prior on is meant by its name before a person is.
const WELL_KNOWN: u8 = 40;

/// A city below this prior is not looked for inside other names.
const MINOR_CITY: u8 = 30;

/// Words that make another place of the one behind them.
const COMPASS: [&str; 14] = [
    "new", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "san",
    "saint", "st", "great",
];

/// What a name of the gazetteer weighs before its context is looked at.
pub(crate) fn weight_alone(mark: Mark, prior: u8, is_one_word: bool) -> f64 {
    let prior = f64::from(prior);
    match mark {
        Mark::Weak => 0.0,
        Mark::Word if is_one_word => 0.3 + prior / 500.0,
        Mark::Word => 0.5 + prior / 500.0,
        _ if is_one_word => 0.55 + prior / 300.0,
        _ => 0.7 + prior / 300.0,
    }
}

/// Whether a name of the kind `inner` may stand inside one of the kind `outer`.
fn may_hold(outer: Kind, inner: Kind) -> bool {
    let is_built = matches!(
        outer.subtype(),
        "airport"
            | "port"
            | "base"
            | "building"
            | "road"
            | "bridge"
            | "camp"
            | "crossing"
            | "other"
            | "district"
    );
    match outer.of {
        Type::Person | Type::Group => false,
        Type::Place => is_built && inner.of != Type::Org,
        Type::Org => outer.subtype() != "armed_group" || inner.of == Type::Place,
        Type::Law => true,
    }
}

/// A candidate that was chosen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choice {
    pub(crate) candidate: Candidate,
    /// How much speaks for it; 0.5 and more.
    pub(crate) weight: f64,
    /// Other entities that the same words may name, best first, with their weights.
    pub(crate) rivals: Vec<(Source, f64)>,
    /// The tightest choice around it.
    pub(crate) nested_in: Option<usize>,
}

/// The mentions among `candidates`, sorted by start, then the longer first.
pub(crate) fn choose(
    text: &str,
    segments: &Segments,
    gazetteer: &Gazetteer,
    candidates: &[Candidate],
) -> Vec<Choice> {
    let judge = Judge::new(text, segments, gazetteer, candidates);
    let mut weighed: Vec<(f64, &Candidate)> =
        candidates.iter().map(|candidate| (judge.weigh(candidate), candidate)).collect();
    weighed.retain(|(weight, _)| *weight >= ENOUGH);
    // Longer candidates first, those for the same words side by side, the weightiest of them first.
    weighed.sort_by(|(left_weight, left), (right_weight, right)| {
        let by_length = right.span.len().cmp(&left.span.len()).then(left.span.cmp(&right.span));
        by_length.then(right_weight.total_cmp(left_weight)).then(left.source.cmp(&right.source))
    });
    let mut chosen: Vec<Choice> = Vec::new();
    // For each token the tightest choice so far that holds it: longer candidates come first.
    let mut holders: Vec<Option<usize>> = vec![None; segments.tokens.len()];
    for group in weighed.chunk_by(|left, right| left.1.span == right.1.span) {
        let Some(choice) = judge.best(group) else { continue };
        let held = &mut holders[choice.candidate.first as usize..=choice.candidate.last as usize];
        let admits =
            |outer: &usize| judge.why_not_inside(&choice.candidate, &chosen[*outer].candidate).is_none();
        if held.iter().flatten().all(admits) {
            held.fill(Some(chosen.len()));
            chosen.push(choice);
        }
    }
    chosen.sort_by_key(|choice| (choice.candidate.span.start, std::cmp::Reverse(choice.candidate.span.end)));
    nest(&mut chosen);
    chosen
}

/// Sets `nested_in`; the choices are sorted, so what holds one stands before it.
fn nest(chosen: &mut [Choice]) {
    let mut open: Vec<usize> = Vec::new();
    for idx in 0..chosen.len() {
        let span = chosen[idx].candidate.span;
        while open.last().is_some_and(|outer| chosen[*outer].candidate.span.end < span.end) {
            open.pop();
        }
        chosen[idx].nested_in = open.last().copied();
        open.push(idx);
    }
}

/// The items with this key in a list that is sorted by it.
fn at_key<T, K: Ord>(sorted: &[T], key: impl Fn(&T) -> K, wanted: K) -> &[T] {
    let first = sorted.partition_point(|item| key(item) < wanted);
    let n = sorted[first..].iter().take_while(|item| key(item) == wanted).count();
    &sorted[first..first + n]
}

/// What is known of the text as a whole when a candidate is weighed.
pub(crate) struct Judge<'a> {
    text: &'a str,
    segments: &'a Segments,
    gazetteer: &'a Gazetteer,
    /// The first and last tokens of short names of people.
    people: HashSet<(u32, u32)>,
    /// The same of places that are known well.
    places: HashSet<(u32, u32)>,
    /// The same of places behind a place in them: *Amman, Jordan*.
    located: HashSet<(u32, u32)>,
    /// How many candidates speak for a country.
    countries: BTreeMap<&'a str, usize>,
    /// Places by their last token, sorted, for *City, Region*.
    places_to: Vec<(u32, EntryId)>,
    /// The same by their first token.
    places_from: Vec<(u32, EntryId)>,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(
        text: &'a str,
        segments: &'a Segments,
        gazetteer: &'a Gazetteer,
        candidates: &[Candidate],
    ) -> Judge<'a> {
        let mut judge = Judge {
            text,
            segments,
            gazetteer,
            people: HashSet::new(),
            places: HashSet::new(),
            located: HashSet::new(),
            countries: BTreeMap::new(),
            places_to: Vec::new(),
            places_from: Vec::new(),
        };
        let mut words: Vec<(u32, u32)> = candidates.iter().map(|one| (one.first, one.last)).collect();
        words.sort_unstable();
        for candidate in candidates {
            let Source::Entry(entry) = candidate.source else { continue };
            if candidate.kind.of == Type::Place {
                judge.places_to.push((candidate.last, entry));
                judge.places_from.push((candidate.first, entry));
            }
            let is_clear = matches!(candidate.mark, Mark::Name | Mark::Demonym | Mark::Exact);
            if is_clear && at_key(&words, |words| *words, (candidate.first, candidate.last)).len() == 1 {
                for country in gazetteer.countries_of(entry) {
                    *judge.countries.entry(country).or_default() += 1;
                }
            }
        }
        judge.places_to.sort_unstable();
        judge.places_from.sort_unstable();
        judge.note_shared(candidates);
        judge
    }

    /// Notes which words people and places may share, and which places stand behind one in them.
    fn note_shared(&mut self, candidates: &[Candidate]) {
        for candidate in candidates {
            let key = (candidate.first, candidate.last);
            let is_one_word = candidate.first == candidate.last;
            match (candidate.kind.of, candidate.source) {
                (Type::Person, _)
                    if candidate.rule != "gazetteer" && candidate.prior >= LEARNED && is_one_word =>
                {
                    self.people.insert(key);
                }
                (Type::Place, Source::Entry(entry)) => {
                    if candidate.prior >= WELL_KNOWN && is_one_word {
                        self.places.insert(key);
                    }
                    if self.region_evidence(candidate, entry) > 0.0 {
                        self.located.insert(key);
                    }
                }
                _ => {}
            }
        }
    }

    fn weigh(&self, candidate: &Candidate) -> f64 {
        let mut weight = 0.0;
        self.evidence(candidate, &mut |_, piece| weight += piece);
        weight
    }

    /// Notes each piece of evidence with what it weighs, 0 where it is absent; the sum is the weight of the
    /// candidate. `weigh` adds the pieces up, `explain` lists them, so the two cannot disagree.
    pub(crate) fn evidence(&self, candidate: &Candidate, note: &mut impl FnMut(&'static str, f64)) {
        let Some(entry) = self.judged_by_gazetteer(candidate) else {
            note("what its rule found", f64::from(candidate.prior) / 100.0);
            return note("a well-known place, behind a word of places", -self.is_where(candidate));
        };
        let alone = weight_alone(candidate.mark, candidate.prior, candidate.first == candidate.last);
        match candidate.mark {
            Mark::Weak => return note("weak name, its entity not named otherwise", 0.0),
            Mark::Demonym if self.is_word_or_language(candidate) => return note("a verb or a language", 0.0),
            Mark::Exact if self.shouts_a_word(candidate) => {
                note("an ordinary word in a line of capitals", 0.2);
                note("acts, or stands where a place does", self.caps_evidence(candidate));
            }
            Mark::Word => {
                note("prior, also an ordinary word", alone);
                self.word_evidence(candidate, note);
            }
            _ => note("prior", alone),
        }
        note("the text speaks of its country", self.country_evidence(entry));
        note("beside its region, or a place in it", self.region_evidence(candidate, entry));
        note("right behind a given name", -self.part_of_person(candidate));
        note("a person of the text bears the name", -self.bears_name(candidate));
    }

    /// The entity of a name that the gazetteer found by itself; none where the text's own evidence found it.
    fn judged_by_gazetteer(&self, candidate: &Candidate) -> Option<EntryId> {
        let is_learned = candidate.rule != "gazetteer" && candidate.kind.of == Type::Person;
        match candidate.source {
            Source::Entry(entry) if !is_learned && candidate.rule != "team" => Some(entry),
            _ => None,
        }
    }

    /// A place whose name a person of this text bears is meant only behind a small word of places.
    fn bears_name(&self, candidate: &Candidate) -> f64 {
        let is_shared =
            candidate.kind.of == Type::Place && self.people.contains(&(candidate.first, candidate.last));
        if is_shared && !self.has_place_word(candidate) { 0.5 } else { 0.0 }
    }

    /// A person whose name a well-known place bears is not meant behind a small word of places.
    fn is_where(&self, candidate: &Candidate) -> f64 {
        let is_shared =
            candidate.kind.of == Type::Person && self.places.contains(&(candidate.first, candidate.last));
        if is_shared && self.has_place_word(candidate) { 0.5 } else { 0.0 }
    }

    fn has_place_word(&self, candidate: &Candidate) -> bool {
        matches!(self.before(candidate), "in" | "near" | "at" | "from" | "to" | "outside" | "of" | "into")
            || self.located.contains(&(candidate.first, candidate.last))
    }

    /// The folded word of a token, empty outside the text.
    fn word(&self, token_idx: usize) -> &'a str {
        self.segments.word(self.text, token_idx)
    }

    fn facts(&self, token_idx: usize) -> words::Word {
        self.segments.facts(token_idx)
    }

    fn before(&self, candidate: &Candidate) -> &'a str {
        (candidate.first as usize).checked_sub(1).map_or("", |idx| self.word(idx))
    }

    /// What speaks for a name that is also an ordinary word.
    fn word_evidence(&self, candidate: &Candidate, note: &mut impl FnMut(&'static str, f64)) {
        let sentence = self.segments.sentence(candidate.first as usize);
        let starts = self.segments.starts_sentence(self.text, candidate.first as usize);
        let (before, after) = (self.before(candidate), self.word(candidate.last as usize + 1));
        if self.is_date(candidate, before, after) {
            return note("part of a date", -1.0);
        }
        if sentence.case == Case::Normal && !starts {
            note("a capital inside a sentence", 0.25);
        } else if sentence.case == Case::Normal && self.is_subject(after) {
            note("subject of its sentence", if candidate.kind.of == Type::Org { 0.2 } else { 0.15 });
        }
        if candidate.kind.of == Type::Place
            && matches!(before, "in" | "at" | "near" | "from" | "to" | "outside")
        {
            note("behind a preposition of place", 0.15);
        }
        if self.segments.tokens[candidate.last as usize].possessive > 0 {
            note("possessive", 0.1);
        }
        note("touches another capitalised word", -self.beside_capital(candidate));
    }

    /// *in May*, *March 3*, *next April*.
    fn is_date(&self, candidate: &Candidate, before: &str, after: &str) -> bool {
        let word = self.word(candidate.first as usize);
        let is_month =
            matches!(word, "january" | "march" | "april" | "may" | "june" | "july" | "august" | "october");
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let time_word = matches!(
            before,
            "in" | "since" | "last" | "next" | "this" | "until" | "by" | "of" | "early" | "late" | "mid"
        );
        is_month && (is_number(before) || is_number(after) || time_word || candidate.first == candidate.last)
    }

    /// *Polish the glass*; *she spoke Italian*: a word at the start of a sentence, a language.
    fn is_word_or_language(&self, candidate: &Candidate) -> bool {
        let (before, after) = (self.before(candidate), self.word(candidate.last as usize + 1));
        let starts = self.segments.starts_sentence(self.text, candidate.first as usize);
        let is_word = starts && self.facts(candidate.first as usize).class() == Some(words::WordClass::Verb);
        let speaks =
            matches!(before, "speaks" | "speak" | "spoke" | "speaking" | "fluent" | "in" | "into" | "and");
        let is_tongue = matches!(before, "speaks" | "speak" | "spoke" | "speaking" | "fluent")
            || speaks
                && (after.is_empty()
                    || words::look_up(after).is_function_word()
                    || !after.chars().all(char::is_alphanumeric));
        is_word || is_tongue && before != "and" && candidate.first == candidate.last
    }

    /// Whether the next word is a verb in the past: then a bare word before it is a name.
    fn is_subject(&self, after: &str) -> bool {
        matches!(
            after,
            "said"
                | "says"
                | "rose"
                | "fell"
                | "has"
                | "had"
                | "is"
                | "was"
                | "will"
                | "may"
                | "might"
                | "could"
                | "would"
                | "and"
                | ","
        ) || after.ends_with("ed") && !words::look_up(after).may_be(words::WordClass::Noun)
    }

    /// A name of one ordinary word is part of a longer one when capitals touch it.
    fn beside_capital(&self, candidate: &Candidate) -> f64 {
        let tokens = &self.segments.tokens;
        let (first, last) = (candidate.first as usize, candidate.last as usize);
        let capital = |idx: usize| tokens.get(idx).is_some_and(|token| token.is_capital());
        let before = first > 0 && capital(first - 1) && !self.segments.starts_sentence(self.text, first - 1);
        if first == last && (before || capital(last + 1)) { 0.35 } else { 0.0 }
    }

    /// *WHO*, *IT* and *US* in a line of capitals are words as well.
    fn shouts_a_word(&self, candidate: &Candidate) -> bool {
        let sentence = self.segments.sentence(candidate.first as usize);
        sentence.case == Case::Caps && self.facts(candidate.first as usize).is_ordinary()
    }

    fn caps_evidence(&self, candidate: &Candidate) -> f64 {
        let (before, after) = (self.before(candidate), self.word(candidate.last as usize + 1));
        let acts = words::look_up(after).is_title()
            || matches!(
                after,
                "says"
                    | "tells"
                    | "warns"
                    | "urges"
                    | "wants"
                    | "calls"
                    | "chief"
                    | "officials"
                    | "forces"
                    | "troops"
                    | "army"
                    | "president"
            );
        let place =
            candidate.kind.of == Type::Place && matches!(before, "in" | "from" | "the" | "with" | "against");
        if acts || place { 0.5 } else { 0.0 }
    }

    /// Names that the rest of the text speaks for.
    fn country_evidence(&self, entry: EntryId) -> f64 {
        let votes: usize =
            self.gazetteer.countries_of(entry).filter_map(|country| self.countries.get(country)).sum();
        (votes as f64 * 0.02).min(0.1)
    }

    /// *Atlanta, Georgia*: a region or country after a place in it, or a place before its region.
    fn region_evidence(&self, candidate: &Candidate, entry: EntryId) -> f64 {
        if candidate.kind.of != Type::Place {
            return 0.0;
        }
        let is_comma = |idx: Option<u32>| {
            idx.and_then(|idx| self.segments.tokens.get(idx as usize))
                .is_some_and(|t| t.span.of(self.text) == ",")
        };
        let holds = |city: EntryId, region: EntryId| self.holds(city, region);
        let before = candidate.first.checked_sub(2).filter(|_| is_comma(candidate.first.checked_sub(1)));
        let mut cities = before.into_iter().flat_map(|at| at_key(&self.places_to, |place| place.0, at));
        if cities.any(|city| holds(city.1, entry)) {
            return 0.2;
        }
        let after = Some(candidate.last + 2).filter(|_| is_comma(Some(candidate.last + 1)));
        let mut regions = after.into_iter().flat_map(|at| at_key(&self.places_from, |place| place.0, at));
        let is_in = |region: &(u32, EntryId)| {
            value_of(self.gazetteer.entry(entry).attributes, "in") == Some(self.gazetteer.entry(region.1).id)
        };
        if regions.any(is_in) { 0.4 } else { 0.0 }
    }

    /// Whether a city lies in a region, or in the region's country.
    fn holds(&self, city: EntryId, region: EntryId) -> bool {
        let (city, region) = (self.gazetteer.entry(city), self.gazetteer.entry(region));
        let same_country = value_of(city.attributes, "country") == value_of(region.attributes, "country");
        let is_region = !matches!(region.kind.subtype(), "city" | "district");
        value_of(city.attributes, "in") == Some(region.id)
            || is_region && city.kind.subtype() == "city" && same_country
    }

    /// A place or surname right behind a given name: *Denzel Washington*.
    fn part_of_person(&self, candidate: &Candidate) -> f64 {
        let Some(before) = (candidate.first as usize).checked_sub(1) else { return 0.0 };
        let token = self.segments.tokens[before];
        let given = token.kind == TokenKind::Capital
            && self.facts(before).given_name() == words::NameWord::Yes
            && self.segments.sentence(before).case == Case::Normal
            && self.segments.sentence_of[before] == self.segments.sentence_of[before + 1];
        let single =
            candidate.first == candidate.last && matches!(candidate.kind.of, Type::Place | Type::Org);
        if given && single && token.possessive == 0 && self.segments.sentence(before).zone != Zone::Dateline {
            0.5
        } else {
            0.0
        }
    }

    /// The best of the candidates for the same words.
    fn best(&self, group: &[(f64, &Candidate)]) -> Option<Choice> {
        let (_, first) = *group.first()?;
        let is_known = |(_, other): &&(f64, &Candidate)| {
            matches!(other.source, Source::Entry(_)) && first.form == Form::Name
        };
        // What a gazetteer holds is meant before a name that only looks like one.
        let (weight, candidate) =
            *group.iter().filter(|other| other.1.kind.of == first.kind.of).find(is_known).or(group.first())?;
        let same_sort = |other: &Candidate| {
            other.kind.of == candidate.kind.of
                && matches!(other.source, Source::Entry(_)) == matches!(candidate.source, Source::Entry(_))
        };
        let mut rivals: Vec<(Source, f64)> = Vec::new();
        for (weight, other) in group {
            if same_sort(other) && rivals.iter().all(|rival| rival.0 != other.source) {
                rivals.push((other.source, *weight));
            }
        }
        let close = |rival: &(Source, f64)| weight - rival.1 < TOO_CLOSE;
        rivals = if rivals.iter().filter(|rival| close(rival)).count() > 1 { rivals } else { Vec::new() };
        rivals.retain(close);
        Some(Choice { candidate: candidate.clone(), weight, rivals, nested_in: None })
    }

    /// A name inside another is kept when it is a whole name of its own: no part of a person's name, of
    /// another place's, of a hyphenated word or of the same thing. Otherwise this is why it is not.
    pub(crate) fn why_not_inside(&self, inner: &Candidate, outer: &Candidate) -> Option<&'static str> {
        let Source::Entry(entry) = inner.source else { return Some("an unlisted name is not kept inside") };
        let is_short = matches!(inner.mark, Mark::Word | Mark::Weak)
            || matches!(inner.form, Form::Surname | Form::Short);
        if !outer.span.contains(inner.span) {
            Some("overlaps")
        } else if inner.source == outer.source {
            Some("the same thing as")
        } else if is_short {
            Some("a short form or ordinary word is not kept inside")
        } else if !may_hold(outer.kind, inner.kind) {
            Some("its type is not kept inside")
        } else if self.is_minor(inner, entry) {
            Some("too minor to be kept inside")
        } else {
            self.is_part_of_word(inner, outer).then_some("part of a word or of another name inside")
        }
    }

    /// Small towns, continents and the adjectives of movements are rarely meant inside a longer name.
    fn is_minor(&self, inner: &Candidate, entry: EntryId) -> bool {
        let place = self.gazetteer.entry(entry).kind.subtype();
        match inner.kind.of {
            Type::Place => {
                inner.kind.subtype() == "city" && inner.prior < MINOR_CITY
                    || inner.kind.subtype() == "continent"
            }
            Type::Group => inner.form != Form::Demonym || !matches!(place, "country" | "disputed" | "admin1"),
            _ => false,
        }
    }

    /// *Taliban* in *Tehreek-e-Taliban*, *York* in *New York University*.
    fn is_part_of_word(&self, inner: &Candidate, outer: &Candidate) -> bool {
        let tokens = &self.segments.tokens;
        let is_hyphen =
            |idx: usize| tokens.get(idx).is_some_and(|t| matches!(t.span.of(self.text), "-" | "‐" | "–"));
        let (before, after) = ((inner.first as usize).wrapping_sub(1), inner.last as usize + 1);
        let inside = inner.first > outer.first;
        inside && (is_hyphen(before) || COMPASS.contains(&self.word(before)))
            || after < outer.last as usize && is_hyphen(after)
    }
}
