//! Legal instruments and their parts: the citation grammar at work.

use crate::candidate::Candidate;
use crate::citation::Citation;
use crate::gazetteer::Gazetteer;
use crate::segment::Segments;

/// What the legal layer found.
#[derive(Debug, Default)]
pub(crate) struct Legal {
    /// Sorted by start, none overlapping another.
    pub(crate) citations: Vec<Citation>,
    /// Instruments that are to be `law` mentions and are not among the gazetteer's candidates.
    pub(crate) candidates: Vec<Candidate>,
}

/// The citations of a text. `known` are the candidates of the gazetteer and the unlisted names, sorted by start.
pub(crate) fn citations(
    _text: &str,
    _segments: &Segments,
    _gazetteer: &Gazetteer,
    _known: &[Candidate],
) -> Legal {
    Legal::default()
}
