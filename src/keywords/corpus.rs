//! What marks a document against the others of its corpus: phrases counted by the documents in which they stand.

use super::gather::{Phrase, gather};
use super::reading::{Reading, Word, read};
use super::stem::stem;
use super::{KeywordMode, id};
use crate::annotations::Annotations;
use crate::document::Document;
use crate::segment::segment;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// In how many documents each phrase stands. Memory grows with the different phrases, by some 20 bytes each, and not
/// with the texts: of a phrase only a hash is kept. Two phrases in a billion or so share one, and are counted together.
#[derive(Debug, Default)]
pub struct Corpus {
    n_documents: u32,
    n_with: HashMap<u64, u32>,
}

/// The different phrases of one document: what a corpus counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPhrases(HashSet<u64>);

impl DocumentPhrases {
    /// All phrases that could be keywords of a document. An entity or a citation is counted by its id.
    pub fn new(document: &Document, annotations: &Annotations, mode: KeywordMode) -> DocumentPhrases {
        let text = document.text.as_str();
        let reading = read(text, &segment(text), annotations);
        let phrases = gather(&reading, annotations, mode);
        let hashes = Hashes::new(text, &reading, annotations);
        DocumentPhrases(phrases.iter().map(|phrase| hashes.of(phrase)).collect())
    }
}

impl Corpus {
    /// Counts one more document.
    pub fn add(&mut self, phrases: DocumentPhrases) {
        self.n_documents = self.n_documents.saturating_add(1);
        for hash in phrases.0 {
            let count = self.n_with.entry(hash).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// How rare a phrase is: 1 if it stands in this document alone, near 0 if it stands in all.
    fn rarity(&self, hash: u64) -> f64 {
        let n_with = f64::from(self.n_with.get(&hash).copied().unwrap_or(1));
        let n_more = f64::from(self.n_documents.max(1)) + 1.0;
        (n_more / n_with).ln() / n_more.ln()
    }

    /// Multiplies the odds of each phrase by its rarity: tf-idf, with the fitted score in the place of tf.
    pub(super) fn weigh(
        &self,
        text: &str,
        reading: &Reading,
        annotations: &Annotations,
        phrases: &[Phrase],
        ranked: &mut [(usize, f64)],
    ) {
        let hashes = Hashes::new(text, reading, annotations);
        for (number, score) in ranked.iter_mut() {
            if let Some(phrase) = phrases.get(*number) {
                *score += STRENGTH * self.rarity(hashes.of(phrase)).ln();
            }
        }
        // The sort is stable: equals stay in the order of their rank.
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1));
    }
}

/// How much the rarity counts.
const STRENGTH: f64 = 1.0;

/// Hashes of phrases that are the same in every document, as the numbers of stems are not.
struct Hashes<'a> {
    reading: &'a Reading,
    annotations: &'a Annotations,
    by_stem: HashMap<u32, u64>,
}

impl<'a> Hashes<'a> {
    fn new(text: &str, reading: &'a Reading, annotations: &'a Annotations) -> Hashes<'a> {
        let mut by_stem = HashMap::new();
        for word in &reading.words {
            let of_word = || hash(&stem(&word.span.of(text).to_lowercase()));
            by_stem.entry(word.stem).or_insert_with(of_word);
        }
        Hashes { reading, annotations, by_stem }
    }

    fn of(&self, phrase: &Phrase) -> u64 {
        if let Some(id) = id(self.annotations, phrase) {
            return hash(&id);
        }
        let of_word = |word: &Word| self.by_stem.get(&word.stem).copied().unwrap_or(0);
        let words = self.reading.slice(phrase.first.clone());
        hash(&words.iter().map(of_word).collect::<Vec<u64>>())
    }
}

/// Without a random key, so that the answer is the same in every run.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use crate::{Annotator, Corpus, Document, DocumentPhrases, Gazetteer, KeywordMode};

    const TEXTS: [&str; 3] = [
        "They read the price index. Wheat harvests fell while the price index did not. Of the price index and of wheat harvests they spoke.",
        "They read the price index. Copper mines closed while the price index did not. Of the price index and of copper mines they spoke.",
        "They read the price index. Cotton mills stopped while the price index did not. Of the price index and of cotton mills they spoke.",
    ];

    fn corpus(texts: &[&str]) -> Corpus {
        let annotator = Annotator::new(Gazetteer::empty());
        let mut corpus = Corpus::default();
        for text in texts {
            let document = Document::new("", *text);
            let annotations = annotator.annotate(&document);
            corpus.add(DocumentPhrases::new(&document, &annotations, KeywordMode::Phrases));
        }
        corpus
    }

    fn best(annotator: &Annotator, text: &str) -> String {
        annotator.annotate(&Document::new("", text)).keywords.swap_remove(0).text
    }

    #[test]
    fn what_all_documents_have_marks_none() {
        let alone = Annotator::new(Gazetteer::empty());
        let among = Annotator::new(Gazetteer::empty()).with_corpus(corpus(&TEXTS));
        assert!(TEXTS.iter().all(|text| best(&alone, text) == "price index"));
        let marks = TEXTS.map(|text| best(&among, text));
        assert_eq!(marks, ["Wheat harvests", "Copper mines", "Cotton mills"]);
    }

    #[test]
    fn a_corpus_of_one_document_changes_nothing() {
        let document = Document::new("", TEXTS[0]);
        let alone = Annotator::new(Gazetteer::empty()).annotate(&document);
        let among = Annotator::new(Gazetteer::empty()).with_corpus(corpus(&TEXTS[..1])).annotate(&document);
        assert_eq!(alone, among);
    }
}
