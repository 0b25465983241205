//! The path: text in, annotations out.

use crate::annotations::Annotations;
use crate::choose::{Choice, choose};
use crate::document::Document;
use crate::find::{Found, find};
use crate::gazetteer::Gazetteer;
use crate::keywords::{CandidateFeatures, Corpus, KeywordMode, KeywordOptions, candidates, keywords};
use crate::learn::learn;
use crate::resolve::{link_citations, resolve};
use crate::score::score;
use crate::segment::{Segments, segment};

/// What was found and chosen in a text, before mentions and entities are made of it.
pub(crate) struct Claims {
    pub(crate) segments: Segments,
    /// With the candidates that were learned.
    pub(crate) found: Found,
    pub(crate) chosen: Vec<Choice>,
}

/// Everything that is needed to annotate: what is known, and what is wanted.
#[derive(Debug)]
pub struct Annotator {
    gazetteer: Gazetteer,
    keywords: KeywordOptions,
}

impl Annotator {
    /// An annotator with this gazetteer, fifteen keyphrases a document.
    ///
    /// ```
    /// use gazet::{Annotator, Document, Gazetteer};
    /// let annotator = Annotator::new(Gazetteer::embedded());
    /// let text = "Pakistan’s army said the TTP’s camps were hit.";
    /// let found = annotator.annotate(&Document::new("brief", text));
    /// assert_eq!(found.mentions[0].span.of(text), "Pakistan");
    /// assert!(found.mentions[0].possessive);
    /// ```
    pub fn new(gazetteer: Gazetteer) -> Annotator {
        let keywords = KeywordOptions { mode: KeywordMode::Phrases, max: 15, min_score: 0.0, corpus: None };
        Annotator { gazetteer, keywords }
    }

    /// The same with other keywords: their mode, and how many at the most.
    #[must_use]
    pub fn with_keywords(mut self, mode: KeywordMode, max_keywords: usize) -> Annotator {
        self.keywords.mode = mode;
        self.keywords.max = max_keywords;
        self
    }

    /// The same without keywords of a lower score; scores are 0 to 1, compared with three decimals.
    #[must_use]
    pub fn with_min_keyword_score(mut self, min_score: f64) -> Annotator {
        self.keywords.min_score = min_score;
        self
    }

    /// The same with keywords that mark a document against the others of a corpus.
    #[must_use]
    pub fn with_corpus(mut self, corpus: Corpus) -> Annotator {
        self.keywords.corpus = Some(corpus);
        self
    }

    /// What is known.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Finds everything in one document. Never fails: every text has an answer, even if it is empty.
    /// The same text always has the same answer. The cost grows linearly with the text.
    pub fn annotate(&self, document: &Document) -> Annotations {
        let text = document.text.as_str();
        let Claims { segments, found, chosen } = self.claims(text);
        let (mentions, entities) = resolve(text, &segments, &self.gazetteer, chosen);
        let mut annotations =
            Annotations { mentions, entities, citations: found.citations, keywords: Vec::new() };
        link_citations(&mut annotations);
        score(&mut annotations, segments.sentences.len());
        annotations.keywords = keywords(text, &segments, &annotations, &self.keywords);
        annotations
    }

    /// The path up to the choice.
    pub(crate) fn claims(&self, text: &str) -> Claims {
        let segments = segment(text);
        let mut found = find(text, &segments, &self.gazetteer);
        let first = choose(text, &segments, &self.gazetteer, &found.candidates);
        let learned = learn(text, &segments, &self.gazetteer, &found, &first);
        found.candidates.extend(learned);
        let chosen = choose(text, &segments, &self.gazetteer, &found.candidates);
        Claims { segments, found, chosen }
    }

    /// All candidates for keywords, the best first, with what they are judged by. The weights in
    /// `src/keywords/weights.rs` are fitted on this.
    pub fn keyword_candidates(&self, document: &Document) -> Vec<CandidateFeatures> {
        let annotations = self.annotate(document);
        candidates(&document.text, &segment(&document.text), &annotations, self.keywords.mode)
    }
}
