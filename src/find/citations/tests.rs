//! Whole texts through the legal layer.

use super::*;
use crate::find::{names::names, unlisted::unlisted};
use crate::segment::segment;
use std::time::Instant;

/// The legal layer's answer, with all names known that the program knows.
fn legal(text: &str) -> Legal {
    let segments = segment(text);
    let gazetteer = Gazetteer::embedded();
    let mut known = names(text, &segments, &gazetteer);
    known.extend(unlisted(text, &segments, &known));
    citations(text, &segments, &gazetteer, &known)
}

/// Each citation as `words | kind | targets`.
fn found(text: &str) -> Vec<String> {
    let show = |one: &Citation| format!("{} | {} | {}", one.span.of(text), one.kind, one.targets.join(" "));
    legal(text).citations.iter().map(show).collect()
}

fn text_of(value: &serde_json::Value, key: &str) -> String {
    value[key].as_str().unwrap_or("").to_owned()
}

#[test]
fn the_gold_texts_are_answered_as_marked() {
    let mut wrong = Vec::new();
    for line in include_str!("../../../fixtures/gold/citations.jsonl").lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = text_of(&record, "text");
        let show = |one: &serde_json::Value| {
            let targets: Vec<_> =
                one["targets"].as_array().unwrap().iter().filter_map(|id| id.as_str()).collect();
            format!("{} | {} | {}", text_of(one, "text"), text_of(one, "kind"), targets.join(" "))
        };
        let expected: Vec<String> = record["citations"].as_array().unwrap().iter().map(show).collect();
        let found = found(&text);
        if found != expected {
            wrong.push(format!(
                "{}: {text}\n  found    {found:?}\n  expected {expected:?}",
                text_of(&record, "id")
            ));
        }
    }
    assert!(wrong.is_empty(), "{} texts are wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_is_found_in_nothing() {
    assert_eq!(found(""), [""; 0]);
    assert_eq!(found("A quiet day in the park."), [""; 0]);
}

#[test]
fn a_law_is_a_mention_only_as_part_of_a_citation() {
    let mentions = |text: &str| {
        let legal = legal(text);
        assert!(legal.candidates.iter().all(|candidate| candidate.kind.of == Type::Law));
        legal.candidates.iter().map(|candidate| candidate.span.of(text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(mentions("Citing Article 51 of the UN Charter, Islamabad struck."), ["UN Charter"]);
    assert_eq!(mentions("India revoked Article 370 in Kashmir."), ["Article 370"]);
    assert_eq!(mentions("The UN Charter holds. The Charter binds all."), ["UN Charter"]);
    assert_eq!(mentions("Fans sat in Section 230, Row 12."), [""; 0]);
    assert_eq!(mentions("He sued under 42 U.S.C. § 1983 there."), ["42 U.S.C. § 1983"]);
}

#[test]
fn no_name_inside_an_identifier_or_case_is_a_mention() {
    let text = "In Nicaragua v. United States and 410 U.S. 113 the judges ruled; the UN Charter held.";
    let closed: Vec<_> = legal(text).closed.iter().map(|span| span.of(text)).collect();
    assert_eq!(closed, ["Nicaragua v. United States", "410 U.S. 113"]);
}

#[test]
fn no_name_crosses_the_edge_of_a_law() {
    let text = "Pakistan’s Army Act lets soldiers try civilians.";
    let segments = segment(text);
    let crossing = names(text, &segments, &Gazetteer::embedded())
        .into_iter()
        .find(|name| name.span.of(text) == "Pakistan’s Army");
    assert!(crossing.is_some_and(|name| !legal(text).admits(&name)));
}

#[test]
fn citations_say_how_they_were_found_and_in_what_parts() {
    let text = "Under Article 5 of Regulation (EU) 2016/679 data is safe.";
    let one = legal(text).citations.remove(0);
    assert_eq!((one.via, one.instrument.as_deref()), ("identifier", Some("doc/regulation-eu-2016-679")));
    let parts: Vec<_> = one.parts.iter().map(|part| (part.role, part.span.of(text))).collect();
    assert_eq!(parts, [("pinpoint", "Article 5"), ("instrument", "Regulation (EU) 2016/679")]);
    let eli = "http://data.europa.eu/eli/reg/2016/679/oj".to_owned();
    assert_eq!(one.external, [("celex", "32016R0679".to_owned()), ("eli", eli)]);
}

#[test]
fn a_reference_by_way_of_an_acronym_has_the_instrument_of_the_title() {
    let text = "The Kigali Rivers Protection Treaty (KRPT) is new. Burundi rejected the treaty.";
    let of: Vec<_> = legal(text).citations.into_iter().filter_map(|one| one.instrument).collect();
    assert_eq!(of, ["doc/kigali-rivers-protection-treaty"; 3]);
}

#[test]
fn external_ids_follow_from_the_text_or_the_row() {
    for (text, scheme, id) in [
        ("under section 3 of the Human Rights Act 1998.", "legislation.gov.uk", "ukpga/1998/42/section/3"),
        ("the Terrorism Act 2000 was used.", "legislation.gov.uk", "ukpga/2000/11"),
        ("Schedule 7 to the Terrorism Act 2000 was used.", "legislation.gov.uk", "ukpga/2000/11/schedule/7"),
        ("He sued under 42 U.S.C. § 1983.", "usc", "/us/usc/t42/s1983"),
        ("UN Security Council Resolution 1701 ended it.", "un", "S/RES/1701(2006)"),
        ("The ruling, ECLI:EU:C:2020:559, is out.", "ecli", "ECLI:EU:C:2020:559"),
    ] {
        assert_eq!(legal(text).citations[0].external, [(scheme, id.to_owned())], "{text}");
    }
}

#[test]
fn extreme_input_has_a_sensible_answer() {
    let list = (1..500).map(|number| format!("{number}, ")).collect::<String>();
    let long_list = legal(&format!("He cited Articles {list}and 500 of the UN Charter."));
    assert_eq!(long_list.citations[0].targets.len(), 500);
    let digits = "7".repeat(10_000);
    assert_eq!(found(&format!("Article {digits} of the UN Charter")), ["UN Charter | treaty | un-charter"]);
    assert_eq!(found(&format!("Under 42 U.S.C. § {digits} he ruled.")), [""; 0]);
    let open = format!("Article 2{} of the UN Charter", "(a".repeat(5_000));
    assert_eq!(found(&open), ["UN Charter | treaty | un-charter"]);
    assert_eq!(found("The article I wrote and the civil mix, part I played, Section MILD."), [""; 0]);
}

/// Texts that make careless patterns slow: the longer one must not cost much more per byte.
#[test]
fn the_cost_grows_with_the_text() {
    let pinpoint_list = |n: usize| (0..n).map(|n| format!("Article {n}, ")).collect::<String>();
    let number_list = |n: usize| format!("Articles {}1 of the UN Charter", "1, ".repeat(n));
    let makers: [&dyn Fn(usize) -> String; 9] = [
        &|n| format!("Article {} of it", "7".repeat(n)),
        &pinpoint_list,
        &number_list,
        &|n| format!("Article 1{}", "(a".repeat(n)),
        &|n| "(".repeat(n) + "UN Charter" + &")".repeat(n),
        &|n| "Act of ".repeat(n),
        &|n| "A v. B ".repeat(n),
        &|n| "the Act and the UN Charter ".repeat(n),
        &|n| "resolution 12 and 13, ".repeat(n),
    ];
    let cost = |text: &str| {
        let (segments, gazetteer) = (segment(text), Gazetteer::embedded());
        let known = names(text, &segments, &gazetteer);
        let timed = |_| {
            let start = Instant::now();
            citations(text, &segments, &gazetteer, &known);
            start.elapsed()
        };
        // The least of a few: other work on the machine only ever adds.
        (0..4).map(timed).min().unwrap()
    };
    for (number, make) in makers.iter().enumerate() {
        let (short, long) = (make(500), make(4_000));
        let (short, long) = (cost(&short).max(std::time::Duration::from_millis(2)), cost(&long));
        assert!(long < short * 40, "text {number}: {short:?}, then {long:?} for eight times as much");
    }
}

/// Pieces that citations are made of, in any order, with signs that break words and characters of many bytes.
const PIECES: [&str; 48] = [
    "Article",
    "Section",
    "§",
    "§§",
    "s.",
    "51",
    "295-C",
    "2(4)",
    "(b)(xxv)",
    "49.3",
    "VII",
    "and",
    "to",
    "of the",
    ",",
    "(",
    ")",
    "UN Charter",
    "the Act",
    "Terrorism Act 2000",
    "’s",
    "v.",
    "Roe",
    "United States",
    "U.S.",
    "410 U.S. 113",
    "(1973)",
    "42 U.S.C.",
    "resolution",
    "1267",
    "S/RES/",
    "ECLI:EU:C:",
    "[2019]",
    "UKSC 41",
    "Regulation (EU)",
    "2016/679",
    "\u{a0}",
    "\u{200b}",
    "é",
    "“",
    "”",
    "\n\n",
    ". ",
    "Constitution",
    "First",
    "Amendment",
    "(PECA)",
    "𝒜",
];

proptest::proptest! {
    #[test]
    fn any_text_has_sorted_citations_on_character_edges(picked in proptest::collection::vec((0..PIECES.len(), 0..3_usize), 0..40)) {
        let text: String = picked.iter().map(|(piece, gap)| format!("{}{}", PIECES[*piece], [" ", "", "-"][*gap])).collect();
        let legal = legal(&text);
        let spans = legal.citations.iter().flat_map(|one| one.parts.iter().map(|part| part.span).chain([one.span]));
        for span in spans.chain(legal.candidates.iter().map(|one| one.span)).chain(legal.closed.iter().copied()) {
            assert!(text.get(span.start as usize..span.end as usize).is_some_and(|words| !words.is_empty()), "{span:?} in {text:?}");
        }
        for pair in legal.citations.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "{pair:?} in {text:?}");
        }
        assert!(legal.closed.is_sorted());
    }
}
