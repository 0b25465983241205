//! The folded form of a text, in which names are searched.
//!
//! Every word becomes one *unit*: lower case, without diacritics, dots, apostrophe variants and invisible
//! characters. Units are joined with a mark before and a mark after each, so that a search for bytes finds
//! whole words only, and neighbouring names share no byte. Hyphens, dashes and line ends inside a name are
//! gone; a sentence end, a blank line or a quotation mark is a barrier that no name crosses.
//! Names of a gazetteer are folded by the same function.

use crate::token::{Token, TokenKind, is_apostrophe, is_invisible};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const BEFORE: char = '\u{1}';
const AFTER: char = '\u{2}';
const BARRIER: char = '\u{3}';

/// A text in folded form, with the way back to its tokens.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folded {
    /// The units with their marks: this is what is searched.
    pub(crate) text: String,
    /// The units in order.
    pub(crate) units: Vec<Unit>,
}

/// One folded word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Unit {
    /// Where its first mark stands in the folded text.
    pub(crate) start: u32,
    /// One past its second mark.
    pub(crate) end: u32,
    /// The token it comes from; the first of two when a line end broke the word.
    pub(crate) first: u32,
    /// The last token it comes from.
    pub(crate) last: u32,
    /// Whether it is the possessive ending of its token and not the word itself.
    pub(crate) is_possessive: bool,
    /// Whether it is a word that starts with a capital letter.
    pub(crate) is_capital: bool,
}

impl Folded {
    /// The number of the unit that starts at byte `at` of the folded text.
    #[allow(dead_code)] // the build script folds names and searches none
    pub(crate) fn unit_at(&self, at: usize) -> usize {
        self.units.partition_point(|unit| (unit.start as usize) < at)
    }

    /// The folded form of the unit, without its marks.
    pub(crate) fn word(&self, unit: &Unit) -> &str {
        &self.text[unit.start as usize + 1..unit.end as usize - 1]
    }
}

/// Folds `text`, cut into `tokens`. `ends_sentence` says of a token number whether a sentence ends after it.
pub(crate) fn fold(text: &str, tokens: &[Token], ends_sentence: impl Fn(usize) -> bool) -> Folded {
    let mut folded =
        Folded { text: String::with_capacity(text.len() * 5 / 4), units: Vec::with_capacity(tokens.len()) };
    let mut token_idx = 0;
    while token_idx < tokens.len() {
        let token = tokens[token_idx];
        let last = broken_word(text, tokens, token_idx);
        if token.kind == TokenKind::Sign && last == token_idx {
            folded.push_sign(text, tokens, token_idx);
        } else {
            folded.push_word(text, tokens, token_idx, last);
        }
        if ends_sentence(last) {
            folded.push_barrier();
        }
        token_idx = last + 1;
    }
    folded
}

/// The folded form of a single name, with all marks: the pattern that is searched for.
pub(crate) fn fold_name(name: &str) -> Folded {
    fold(name, &crate::token::tokenize(name), |_| false)
}

impl Folded {
    fn push_word(&mut self, text: &str, tokens: &[Token], first: usize, last: usize) {
        let is_capital = tokens[first].is_capital();
        self.push(Unit { is_capital, ..Unit::of(first, last) }, |out| {
            fold_word(tokens[first].stem().of(text), out);
            if last > first {
                fold_word(tokens[last].stem().of(text), out);
            }
        });
        if tokens[last].possessive > 0 {
            self.push(Unit { is_possessive: true, ..Unit::of(last, last) }, |out| out.push_str("'s"));
        }
    }

    /// Commas, brackets, slashes and `&` are units of their own; hyphens inside a word, dots of an
    /// abbreviation and the apostrophe of *Workers’* leave no trace; any other sign is a barrier.
    fn push_sign(&mut self, text: &str, tokens: &[Token], token_idx: usize) {
        let sign = tokens[token_idx].span.of(text);
        let touches_before = token_idx > 0 && tokens[token_idx - 1].span.end == tokens[token_idx].span.start;
        let touches_after =
            tokens.get(token_idx + 1).is_some_and(|next| next.span.start == tokens[token_idx].span.end);
        match sign {
            "-" | "‐" | "‑" | "–" | "—" if touches_before && touches_after => {}
            "." if touches_before && is_word(text, tokens, token_idx - 1) => {}
            "&" => self.push(Unit::of(token_idx, token_idx), |out| out.push_str("and")),
            "," | "(" | ")" | "/" | "+" => {
                self.push(Unit::of(token_idx, token_idx), |out| out.push_str(sign))
            }
            _ if touches_before && !touches_after && sign.chars().all(is_apostrophe) => {}
            _ => self.push_barrier(),
        }
    }

    /// None before the first word: a name begins with a word.
    fn push_barrier(&mut self) {
        if !self.text.is_empty() {
            self.text.push(BARRIER);
        }
    }

    /// Appends a unit, whose place in the folded text is where it is written.
    fn push(&mut self, mut unit: Unit, write: impl FnOnce(&mut String)) {
        unit.start = self.text.len() as u32;
        self.text.push(BEFORE);
        write(&mut self.text);
        self.text.push(AFTER);
        unit.end = self.text.len() as u32;
        self.units.push(unit);
    }
}

impl Unit {
    /// A unit of these tokens that is not written yet.
    fn of(first: usize, last: usize) -> Unit {
        Unit { first: first as u32, last: last as u32, ..Unit::default() }
    }
}

fn is_word(text: &str, tokens: &[Token], token_idx: usize) -> bool {
    tokens[token_idx].span.of(text).chars().any(char::is_alphanumeric)
}

/// The last token of a word that starts at token `at`: two further on where a hyphen at a line end breaks it
/// (`Com-⏎mission`), one further on where a soft hyphen there or a zero-width space does, else `at` itself.
fn broken_word(text: &str, tokens: &[Token], at: usize) -> usize {
    let [this, next, rest @ ..] = &tokens[at..] else { return at };
    let starts_lower = |token: &Token| token.span.of(text).chars().next().is_some_and(char::is_lowercase);
    let gap = |left: &Token, right: &Token| &text[left.span.end as usize..right.span.start as usize];
    // Nearly all words stand a space from the next: for them nothing else is looked at.
    match next.span.start - this.span.end {
        0 if next.kind == TokenKind::Sign && this.is_word() => {
            let is_broken = rest.first().is_some_and(|end| {
                matches!(next.span.of(text), "-" | "‐")
                    && matches!(gap(next, end).trim_matches([' ', '\t']), "\n" | "\r\n" | "\r")
                    && starts_lower(end)
            });
            if is_broken { at + 2 } else { at }
        }
        1 | 2 if this.is_word() && this.span.of(text).ends_with('\u{ad}') => {
            let is_broken = matches!(gap(this, next), "\n" | "\r\n" | "\r") && starts_lower(next);
            if is_broken { at + 1 } else { at }
        }
        3 if this.is_word() && gap(this, next) == "\u{200b}" && starts_lower(next) => at + 1,
        _ => at,
    }
}

/// Folded words with their marks, as they stand side by side in a folded text.
#[allow(dead_code)] // the build script folds names and searches none
pub(crate) fn run_of(words: &[String]) -> String {
    words.iter().map(|word| format!("{BEFORE}{word}{AFTER}")).collect()
}

/// Appends the folded form of one word: lower case, diacritics and dots left out, one apostrophe for all.
pub(crate) fn fold_word(word: &str, out: &mut String) {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    if word.is_ascii() {
        let start = out.len();
        if is_number || !word.bytes().any(|byte| byte == b'.') {
            out.push_str(word);
        } else {
            out.extend(word.split('.'));
        }
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in word.chars().flat_map(char::to_lowercase).nfd() {
        match c {
            '.' if !is_number => {}
            _ if is_combining_mark(c) || is_invisible(c) || c.is_control() => {}
            _ if is_apostrophe(c) => out.push('\''),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            _ => out.push(c),
        }
    }
}

/// The same, as a new string.
pub(crate) fn folded_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_word(word, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> String {
        let folded = fold_name(text);
        folded.text.replace(BEFORE, "[").replace(AFTER, "]").replace(BARRIER, "|")
    }

    #[test]
    fn spellings_that_mean_the_same_fold_to_the_same() {
        for (left, right) in [
            ("Tehreek-e-Taliban", "Tehreek–e–Taliban"),
            ("U.S.", "US"),
            ("Erdoğan", "Erdogan"),
            ("Erdog\u{306}an", "Erdogan"),
            ("İstanbul", "ISTANBUL"),
            ("Paki\u{ad}stan", "Pakistan"),
            ("Isla\u{200b}mabad", "Islamabad"),
            ("St. Petersburg", "St Petersburg"),
            ("L’Oréal", "L'Oreal"),
            ("Johnson & Johnson", "Johnson and Johnson"),
            ("Workers’ Party", "Workers Party"),
            ("Com-\r\nmission", "commission"),
            ("Com\u{ad}\nmission", "commission"),
            ("Zur\u{a0}ich\u{202f}Insurance", "Zur ich Insurance"),
            ("Qurʼan", "Qur‘an"),
            ("Al‑Qaeda", "al‐qaeda"),
            ("Al-Qaeda", "AL QAEDA"),
            ("S\u{e3}o Tom\u{e9}", "Sa\u{303}o Tome\u{301}"),
            ("Łódź", "Lodz"),
            ("Straße", "STRASSE"),
            ("Ke\u{200d}nya", "Kenya"),
            ("\u{feff}Kenya", "Kenya"),
            ("Kenya 🇰🇪", "Kenya 🚀"),
            ("Addis\u{2009}Ababa", "Addis\nAbaba"),
        ] {
            assert_eq!(units(left), units(right), "{left} and {right}");
        }
    }

    #[test]
    fn signs_are_units_barriers_or_nothing() {
        assert_eq!(units("Washington, D.C."), "[washington][,][dc]");
        assert_eq!(units("TTP)’s"), "[ttp][)]|[s]");
        assert_eq!(units("Ukraine’s army"), "[ukraine]['s][army]");
        assert_eq!(units("end? New"), "[end]|[new]");
        assert_eq!(units("north - south"), "[north]|[south]");
        assert_eq!(units("¡Adelante!"), "[adelante]|");
    }
}
