//! Identifiers: the forms of the grammar's table where they stand in the text.

use super::instrument::Instrument;
use super::pinpoints::{Numbers, US_CODE};
use super::titles::place_code;
use super::view::View;
use crate::citation::Part;
use crate::find::grammar::{
    self, COURT_WORDS, EUROPEAN_WORDS, FORMS, Form, Id, STATE_LAWMAKING, Tail, UN_WORDS,
};
use crate::span::Span;
use regex::{Captures, Regex};
use std::sync::{LazyLock, OnceLock};

/// How many bytes a match may look at.
const WINDOW: usize = 320;

/// The expressions of the forms, made when a trigger asks for them first.
static EXPRESSIONS: LazyLock<Vec<OnceLock<Option<Regex>>>> =
    LazyLock::new(|| FORMS.iter().map(|_| OnceLock::new()).collect());

/// White space as news copy has it, with the no-break and zero-width ones; `_` stands for the plain space. All
/// of Unicode's would make each expression several times as slow to compile.
const SPACE: &str = r"[_\t\r\n\x{a0}\x{2009}\x{200b}\x{202f}]";

fn expression(idx: usize) -> Option<&'static Regex> {
    let compiled = EXPRESSIONS.get(idx)?.get_or_init(|| {
        let pattern = FORMS[idx].pattern.replace('%', "[-‐‑–]").replace('~', &format!("{SPACE}*"));
        let pattern = pattern.replace(" ", &format!("{SPACE}+")).replace('_', " ");
        Regex::new(&format!(r"\A(?:{pattern})")).ok()
    });
    compiled.as_ref()
}

impl View<'_> {
    /// The longest identifier that a trigger at a token belongs to.
    pub(super) fn identifier(&self, trigger: usize) -> Option<Instrument> {
        let word = self.raw(trigger).to_ascii_lowercase();
        let is_triggered = |form: &Form| {
            form.triggers.contains(&word.as_str()) || form.name == "ecli" && word.starts_with("ecli")
        };
        let forms = FORMS.iter().enumerate().filter(|(_, form)| is_triggered(form));
        let forms = forms.filter(|(_, form)| self.is_near_number(trigger, form.back));
        let found = forms.filter_map(|(idx, form)| self.form(trigger, form, expression(idx)?));
        found.reduce(|best, next| if next.span.len() > best.span.len() { next } else { best })
    }

    /// No form is without a number: most words that could be triggers are far from any.
    fn is_near_number(&self, trigger: usize, back: usize) -> bool {
        let holds_digit = |idx: usize| self.raw(idx).bytes().any(|byte| byte.is_ascii_digit());
        (trigger.saturating_sub(back)..trigger + 10).any(holds_digit)
    }

    fn form(&self, trigger: usize, form: &'static Form, expression: &Regex) -> Option<Instrument> {
        if !form.needs.is_empty() && !self.sentence_has(trigger, form.needs) {
            return None;
        }
        (trigger.saturating_sub(form.back)..=trigger)
            .find_map(|first| self.form_from(first, trigger, form, expression))
    }

    fn form_from(
        &self,
        first: usize,
        trigger: usize,
        form: &'static Form,
        expression: &Regex,
    ) -> Option<Instrument> {
        let start = self.token(first)?.span.start as usize;
        let window = self.window(start);
        let found = expression.captures(window)?;
        let end = start + found.get(0)?.end();
        if end < self.token(trigger)?.stem().end as usize || form.tail == Tail::None && !self.is_edge(end) {
            return None;
        }
        match form.tail {
            Tail::None => self.plain(form, first, end, &found),
            Tail::Numbers => self.with_numbers(form, first, start, end, &found),
        }
    }

    /// The text from a byte on, as far as a match may look.
    fn window(&self, start: usize) -> &str {
        let mut end = self.text.len().min(start + WINDOW);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(start..end).unwrap_or("")
    }

    /// Whether a word or number ends at a byte: neither letter nor digit goes on, nor a hyphen with one.
    fn is_edge(&self, end: usize) -> bool {
        let mut rest = self.text.get(end..).unwrap_or("").chars();
        match rest.next() {
            Some(c) if c.is_alphanumeric() => false,
            Some('-' | '‑' | '/') => !rest.next().is_some_and(char::is_alphanumeric),
            Some('.' | ',') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
            _ => true,
        }
    }

    fn plain(
        &self,
        form: &'static Form,
        first: usize,
        end: usize,
        found: &Captures<'_>,
    ) -> Option<Instrument> {
        let targets = match form.id {
            Id::Lower(template) => vec![filled(template, found).to_lowercase()],
            Id::Written(template) => vec![filled(template, found)],
            Id::Made => self.made(form, first, end, found)?,
        };
        if form.name == "senate-bill" && self.is_capital(self.token_at(end)) {
            return None;
        }
        let start = self.token(first)?.span.start as usize;
        let mut instrument = self.new_identifier(form, first, Span::new(start, end), targets);
        instrument.year = found.name("y").and_then(|year| year.as_str().parse().ok());
        if form.kind == "un_resolution"
            && self.raw(instrument.last + 1) == "of"
            && self.year_at(instrument.last + 2).is_some()
        {
            instrument.last += 2;
            instrument.span = instrument.span.cover(self.span(instrument.last, instrument.last));
        }
        Some(instrument)
    }

    /// The first token that starts at or after a byte.
    pub(super) fn token_at(&self, byte: usize) -> usize {
        self.segments.tokens.partition_point(|token| (token.span.start as usize) < byte)
    }

    fn with_numbers(
        &self,
        form: &'static Form,
        first: usize,
        start: usize,
        end: usize,
        found: &Captures<'_>,
    ) -> Option<Instrument> {
        let at = self.token_at(end);
        let numbers = self.numbers(at, US_CODE)?;
        let written = found.get(0)?.as_str().to_lowercase();
        let is_plural =
            ["§§", "sections", "parts", "orders", "nos"].iter().any(|word| written.contains(word));
        let Numbers { mut paths, mut last, first_last, .. } = numbers;
        if !is_plural {
            paths.truncate(1);
            last = first_last;
        }
        let (Id::Lower(template) | Id::Written(template)) = form.id else { return None };
        if form.name == "executive-order" && !paths.iter().all(|path| is_order_number(path)) {
            return None;
        }
        let base = filled(template, found).to_lowercase();
        let targets = paths.iter().map(|path| format!("{base}/{path}")).collect();
        let span = self.span(first, last);
        if !self.is_edge(span.end as usize) {
            return None;
        }
        let mut instrument = self.new_identifier(form, first, span, targets);
        if let Some(inner) = found.name("i").filter(|_| form.name != "executive-order") {
            let rest = self.token_at(start + inner.end());
            instrument.parts = vec![
                Part { role: "instrument", span: Span::new(start, start + inner.end()) },
                Part { role: "pinpoint", span: self.span(rest, last) },
            ];
        }
        Some(instrument)
    }

    fn new_identifier(
        &self,
        form: &'static Form,
        first: usize,
        span: Span,
        targets: Vec<String>,
    ) -> Instrument {
        let last = self.token_at(span.end as usize).saturating_sub(1).max(first);
        let mut instrument = Instrument::new(first, last, span, form.kind, form.subtype, targets);
        instrument.via = "identifier";
        instrument.is_closed = !matches!(form.kind, "un_resolution" | "eu_act");
        instrument
    }

    /// The ids of forms that need more than a template.
    fn made(&self, form: &Form, first: usize, end: usize, found: &Captures<'_>) -> Option<Vec<String>> {
        let group = |name: &str| found.name(name).map_or("", |group| group.as_str());
        match form.name {
            "state-bill" => self.state_bill(first, found),
            "canadian-bill" => {
                let number = dashed(group("n")).to_lowercase();
                let (chamber, rest) = number.split_at(1);
                Some(vec![format!("ca/bill/{chamber}-{}", rest.trim_start_matches('-'))])
            }
            "un-resolution" => self.un_resolution(first, end, found),
            "un-symbol" => Some(vec![resolution_id(group("rest"), group("o") == "A", false)]),
            "eu-act" => self.eu_act(first, found),
            "numbered-act" => {
                let place =
                    self.country(first).map_or(String::new(), |country| format!("{}/", place_code(country)));
                Some(vec![format!("{place}{}/{}/{}", group("w").to_lowercase(), group("n"), group("y"))])
            }
            "cjeu" => self.court_of_justice(first, found.get(0)?.as_str()),
            "neutral" | "neutral-plain" => {
                Some(vec![neutral(group("court"), group("div"), group("y"), group("n"))?])
            }
            "us-reporter" => {
                let reporter = crate::resolve::slug(
                    &group("r").replace("4th", "-4th").replace("2d", "-2d").replace("3d", "-3d"),
                );
                Some(vec![format!("reporter/{reporter}/{}/{}", group("v"), group("p"))])
            }
            "law-reports" => {
                let parts = [group("r"), group("y"), group("y2"), group("v"), group("v2"), group("p")];
                let parts: Vec<_> = parts
                    .iter()
                    .filter(|part| !part.is_empty())
                    .map(|part| crate::resolve::slug(part))
                    .collect();
                Some(vec![format!("reporter/{}", parts.join("/"))])
            }
            "south-asian-reporter" => south_asian(found),
            _ => None,
        }
    }

    /// The ids of case numbers; without the word *Case* the sentence must speak of a court.
    fn court_of_justice(&self, first: usize, written: &str) -> Option<Vec<String>> {
        let is_clear = written.len() > 5 && written.to_lowercase().contains("case");
        let court = || self.sentence_has(first, &COURT_WORDS) || self.sentence_has(first, EUROPEAN_WORDS);
        (is_clear || court()).then(|| court_numbers(written))
    }

    /// The id of a bill of a state: the state that the sentence names; `AB` says too little by itself.
    fn state_bill(&self, first: usize, found: &Captures<'_>) -> Option<Vec<String>> {
        let number = found.name("n")?.as_str();
        let chamber = found.name("w").or(found.name("w2"))?.as_str().chars().next()?.to_ascii_lowercase();
        let state = self.state(first);
        if found.name("w").is_none() && state.is_none() && !self.sentence_has(first, STATE_LAWMAKING) {
            return None;
        }
        Some(vec![match state {
            Some(state) => format!("us-{state}/bill/{chamber}b/{number}"),
            None => format!("us/bill/{chamber}b/{number}"),
        }])
    }

    fn un_resolution(&self, first: usize, end: usize, found: &Captures<'_>) -> Option<Vec<String>> {
        let organ = found.name("organ").map_or("", |organ| organ.as_str());
        let list = found.name("list")?.as_str();
        let written = found.get(0)?.as_str();
        let is_clear =
            !organ.is_empty() || found.name("u").is_some() || list.contains('/') || written.starts_with('U');
        let next = self.token_at(end);
        if !is_clear && is_plural(written) && !is_list_of_resolutions(list) {
            return None;
        }
        if !is_clear
            && (!self.sentence_has(first, UN_WORDS)
                || self.is_one_of(next, &["pixels", "by", "x", "lines", "people"]))
        {
            return None;
        }
        let is_assembly = matches!(organ, "General Assembly" | "UNGA")
            || organ.is_empty()
                && self.sentence_has(first, &["assembly"])
                && !self.sentence_has(first, &["security"]);
        let is_rights_council = organ.ends_with("Rights Council");
        let items =
            list.split([',', '&']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" or "));
        let items = items
            .map(|item| item.trim().trim_start_matches("and ").trim_start_matches("or "))
            .filter(|item| !item.is_empty());
        Some(items.map(|item| resolution_id(item, is_assembly, is_rights_council)).collect())
    }

    /// CELEX: sector 3, year, letter, number in four digits.
    fn eu_act(&self, first: usize, found: &Captures<'_>) -> Option<Vec<String>> {
        let has = |name: &str| found.name(name).is_some();
        let written = found.get(0)?.as_str();
        let is_clear = has("c")
            || has("s")
            || has("no")
            || written.starts_with("EU")
            || written.starts_with("EC")
            || written.starts_with("Co");
        if !is_clear && !self.sentence_has(first, EUROPEAN_WORDS) {
            return None;
        }
        let (a, b) = (found.name("a")?.as_str(), found.name("b")?.as_str());
        let is_year =
            |number: &str| number.len() == 4 && (1952..=2099).contains(&number.parse().unwrap_or(0));
        let is_regulation = found.name("t")?.as_str().eq_ignore_ascii_case("regulation");
        let number_first = is_regulation && (has("no") || !is_year(a));
        let (year, number) = if number_first && (is_year(b) || b.len() == 2) { (b, a) } else { (a, b) };
        let year = match year.parse::<u32>().ok()? {
            short @ 52..=99 => 1900 + short,
            full @ 1952..=2099 => full,
            _ => return None,
        };
        let letter = match found.name("t")?.as_str().as_bytes().first()? {
            b'R' | b'r' => 'R',
            b'D' | b'd' if found.name("t")?.as_str().len() == 9 => 'L',
            _ => 'D',
        };
        Some(vec![format!("celex:3{year}{letter}{:04}", number.parse::<u32>().ok()?)])
    }
}

/// A template with the groups of a match in it.
fn filled(template: &str, found: &Captures<'_>) -> String {
    let mut out = String::new();
    for (idx, piece) in template.split(['{', '}']).enumerate() {
        if idx % 2 == 0 {
            out.push_str(piece);
        } else {
            let group = piece.parse().map_or_else(|_| found.name(piece), |number| found.get(number));
            let group = group.map_or("", |group| group.as_str());
            out.push_str(&group.replace(',', ""));
        }
    }
    out
}

/// Orders below 100 are of the nineteenth century: *an executive order 14 months ago*.
fn is_order_number(path: &str) -> bool {
    (3..=5).contains(&path.len()) && path.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_plural(written: &str) -> bool {
    written.to_lowercase().starts_with("resolutions")
}

/// *resolutions 242 and 338*, but not the *New Year resolutions 1 to 5*.
fn is_list_of_resolutions(list: &str) -> bool {
    let numbers = list.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    numbers.clone().count() > 1 && numbers.clone().all(|number| number.len() > 2)
}

fn dashed(written: &str) -> String {
    written.replace(['‐', '‑', '–'], "-")
}

/// `S/RES/2593(2021)`, `A/RES/181(II)`, `A/RES/ES-11/1`.
fn resolution_id(written: &str, is_assembly: bool, is_rights_council: bool) -> String {
    let compact: String = dashed(written).chars().filter(|c| !c.is_whitespace()).collect();
    if compact.starts_with("S/RES/") || compact.starts_with("A/RES/") {
        let (organ, rest) = compact.split_at(6);
        return resolution_id(rest, organ.starts_with('A'), false);
    }
    if is_rights_council {
        return format!("A/HRC/RES/{compact}");
    }
    if is_assembly
        || compact.contains('/')
        || compact.contains("(I")
        || compact.contains("(V")
        || compact.contains("(X")
    {
        return format!("A/RES/{compact}");
    }
    let year = compact.parse().ok().and_then(grammar::resolution_year);
    year.map_or_else(|| format!("S/RES/{compact}"), |year| format!("S/RES/{compact}({year})"))
}

/// `cjeu/C-311/18` for each case number.
fn court_numbers(written: &str) -> Vec<String> {
    let numbers = written
        .split([' ', ',', '\u{a0}', '\n'])
        .filter(|word| word.contains('/') && word.starts_with(['C', 'T', 'F']));
    numbers.map(|number| format!("cjeu/{}", dashed(number))).collect()
}

fn neutral(court: &str, division: &str, year: &str, number: &str) -> Option<String> {
    let court = court.to_lowercase();
    let is_known = grammar::NEUTRAL_COURTS.contains(&court.as_str())
        || matches!(court.as_str(), "onca" | "bcca" | "abca" | "qcca");
    let division = if division.is_empty() { String::new() } else { format!("-{}", division.to_lowercase()) };
    is_known.then(|| format!("{court}{division}/{year}/{number}"))
}

fn south_asian(found: &Captures<'_>) -> Option<Vec<String>> {
    let group = |name: &str| found.name(name).map(|group| group.as_str().to_lowercase());
    let id = if let Some(reporter) = group("r") {
        let court = group("court")?.replace("supreme court", "sc");
        format!("reporter/{reporter}/{}/{court}/{}", group("y")?, group("p")?)
    } else if let Some(reporter) = group("r2") {
        format!("reporter/{reporter}/{}/{}", group("y2")?, group("p2")?)
    } else {
        format!("reporter/{}/{}/{}/{}", group("r3")?, group("y3")?, group("v3")?, group("p3")?)
    };
    Some(vec![id])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::grammar::roles;
    use crate::find::names::names;
    use crate::gazetteer::Gazetteer;
    use crate::segment::segment;

    /// What a form finds in a text: words and id.
    fn found(form: &'static Form, idx: usize, text: &str) -> Option<(String, String)> {
        let segments = segment(text);
        let gazetteer = Gazetteer::embedded();
        let known = names(text, &segments, &gazetteer);
        let view = View::new(text, &segments, &gazetteer, &known);
        let triggers = (0..view.len()).filter(|at| roles(view.raw(*at)).is_some_and(|roles| roles.form));
        let is_own = |at: &usize| {
            let word = view.raw(*at).to_ascii_lowercase();
            form.triggers.contains(&word.as_str()) || form.name == "ecli"
        };
        let mut all = triggers.filter(is_own).filter_map(|at| view.form(at, form, expression(idx)?));
        all.next().map(|one| (one.span.of(text).to_owned(), one.targets[0].clone()))
    }

    #[test]
    fn each_row_finds_its_examples() {
        for (idx, form) in FORMS.iter().enumerate() {
            assert!(expression(idx).is_some(), "{}: the pattern is wrong", form.name);
            for (marked, id) in form.examples {
                let (before, rest) = marked.split_once('⟦').unwrap();
                let (inside, after) = rest.split_once('⟧').unwrap();
                let text = format!("{before}{inside}{after}");
                assert_eq!(
                    found(form, idx, &text),
                    Some((inside.to_owned(), (*id).to_owned())),
                    "{}: {text}",
                    form.name
                );
            }
        }
    }

    #[test]
    fn each_row_is_silent_on_its_negatives() {
        for (idx, form) in FORMS.iter().enumerate() {
            for text in form.silent {
                assert_eq!(found(form, idx, text), None, "{}: {text}", form.name);
            }
        }
    }
}
