//! What a gazetteer makes of a name before it stands in a text: every row that has it, and which one wins.

use crate::choose::{ENOUGH, TOO_CLOSE, weight_alone};
use crate::fold::{Folded, fold_name};
use crate::gazetteer::{Gazetteer, NameId};
use crate::kind::{Kind, Type};
use crate::known::{KnownEntity, KnownName};
use crate::row::Mark;
use crate::table::words_of;
use std::cmp::Reverse;
use std::collections::HashSet;

/// What a gazetteer knows of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The name in the form in which it is searched, words with single spaces.
    pub folded: String,
    /// What it may mean, the most likely first.
    pub readings: Vec<Reading>,
    /// Which reading wins before context is known, or that none does, and why.
    pub verdict: String,
    /// For a name that is not known, up to three that begin like it.
    pub nearest: Vec<String>,
}

/// A name of an entity that is the name in question.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The entity.
    pub entity: KnownEntity,
    /// The name as the table has it.
    pub name: KnownName,
    /// What a mention by this name is: a demonym gives a group.
    pub kind: Kind,
    /// What speaks for it before its context is looked at.
    pub weight: f64,
    /// Whether that is enough for a mention; otherwise the context must speak for it too.
    pub is_enough: bool,
}

/// Explains `name`, which is folded as the names of a text are.
///
/// ```
/// let explanation = gazet::explain(&gazet::Gazetteer::embedded(), "the u.n.");
/// assert_eq!(explanation.readings[0].entity.id, "org/un");
/// ```
pub fn explain(gazetteer: &Gazetteer, name: &str) -> Explanation {
    let folded = fold_name(name);
    let searched = spellings(&folded).into_iter().find(|folded| !gazetteer.names_folded(folded).is_empty());
    let searched = searched.unwrap_or(folded.text);
    let mut names = gazetteer.names_folded(&searched);
    let weight = |name: NameId| {
        let is_one_word = words_of(&searched).count() == 1;
        weight_alone(gazetteer.name(name).mark, gazetteer.entry(gazetteer.entry_of(name)).prior, is_one_word)
    };
    // The order in which `choose` has them: of two that weigh the same, the one that was loaded first.
    names.sort_by(|left, right| {
        let order = weight(*right).total_cmp(&weight(*left));
        order.then(gazetteer.entry_of(*left).cmp(&gazetteer.entry_of(*right)))
    });
    let readings: Vec<Reading> = names.iter().map(|name| reading(gazetteer, *name, weight(*name))).collect();
    let nearest = if readings.is_empty() { nearest(gazetteer, &searched) } else { Vec::new() };
    Explanation { folded: plain(&searched), verdict: verdict(&readings), readings, nearest }
}

/// The name as it is; without a leading article; without a possessive.
fn spellings(folded: &Folded) -> Vec<String> {
    let whole = folded.text.as_str();
    let stem = whole.strip_suffix("\u{1}'s\u{2}").unwrap_or(whole);
    let mut all = vec![whole.to_owned(), stem.to_owned()];
    all.extend([whole, stem].iter().filter_map(|text| text.strip_prefix("\u{1}the\u{2}")).map(str::to_owned));
    all
}

fn plain(folded: &str) -> String {
    words_of(folded).collect::<Vec<_>>().join(" ")
}

fn reading(gazetteer: &Gazetteer, name_id: NameId, weight: f64) -> Reading {
    let entity = gazetteer.known(gazetteer.entry_of(name_id));
    let name = gazetteer.name(name_id);
    Reading {
        kind: if name.mark == Mark::Demonym { Kind::new(Type::Group, "demonym") } else { entity.kind },
        name: KnownName { text: name.written.to_owned(), mark: name.mark },
        entity,
        weight,
        is_enough: weight >= ENOUGH,
    }
}

fn verdict(readings: &[Reading]) -> String {
    let Some(first) = readings.first() else { return "no row has this name".to_owned() };
    let id = &first.entity.id;
    if first.name.mark == Mark::Weak {
        return format!(
            "none wins: a weak name counts only for an entity that the document names otherwise, {id} first"
        );
    }
    let reason = match readings.get(1) {
        None => "no other row has this name".to_owned(),
        Some(second) => against(first, second),
    };
    if first.is_enough {
        format!("{id} wins: {reason}")
    } else {
        format!("{id} comes first ({reason}), but weighs less than {ENOUGH}: the context must speak for it")
    }
}

/// Why the first comes before the second.
fn against(first: &Reading, second: &Reading) -> String {
    let (prior, other) = (first.entity.prior, second.entity.prior);
    let rival = &second.entity.id;
    let close = first.weight - second.weight < TOO_CLOSE;
    let by_mark = match (first.name.mark, second.name.mark) {
        (_, Mark::Weak) => Some("weak names come last"),
        (Mark::Word, Mark::Word) => None,
        (_, Mark::Word) => Some("names that are also ordinary words come after others"),
        (Mark::Word, _) => Some("its prior outweighs that its name is also an ordinary word"),
        _ => None,
    };
    let reason = match by_mark {
        Some(reason) => format!("{reason}; next is {rival}"),
        None if prior == other => format!("{rival} has the same prior {prior}, and this row was read first"),
        None => format!("prior {prior} is above {other} of {rival}"),
    };
    let note = if close { ", too close to decide alone: mentions name both as candidates" } else { "" };
    format!("{reason}{note}")
}

/// Up to three names that have the longest beginning in common with this one, three letters of it at least.
fn nearest(gazetteer: &Gazetteer, folded: &str) -> Vec<String> {
    let wanted: Vec<char> = plain(folded).chars().collect();
    let least = wanted.len().clamp(1, 3);
    let mut near = Vec::new();
    for name_id in gazetteer.all_names() {
        let name = gazetteer.name(name_id);
        let n_chars = || words_of(name.folded).flat_map(|word| word.chars().chain([' ']));
        let shared = n_chars().zip(&wanted).take_while(|(left, right)| left == *right).count();
        if shared >= least {
            let apart = n_chars().count().saturating_sub(1).abs_diff(wanted.len());
            let prior = gazetteer.entry(gazetteer.entry_of(name_id)).prior;
            near.push((Reverse(shared), apart, Reverse(prior), name.written, name.folded));
        }
    }
    near.sort_unstable();
    let mut seen = HashSet::new();
    near.retain(|name| seen.insert(name.4));
    near.into_iter().take(3).map(|name| name.3.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::known::Layer;

    const ROWS: &str = "\
place/reading-gb\tplace/city\tReading\t!Reading\t20\t-\tcountry=gb\thand
org/reading-fc\torg/sports_team\tReading FC\t?Reading\t20\t-\tcountry=gb\thand
place/pk\tplace/country\tPakistan\t~Pakistani\t95\t-\t-\thand
place/georgia\tplace/country\tGeorgia\t-\t80\t-\t-\thand
place/us-ga\tplace/admin1\tGeorgia\t-\t75\t-\t-\thand
org/un\torg/igo\tUnited Nations\t=UN\t90\t-\t-\thand
";

    fn explained(name: &str) -> Explanation {
        explain(&Gazetteer::empty().with_text(Layer::File, ROWS), name)
    }

    fn ids(explanation: &Explanation) -> Vec<&str> {
        explanation.readings.iter().map(|reading| reading.entity.id.as_str()).collect()
    }

    #[test]
    fn every_row_whose_name_folds_alike_is_there_and_no_other() {
        for name in ["Pakistan", "PAKISTAN", "Pakistan’s", "the Pakistan", "Pákistan"] {
            assert_eq!(ids(&explained(name)), ["place/pk"], "{name}");
        }
        assert_eq!(ids(&explained("U.N.")), ["org/un"]);
        assert_eq!(explained("Pakistani").readings[0].kind.subtype(), "demonym");
        assert!(explained("United").readings.is_empty());
    }

    #[test]
    fn weak_names_come_last_and_words_need_context() {
        let reading = explained("reading");
        assert_eq!(ids(&reading), ["place/reading-gb", "org/reading-fc"]);
        assert_eq!([reading.readings[0].is_enough, reading.readings[1].is_enough], [false, false]);
        assert!(reading.verdict.starts_with("place/reading-gb comes first (weak names come last"));
    }

    #[test]
    fn the_prior_decides_and_a_close_call_is_said() {
        let georgia = explained("Georgia");
        assert_eq!(
            georgia.verdict,
            "place/georgia wins: prior 80 is above 75 of place/us-ga, too close to decide alone: mentions name both as candidates"
        );
    }

    #[test]
    fn an_unknown_name_has_the_nearest_by_its_beginning() {
        assert_eq!(explained("Pakistania").nearest, ["Pakistani", "Pakistan"]);
        assert_eq!(explained("Readng").nearest, ["Reading", "Reading FC"]);
        assert_eq!(explained("Xyz").nearest, [] as [&str; 0]);
        assert_eq!(explained("").readings, []);
        assert_eq!(explained("").nearest, [] as [&str; 0]);
    }
}
