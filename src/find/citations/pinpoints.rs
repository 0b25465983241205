//! Pinpoints: *Article 51*, *sections 153A and 295A*, *Section 3 of the 14th Amendment*.

use super::view::View;
use crate::find::grammar::{AMENDMENT, CARDINALS, ORDINALS, UNITS, Unit};
use crate::token::TokenKind;

/// How many targets a range is spelled out to; of a longer one only the first and the last are given.
const LONGEST_RANGE: u32 = 20;

/// How many numbers a list may hold.
const LONGEST_LIST: usize = 1000;

/// The code of numbers that are sections of the US Code.
pub(super) const US_CODE: &str = "usc";

/// A part of some instrument.
#[derive(Debug, Clone)]
pub(super) struct Pinpoint {
    pub(super) first: usize,
    /// The last token of the whole list.
    pub(super) last: usize,
    /// The token after it at which a join may start: past a gloss in brackets.
    pub(super) next: usize,
    /// Number of its unit in `UNITS`.
    pub(super) unit: u8,
    /// The paths of all that is meant: `art-51`, `amend-14/s-3`.
    pub(super) paths: Vec<String>,
    /// Where it ends if only its first number belongs to it, and how many paths it then has.
    pub(super) first_alone: usize,
    /// Whether it is written with a capital, in the plural of a list, or with a sign: not as an ordinary word.
    pub(super) is_marked: bool,
}

/// A list of numbers behind a unit.
#[derive(Debug, Clone)]
pub(super) struct Numbers {
    pub(super) paths: Vec<String>,
    pub(super) last: usize,
    pub(super) next: usize,
    pub(super) first_last: usize,
}

impl View<'_> {
    /// The pinpoint whose unit stands at a token.
    pub(super) fn pinpoint(&self, idx: usize, unit: u8) -> Option<Pinpoint> {
        if unit == AMENDMENT || self.is_schedule_by_ordinal(idx) {
            return self.ordinal_pinpoint(idx, unit);
        }
        let row = &UNITS[usize::from(unit)];
        let is_short = matches!(
            self.raw(idx).to_ascii_lowercase().as_str(),
            "s" | "ss" | "art" | "arts" | "sec" | "secs" | "para" | "paras" | "r"
        );
        let mut at = idx + 1;
        if is_short && self.raw(at) == "." && self.touches(idx) {
            at += 1;
        }
        if self.is_possessive(idx) || self.raw(idx) == "S" || !self.is_in_one_sentence(idx, at) {
            return None;
        }
        let is_plural = self.is_plural(idx, row);
        let numbers = self.numbers(at, row.code)?;
        let (first, code) = self.with_common(idx, row);
        let paths = numbers.paths.iter().map(|path| format!("{code}-{path}")).collect();
        let is_marked = self.is_capital(idx)
            || self.kind(idx) == TokenKind::Sign
            || is_plural && numbers.last != numbers.first_last;
        Some(Pinpoint {
            first,
            last: numbers.last,
            next: numbers.next,
            unit,
            paths,
            first_alone: numbers.first_last,
            is_marked,
        })
    }

    fn is_plural(&self, idx: usize, row: &Unit) -> bool {
        let word = self.raw(idx).to_ascii_lowercase();
        let doubled = word == "§" && idx > 0 && self.raw(idx - 1) == "§";
        doubled
            || word == "ss"
            || row.code != "s" && word.ends_with('s')
            || word == "sections"
            || word == "secs"
    }

    /// *Common Article 3* of the Geneva Conventions.
    fn with_common(&self, idx: usize, row: &Unit) -> (usize, String) {
        match idx.checked_sub(1) {
            Some(before) if self.raw(idx) == "§" && self.raw(before) == "§" => {
                (before, row.code.to_owned())
            }
            Some(before) if row.code == "art" && self.is(before, "common") => {
                (before, format!("common-{}", row.code))
            }
            _ => (idx, row.code.to_owned()),
        }
    }

    /// A list or range of numbers that starts at a token.
    pub(super) fn numbers(&self, at: usize, code: &str) -> Option<Numbers> {
        let (path, last) = self.number(at, code)?;
        let (last, next) = (last, self.past_gloss(last + 1));
        let mut numbers = Numbers { paths: vec![path], last, next, first_last: last };
        while numbers.paths.len() < LONGEST_LIST {
            let Some((after, is_range)) = self.separator(numbers.next) else { break };
            let Some((path, last)) = self.number(after, code) else { break };
            if self.kind(after) != TokenKind::Number
                && is_short_word(self.raw(after))
                && self.kind(at) == TokenKind::Number
            {
                break;
            }
            if is_range {
                expand(&mut numbers.paths, &path);
            } else {
                numbers.paths.push(path);
            }
            (numbers.last, numbers.next) = (last, self.past_gloss(last + 1));
        }
        Some(numbers)
    }

    /// The token after what stands between two numbers, and whether it makes a range of them.
    fn separator(&self, at: usize) -> Option<(usize, bool)> {
        let and = |idx: usize| self.is_one_of(idx, &["and", "or", "&"]);
        match self.raw(at) {
            "," | ";" if and(at + 1) => Some((at + 2, false)),
            "," | "&" | ";" => Some((at + 1, false)),
            "/" if self.touches(at) => Some((at + 1, false)),
            "–" | "—" | "-" | "‐" | "‑" if self.kind(at + 1) == TokenKind::Number => {
                Some((at + 1, true))
            }
            "r" if self.raw(at + 1) == "/" && self.raw(at + 2) == "w" => Some((at + 3, false)),
            _ if self.is(at, "read") && self.is(at + 1, "with") => Some((at + 2, false)),
            _ if and(at) && self.is(at + 1, "with") => None,
            _ if and(at) => Some((at + 1, false)),
            _ if self.is_one_of(at, &["to", "through", "till"]) => Some((at + 1, true)),
            _ => None,
        }
    }

    /// Past *(murder)*: what a reporter explains in brackets.
    fn past_gloss(&self, at: usize) -> usize {
        if self.raw(at) != "(" || self.kind(at + 1) != TokenKind::Lower {
            return at;
        }
        let Some(close) = (at + 2..at + 12).find(|idx| self.raw(*idx) == ")") else { return at };
        let is_gloss = close > at + 2 || self.raw(at + 1).len() > 4;
        if is_gloss && self.is_in_one_sentence(at, close) { close + 1 } else { at }
    }

    /// One number with its subdivisions: its path and its last token.
    pub(super) fn number(&self, at: usize, code: &str) -> Option<(String, usize)> {
        let (mut path, mut last) = self.main_number(at, code)?;
        for _ in 0..6 {
            let Some((part, close)) = self.subdivision(last + 1, self.touches(last)) else { break };
            path.push('/');
            path.push_str(&part);
            last = close;
        }
        Some((path, last))
    }

    fn main_number(&self, at: usize, code: &str) -> Option<(String, usize)> {
        let raw = self.raw(at);
        match self.kind(at) {
            TokenKind::Number => self.digits(at, raw, code),
            TokenKind::Sign if is_inner(code) => self.subdivision(at, true),
            TokenKind::Initial if raw == "I" && self.is_pronoun(at) => None,
            TokenKind::Caps | TokenKind::Initial if roman(raw).is_some() => {
                let is_letter = raw.len() == 1 && raw != "I" && raw != "V" && raw != "X";
                (!is_letter || code == "annex" || code == "title")
                    .then(|| (roman(raw).unwrap_or(0).to_string(), at))
            }
            TokenKind::Capital => {
                let number = CARDINALS.iter().skip(1).position(|word| raw.eq_ignore_ascii_case(word))? + 1;
                matches!(code, "art" | "title" | "ch" | "s" | "part" | "sch")
                    .then(|| (number.to_string(), at))
            }
            _ => None,
        }
    }

    /// *51*, *153A*, *49.3*, *295-C*, *49:3*, *314/2*, and *78u-6* of the US Code.
    fn digits(&self, at: usize, raw: &str, code: &str) -> Option<(String, usize)> {
        if let Some(found) = self.inserted_section(at, raw).filter(|_| code == US_CODE) {
            return Some(found);
        }
        if !is_number(raw) || self.raw(at + 1) == "%" {
            return None;
        }
        let touches_two = self.touches(at) && self.touches(at + 1);
        let sign = self.raw(at + 1);
        let suffix = self.raw(at + 2);
        if touches_two
            && matches!(sign, "-" | "‐" | "‑" | "–")
            && is_letter_suffix(suffix)
            && !self.touches(at + 2) | !matches!(self.raw(at + 3), "-" | "‑")
        {
            return Some((format!("{raw}{suffix}").to_lowercase(), at + 2));
        }
        let is_below = sign == ":" && suffix.len() <= 2 || sign == "/" && suffix.len() == 1 && code == "art";
        if touches_two && is_below && is_number(suffix) {
            return Some((format!("{raw}/{suffix}").to_lowercase(), at + 2));
        }
        // *54 -A* and *9 A* are left alone: a letter apart from its number is more often a word.
        Some((raw.to_lowercase(), at))
    }

    /// *the article I wrote*, *the part I played*.
    fn is_pronoun(&self, at: usize) -> bool {
        let is_plain = at > 0 && self.kind(at - 1) == TokenKind::Lower;
        is_plain
            && self.kind(at + 1) == TokenKind::Lower
            && !self.is_one_of(at + 1, &["of", "in", "under", "and", "or", "to", "through"])
    }

    /// *78u-6*, *300gg-11*: a section that a later law put behind another.
    fn inserted_section(&self, at: usize, raw: &str) -> Option<(String, usize)> {
        let digits = raw.bytes().take_while(u8::is_ascii_digit).count();
        let letters = raw.len() - digits;
        let is_base = (1..=5).contains(&digits)
            && (1..=2).contains(&letters)
            && raw[digits..].bytes().all(|byte| byte.is_ascii_lowercase());
        let is_inserted = is_base
            && self.touches(at)
            && self.touches(at + 1)
            && matches!(self.raw(at + 1), "-" | "‐" | "‑" | "–")
            && self.raw(at + 2).len() <= 3
            && is_number(self.raw(at + 2));
        is_inserted.then(|| (format!("{raw}-{}", self.raw(at + 2)), at + 2))
    }

    /// *(4)*, *(b)*, *(xxv)* behind a number.
    fn subdivision(&self, open: usize, touches: bool) -> Option<(String, usize)> {
        let inside = self.raw(open + 1);
        let close = open + 2;
        let fits =
            self.raw(open) == "(" && self.raw(close) == ")" && self.touches(open) && self.touches(open + 1);
        let lower = inside.to_lowercase();
        let is_digits =
            inside.len() <= 3 && inside.bytes().all(|byte| byte.is_ascii_digit()) && !inside.is_empty();
        let is_letters = !inside.is_empty()
            && inside.len() <= 8
            && inside.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && (inside.len() == 1
                || roman(&lower.to_uppercase()).is_some()
                || inside.len() == 2
                    && !matches!(lower.as_str(), "no" | "ii")
                    && (touches || is_number(inside)));
        (fits && (is_digits || touches && is_letters || !touches && inside.len() == 1))
            .then_some((lower, close))
    }

    fn is_schedule_by_ordinal(&self, idx: usize) -> bool {
        self.raw(idx) == "Schedule"
            && idx
                .checked_sub(1)
                .is_some_and(|before| self.is_capital(before) && ordinal(&self.word(before)).is_some())
    }

    /// *Fourteenth Amendment*, *26th Constitutional Amendment*, *First and Second Amendments*, *Tenth Schedule*.
    fn ordinal_pinpoint(&self, idx: usize, unit: u8) -> Option<Pinpoint> {
        let before = idx.checked_sub(1)?;
        let mut end = if self.is(before, "constitutional") { before.checked_sub(1)? } else { before };
        let mut paths = Vec::new();
        let mut first = idx;
        let code = UNITS[usize::from(unit)].code;
        while paths.len() < LONGEST_LIST && self.is_in_one_sentence(end, idx) {
            let Some((number, start)) = self.ordinal_ending(end) else { break };
            paths.push(format!("{code}-{number}"));
            first = start;
            let step = match start.checked_sub(1).map(|left| self.raw(left)) {
                Some("," | "&") => 2,
                Some("and" | "or") if start > 2 && self.raw(start - 2) == "," => 3,
                Some("and" | "or") => 2,
                _ => break,
            };
            let Some(left) = start.checked_sub(step) else { break };
            end = left;
        }
        paths.reverse();
        let is_marked =
            self.is_capital(idx) && (self.is_capital(first) || self.kind(first) == TokenKind::Number);
        (!paths.is_empty()).then_some(Pinpoint {
            first,
            last: idx,
            next: idx + 1,
            unit,
            paths,
            first_alone: idx,
            is_marked,
        })
    }

    /// The ordinal whose last token is `end`, and its first token: *Twenty-fifth* has three.
    fn ordinal_ending(&self, end: usize) -> Option<(u32, usize)> {
        let word = self.word(end);
        if end >= 2 && matches!(self.raw(end - 1), "-" | "‑" | "–" | "‐") && self.is(end - 2, "twenty")
        {
            return Some((ordinal(&format!("twenty{word}"))?, end - 2));
        }
        Some((ordinal(&word)?, end))
    }

    /// Joins pinpoints that belong together: *Section 3 of the 14th Amendment*, *article 12, paragraph 3*.
    pub(super) fn chained(&self, pinpoints: Vec<Pinpoint>) -> Vec<Pinpoint> {
        let mut chained: Vec<Pinpoint> = Vec::with_capacity(pinpoints.len());
        for pinpoint in pinpoints {
            match chained.last_mut() {
                Some(last) if last.last >= pinpoint.first => {}
                Some(last) if self.is_chain(last, &pinpoint) => {
                    let by_rank = self.raw(last.next) == "," || !self.is(last.next, "of");
                    *last = merge(last, &pinpoint, by_rank, self.is_paragraph_sign(last, &pinpoint));
                }
                _ => chained.push(pinpoint),
            }
        }
        chained
    }

    /// *Art. 6 § 1*: the sign of a section counts the paragraphs of an article.
    fn is_paragraph_sign(&self, left: &Pinpoint, right: &Pinpoint) -> bool {
        UNITS[usize::from(left.unit)].code == "art" && self.raw(right.first) == "§"
    }

    fn is_chain(&self, left: &Pinpoint, right: &Pinpoint) -> bool {
        let mut at = left.next;
        if left.unit == right.unit || !self.is_in_one_sentence(left.first, right.last) {
            return false;
        }
        let comma = self.raw(at) == ",";
        at += usize::from(comma);
        let of = self.is_one_of(at, &["of", "in", "to", "under"]);
        at += usize::from(of);
        at += usize::from(of && self.is(at, "the"));
        let inner = |pinpoint: &Pinpoint| {
            !UNITS[usize::from(pinpoint.unit)].keeps_code || self.is_paragraph_sign(left, pinpoint)
        };
        let nests = UNITS[usize::from(left.unit)].rank < UNITS[usize::from(right.unit)].rank;
        at == right.first
            && (of || (comma || inner(right)) && (nests || inner(right)) && right.is_marked | inner(right))
    }
}

/// Two pinpoints as one path; `by_rank` for *article 12, paragraph 3*, `by_sign` for *Art. 6 § 1*.
fn merge(left: &Pinpoint, right: &Pinpoint, by_rank: bool, by_sign: bool) -> Pinpoint {
    let rank = |pinpoint: &Pinpoint| UNITS[usize::from(pinpoint.unit)].rank;
    let left_is_outer = by_rank && rank(left) <= rank(right);
    let (outer, inner) = if left_is_outer { (left, right) } else { (right, left) };
    let (outer_unit, inner_unit) = (&UNITS[usize::from(outer.unit)], &UNITS[usize::from(inner.unit)]);
    let drops_outer = matches!(outer_unit.code, "ch" | "part") && matches!(inner_unit.code, "art" | "s");
    let one = |outer: &String, inner: &String| {
        if drops_outer {
            return inner.clone();
        }
        let kept = if inner_unit.keeps_code && !by_sign {
            inner.as_str()
        } else {
            inner.split_once('-').map_or(inner.as_str(), |cut| cut.1)
        };
        format!("{outer}/{kept}")
    };
    let paths = match (outer.paths.as_slice(), inner.paths.as_slice()) {
        ([outer], inners) => inners.iter().map(|inner| one(outer, inner)).collect(),
        (outers, [inner, ..]) => outers.iter().map(|outer| one(outer, inner)).collect(),
        _ => outer.paths.clone(),
    };
    let unit = if drops_outer { inner.unit } else { outer.unit };
    Pinpoint {
        first: left.first,
        last: right.last,
        next: right.next,
        unit,
        paths,
        first_alone: right.last,
        is_marked: left.is_marked || right.is_marked,
    }
}

/// Fills in a range: `39` to `42`.
fn expand(paths: &mut Vec<String>, to: &str) {
    let from = paths.last().and_then(|path| path.parse::<u32>().ok());
    if let (Some(from), Ok(to)) = (from, to.parse::<u32>())
        && from < to
        && to - from <= LONGEST_RANGE
    {
        paths.extend((from + 1..to).map(|number| number.to_string()));
    }
    paths.push(to.to_owned());
}

/// `51`, `153A`, `239AA`, `49.3`: digits, dots between digits, up to three letters.
pub(super) fn is_number(word: &str) -> bool {
    let digits = word.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let (number, letters) = word.split_at(digits);
    let whole = number.split('.').all(|part| (1..=5).contains(&part.len()));
    let suffix = letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (letters.len() <= 1
            || letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase()));
    whole && suffix
}

/// Units that lie in others and may stand before their number in brackets: *paragraph (b)*.
fn is_inner(code: &str) -> bool {
    UNITS.iter().any(|unit| unit.code == code && !unit.keeps_code)
}

fn is_letter_suffix(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A single *I* is more often a word than a number.
fn is_short_word(word: &str) -> bool {
    matches!(word, "I" | "A")
}

/// What an ordinal stands for: *fourteenth*, *14th*, *twentyfifth*.
fn ordinal(word: &str) -> Option<u32> {
    let digits = word.len().checked_sub(2).and_then(|at| Some((word.get(..at)?, word.get(at..)?)));
    if let Some((digits, "st" | "nd" | "rd" | "th")) = digits
        && digits.len() <= 3
        && let Ok(number) = digits.parse()
    {
        return Some(number);
    }
    ORDINALS.iter().skip(1).position(|known| *known == word).map(|at| at as u32 + 1)
}

/// The number of a roman numeral in capitals, below 100.
fn roman(word: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 9] =
        [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    let (mut rest, mut number) = (word, 0);
    for (part, value) in PARTS {
        let most = if part.len() == 2 || matches!(part, "V" | "L" | "C") { 1 } else { 3 };
        for _ in 0..most {
            if let Some(after) = rest.strip_prefix(part) {
                (rest, number) = (after, number + value);
            }
        }
    }
    rest.is_empty().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::grammar::roles;
    use crate::gazetteer::Gazetteer;
    use crate::segment::segment;

    /// Each pinpoint of a text as `words = paths`.
    fn pinpoints(text: &str) -> String {
        let segments = segment(text);
        let gazetteer = Gazetteer::empty();
        let view = View::new(text, &segments, &gazetteer, &[]);
        let units = (0..view.len()).filter_map(|idx| Some((idx, roles(view.raw(idx))?.unit?)));
        let found = units.filter_map(|(idx, unit)| view.pinpoint(idx, unit)).collect();
        let show =
            |pin: &Pinpoint| format!("{} = {}", view.span(pin.first, pin.last).of(text), pin.paths.join(" "));
        view.chained(found).iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn numbers_come_in_many_forms() {
        for (text, found) in [
            ("under Article 51 of it", "Article 51 = art-51"),
            ("by Art. 2(4) today", "Art. 2(4) = art-2/4"),
            ("sections 153A and 295A of it", "sections 153A and 295A = s-153a s-295a"),
            ("Section 295-C of it", "Section 295-C = s-295c"),
            ("article 8(2)(b)(xxv)", "article 8(2)(b)(xxv) = art-8/2/b/xxv"),
            ("Article 49.3, used", "Article 49.3 = art-49.3"),
            ("Articles 39 to 42 of", "Articles 39 to 42 = art-39 art-40 art-41 art-42"),
            ("Articles 1-99 of", "Articles 1-99 = art-1 art-99"),
            ("Articles II and III of", "Articles II and III = art-2 art-3"),
            ("Chapter VII of", "Chapter VII = ch-7"),
            ("§ 1983 of", "§ 1983 = s-1983"),
            ("s. 18 and §§ 4, 5", "s. 18 = s-18 | §§ 4, 5 = s-4 s-5"),
            ("Common Article 3 bars", "Common Article 3 = common-art-3"),
            ("the Fourteenth Amendment", "Fourteenth Amendment = amend-14"),
            ("the 26th Constitutional Amendment", "26th Constitutional Amendment = amend-26"),
            ("the Twenty-fifth Amendment", "Twenty-fifth Amendment = amend-25"),
            ("First and Second Amendments", "First and Second Amendments = amend-1 amend-2"),
            ("the Tenth Schedule of", "Tenth Schedule = sch-10"),
            ("Article Five of", "Article Five = art-5"),
            ("Article 314/2 of", "Article 314/2 = art-314/2"),
            ("Sections 406, 420 r/w 34 of", "Sections 406, 420 r/w 34 = s-406 s-420 s-34"),
            ("Section 302 read with 149 of", "Section 302 read with 149 = s-302 s-149"),
            (
                "Sections 302 (murder), 324 (attempted murder) and 34 of",
                "Sections 302 (murder), 324 (attempted murder) and 34 = s-302 s-324 s-34",
            ),
            ("the article I wrote and the part I played", ""),
            ("Turn to section B or part I", ""),
            ("an article 5pm and section 4x100 of Title 3rd", ""),
        ] {
            let expected = if text.starts_with("Turn") { "part I = part-1" } else { found };
            assert_eq!(pinpoints(text), expected, "{text}");
        }
    }

    #[test]
    fn pinpoints_inside_one_another_are_one() {
        for (text, found) in [
            ("Section 3 of the 14th Amendment", "Section 3 of the 14th Amendment = amend-14/s-3"),
            ("article 12, paragraph 3, of the", "article 12, paragraph 3 = art-12/3"),
            ("Article I, Section 9 of the", "Article I, Section 9 = art-1/s-9"),
            ("Art. 6 § 1 of the", "Art. 6 § 1 = art-6/1"),
            ("Subsection (2) of section 7 of", "Subsection (2) of section 7 = s-7/2"),
            ("point (f) of Article 6(1) of", "point (f) of Article 6(1) = art-6/1/f"),
            ("paragraph 2 of Article 5 of", "paragraph 2 of Article 5 = art-5/2"),
            ("Article 51 in Chapter VII of", "Article 51 in Chapter VII = art-51"),
            ("Article 5, Section 8 housing", "Article 5, Section 8 = art-5/s-8"),
            ("Article 5 and Article 6 of", "Article 5 = art-5 | Article 6 = art-6"),
        ] {
            assert_eq!(pinpoints(text), found, "{text}");
        }
    }

    #[test]
    fn romans_are_read_and_words_are_not() {
        let numbers: Vec<_> =
            ["IX", "XXVII", "XL", "IIII", "CIVIL", "", "I"].iter().map(|word| roman(word)).collect();
        assert_eq!(numbers, [Some(9), Some(27), Some(40), None, None, None, Some(1)]);
    }
}
