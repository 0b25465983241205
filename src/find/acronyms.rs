//! Acronyms that the text defines in brackets, in either order: *Long Name (LN)*, *LN (Long Name)*.

use crate::fold::Folded;
use crate::segment::Segments;
use crate::token::TokenKind;

/// A long form and the short form that stands beside it in brackets. Both are ranges of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Definition {
    /// The words before or inside the brackets that may be the long form, as far as they reach.
    pub(crate) long: std::ops::Range<usize>,
    pub(crate) short: std::ops::Range<usize>,
    /// Whether the letters of the short form are the initials of the long one.
    pub(crate) spelled: bool,
}

impl Definition {
    /// Whether the long form is words and no name: *antenatal care (ANC)*.
    pub(crate) fn is_of_words(&self, segments: &Segments) -> bool {
        let is_capital = |idx: usize| segments.tokens[segments.folded.units[idx].first as usize].is_capital();
        self.spelled && !self.long.clone().any(is_capital)
    }
}

/// All definitions of a text, in its order.
pub(crate) fn acronyms(segments: &Segments) -> Vec<Definition> {
    let folded = &segments.folded;
    let brackets = (0..folded.units.len()).filter(|idx| folded.word(&folded.units[*idx]) == "(");
    brackets.filter_map(|open| definition(segments, open)).collect()
}

fn definition(segments: &Segments, open: usize) -> Option<Definition> {
    let folded = &segments.folded;
    let units = &folded.units;
    let close = (open + 1..units.len().min(open + 12)).find(|idx| folded.word(&units[*idx]) == ")")?;
    if (open..close).any(|idx| units[idx].end != units[idx + 1].start) {
        return None;
    }
    let inside = open + 1..close;
    if is_short(segments, inside.clone()) {
        let (long, spelled) = long_before(segments, open, &letters(folded, inside.clone()));
        return (!long.is_empty()).then_some(Definition { long, short: inside, spelled });
    }
    let before = (open.checked_sub(1)?)..open;
    let touches = units[before.start].end == units[open].start;
    if touches
        && is_short(segments, before.clone())
        && spells(folded, inside.clone(), &letters(folded, before.clone()))
    {
        return Some(Definition { long: inside, short: before, spelled: true });
    }
    None
}

/// One to three units in capitals, of two to ten letters together: *TTP*, *PML-N*.
fn is_short(segments: &Segments, range: std::ops::Range<usize>) -> bool {
    let tokens = range.clone().map(|idx| segments.tokens[segments.folded.units[idx].first as usize]);
    let mut kinds = tokens.map(|token| token.kind);
    (1..=3).contains(&range.len())
        && (2..=10).contains(&letters(&segments.folded, range.clone()).len())
        && kinds.next() == Some(TokenKind::Caps)
        && kinds.all(|kind| matches!(kind, TokenKind::Caps | TokenKind::Initial | TokenKind::Number))
}

fn letters(folded: &Folded, range: std::ops::Range<usize>) -> String {
    range.map(|idx| folded.word(&folded.units[idx])).collect()
}

/// The words before a bracket whose initials spell the letters; else all capitalised words there.
fn long_before(segments: &Segments, open: usize, letters: &str) -> (std::ops::Range<usize>, bool) {
    let folded = &segments.folded;
    let mut start = open;
    let mut capitalised = open;
    while start > 0 && open - start < 14 && folded.units[start - 1].end == folded.units[start].start {
        start -= 1;
        let is_capital = segments.tokens[folded.units[start].first as usize].is_capital();
        let is_word = segments.tokens[folded.units[start].first as usize].is_word();
        if is_word && spells(folded, start..open, letters) {
            return (start..open, true);
        }
        if matches!(folded.word(&folded.units[start]), "(" | ")" | ",") && letters.len() < 4 {
            break;
        }
        if is_capital && capitalised == start + 1 {
            capitalised = start;
        }
    }
    match words_before(segments, open, letters) {
        Some(start) if capitalised == open => (start..open, true),
        _ => (capitalised..open, false),
    }
}

/// Where the words in lower case begin that the letters are taken from: *antenatal care (ANC)*.
fn words_before(segments: &Segments, open: usize, letters: &str) -> Option<usize> {
    let folded = &segments.folded;
    let is_from = |start: &usize| {
        let words: String = (*start..open).map(|idx| folded.word(&folded.units[idx])).collect();
        let mut rest = words.chars();
        words.chars().next() == letters.chars().next()
            && letters.chars().all(|letter| rest.any(|c| c == letter))
    };
    (open.saturating_sub(3)..open).rev().find(is_from)
}

/// Whether the first letters of the words, small words counted or not, are these letters in order.
fn spells(folded: &Folded, range: std::ops::Range<usize>, letters: &str) -> bool {
    let words: Vec<&str> =
        range.map(|idx| folded.word(&folded.units[idx])).filter(|w| *w != "," && *w != "'s").collect();
    let small = ["of", "the", "and", "for", "on", "in", "to", "a", "de", "la", "e", "i"];
    let initials = |keep_small: bool| -> String {
        let kept = words.iter().filter(|word| keep_small || !small.contains(word));
        kept.filter_map(|word| word.chars().next()).collect()
    };
    words.len() > 1 && (initials(true) == letters || initials(false) == letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;

    fn defined(text: &str) -> Vec<(String, String, bool)> {
        let segments = segment(text);
        let words = |range: std::ops::Range<usize>| {
            range
                .map(|idx| segments.folded.word(&segments.folded.units[idx]).to_owned())
                .collect::<Vec<_>>()
                .join(" ")
        };
        acronyms(&segments).into_iter().map(|d| (words(d.long), words(d.short), d.spelled)).collect()
    }

    #[test]
    fn both_orders_are_found() {
        let of = |long: &str, short: &str, spelled| vec![(long.to_owned(), short.to_owned(), spelled)];
        assert_eq!(
            defined("the National Union of Rail Workers (NURW) said"),
            of("national union of rail workers", "nurw", true)
        );
        assert_eq!(
            defined("the BAI (Bureau of Animal Industry) said"),
            of("bureau of animal industry", "bai", true)
        );
        assert_eq!(
            defined("Tehreek-e-Taliban Pakistan (TTP)’s reach"),
            of("tehreek e taliban pakistan", "ttp", true)
        );
        assert_eq!(defined("Muslim League-Nawaz (PML-N)"), of("muslim league nawaz", "pml n", false));
    }

    #[test]
    fn other_brackets_define_nothing() {
        assert_eq!(defined("the army (in 2019) and the navy (see above) said (R)"), []);
    }
}
