//! Teams: a country or city that plays a match is its team and no place.

use super::View;
use super::vocabulary::{AGAINST, PLAYED_FOR, PLAYS, SPORT, TEAM_NOUNS};
use crate::candidate::Candidate;
use crate::kind::{Kind, Type};
use crate::mention::Form;
use crate::row::Mark;
use crate::token::TokenKind;
use std::collections::HashSet;

/// How much must speak for a report of a match.
const ENOUGH: usize = 2;

/// How much must speak for it before a place that played once is a team all over the text.
const PLENTY: usize = 6;

impl View<'_> {
    /// The places that stand for their teams.
    pub(super) fn teams(&self) -> Vec<Candidate> {
        let sport = self.sport();
        if sport < ENOUGH {
            return Vec::new();
        }
        let places: Vec<(usize, &Candidate)> = self.places();
        let mut playing: HashSet<u32> = self.teams_known().map(|team| team.last).collect();
        for (idx, place) in &places {
            let end = self.end_of(place, *idx);
            if self.plays(*idx, end) || self.is_listed_with(*idx, &playing) {
                playing.insert(place.last);
            }
        }
        let names: HashSet<&str> = places
            .iter()
            .filter(|place| playing.contains(&place.1.last))
            .map(|place| self.name(place.1))
            .collect();
        let is_team = |(idx, place): &&(usize, &Candidate)| {
            let spreads = sport >= PLENTY && names.contains(self.name(place)) && !self.is_where(*idx);
            playing.contains(&place.last) || spreads
        };
        places.iter().filter(is_team).map(|place| self.team(place.1)).collect()
    }

    fn teams_known(&self) -> impl Iterator<Item = &Candidate> {
        self.known.iter().filter(|known| known.kind.subtype() == "sports_team" && known.mark != Mark::Weak)
    }

    fn name(&self, place: &Candidate) -> &str {
        place.span.of(self.text)
    }

    /// How many words, scores and known teams speak for a report of a match.
    fn sport(&self) -> usize {
        let words: HashSet<&str> =
            (0..self.units().len()).map(|idx| self.word(idx)).filter(|word| SPORT.contains(word)).collect();
        let teams: HashSet<&str> = self.teams_known().map(|team| self.name(team)).collect();
        let is_score = |window: &&[crate::token::Token]| {
            let small = |at: usize| window[at].kind == TokenKind::Number && window[at].span.len() < 3;
            small(0) && matches!(window[1].span.of(self.text), "-" | "–") && small(2)
        };
        let scores = self.segments.tokens.windows(3).filter(is_score).count();
        words.len() + teams.len().min(2) + scores.min(2)
    }

    /// Countries, regions and cities with the unit at which they begin, each once.
    fn places(&self) -> Vec<(usize, &Candidate)> {
        let is_place = |known: &&Candidate| {
            known.kind.of == Type::Place
                && known.mark != Mark::Weak
                && matches!(
                    known.kind.subtype(),
                    "country" | "city" | "district" | "admin1" | "disputed" | "region"
                )
        };
        let mut places: Vec<&Candidate> = self.known.iter().filter(is_place).collect();
        places.dedup_by_key(|place| place.span);
        let unit = |place: &Candidate| self.units().partition_point(|unit| unit.first < place.first);
        places.into_iter().map(|place| (unit(place), place)).collect()
    }

    /// One past the last unit of a candidate that begins at unit `idx`.
    fn end_of(&self, place: &Candidate, idx: usize) -> usize {
        (idx..self.units().len())
            .find(|end| self.units()[*end].first > place.last)
            .unwrap_or(self.units().len())
    }

    /// *England beat*, *against Panama*, *Tunisia’s goalkeeper*, *played for Coventry*, *signed him from Valencia*.
    fn plays(&self, idx: usize, end: usize) -> bool {
        let last = end - 1;
        let is_possessive = self.near(last, 1) == "'s";
        let after = self.near(last, if is_possessive { 2 } else { 1 });
        let before = self.near(idx, -1);
        let deed = match before {
            "for" => (2..5).any(|back| PLAYED_FOR.contains(&self.near(idx, -back))),
            "from" => (2..8).any(|back| self.near(idx, -back).starts_with("sign")),
            _ => AGAINST.contains(&before) && !is_possessive,
        };
        deed || TEAM_NOUNS.contains(&after) || !is_possessive && PLAYS.contains(&after)
    }

    /// *for Coventry, Birmingham and Huddersfield*: behind a comma or *and*, right after a team.
    fn is_listed_with(&self, idx: usize, playing: &HashSet<u32>) -> bool {
        let is_team = |back: usize| idx >= back && playing.contains(&self.units()[idx - back].last);
        match self.near(idx, -1) {
            "and" => is_team(2) || self.near(idx, -2) == "," && is_team(3),
            "," => is_team(2),
            _ => false,
        }
    }

    /// *in England*, *flew to Qatar*; but *lost 2–1 to England*.
    fn is_where(&self, idx: usize) -> bool {
        match self.near(idx, -1) {
            "in" | "at" | "near" | "from" | "across" | "around" | "outside" => true,
            "to" => {
                !(2..7).any(|back| matches!(self.near(idx, -back), "lost" | "losing" | "fell" | "conceded"))
            }
            _ => false,
        }
    }

    /// The team of a place: the one that the gazetteer knows by its name, or one of this text.
    fn team(&self, place: &Candidate) -> Candidate {
        let same = |known: &&Candidate| known.span == place.span && known.kind.subtype() == "sports_team";
        let known = self.known_at(place.first).find(same).unwrap_or(place);
        let source =
            if known.kind.of == Type::Org { known.source } else { crate::candidate::Source::Local(0) };
        Candidate {
            kind: Kind::new(Type::Org, "sports_team"),
            source,
            mark: Mark::Name,
            form: Form::Name,
            prior: 100,
            rule: "team",
            ..place.clone()
        }
    }
}
