//! Named entities, legal citations and keywords of news text.
//!
//! Start with [`Annotator`]: it takes a [`Document`] and gives [`Annotations`].
//!
//! ```
//! use gazet::{Annotator, Document, Gazetteer};
//!
//! let annotator = Annotator::new(Gazetteer::embedded());
//! let document = Document::new("brief", "Citing Article 51 of the UN Charter, Islamabad defended the strikes.");
//! let found = annotator.annotate(&document);
//! let names: Vec<&str> = found.mentions.iter().map(|mention| mention.span.of(&document.text)).collect();
//! assert_eq!(names, ["UN Charter", "UN", "Islamabad"]);
//! assert_eq!(found.citations[0].id, "un-charter/art-51");
//! ```
//!
//! A text takes one straight way, and each step is a file of that name:
//!
//! ```text
//! read → segment → find → choose → learn → choose → resolve → score → keywords → write
//! ```
//!
//! Only [`read`], [`save`] and [`Gazetteer::with_files`] touch the world or can fail. All offsets inside the
//! program are bytes of the text as given; `write` turns them into the unit that is asked for.

mod annotate;
mod annotations;
pub mod batch;
mod candidate;
pub mod check;
mod choose;
mod citation;
mod document;
mod entity;
mod error;
mod explain;
mod explain_text;
mod find;
mod fold;
mod gazetteer;
mod import;
mod index;
mod keyword;
mod keywords;
mod kind;
mod known;
mod learn;
mod lexicon;
mod mention;
pub mod read;
mod resolve;
mod row;
pub mod save;
mod score;
mod segment;
mod span;
mod summary;
mod table;
mod token;
mod words;
pub mod write;

pub use annotate::Annotator;
pub use annotations::Annotations;
pub use citation::{Citation, Part};
pub use document::Document;
pub use entity::Entity;
pub use error::{Error, ErrorKind};
pub use explain::{Explanation, Reading, explain};
pub use explain_text::{Considered, Decision, Refused};
pub use gazetteer::Gazetteer;
pub use import::{ImportFormat, ImportOptions, ImportReport, Imported, LeftOut, import};
pub use keyword::Keyword;
pub use keywords::{CandidateFeatures, Corpus, DocumentPhrases, KeywordMode};
pub use kind::{Kind, Type};
pub use known::{KnownEntity, KnownName, Layer, Origin};
pub use mention::{Form, Mention};
pub use row::HEADER as TABLE_HEADER;
pub use span::Span;
pub use summary::{DateCount, Digest, EntityCount, PairCount, Summary};

/// The examples of the README, which run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// What the programs under `benches/` measure and nobody else needs: single steps of the path.
#[doc(hidden)]
pub mod bench {
    use crate::candidate::Candidate;
    use crate::find::{citations::citations, names::names, unlisted::unlisted};
    use crate::fold::Folded;
    use crate::gazetteer::Gazetteer;
    use crate::segment::Segments;

    /// A text cut and folded, ready to be searched.
    pub struct Prepared(Folded);

    /// Cuts and folds a text.
    pub fn prepare(text: &str) -> Prepared {
        Prepared(crate::segment::segment(text).folded)
    }

    /// Where the words of a text begin and end.
    pub fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
        let tokens = crate::token::tokenize(text).into_iter();
        let words = tokens.filter(|token| token.kind != crate::token::TokenKind::Sign);
        words.map(|token| (token.span.start as usize, token.span.end as usize))
    }

    /// The number of names that stand in a text.
    pub fn count_names(gazetteer: &Gazetteer, text: &Prepared) -> usize {
        gazetteer.find(&text.0).len()
    }

    /// A text with its words cut and its names found: all that the legal layer looks at.
    pub struct LegalText<'a> {
        text: &'a str,
        segments: Segments,
        known: Vec<Candidate>,
    }

    impl<'a> LegalText<'a> {
        /// Cuts a text and finds its names.
        pub fn new(text: &'a str, gazetteer: &Gazetteer) -> LegalText<'a> {
            let segments = crate::segment::segment(text);
            let mut known = names(text, &segments, gazetteer);
            known.extend(unlisted(text, &segments, &known));
            LegalText { text, segments, known }
        }

        /// The number of citations that the legal layer finds.
        pub fn count_citations(&self, gazetteer: &Gazetteer) -> usize {
            citations(self.text, &self.segments, gazetteer, &self.known).citations.len()
        }
    }
}
