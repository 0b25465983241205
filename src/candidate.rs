//! Something that might be a mention: seen, not yet claimed.

use crate::gazetteer::EntryId;
use crate::kind::Kind;
use crate::mention::Form;
use crate::row::Mark;
use crate::span::Span;

/// A stretch of the text that may name something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    /// Its first token.
    pub(crate) first: u32,
    /// Its last token.
    pub(crate) last: u32,
    pub(crate) kind: Kind,
    pub(crate) source: Source,
    pub(crate) mark: Mark,
    pub(crate) form: Form,
    /// 1 to 100: how likely the name means this, before anything is known of the text.
    pub(crate) prior: u8,
    pub(crate) rule: &'static str,
}

/// What a candidate would name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Source {
    /// An entity of the gazetteer.
    Entry(EntryId),
    /// Something that no gazetteer holds: the number that all mentions with these words share.
    Local(u32),
}
