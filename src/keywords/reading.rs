//! The text as the keyword stage reads it: words with their classes, and the runs they stand in.

use super::lexicon::{Class, Facts, Lexicon, Opens};
use crate::annotations::Annotations;
use crate::fold::{Folded, Unit};
use crate::mention::Form;
use crate::segment::{Case, Segments, Sentence, Zone};
use crate::span::Span;
use crate::token::TokenKind;
use std::ops::Range;

/// One word as a reader counts them: *cross-border* is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Where it stands, without a possessive ending.
    pub(super) span: Span,
    /// The number of its stem.
    pub(super) stem: u32,
    /// What it is in a phrase.
    pub(super) class: Class,
    /// It goes on the phrase of the word before: only white space lies between.
    pub(super) goes_on: bool,
    /// It follows a possessive.
    pub(super) is_owned: bool,
    /// It has a capital that proves a name.
    pub(super) is_name: bool,
    /// It is the first of its sentence.
    pub(super) is_opening: bool,
    /// It says nothing without a word beside it.
    pub(super) is_vague: bool,
    /// It adds nothing to a word that says nothing alone: *former*, a demonym.
    pub(super) is_pointer: bool,
    /// It has a hyphen.
    pub(super) is_hyphenated: bool,
    /// How frequent it is in running text, 0 to 1.
    pub(super) frequency: f32,
    /// The number of its sentence.
    pub(super) sentence: u32,
    /// What part of the article it stands in.
    pub(super) zone: Zone,
}

/// The outermost name around a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Name {
    first: u32,
    end: u32,
    /// Its number among the mentions; none where there is no name.
    pub(super) mention: Option<u32>,
}

/// The words of a document, without section labels, datelines, bylines and credits.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    /// How often each stem stands in the text.
    pub(super) stem_counts: Vec<u32>,
    /// For each word the outermost name around it.
    pub(super) names: Vec<Name>,
}

impl Reading {
    /// The words inside a span.
    pub(super) fn words_in(&self, span: Span) -> Range<usize> {
        let first = self.words.partition_point(|word| word.span.start < span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        first..end.max(first)
    }

    /// The words of a range; none if there is no such range.
    pub(super) fn slice(&self, range: Range<usize>) -> &[Word] {
        self.words.get(range).unwrap_or(&[])
    }

    /// Whether a phrase of these words would cut a name in two: *International Court* of *Justice*.
    pub(super) fn cuts_name(&self, part: &Range<usize>) -> bool {
        let name_at = |at: usize| self.names.get(at).filter(|name| name.mention.is_some());
        let is_cut = |name: &Name| (name.first as usize) < part.start || name.end as usize > part.end;
        name_at(part.start).is_some_and(is_cut) || name_at(part.end.saturating_sub(1)).is_some_and(is_cut)
    }

    /// The longest runs of adjectives and nouns that end in a noun, in the order of the text.
    pub(super) fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < self.words.len() {
                let run = self.run_at(at);
                at = run.end.max(at + 1);
                let nouns = self.slice(run.clone()).iter().rposition(|word| word.class == Class::Noun);
                if let Some(last) = nouns {
                    return Some(run.start..run.start + last + 1);
                }
            }
            None
        })
    }

    fn run_at(&self, first: usize) -> Range<usize> {
        let is_part = |word: &Word| matches!(word.class, Class::Noun | Class::Adjective);
        let begins = |word: &Word| is_part(word) || word.class == Class::Number;
        if !self.words.get(first).is_some_and(begins) {
            return first..first;
        }
        let rest = self.slice(first + 1..self.words.len());
        let n_more = rest.iter().take_while(|word| word.goes_on && is_part(word)).count();
        first..first + 1 + n_more
    }
}

/// Reads all words of the document. Linear in its length.
pub(super) fn read(text: &str, segments: &Segments, annotations: &Annotations) -> Reading {
    let mut reader = Reader {
        text,
        segments,
        lexicon: Lexicon::default(),
        words: Vec::new(),
        facts: Vec::new(),
        joined: String::new(),
    };
    let units = &segments.folded.units;
    let mut at = 0;
    for (number, sentence) in segments.sentences.iter().enumerate() {
        let n_units =
            units.get(at..).map_or(0, |rest| rest.partition_point(|unit| unit.first < sentence.end));
        if is_read(sentence.zone) {
            reader.read_sentence(units.get(at..at + n_units).unwrap_or(&[]), number as u32, *sentence);
        }
        at += n_units;
    }
    let mut stem_counts = vec![0; reader.lexicon.n_stems()];
    for word in &reader.words {
        if let Some(count) = stem_counts.get_mut(word.stem as usize) {
            *count += 1;
        }
    }
    let Reader { mut words, facts: all_facts, .. } = reader;
    settle(&mut words, &all_facts);
    let names = vec![Name::default(); words.len()];
    let mut reading = Reading { words, stem_counts, names };
    mark_names(&mut reading, annotations);
    mark_demonyms(text, &mut reading, annotations);
    reading
}

/// Words that may be of several classes become what the words beside them ask for: *the spill*, *oil spill*,
/// *to spill*. This is no tagger, only the cases that news has most.
fn settle(words: &mut [Word], facts: &[Facts]) {
    for at in 0..words.len() {
        let before = at.checked_sub(1).and_then(|at| Some((words.get(at)?, facts.get(at)?)));
        let after = words.get(at + 1).filter(|after| after.goes_on).zip(facts.get(at + 1));
        let (Some(word), Some(known)) = (words.get(at), facts.get(at)) else { continue };
        let class = settled(word, known, &Beside::new(before, word, after));
        let is_clause = starts_clause(before, word);
        if let Some(word) = words.get_mut(at) {
            word.class = class;
            word.goes_on &= !is_clause;
        }
    }
}

/// A word in *ed* or *ing*: *the infected feed*, *a bombing*, but *by imposing costs*, *ordered troops out*.
fn participle(known: &Facts, beside: &Beside) -> Class {
    let is_after_preposition = beside.is_after_preposition();
    if beside.is_before_phrase() && (beside.is_opened || is_after_preposition && !known.is_ing) {
        return Class::Adjective;
    }
    let is_thing = known.is_ing && known.can_be_noun && !beside.is_before_phrase();
    if is_thing && (beside.is_opened || is_after_preposition) { Class::Noun } else { Class::Verb }
}

/// What stands beside a word, as far as it tells the word's class.
struct Beside {
    opens: Option<Opens>,
    is_opened: bool,
    after_noun: bool,
    after_plural: bool,
    /// After a name in a headline or bullet, which are full of *Pakistan calls for*.
    is_clipped: bool,
    /// After a sign, or at the start.
    is_first: bool,
    next: Option<Class>,
    before_object: bool,
}

impl Beside {
    fn new(before: Option<(&Word, &Facts)>, word: &Word, after: Option<(&Word, &Facts)>) -> Beside {
        let before = before.filter(|_| word.goes_on);
        let is_class = |class| before.is_some_and(|(word, _)| word.class == class);
        let opens = before.filter(|(word, _)| word.class == Class::Stop).map(|(_, facts)| facts.opens);
        Beside {
            opens,
            is_opened: word.is_owned || opens == Some(Opens::Noun) || is_class(Class::Adjective),
            after_noun: is_class(Class::Noun),
            after_plural: is_class(Class::Noun)
                && before.is_some_and(|(word, facts)| facts.has_s && !word.is_name),
            is_clipped: !word.zone.is_running()
                && before.is_some_and(|(word, _)| word.is_name || word.is_opening),
            is_first: before.is_none(),
            next: after.map(|(word, _)| word.class),
            before_object: after.is_some_and(|(word, facts)| word.is_name || facts.opens == Opens::Noun),
        }
    }

    fn is_before_phrase(&self) -> bool {
        matches!(self.next, Some(Class::Noun | Class::Adjective))
    }

    fn may_begin_phrase(&self) -> bool {
        self.is_opened || self.is_first
    }

    /// *oil spill*, but not *officials claim* or *spill hit marine life*.
    fn is_compound(&self) -> bool {
        self.after_noun && !self.after_plural && self.next != Some(Class::Adjective)
    }

    /// *Iran attacks the*, *officials claims*, and in a headline *Pakistan calls for*, but not *Taliban attacks kill*.
    fn has_subject_and_object(&self) -> bool {
        let is_clipped = self.is_clipped && !self.is_before_phrase() && self.next != Some(Class::Verb);
        self.after_plural || self.after_noun && (self.before_object || is_clipped)
    }

    fn is_after_preposition(&self) -> bool {
        self.opens == Some(Opens::NounOrGerund)
    }
}

fn settled(word: &Word, known: &Facts, beside: &Beside) -> Class {
    let is_opened = beside.is_opened || beside.is_after_preposition();
    match word.class {
        _ if word.is_name => word.class,
        Class::Verb | Class::Adjective if known.is_inflected => participle(known, beside),
        Class::Verb if known.is_adjective && beside.is_before_phrase() && beside.may_begin_phrase() => {
            Class::Adjective
        }
        Class::Verb if known.can_be_noun && (is_opened || beside.is_compound()) => Class::Noun,
        Class::Adjective
            if known.can_be_noun && !beside.is_before_phrase() && (is_opened || beside.after_noun) =>
        {
            Class::Noun
        }
        // *scientists studying patients*.
        Class::Noun if known.is_ing && beside.after_plural => Class::Verb,
        Class::Noun if known.can_be_verb && beside.opens == Some(Opens::Verb) => Class::Verb,
        Class::Noun if known.can_be_verb && known.has_s && beside.has_subject_and_object() => Class::Verb,
        class => class,
    }
}

/// *operations Russia began*: a name after a common noun in the plural is not of its phrase.
fn starts_clause(before: Option<(&Word, &Facts)>, word: &Word) -> bool {
    word.is_name
        && before.is_some_and(|(word, facts)| word.class == Class::Noun && facts.has_s && !word.is_name)
}

/// Whether a zone tells what the article is about.
pub(super) fn is_read(zone: Zone) -> bool {
    zone.is_running() || matches!(zone, Zone::Headline | Zone::Bullet)
}

fn mark_names(reading: &mut Reading, annotations: &Annotations) {
    let outermost =
        annotations.mentions.iter().enumerate().filter(|(_, mention)| mention.nested_in.is_none());
    for (number, mention) in outermost {
        let range = reading.words_in(mention.span);
        let name = Name { first: range.start as u32, end: range.end as u32, mention: Some(number as u32) };
        if let Some(names) = reading.names.get_mut(range.clone()) {
            names.fill(name);
        }
        if let Some(words) = reading.words.get_mut(range).filter(|_| mention.form == Form::Demonym) {
            words.iter_mut().for_each(|word| word.is_pointer = true);
        }
    }
}

/// *Pakistani* alone is no phrase, *Pakistani officials* is, and so is *Pakistanis*.
fn mark_demonyms(text: &str, reading: &mut Reading, annotations: &Annotations) {
    for mention in annotations.mentions.iter().filter(|mention| mention.form == Form::Demonym) {
        let range = reading.words_in(mention.span);
        if let Some([word]) = reading.words.get_mut(range)
            && !mention.span.of(text).ends_with('s')
        {
            word.class = Class::Adjective;
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    segments: &'a Segments,
    lexicon: Lexicon<'a>,
    words: Vec<Word>,
    /// What is known of each of `words`.
    facts: Vec<Facts>,
    /// A word with hyphens, put together.
    joined: String,
}

impl<'a> Reader<'a> {
    fn read_sentence(&mut self, units: &[Unit], number: u32, sentence: Sentence) {
        let mut at = 0;
        let mut before: Option<Unit> = None;
        while at < units.len() {
            let n_parts = self.n_parts(units.get(at..).unwrap_or(&[]));
            let parts = units.get(at..at + n_parts).unwrap_or(&[]);
            if let (Some(first), Some(last)) = (parts.first(), parts.last())
                && self.is_word(first)
            {
                let is_opening = before.is_none();
                self.push(parts, number, sentence, before, is_opening);
                before = Some(*last);
            }
            at += n_parts;
        }
    }

    /// How many units the first word has: those that hyphens join.
    fn n_parts(&self, units: &[Unit]) -> usize {
        let joins = units.windows(2).take_while(|pair| match pair {
            [left, right] => self.is_word(left) && self.is_word(right) && self.is_hyphenated(left, right),
            _ => false,
        });
        1 + joins.count()
    }

    fn is_word(&self, unit: &Unit) -> bool {
        let kind = self.segments.tokens.get(unit.first as usize).map(|token| token.kind);
        !unit.is_possessive && kind.is_some_and(|kind| kind != TokenKind::Sign)
    }

    fn gap(&self, left: &Unit, right: &Unit) -> &str {
        let tokens = &self.segments.tokens;
        match (tokens.get(left.last as usize), tokens.get(right.first as usize)) {
            (Some(left), Some(right)) => {
                self.text.get(left.stem().end as usize..right.span.start as usize).unwrap_or("")
            }
            _ => "",
        }
    }

    fn is_hyphenated(&self, left: &Unit, right: &Unit) -> bool {
        matches!(self.gap(left, right), "-" | "‐" | "‑")
    }

    /// Whether nothing but white space and the dot of *U.S.* lies between.
    fn touches(&self, left: &Unit, right: &Unit) -> bool {
        let gap = self.gap(left, right);
        let token = self.segments.tokens.get(left.last as usize);
        let is_dotted = token.is_some_and(|token| token.span.of(self.text).contains('.'));
        let gap = if is_dotted { gap.strip_prefix('.').unwrap_or(gap) } else { gap };
        !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }

    fn is_possessive(&self, unit: &Unit) -> bool {
        self.segments.tokens.get(unit.last as usize).is_some_and(|token| token.possessive > 0)
    }

    fn push(
        &mut self,
        parts: &[Unit],
        number: u32,
        sentence: Sentence,
        before: Option<Unit>,
        is_opening: bool,
    ) {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        let goes_on = before.is_some_and(|before| self.touches(&before, first));
        let is_owned = before.is_some_and(|before| self.is_possessive(&before));
        let tokens = &self.segments.tokens;
        let (Some(token), Some(end)) = (tokens.get(first.first as usize), tokens.get(last.last as usize))
        else {
            return;
        };
        let span = token.stem().cover(end.stem());
        let facts = self.facts(parts);
        let is_name = token.is_capital() && sentence.case == Case::Normal && !is_opening;
        let is_caps = token.kind == TokenKind::Caps && is_name;
        let class = match facts.class {
            // The month; the others are in the list of empty words.
            _ if span.of(self.text) == "March" => Class::Stop,
            Class::Verb if is_name => Class::Noun,
            // *US*, *WHO*, *IT*: no pronoun is written so.
            Class::Stop if is_caps => Class::Noun,
            // *New Mexico*, *Third World*.
            Class::Stop if is_name && facts.is_adjective => Class::Adjective,
            class => class,
        };
        let (stem, frequency) = (facts.stem, facts.frequency);
        let (zone, is_hyphenated) = (sentence.zone, parts.len() > 1);
        self.facts.push(facts);
        self.words.push(Word {
            span,
            stem,
            class,
            goes_on,
            is_owned,
            is_opening,
            is_name,
            is_hyphenated,
            is_vague: facts.is_vague,
            is_pointer: facts.is_pointer,
            frequency,
            sentence: number,
            zone,
        });
    }

    fn facts(&mut self, parts: &[Unit]) -> Facts {
        let folded: &'a Folded = &self.segments.folded;
        let [first, .., last] = parts else {
            return self.lexicon.facts(parts.first().map_or("", |unit| folded.word(unit)));
        };
        self.joined.clear();
        for unit in parts {
            self.joined.push_str(if unit.start == first.start { "" } else { "-" });
            self.joined.push_str(folded.word(unit));
        }
        let head = self.lexicon.facts(folded.word(last));
        let whole = self.lexicon.facts_of_joined(&self.joined);
        let class = match head.class {
            Class::Verb if !head.can_be_noun => Class::Adjective,
            Class::Stop | Class::Verb | Class::Number => Class::Adjective,
            class => class,
        };
        Facts { class, frequency: head.frequency, ..whole }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;

    /// The runs of a text, joined by ` | `.
    fn runs(text: &str) -> String {
        let reading = read(text, &segment(text), &Annotations::default());
        let span = |run: Range<usize>| reading.words[run.start].span.cover(reading.words[run.end - 1].span);
        reading.runs().map(|run| span(run).of(text)).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn runs_are_adjectives_and_nouns_that_end_in_a_noun() {
        for (text, expected) in [
            ("They said the massive oil spill hit marine life.", "massive oil spill | marine life"),
            ("It began cross-border attacks against armed groups.", "cross-border attacks | armed groups"),
            ("He cited the 1990 census of U.S. aircraft.", "1990 census | U.S. aircraft"),
        ] {
            assert_eq!(runs(text), expected);
        }
    }

    #[test]
    fn the_words_beside_it_tell_the_class_of_a_word() {
        for (text, expected) in [
            ("They want to spill oil.", "oil"),
            ("The spill was large.", "spill"),
            ("The report clearly ordered troops out.", "report | troops"),
            ("The group, by imposing costs, won.", "group | costs"),
            ("A strike on the imposing castle.", "strike | imposing castle"),
            ("The officials claims it.", "officials"),
        ] {
            assert_eq!(runs(text), expected, "{text}");
        }
    }

    #[test]
    fn a_possessive_ends_a_run() {
        assert_eq!(runs("He saw the army’s camps and the group's leader."), "army | camps | group | leader");
    }

    #[test]
    fn labels_datelines_and_credits_are_not_read() {
        let text = "Key Points\n- Oil prices rose\nISLAMABAD: Growth slowed.\n\n(Reporting by Jane Roe)";
        assert_eq!(runs(text), "Oil prices | Growth");
    }
}
