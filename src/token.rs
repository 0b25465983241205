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
///
/// The words are those of `unicode-segmentation`. It is asked only about stretches between blanks with characters
/// that are neither ASCII nor a dash or quotation mark: elsewhere the rules are few, and several times as fast by
/// hand.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at + bytes[at..].iter().take_while(|byte| is_blank(**byte)).count();
        let n_before = tokens.len();
        at = match simple_stretch(bytes, start, &mut tokens) {
            Some(end) => end,
            None => {
                tokens.truncate(n_before);
                let end = stretch_end(bytes, start);
                // A combining mark at the beginning belongs to the blank before it.
                tokens.extend(crate_tokens(text, at, end));
                end
            }
        };
    }
    tokens
}

/// The tokens of a stretch as `unicode-segmentation` cuts it, but for the narrow no-break space: it joins words by
/// UAX #29, for the sake of Mongolian, and parts them in all that writers of names use it for.
fn crate_tokens(text: &str, start: usize, end: usize) -> impl Iterator<Item = Token> + '_ {
    let parts = text[start..end].split(NARROW_SPACE).scan(start, |at, part| {
        let start = *at;
        *at += part.len() + NARROW_SPACE.len_utf8();
        Some((start, part))
    });
    let pieces = parts.flat_map(|(start, part)| {
        part.split_word_bound_indices().map(move |(at, piece)| (start + at, piece))
    });
    // What begins with a blank is blank, but for marks that the blank carries.
    let seen = pieces
        .filter(|(_, piece)| !piece.starts_with(char::is_whitespace) && !piece.chars().all(is_invisible));
    seen.map(|(at, piece)| {
        let kind = kind_of(piece);
        let possessive = if kind == TokenKind::Sign { 0 } else { possessive_ending(piece) };
        Token { span: Span::new(at, at + piece.len()), kind, possessive }
    })
}

const NARROW_SPACE: char = '\u{202f}';

/// Cuts the stretch at `start` up to the next blank, and gives its end; none if a character in it is not simple.
fn simple_stretch(bytes: &[u8], start: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let mut at = start;
    loop {
        let end = match class_at(bytes, at) {
            (Class::Blank, _) => return Some(at),
            (Class::Letter | Class::Digit | Class::Joiner, _) => {
                let end = word_end(bytes, at)?;
                tokens.push(simple_word(bytes, at, end));
                end
            }
            (Class::Hard, _) => return None,
            (_, len) => {
                tokens.push(Token { span: Span::new(at, at + len), kind: TokenKind::Sign, possessive: 0 });
                at + len
            }
        };
        at = end;
    }
}

/// The token of a word of simple characters.
fn simple_word(bytes: &[u8], start: usize, end: usize) -> Token {
    let word = &bytes[start..end];
    let possessive: u8 = match word {
        [_, .., b'\'', b's' | b'S'] => 2,
        [_, .., 0xe2, 0x80, 0x98 | 0x99, b's' | b'S'] => 4,
        _ => 0,
    };
    let first = word.iter().find(|byte| **byte != b'_');
    let kind = match first {
        Some(b'a'..=b'z') => TokenKind::Lower,
        Some(b'0'..=b'9') => TokenKind::Number,
        Some(_) => capital_kind(&word[..word.len() - usize::from(possessive)]),
        None => TokenKind::Sign,
    };
    Token { span: Span::new(start, end), kind, possessive }
}

/// The kind of a word of simple characters that begins with a capital letter.
fn capital_kind(stem: &[u8]) -> TokenKind {
    let n_letters = stem.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if n_letters == 1 {
        TokenKind::Initial
    } else if stem.iter().any(u8::is_ascii_lowercase) {
        TokenKind::Capital
    } else {
        TokenKind::Caps
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// What the word rules see in a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// The underscore joins letters and digits.
    Joiner,
    /// It joins letters.
    MidLetter,
    /// It joins digits.
    MidNumber,
    /// It joins letters, and digits.
    MidBoth,
    /// A space, a line end, the end of the text.
    Blank,
    /// It stands alone.
    Other,
    /// What it is only the crate knows.
    Hard,
}

const ASCII_CLASSES: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Joiner,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidNumber,
            b'.' | b'\'' => Class::MidBoth,
            b'\t'..=b'\r' | b' ' => Class::Blank,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// The class of the character at `at` and its length. Of those that are not ASCII, U+2010 to U+2027 are simple:
/// dashes, quotation marks, bullets, the ellipsis. None of them joins what stands before it.
fn class_at(bytes: &[u8], at: usize) -> (Class, usize) {
    match &bytes[at.min(bytes.len())..] {
        [] => (Class::Blank, 0),
        [byte, ..] if byte.is_ascii() => (ASCII_CLASSES[usize::from(*byte)], 1),
        [0xe2, 0x80, 0x98 | 0x99 | 0xa4, ..] => (Class::MidBoth, 3), // ‘ ’ ․
        [0xe2, 0x80, 0xa7, ..] => (Class::MidLetter, 3),             // ‧
        [0xe2, 0x80, 0x90..=0xa6, ..] => (Class::Other, 3),
        _ => (Class::Hard, 1),
    }
}

/// The end of the stretch that begins at `start` and goes to a blank. It goes on over a blank that follows a wide
/// one: the two are one piece.
fn stretch_end(bytes: &[u8], start: usize) -> usize {
    let is_end = |at: &usize| is_blank(bytes[*at]) && !ends_in_wide_blank(&bytes[..*at]);
    (start..bytes.len()).find(is_end).unwrap_or(bytes.len())
}

/// Whether the last character is a space that is wider or narrower than the one of ASCII.
fn ends_in_wide_blank(before: &[u8]) -> bool {
    matches!(
        before,
        [.., 0xe2, 0x80, 0x80..=0x8a]
            | [.., 0xe2, 0x81, 0x9f]
            | [.., 0xe3, 0x80, 0x80]
            | [.., 0xe1, 0x9a, 0x80]
    )
}

/// The end of the word at `start` by the rules WB5 to WB13 of UAX #29; none if a character that is not simple
/// has a say in it.
fn word_end(bytes: &[u8], start: usize) -> Option<usize> {
    use Class::{Blank, Digit, Hard, Joiner, Letter, MidLetter, MidNumber, Other};
    let (mut last, len) = class_at(bytes, start);
    let mut end = start + len;
    loop {
        let (next, len) = class_at(bytes, end);
        match next {
            Letter | Digit | Joiner => (last, end) = (next, end + len),
            Blank | Other => return Some(end),
            Hard => return None,
            _ => {
                let (after, after_len) = class_at(bytes, end + len);
                let joins = last == Letter && next != MidNumber || last == Digit && next != MidLetter;
                if after == Hard {
                    return None;
                }
                if after != last || !joins {
                    return Some(end);
                }
                end += len + after_len;
            }
        }
    }
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
    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
    use proptest::sample::select;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|token| token.span.of(text)).collect()
    }

    /// The tokens as the crate alone cuts them.
    fn reference(text: &str) -> Vec<Token> {
        crate_tokens(text, 0, text.len()).collect()
    }

    /// Characters that the word rules tell apart, and some that try to fool whoever thinks he knows them.
    const HOSTILE: &[char] = &[
        'a', 'Z', 's', 'é', 'ß', '0', '9', '٣', '_', '‿', '.', ',', ';', ':', '\'', '"', '’', '‘', '“', '․',
        '‧', '·', '-', '–', ' ', '\t', '\n', '\r', '\u{b}', '\u{85}', '\u{a0}', '\u{ad}', '\u{301}',
        '\u{200b}', '\u{200d}', '\u{2003}', '\u{2028}', '\u{202f}', '\u{2060}', '\u{3000}', '\u{1680}',
        '\u{205f}', '\u{fe0f}', '\u{feff}', '\u{1}', '\u{7f}', 'א', 'ʼ', '״', 'ก', '中', 'カ', 'ー', '한',
        '🇺', '🇬', '👩', '🏽', '❤', 'İ', 'ı', 'ǅ', '＇',
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn words_are_those_of_unicode_segmentation(text in any::<String>()) {
            prop_assert_eq!(tokenize(&text), reference(&text));
        }

        #[test]
        fn hostile_characters_side_by_side_are_cut_alike(text in vec(select(HOSTILE), 0..12)) {
            let text: String = text.into_iter().collect();
            prop_assert_eq!(tokenize(&text), reference(&text), "{:?}", text);
        }
    }

    #[test]
    fn any_three_hostile_characters_are_cut_alike() {
        for first in HOSTILE {
            for second in HOSTILE {
                for third in HOSTILE {
                    let text: String = [*first, *second, *third].iter().collect();
                    assert_eq!(tokenize(&text), reference(&text), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_mark_on_blanks_is_no_token() {
        assert_eq!(words("a\u{3000}  \u{301}b"), ["a", "b"]);
    }

    #[test]
    fn the_narrow_no_break_space_parts_words() {
        assert_eq!(words("Addis\u{202f}Ababa\u{202f}: 10\u{202f}000"), ["Addis", "Ababa", ":", "10", "000"]);
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
