//! Words and phrases that tell what a document is about.

use crate::annotations::Annotations;
use crate::keyword::Keyword;
use crate::segment::Segments;

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
    _text: &str,
    _segments: &Segments,
    _annotations: &Annotations,
    _mode: KeywordMode,
    _max: usize,
) -> Vec<Keyword> {
    Vec::new()
}
