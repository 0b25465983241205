//! Words and signs of a text, in order, as Unicode's word rules (UAX #29) cut them.

use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// One word, number or sign. White space and invisible characters lie in the gaps between tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands; a possessive ending (`’s`) is inside.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Bytes of the possessive ending at the end of the span; 0 if there is none.
    pub(crate) possessive: u8,
}

/// What a token is made of, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word that starts in lower case, or of a script without case.
    Lower,
    /// A word that starts with a capital letter and goes on otherwise.
    Capital,
    /// A word of two letters or more, all of them capitals.
    Caps,
    /// A single capital letter.
    Initial,
    /// It starts with a digit.
    Number,
    /// Anything else that can be seen.
    Sign,
}

impl Token {
    /// Whether it is a word and not a number or a sign.
    pub(crate) fn is_word(self) -> bool {
        !matches!(self.kind, TokenKind::Number | TokenKind::Sign)
    }

    /// Whether it is a word that starts with a capital letter.
    pub(crate) fn is_capital(self) -> bool {
        matches!(self.kind, TokenKind::Capital | TokenKind::Caps | TokenKind::Initial)
    }

    /// The span without the possessive ending.
    pub(crate) fn stem(self) -> Span {
        Span { start: self.span.start, end: self.span.end - u32::from(self.possessive) }
    }
}

/// Cuts `text` into tokens. Linear in the length of the text.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    for (start, piece) in text.split_word_bound_indices() {
        if piece.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
            continue;
        }
        let kind = kind_of(piece);
        let span = Span::new(start, start + piece.len());
        let possessive = if kind == TokenKind::Sign { 0 } else { possessive_ending(piece) };
        tokens.push(Token { span, kind, possessive });
    }
    tokens
}

/// Characters that take no room on the page: zero-width spaces and joiners, soft hyphen, byte-order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The apostrophes that writers use for one another.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '＇')
}

fn kind_of(piece: &str) -> TokenKind {
    let mut letters = piece.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return TokenKind::Sign };
    if first.is_numeric() {
        return TokenKind::Number;
    }
    if !first.is_uppercase() {
        return TokenKind::Lower;
    }
    let stem = &piece[..piece.len() - usize::from(possessive_ending(piece))];
    let mut rest = stem.chars().filter(|c| c.is_alphabetic()).skip(1).peekable();
    if rest.peek().is_none() {
        return TokenKind::Initial;
    }
    if rest.all(char::is_uppercase) { TokenKind::Caps } else { TokenKind::Capital }
}

/// Bytes of `’s` at the end of a word, or 0. A bare `’s` has none.
fn possessive_ending(word: &str) -> u8 {
    let mut chars = word.char_indices().rev();
    match (chars.next(), chars.next()) {
        (Some((_, 's' | 'S')), Some((at, c))) if is_apostrophe(c) && at > 0 => (word.len() - at) as u8,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_and_signs_are_cut_and_white_space_is_not_a_token() {
        assert_eq!(
            words("“Not one\u{a0}inch,” he said."),
            ["“", "Not", "one", "inch", ",", "”", "he", "said", "."]
        );
        assert_eq!(words("\u{feff} \r\n"), [] as [&str; 0]);
    }

    #[test]
    fn the_possessive_stays_in_the_token_and_out_of_the_stem() {
        let text = "Pakistan’s L'Oréal's TTP's ’s Rubios’";
        let stems: Vec<_> = tokenize(text).iter().map(|token| token.stem().of(text)).collect();
        assert_eq!(stems, ["Pakistan", "L'Oréal", "TTP", "’", "s", "Rubios", "’"]);
    }

    #[test]
    fn kinds_tell_how_a_word_is_written() {
        use TokenKind::{Capital, Caps, Initial, Lower, Number, Sign};
        let kinds: Vec<_> =
            tokenize("the TTP’s U.S. McCain 5th J İstanbul —").iter().map(|t| t.kind).collect();
        assert_eq!(kinds, [Lower, Caps, Caps, Sign, Capital, Number, Initial, Capital, Sign]);
    }
}
