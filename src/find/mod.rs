//! Everything in a text that might be a mention. Judges nothing.

pub(crate) mod acronyms;
pub(crate) mod citations;
pub(crate) mod grammar;
pub(crate) mod names;
pub(crate) mod unlisted;

use crate::candidate::Candidate;
use crate::citation::Citation;
use crate::gazetteer::Gazetteer;
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
    Found { candidates, definitions: acronyms::acronyms(segments), citations: legal.citations }
}
