//! Everything in a text that might be a mention. Judges nothing.

pub(crate) mod acronyms;
pub(crate) mod citations;
pub(crate) mod grammar;
pub(crate) mod names;
pub(crate) mod unlisted;

use crate::candidate::Candidate;
use crate::citation::Citation;
use crate::gazetteer::Gazetteer;
use crate::kind::Type;
use crate::segment::Segments;
use acronyms::Definition;

/// What all finders found.
#[derive(Debug)]
pub(crate) struct Found {
    /// Sorted by start.
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) citations: Vec<Citation>,
}

/// All candidates, acronym definitions and citations of a text.
pub(crate) fn find(text: &str, segments: &Segments, gazetteer: &Gazetteer) -> Found {
    let mut candidates = names::names(text, segments, gazetteer);
    candidates.extend(unlisted::unlisted(text, segments, &candidates));
    let legal = citations::citations(text, segments, gazetteer, &candidates);
    candidates.retain(|candidate| legal.admits(candidate));
    candidates.extend(legal.candidates);
    candidates.sort_by_key(|candidate| candidate.span);
    let definitions = acronyms::acronyms(segments);
    drop_acronyms_of_things(text, segments, &definitions, &mut candidates);
    Found { candidates, definitions, citations: legal.citations }
}

/// Drops what the letters would name elsewhere where the text says that they stand for words, *antenatal care
/// (ANC)*, and takes the acronym of what is no organisation for none: *Rural Housing Programme (RHP)*.
fn drop_acronyms_of_things(
    text: &str,
    segments: &Segments,
    definitions: &[Definition],
    candidates: &mut Vec<Candidate>,
) {
    for definition in definitions.iter().filter(|definition| definition.spelled) {
        let units = &segments.folded.units[definition.short.clone()];
        let [unit] = units else { continue };
        let short = segments.tokens[unit.first as usize].stem().of(text);
        let long_end = segments.folded.units[definition.long.end - 1].last;
        let is_thing =
            !candidates.iter().any(|candidate| candidate.last == long_end && candidate.kind.of == Type::Org);
        let is_of_words = definition.is_of_words(segments);
        candidates.retain(|candidate| {
            let is_dropped = is_of_words || is_thing && candidate.rule == "initials";
            !is_dropped || candidate.span.of(text) != short
        });
    }
}
