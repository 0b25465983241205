//! A thing that mentions name.

use crate::kind::Kind;

/// One real thing, however many ways the document writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The id in the gazetteer, or `doc/…` for a name found only in this document.
    pub id: String,
    /// The main name.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Whether a gazetteer holds it.
    pub known: bool,
    /// Ids elsewhere: scheme and value.
    pub ids: Vec<(String, String)>,
    /// The different spellings in the document, in the order of their first use.
    pub forms: Vec<String>,
    /// Its mentions: indices into `Annotations::mentions`, in the order of the text.
    pub mentions: Vec<usize>,
    /// How central it is to the document, 0 to 1.
    pub salience: f64,
}
