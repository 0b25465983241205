//! The answer for one document.

use crate::citation::Citation;
use crate::entity::Entity;
use crate::keyword::Keyword;
use crate::mention::Mention;

/// Everything that was found in one document. Offsets are bytes of its text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annotations {
    /// Sorted by start, then the longer first.
    pub mentions: Vec<Mention>,
    /// In the order of their first mention.
    pub entities: Vec<Entity>,
    /// Sorted by start.
    pub citations: Vec<Citation>,
    /// Best first.
    pub keywords: Vec<Keyword>,
}
