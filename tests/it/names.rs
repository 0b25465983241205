//! Names in context: one row, one fact. The names are marked in the text, `[person Ines Falkner]`; what is not
//! marked is none.

use crate::ANNOTATOR;
use gazet::{Document, Type};

/// The text without its marks, and the marks as `type text`.
fn unmark(marked: &str) -> (String, Vec<String>) {
    let mut parts = marked.split('[');
    let mut text = parts.next().unwrap().to_owned();
    let mut names = Vec::new();
    for part in parts {
        let (name, rest) = part.split_once(']').unwrap();
        names.push(name.to_owned());
        text.push_str(name.split_once(' ').unwrap().1);
        text.push_str(rest);
    }
    (text, names)
}

/// Holds the outermost mentions of people, organisations, places and groups to the marks.
#[track_caller]
fn check(marked: &str) {
    let (text, names) = unmark(marked);
    let found = ANNOTATOR.annotate(&Document::new("x", text.clone()));
    let outer = found.mentions.iter().filter(|m| m.nested_in.is_none() && m.kind.of != Type::Law);
    let found: Vec<String> =
        outer.map(|m| format!("{} {}", m.kind.of.name(), m.span.of(&text).replace('\n', " "))).collect();
    assert_eq!(found, names, "{marked}");
}

#[test]
fn a_possessive_is_not_part_of_the_name() {
    check("[place Pakistan]’s security officials");
    check("the [org Tehreek-e-Taliban Pakistan] ([org TTP])’s camps");
}

#[test]
fn an_acronym_has_its_possessive() {
    check("They met [org IMF]’s team and the [org EU]'s man.");
}

#[test]
fn a_title_or_role_makes_a_person() {
    for text in [
        "He met Lt. Gen. [person Darvan Oskal] there.",
        "He met Mrs [person Ludwick] there.",
        "The spokesperson [person Zabul Mirkhan] said so.",
        "It was the spokeswoman, [person Ines Falkner], who left.",
        "Presidents [person Emil Radu] and [person Carla Ortiz] danced.",
        "The Secretary of State for Defence, [person Ines Falkner], spoke.",
    ] {
        check(text);
    }
}

#[test]
fn an_age_an_apposition_or_a_verb_of_saying_makes_a_person() {
    check("[person Orsolya Bekes], 45, a teacher, left.");
    check("Nobody came, said [person Varsgaard].");
    check("[person Varsgaard] said nobody came.");
    check("[person Orsolya Bekes], the finance minister, left.");
}

#[test]
fn behind_a_given_name_an_ordinary_word_is_a_surname() {
    check("It was led by [person Mark Hay] and [person James To] last year.");
}

#[test]
fn a_family_name_may_stand_first() {
    check("They met [person Leung Wai-fong] and [person Shen Daoming] there.");
}

#[test]
fn an_ordinal_belongs_to_a_ruler_and_makes_no_person_of_a_war() {
    check("The portrait of [person Rudolf III] survived World War II.");
}

#[test]
fn a_head_noun_makes_an_organisation() {
    for text in [
        "They say that the [org Ministry of Coastal Affairs] closed.",
        "They read a study of [org Drovinje University] again.",
        "They say that the [org Harbour Reform Party] won.",
        "They saw a fighter of the [org Northern Valley Front] there.",
        "They say that the [org Drovinje Fire Department] came.",
    ] {
        check(text);
    }
}

#[test]
fn a_noun_before_a_name_tells_what_it_is() {
    check("The software company [org Quandrix] moved.");
    check("She told the newspaper [org Nordlicht Kurier] so.");
    check("The bus stopped in the village of [place Drovinje].");
    check("A storm hit the [place Drovinje Gorna] district on Monday.");
}

#[test]
fn an_ampersand_and_a_hyphen_join_firms() {
    check("It sued [org Halloran & Pryce] in May.");
    check("The firm [org Lindqvist-Barrow] sells pumps.");
}

#[test]
fn a_website_is_an_organisation() {
    check("Prices fell, according to [org Farewatch.com].");
}

#[test]
fn a_place_that_plays_is_a_team() {
    check("[org England] beat [org Pakistan] by six wickets in the first match in [place Pakistan].");
    check("After the match the coach raised money for [place Kenya].");
}

#[test]
fn the_rest_of_a_name_is_shared() {
    check("Delegates from [place North] and [place South Korea] met.");
}

#[test]
fn a_storm_is_no_person() {
    check("Tropical Storm Matilda weakened; Matilda had crossed [place Fiji].");
}

#[test]
fn an_acronym_is_what_the_text_says_it_is() {
    check("They offer antenatal care (ANC), and ANC is free.");
    check("The Rural Housing Programme (RHP) pays; the RHP ends in May.");
    check("The [org Coastal Workers Federation] ([org CWF]) left, and the [org CWF] said so.");
}

#[test]
fn a_name_that_a_person_and_a_place_share_is_the_place_behind_a_preposition() {
    check("[person Claire London] won. [person London] said she would go to [place London].");
}

#[test]
fn the_part_behind_a_small_word_and_a_hyphen_begins_no_longer_name() {
    check("The pro-[place Beijing] [org Harbour Reform Party] won.");
}
