//! An instrument that stands in the text, before it is known what is cited of it.

use crate::citation::Part;
use crate::find::grammar::HEADS;
use crate::gazetteer::EntryId;
use crate::span::Span;

/// A law, treaty, case or the like where it stands in the text.
#[derive(Debug, Clone)]
pub(super) struct Instrument {
    pub(super) first: usize,
    pub(super) last: usize,
    /// What is the mention.
    pub(super) span: Span,
    /// Where a citation of it starts: at the date before it.
    pub(super) start: u32,
    pub(super) kind: &'static str,
    pub(super) subtype: &'static str,
    /// What is cited when nothing stands beside it. The first is what paths are added to.
    pub(super) targets: Vec<String>,
    pub(super) entry: Option<EntryId>,
    /// The heads by which the text may point back to it, as numbers of `HEADS`.
    pub(super) heads: Vec<u8>,
    pub(super) year: Option<u32>,
    pub(super) via: &'static str,
    /// Its parts, where it is made of more than one.
    pub(super) parts: Vec<Part>,
    /// Whether it counts only with a pinpoint beside it.
    pub(super) needs_pinpoint: bool,
    /// Whether no name inside it is a mention.
    pub(super) is_closed: bool,
    /// Whether it is no mention itself: *the Charter*.
    pub(super) is_reference: bool,
    /// The entity that a reference points to.
    pub(super) entity: Option<String>,
}

impl Instrument {
    pub(super) fn new(
        first: usize,
        last: usize,
        span: Span,
        kind: &'static str,
        subtype: &'static str,
        targets: Vec<String>,
    ) -> Instrument {
        Instrument {
            first,
            last,
            span,
            start: span.start,
            kind,
            subtype,
            targets,
            entry: None,
            heads: heads_of_kind(kind),
            year: None,
            via: "title",
            parts: Vec::new(),
            needs_pinpoint: false,
            is_closed: false,
            is_reference: false,
            entity: None,
        }
    }

    /// The id that paths are added to.
    pub(super) fn base(&self) -> &str {
        self.targets.first().map_or("", String::as_str)
    }
}

/// The heads that any instrument of a kind answers to, whatever its name.
fn heads_of_kind(kind: &str) -> Vec<u8> {
    let named = |word: &str| HEADS.iter().position(|head| head.words.contains(&word)).map(|at| at as u8);
    match kind {
        "un_resolution" => named("resolution").into_iter().collect(),
        "constitution" => named("constitution").into_iter().collect(),
        "bill" => named("bill").into_iter().collect(),
        "executive_order" => named("order").into_iter().collect(),
        _ => Vec::new(),
    }
}
