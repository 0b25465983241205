//! A reference to a legal instrument, or to a part of one.

use crate::span::Span;

/// One legal reference in the text: `Article 51 of the UN Charter`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Where it stands, in bytes, with its pinpoint and without a leading article.
    pub span: Span,
    /// `treaty`, `constitution`, `statute`, `code`, `regulation`, `bill`, `executive_order`,
    /// `un_resolution`, `eu_act` or `case`.
    pub kind: &'static str,
    /// The id of what is cited: `un-charter/art-51`; the first of `targets`.
    pub id: String,
    /// All that is cited: several for lists and ranges.
    pub targets: Vec<String>,
    /// The id of the instrument's entity: `law/un-charter` or `doc/…`.
    pub instrument: Option<String>,
    /// How the instrument was found: `gazetteer`, `identifier`, `title`, `pinpoint`, `antecedent`, `acronym` or `case`.
    pub via: &'static str,
    /// Pinpoint and instrument, in the order of the text.
    pub parts: Vec<Part>,
    /// Ids in public schemes that follow from the text or the gazetteer, by the name of the scheme.
    pub external: Vec<(&'static str, String)>,
}

/// A part of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// `pinpoint` or `instrument`.
    pub role: &'static str,
    /// Where it stands, in bytes.
    pub span: Span,
}
