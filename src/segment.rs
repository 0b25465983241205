//! Text into zones, sentences and tokens with their folded forms.
//!
//! Nothing is rewritten: all that is found are spans of the text as it was given.

use crate::fold::{Folded, fold, folded_word};
use crate::token::{Token, TokenKind, is_apostrophe, tokenize};
use crate::words::{self, Word};
use std::sync::LazyLock;

/// A text cut up.
#[derive(Debug)]
pub(crate) struct Segments {
    pub(crate) tokens: Vec<Token>,
    pub(crate) folded: Folded,
    pub(crate) sentences: Vec<Sentence>,
    /// For each token the number of its sentence.
    pub(crate) sentence_of: Vec<u32>,
    /// For each folded unit with a capital letter what is known of its word: names are asked for it again and again.
    capitals: Vec<Word>,
    /// For each token the number of its unit; `NO_UNIT` for signs.
    unit_of: Vec<u32>,
}

const NO_UNIT: u32 = u32::MAX;

/// A run of tokens that says one thing, and where in the article it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence {
    /// Number of its first token.
    pub(crate) first: u32,
    /// One past the number of its last token.
    pub(crate) end: u32,
    pub(crate) zone: Zone,
    pub(crate) case: Case,
}

/// What part of an article a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Zone {
    Headline,
    Byline,
    Dateline,
    Label,
    Bullet,
    Body,
    /// A sentence of the body that stands whole between quotation marks.
    Quotation,
    Credit,
}

impl Zone {
    /// The name in the output.
    pub(crate) fn name(self) -> &'static str {
        ["headline", "byline", "dateline", "label", "bullet", "body", "quotation", "credit"][self as usize]
    }

    /// Whether it is running text: the body and what is quoted in it.
    pub(crate) fn is_running(self) -> bool {
        matches!(self, Zone::Body | Zone::Quotation)
    }
}

/// What a capital letter proves in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Ordinary writing: a capital inside the sentence marks a name.
    Normal,
    /// Nearly every word starts with a capital.
    Title,
    /// All letters are capitals.
    Caps,
}

impl Segments {
    /// The sentence that holds a token.
    pub(crate) fn sentence(&self, token_idx: usize) -> Sentence {
        self.sentences[self.sentence_of[token_idx] as usize]
    }

    /// The folded form of a token without its possessive ending; empty outside the text. A word broken over a
    /// line end is whole.
    pub(crate) fn word<'a>(&'a self, text: &'a str, token_idx: usize) -> &'a str {
        let Some(token) = self.tokens.get(token_idx) else { return "" };
        match self.unit_of[token_idx] {
            unit if unit != NO_UNIT => self.folded.word(&self.folded.units[unit as usize]),
            _ => match token.span.of(text) {
                "." => "",
                sign if sign.chars().all(is_apostrophe) => "'",
                sign => sign,
            },
        }
    }

    /// What is known of the word of a token; nothing of a sign and outside the text.
    pub(crate) fn facts(&self, token_idx: usize) -> Word {
        let unit = self.unit_of.get(token_idx).filter(|unit| **unit != NO_UNIT);
        unit.map_or(Word::default(), |unit| self.facts_of_unit(*unit as usize))
    }

    /// What is known of the word of a unit.
    pub(crate) fn facts_of_unit(&self, unit_idx: usize) -> Word {
        let unit = &self.folded.units[unit_idx];
        if unit.is_capital { self.capitals[unit_idx] } else { words::look_up(self.folded.word(unit)) }
    }

    /// Whether a token is the first word of its sentence, or follows an opening quotation mark, a bullet
    /// or a colon there: places where any word has a capital.
    pub(crate) fn starts_sentence(&self, text: &str, token_idx: usize) -> bool {
        let first = self.sentence(token_idx).first as usize;
        let before = &self.tokens[first..token_idx];
        before.iter().all(|token| token.kind == TokenKind::Sign)
            || before
                .last()
                .is_some_and(|sign| matches!(sign.span.of(text), "“" | "\"" | "‘" | ":" | "—" | "–" | "•"))
    }
}

/// Cuts `text` into sentences, tokens and folded forms. Linear in its length.
pub(crate) fn segment(text: &str) -> Segments {
    let tokens = tokenize(text);
    let sentences = sentences(text, &tokens);
    let mut sentence_of = vec![0; tokens.len()];
    let mut ends = vec![false; tokens.len()];
    for (idx, sentence) in sentences.iter().enumerate() {
        sentence_of[sentence.first as usize..sentence.end as usize].fill(idx as u32);
        ends[sentence.end as usize - 1] = !is_soft(text, &tokens, &sentences, idx);
    }
    let folded = fold(text, &tokens, |token_idx| ends[token_idx]);
    let mut capitals = vec![Word::default(); folded.units.len()];
    let mut unit_of = vec![NO_UNIT; tokens.len()];
    for (idx, unit) in folded.units.iter().enumerate().filter(|(_, unit)| !unit.is_possessive) {
        if unit.is_capital {
            capitals[idx] = words::look_up(folded.word(unit));
        }
        if tokens[unit.first as usize].kind != TokenKind::Sign {
            unit_of[unit.first as usize..=unit.last as usize].fill(idx as u32);
        }
    }
    Segments { tokens, folded, sentences, sentence_of, capitals, unit_of }
}

/// Whether a sentence ends only because its line does, so that a name of the gazetteer may go on.
fn is_soft(text: &str, tokens: &[Token], sentences: &[Sentence], idx: usize) -> bool {
    let Some(next) = sentences.get(idx + 1) else { return false };
    let last = sentences[idx].end as usize - 1;
    let is_body = sentences[idx].zone.is_running() && next.zone.is_running();
    is_body
        && tokens[last].kind != TokenKind::Sign
        && line_ends(gap(text, tokens[last], tokens[last + 1])) == 1
}

/// How lines of credit and boilerplate begin, lower case.
static CREDITS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../gazetteers/words/credits.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// What is known of a token before the text is folded.
fn facts_of(text: &str, token: Token) -> Word {
    words::look_up(&folded_word(token.span.of(text)))
}

/// Whether a token is an abbreviation that keeps its full stop: *Gen*, *U.S*, a single capital.
pub(crate) fn is_abbreviation(text: &str, token: Token) -> bool {
    let word = token.span.of(text);
    match token.kind {
        TokenKind::Initial => true,
        TokenKind::Number | TokenKind::Sign => false,
        _ => is_dotted(word) || facts_of(text, token).is_abbreviation(),
    }
}

/// Whether a token is an abbreviation that only stands before numbers: *No*, *Art*.
fn is_number_abbreviation(text: &str, token: Token) -> bool {
    facts_of(text, token).is_abbreviation_before_number()
}

/// Whether each letter of a word has its dot: *U.S*, *a.m*.
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

/// Whether nothing but signs that close follow `idx` before white space.
fn closes(text: &str, tokens: &[Token], idx: usize) -> usize {
    let mut last = idx;
    while let Some(next) = tokens.get(last + 1) {
        let is_closer =
            matches!(next.span.of(text), "”" | "\"" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?" | "…");
        if !is_closer || next.span.start != tokens[last].span.end {
            break;
        }
        last += 1;
    }
    last
}

/// The last token of the sentence that ends with the sign `idx`, if one does.
fn sentence_end(text: &str, tokens: &[Token], idx: usize) -> Option<usize> {
    let sign = tokens[idx].span.of(text);
    if tokens[idx].kind != TokenKind::Sign || !sign.chars().all(|c| matches!(c, '.' | '!' | '?' | '…')) {
        return None;
    }
    let last = closes(text, tokens, idx);
    let Some(&next) = tokens.get(last + 1) else { return Some(last) };
    let follows_space = next.span.start > tokens[last].span.end;
    let may_begin = next.is_capital()
        || next.kind == TokenKind::Number
        || next.kind == TokenKind::Sign && !matches!(next.span.of(text), "," | ";" | ":" | ")");
    let is_stop =
        !follows_space || !may_begin || (last == idx && sign == "." && is_kept_stop(text, tokens, idx));
    (!is_stop).then_some(last)
}

/// Whether the full stop `idx` belongs to an abbreviation and the sentence goes on.
fn is_kept_stop(text: &str, tokens: &[Token], idx: usize) -> bool {
    let Some(before) = idx.checked_sub(1).map(|before| tokens[before]) else { return false };
    let next = tokens[idx + 1];
    if before.span.end != tokens[idx].span.start {
        return false;
    }
    if next.kind == TokenKind::Number && is_number_abbreviation(text, before) {
        return true;
    }
    let opens = facts_of(text, next).is_function_word();
    let is_before_name = before.kind == TokenKind::Initial || facts_of(text, before).is_title();
    is_abbreviation(text, before) && (is_before_name || !opens)
}

fn gap(text: &str, left: Token, right: Token) -> &str {
    &text[left.span.end as usize..right.span.start as usize]
}

fn line_ends(gap: &str) -> usize {
    gap.matches(['\n', '\u{2028}', '\u{2029}']).count().max(gap.matches('\r').count())
}

/// Where lines of the text begin and end, in token numbers; a line that the next one goes on is one with it.
fn blocks(text: &str, tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut lines: Vec<(usize, usize, bool)> = Vec::new();
    let mut first = 0;
    for idx in 0..tokens.len() {
        let ends = tokens.get(idx + 1).map_or(2, |next| line_ends(gap(text, tokens[idx], *next)));
        if ends > 0 {
            lines.push((first, idx + 1, ends > 1));
            first = idx + 1;
        }
    }
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    let mut goes_on = false;
    for (at, &(first, end, blank_after)) in lines.iter().enumerate() {
        match blocks.last_mut() {
            Some(last) if goes_on => last.1 = end,
            _ => blocks.push((first, end)),
        }
        let next = lines.get(at + 1).map(|next| (next.0, next.1));
        goes_on =
            !blank_after && next.is_some_and(|next| is_wrapped(text, tokens, (first, end), next, goes_on));
    }
    blocks
}

/// Whether a sentence of `line` goes on in `next`. `inside` says that `line` itself goes on an earlier one.
fn is_wrapped(
    text: &str,
    tokens: &[Token],
    line: (usize, usize),
    next: (usize, usize),
    inside: bool,
) -> bool {
    let ends_with_stop = |line: (usize, usize)| {
        let mut idx = line.1 - 1;
        while idx > line.0 && matches!(tokens[idx].span.of(text), "”" | "\"" | "’" | "'" | ")") {
            idx -= 1;
        }
        matches!(tokens[idx].span.of(text), "." | "!" | "?" | "…" | ":")
    };
    let next_is_byline = is_byline(text, &tokens[next.0..next.1]);
    if ends_with_stop(line)
        || is_bullet(text, tokens, next.0)
        || is_label(text, tokens, line)
        || next_is_byline
    {
        return false;
    }
    if case(tokens, line, false) == Case::Caps && case(tokens, next, false) != Case::Caps {
        return false;
    }
    let last = tokens[line.1 - 1];
    if tokens[next.0].kind == TokenKind::Lower || matches!(last.span.of(text), "," | "-" | ";") {
        return true;
    }
    let opens_phrase = last.kind == TokenKind::Lower && facts_of(text, last).is_function_word();
    // Lines of a filled paragraph are about as long as each other, but for the last.
    let width = |line: (usize, usize)| tokens[line.1 - 1].span.end - tokens[line.0].span.start;
    let (this, that) = (width(line), width(next));
    let alike = this.min(that) * 3 > this.max(that) * 2;
    opens_phrase || this.max(that) <= 120 && (alike && !ends_with_stop(next) || inside && that < this)
}

fn is_bullet(text: &str, tokens: &[Token], first: usize) -> bool {
    let follows_space = tokens.get(first + 1).is_some_and(|next| next.span.start > tokens[first].span.end);
    follows_space
        && matches!(tokens[first].span.of(text), "-" | "–" | "—" | "•" | "*" | "·" | "▪" | "●" | "■" | "‣")
}

fn is_label(text: &str, tokens: &[Token], line: (usize, usize)) -> bool {
    let n_tokens = line.1 - line.0;
    let words = tokens[line.0..line.1].iter().filter(|token| token.kind != TokenKind::Sign);
    n_tokens <= 8
        && words::look_up(&words.map(|t| folded_word(t.span.of(text))).collect::<Vec<_>>().join(" "))
            .is_label()
}

fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let blocks = blocks(text, tokens);
    let mut sentences = Vec::new();
    for (at, &block) in blocks.iter().enumerate() {
        let zone = zone(text, tokens, block, at == 0 && blocks.len() > 1);
        let case = match zone {
            Zone::Byline | Zone::Credit => Case::Normal,
            _ => case(tokens, block, ends_in_stop(text, tokens, block)),
        };
        let mut first = block.0;
        if zone == Zone::Body
            && let Some(end) = dateline(text, tokens, block)
        {
            sentences.push(Sentence {
                first: first as u32,
                end: end as u32,
                zone: Zone::Dateline,
                case: Case::Normal,
            });
            first = end;
        }
        let mut quote = Quote::default();
        while first < block.1 {
            let found = (first..block.1).find_map(|idx| sentence_end(text, &tokens[..block.1], idx));
            let end = found.map_or(block.1, |last| last + 1);
            let is_quoted = quote.holds(text, &tokens[first..end]) && zone == Zone::Body;
            let zone = if is_quoted { Zone::Quotation } else { zone };
            sentences.push(Sentence { first: first as u32, end: end as u32, zone, case });
            first = end;
        }
    }
    sentences
}

/// The quotation that is open at a place of a paragraph, by the mark that will close it.
#[derive(Default)]
struct Quote {
    closer: Option<&'static str>,
}

impl Quote {
    /// Whether a quotation holds a whole sentence, but for a full stop behind its mark. Afterwards it is what is
    /// open at the sentence's end.
    fn holds(&mut self, text: &str, sentence: &[Token]) -> bool {
        let mut is_inside = true;
        for (idx, token) in sentence.iter().enumerate() {
            let is_last = idx + 1 == sentence.len();
            let sign = if token.kind == TokenKind::Sign { token.span.of(text) } else { "" };
            match (self.closer, opened_by(sign)) {
                (Some(closer), _) if sign == closer => self.closer = None,
                (None, Some(closer)) => self.closer = Some(closer),
                (None, None) => is_inside &= is_last && idx > 0 && matches!(sign, "." | "!" | "?"),
                (Some(_), _) => {}
            }
        }
        is_inside
    }
}

/// The mark that closes a quotation which this one opens.
fn opened_by(sign: &str) -> Option<&'static str> {
    match sign {
        "“" | "„" => Some("”"),
        "\"" => Some("\""),
        "‘" => Some("’"),
        "«" => Some("»"),
        _ => None,
    }
}

fn ends_in_stop(text: &str, tokens: &[Token], block: (usize, usize)) -> bool {
    tokens[block.0..block.1].iter().rev().take(3).any(|token| token.span.of(text) == ".")
}

fn zone(text: &str, tokens: &[Token], block: (usize, usize), is_first: bool) -> Zone {
    let span = tokens[block.0].span.cover(tokens[block.1 - 1].span);
    let n_tokens = block.1 - block.0;
    if is_label(text, tokens, block) {
        Zone::Label
    } else if is_bullet(text, tokens, block.0) {
        Zone::Bullet
    } else if is_credit(span.of(text)) {
        Zone::Credit
    } else if is_byline(text, &tokens[block.0..block.1]) {
        Zone::Byline
    } else if is_first && n_tokens <= 30 && !ends_in_stop(text, tokens, block) {
        Zone::Headline
    } else {
        Zone::Body
    }
}

fn is_credit(line: &str) -> bool {
    let start = line.chars().take(40).map(|c| if is_apostrophe(c) { '\'' } else { c });
    let start: String = start.flat_map(char::to_lowercase).collect();
    CREDITS.iter().any(|credit| start.starts_with(credit))
}

/// *By Jane Roe and John Doe*: nothing but names.
fn is_byline(text: &str, line: &[Token]) -> bool {
    let is_name_part =
        |token: &Token| token.is_capital() || matches!(token.span.of(text), "and" | "," | "-" | "." | "in");
    (2..=12).contains(&line.len())
        && matches!(line[0].span.of(text), "By" | "BY")
        && line[1..].iter().all(is_name_part)
        && line[line.len() - 1].span.of(text) != "."
}

/// One past the dateline at the head of a paragraph: `ISLAMABAD:`, `KYIV, March 3 (Reuters) —`.
fn dateline(text: &str, tokens: &[Token], block: (usize, usize)) -> Option<usize> {
    let head = &tokens[block.0..block.1.min(block.0 + 24)];
    let sign = head.iter().position(|token| matches!(token.span.of(text), ":" | "—" | "–" | "-" | "―"))?;
    let doubles = |next: &Token| next.span.of(text) == "-" && next.span.start == head[sign].span.end;
    let end = sign + usize::from(head.get(sign + 1).is_some_and(doubles));
    let is_dash = head[sign].span.of(text) != ":";
    let follows_text = end + 1 < head.len() && head[end + 1].kind != TokenKind::Lower;
    let spaced = head.get(end + 1).is_some_and(|next| next.span.start > head[end].span.end);
    let words = &head[..sign];
    let has_agency = words.last().is_some_and(|token| token.span.of(text) == ")");
    let starts_caps = words.first().is_some_and(|token| token.kind == TokenKind::Caps);
    let all_caps = words.iter().all(|token| matches!(token.kind, TokenKind::Caps | TokenKind::Sign));
    let no_lower = words.iter().all(|token| token.kind != TokenKind::Lower);
    let fits = starts_caps && (all_caps && words.len() <= 7 || is_dash && no_lower)
        || is_dash && no_lower && has_agency && words[0].is_capital();
    (sign > 0 && follows_text && spaced && fits).then_some(block.0 + end + 1)
}

/// What capitals prove in a line: nothing where most or all words have them.
fn case(tokens: &[Token], block: (usize, usize), ends_in_stop: bool) -> Case {
    let words = || tokens[block.0..block.1].iter().filter(|token| token.is_word());
    let n_words = words().count();
    let n_caps = words().filter(|token| matches!(token.kind, TokenKind::Caps | TokenKind::Initial)).count();
    if n_words >= 3 && n_caps * 10 >= n_words * 9 {
        return Case::Caps;
    }
    let long = || words().filter(|token| token.span.len() > 3);
    let n_capital = long().filter(|token| token.is_capital()).count();
    if !ends_in_stop && n_words >= 4 && n_capital * 5 >= long().count() * 4 && n_capital > 2 {
        return Case::Title;
    }
    Case::Normal
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each sentence with its zone, split by ` | `.
    fn cut(text: &str) -> String {
        let segments = segment(text);
        let show = |sentence: &Sentence| {
            let tokens = &segments.tokens[sentence.first as usize..sentence.end as usize];
            let span = tokens[0].span.cover(tokens[tokens.len() - 1].span);
            format!("{}: {}", sentence.zone.name(), span.of(text).replace('\n', "/"))
        };
        segments.sentences.iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    /// Checks rows of sentences with ` | ` between them, and ` || ` where a paragraph ends. All is body but for
    /// what has a zone before it.
    fn check(rows: &[&str]) {
        for row in rows {
            let marked: Vec<&str> = row.split(" | ").flat_map(|part| part.split(" || ")).collect();
            let mut text = row.replace(" || ", "\n\n").replace(" | ", " ");
            let mut expected = Vec::new();
            for sentence in marked {
                let zone = ["headline", "byline", "dateline", "label", "bullet", "quotation", "credit"]
                    .into_iter()
                    .find(|zone| sentence.starts_with(&format!("{zone}: ")));
                let bare = zone.map_or(sentence, |zone| &sentence[zone.len() + 2..]);
                text = text.replacen(sentence, bare, 1);
                expected.push(format!("{}: {bare}", zone.unwrap_or("body")));
            }
            assert_eq!(cut(&text), expected.join(" | "), "{text:?}");
        }
    }

    #[test]
    fn a_full_stop_of_an_abbreviation_does_not_end_a_sentence() {
        check(&[
            "He met Gen. Asim Munir and Lt. Col. J. R. Smith on Jan. 5. | It went well.",
            "The U.S. Navy said No. 5 was the last.",
            "He lives in the U.S. | The army left.",
            "Apple Inc. Chief Tim Cook spoke.",
            "She joined Apple Inc. | The firm grew.",
            "“We will not yield,” Mr. Khan said.",
            "Sens. Ted Cruz, R-Texas, and Chris Murphy, D-Conn., met at 5 p.m. Monday.",
            "The St. Petersburg court heard Ms. Lee v. Dr. Will Hu. | He won.",
            "It was signed by George W. Bush and J.D. Vance at 1600 Pennsylvania Ave. on Feb. 3.",
            "See Art. 5, para. 2 and pp. 3 to 7.",
            "Was it No. 5? | No. | It was not.",
            "Their GDP (approx. $3.5 trillion) grew by 2.5 per cent.",
            "The firm, Smith & Co. Ltd., is in Washington, D.C., and London.",
        ]);
    }

    #[test]
    fn sentences_end_at_stops_with_their_closing_signs() {
        check(&[
            "quotation: “Go!” | She went. | (Not him.) | So?",
            "It fell 3.5 per cent in 2019. | Then... nothing.",
            "He paused… and left. | Nobody knew…",
            "They waited... | Nothing came.",
            "Was it true?! | Yes!",
            "The site gazet.example.org has it. | So does example.com.",
            "Version 2.0 came out. | 3 people died.",
        ]);
    }

    #[test]
    fn a_sentence_whole_between_quotation_marks_is_a_quotation() {
        check(&[
            "quotation: “We won.” | He left.",
            "“We won,” he said. | quotation: “They lost.",
            "quotation: “We won. | quotation: They lost.” | He left.",
            "He said: “We won.” | quotation: \"They lost\". | Nobody \"won\".",
            "quotation: «We won.» | quotation: ‘They lost.’ | The Rubios’ house.",
            "“We won” and “they lost” said it all.",
            "quotation: “The ‘big’ one won.” || Others lost.",
        ]);
    }

    #[test]
    fn lines_have_zones() {
        let text = "Army strikes camps\n\nBy Jane Roe\n\nKey Points\n- One thing\n- Two\nISLAMABAD: Pakistan said so.\n\n(Reporting by A. B.)";
        assert_eq!(
            cut(text),
            "headline: Army strikes camps | byline: By Jane Roe | label: Key Points | bullet: - One thing | bullet: - Two | \
             dateline: ISLAMABAD: | body: Pakistan said so. | credit: (Reporting by A. B.)"
        );
    }

    #[test]
    fn bullets_and_labels_come_in_many_forms() {
        for bullet in ["- One", "– One", "• One", "* One", "· One", "▪ One"] {
            assert_eq!(cut(&format!("Text.\n\n{bullet}")), format!("body: Text. | bullet: {bullet}"));
        }
        for label in ["Key Points", "KEY POINTS", "Key points:", "Background", "ADVERTISEMENT", "Also Read:"]
        {
            assert_eq!(
                cut(&format!("Text.\n\n{label}\n\nText.")),
                format!("body: Text. | label: {label} | body: Text.")
            );
        }
    }

    #[test]
    fn credits_and_boilerplate_are_marked_and_what_only_begins_like_them_is_not() {
        for credit in [
            "Reporting by Jane Roe; Editing by Omar Haddad",
            "(Reporting by Jane Roe in Kabul; writing by A. B.)",
            "Additional reporting by Jane Roe.",
            "With additional reporting by Jane Roe.",
            "(With inputs from agencies)",
            "(This story has not been edited by our staff.)",
            "Follow us on Twitter and Facebook.",
            "Don’t miss our newsletter.",
            "Copyright 2024 The Daily.",
            "© 2024 The Daily. All rights reserved.",
            "Read more: Five things",
            "For more information, call us.",
            "Sign up for our newsletter.",
            "Subscribe to our channel.",
            "The views expressed here are the author’s own.",
            "Our Standards: The Trust Principles.",
        ] {
            let text = format!("Text.\n\n{credit}");
            assert!(
                segment(&text).sentences[1..].iter().all(|one| one.zone == Zone::Credit),
                "{}",
                cut(&text)
            );
        }
        check(&[
            "Text. || For more than a decade the army has fought.",
            "Text. || Copyright holders went to court.",
            "Text. || Follow the money, he said.",
            "Text. || Picture: it was never painted.",
        ]);
    }

    #[test]
    fn datelines_come_in_many_forms() {
        for dateline in [
            "KYIV/WASHINGTON, March 3 (Reuters) —",
            "NEW DELHI:",
            "Kabul (AFP) –",
            "PESHAWAR, Pakistan —",
            "WASHINGTON (AP) —",
            "BEIRUT, Lebanon -",
            "PARIS, Jan. 5 (Xinhua) --",
        ] {
            check(&[&format!("dateline: {dateline} | The army said so.")]);
        }
        check(&["He won: The rest lost."]);
    }

    #[test]
    fn a_filled_paragraph_is_one_block() {
        assert_eq!(
            cut(
                "Talks between the European\nUnion and the African Union Com-\nmission resumed in Addis\nAbaba.\n\nUnion leaders praised it."
            ),
            "body: Talks between the European/Union and the African Union Com-/mission resumed in Addis/Ababa. | body: Union leaders praised it."
        );
    }

    #[test]
    fn case_tells_what_a_capital_proves() {
        let case = |text: &str| segment(text).sentences[0].case;
        assert_eq!(case("WHO SHOULD QUIT IT SECTOR?"), Case::Caps);
        assert_eq!(case("Army Strikes Militant Camps in North\n\nText."), Case::Title);
        assert_eq!(case("Bernie Sanders wins 2020 Nevada caucuses\n\nText."), Case::Normal);
    }
}
