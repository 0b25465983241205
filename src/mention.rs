//! A place in the text that names something.

use crate::kind::Kind;
use crate::span::Span;

/// A claim that `span` names an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands, in bytes: the name alone, without article and possessive.
    pub span: Span,
    /// What sort of thing it names.
    pub kind: Kind,
    /// The entity: an index into `Annotations::entities`; none when it is ambiguous.
    pub entity: Option<usize>,
    /// Which form of the name it is.
    pub form: Form,
    /// The tightest mention around it: an index into `Annotations::mentions`.
    pub nested_in: Option<usize>,
    /// Whether a possessive ending follows.
    pub possessive: bool,
    /// The part of the article: `headline`, `byline`, `dateline`, `label`, `bullet`, `body`, `quotation` (a
    /// sentence of the body that stands whole between quotation marks) or `credit`.
    pub zone: &'static str,
    /// The number of the sentence, from 0.
    pub sentence: u32,
    /// What found it: a word that the README defines.
    pub rule: &'static str,
    /// How sure it is, 0 to 1.
    pub score: f64,
    /// When ambiguous: ids of the entities it may name, best first, with their scores.
    pub candidates: Vec<(String, f64)>,
}

/// How a mention relates to the full name of its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// The main name.
    Name,
    /// Another full name.
    Alias,
    /// Initials, or another short form in capitals.
    Acronym,
    /// The last name of a person.
    Surname,
    /// A demonym or adjective of a place.
    Demonym,
    /// Another shortened form.
    Short,
}

impl Form {
    /// The name in the output: `name`, `alias`, `acronym`, `surname`, `demonym`, `short`.
    pub fn name(self) -> &'static str {
        ["name", "alias", "acronym", "surname", "demonym", "short"][self as usize]
    }
}
