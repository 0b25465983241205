//! Words and phrases that tell what a document is about.
//!
//! The words of the text are read with their classes; runs of adjectives and nouns, their parts, and the
//! names and citations that were found before are gathered as phrases; a linear score over what was counted
//! ranks them; the best that say something new are picked.

use crate::annotations::Annotations;
use crate::keyword::Keyword;
use crate::segment::Segments;

mod features;
mod gather;
mod lexicon;
mod pick;
mod reading;
mod stem;
mod weights;

pub use features::CandidateFeatures;

/// Which keywords are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeywordMode {
    /// A few noun phrases that an editor would pick.
    Phrases,
    /// Many single words.
    Words,
    /// None.
    None,
}

/// The keywords of a document, best first, at most `max`.
pub(crate) fn keywords(
    text: &str,
    segments: &Segments,
    annotations: &Annotations,
    mode: KeywordMode,
    max: usize,
) -> Vec<Keyword> {
    if mode == KeywordMode::None || max == 0 {
        return Vec::new();
    }
    let reading = reading::read(text, segments, annotations);
    let phrases = gather::gather(&reading, annotations, mode);
    let ranked = features::rank(&reading, &phrases, annotations, mode);
    pick::pick(text, &reading, annotations, &phrases, &ranked, max)
}

/// What is counted of every candidate, best first: what weights are fitted on.
pub(crate) fn candidates(
    text: &str,
    segments: &Segments,
    annotations: &Annotations,
    mode: KeywordMode,
) -> Vec<CandidateFeatures> {
    let reading = reading::read(text, segments, annotations);
    let phrases = gather::gather(&reading, annotations, mode);
    let ranked = features::rank(&reading, &phrases, annotations, mode);
    pick::describe(text, &reading, annotations, &phrases, &ranked, mode)
}
