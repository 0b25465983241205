//! Words and phrases that tell what a document is about.
//!
//! The words of the text are read with their classes; runs of adjectives and nouns, their parts, and the
//! names and citations that were found before are gathered as phrases; a linear score over what was counted
//! ranks them; the best that say something new are picked.

use crate::annotations::Annotations;
use crate::keyword::Keyword;
use crate::segment::Segments;

mod corpus;
mod features;
mod gather;
mod lexicon;
mod pick;
mod reading;
mod stem;
mod weights;

pub use corpus::{Corpus, DocumentPhrases};
pub use features::CandidateFeatures;
use pick::id;

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

/// Which keywords are wanted, and how many.
#[derive(Debug)]
pub(crate) struct KeywordOptions {
    pub(crate) mode: KeywordMode,
    /// How many at the most.
    pub(crate) max: usize,
    /// The least score, 0 to 1.
    pub(crate) min_score: f64,
    /// The documents against which a keyword marks this one.
    pub(crate) corpus: Option<Corpus>,
}

/// The keywords of a document, best first.
pub(crate) fn keywords(
    text: &str,
    segments: &Segments,
    annotations: &Annotations,
    options: &KeywordOptions,
) -> Vec<Keyword> {
    let KeywordOptions { mode, max, min_score, ref corpus } = *options;
    if mode == KeywordMode::None || max == 0 {
        return Vec::new();
    }
    let reading = reading::read(text, segments, annotations);
    let phrases = gather::gather(&reading, annotations, mode);
    let mut ranked = features::rank(&reading, &phrases, annotations, mode);
    if let Some(corpus) = corpus {
        corpus.weigh(text, &reading, annotations, &phrases, &mut ranked);
    }
    let mut found = pick::pick(text, &reading, annotations, &phrases, &ranked, max);
    // As written, with three decimals: what shows 0.3 is not below 0.3.
    found.retain(|keyword| (keyword.score * 1000.0).round() / 1000.0 >= min_score);
    found
}

/// What is counted of every candidate, best first: what weights are fitted on.
pub(crate) fn candidates(
    text: &str,
    segments: &Segments,
    annotations: &Annotations,
    mode: KeywordMode,
) -> Vec<CandidateFeatures> {
    let reading = reading::read(text, segments, annotations);
    let phrases = gather::gather(&reading, annotations, mode);
    let ranked = features::rank(&reading, &phrases, annotations, mode);
    pick::describe(text, &reading, annotations, &phrases, &ranked, mode)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;
    use crate::{Annotator, Document, Gazetteer};
    use proptest::prelude::*;
    use std::sync::LazyLock;
    use std::time::{Duration, Instant};

    fn find(text: &str, mode: KeywordMode, max: usize) -> Vec<Keyword> {
        keywords(text, &segment(text), &Annotations::default(), &options(mode, max))
    }

    fn options(mode: KeywordMode, max: usize) -> KeywordOptions {
        KeywordOptions { mode, max, min_score: 0.0, corpus: None }
    }

    fn texts(text: &str) -> Vec<String> {
        find(text, KeywordMode::Phrases, 15).into_iter().map(|keyword| keyword.text).collect()
    }

    const SPILL: &str = "A massive oil spill spread on Friday. The oil spill hit marine life, officials said. \
                         Oil spills kill marine life. Cleanup crews fought the oil spill. It cost 5 million dollars.";

    #[test]
    fn the_best_phrase_is_the_one_that_the_text_is_about() {
        let found = find(SPILL, KeywordMode::Phrases, 15);
        assert_eq!(found[0].text, "oil spill");
        let places: Vec<&str> = found[0].spans.iter().map(|span| span.of(SPILL)).collect();
        assert_eq!(places, ["oil spill", "oil spill", "Oil spills", "oil spill"]);
    }

    #[test]
    fn what_says_nothing_is_no_keyword() {
        let found = texts(SPILL);
        for empty in ["Friday", "5", "million", "officials said", "oil", "spill"] {
            assert!(!found.iter().any(|text| text == empty), "{empty} in {found:?}");
        }
    }

    #[test]
    fn those_who_only_speak_or_belong_are_no_keyword() {
        let found =
            texts("Former senior officials praised the oil embargo. Local employees fear the oil embargo.");
        assert!(found.iter().any(|text| text == "oil embargo"), "{found:?}");
        for hollow in ["Former senior officials", "senior officials", "local employees"] {
            assert!(!found.iter().any(|text| text == hollow), "{hollow} in {found:?}");
        }
    }

    #[test]
    fn a_text_of_no_or_two_words_has_what_it_can() {
        assert_eq!(texts(""), [] as [&str; 0]);
        assert_eq!(texts("the of"), [] as [&str; 0]);
        assert_eq!(texts("Oil spill"), ["Oil spill"]);
        let words = find("Oil spill", KeywordMode::Words, 15);
        assert_eq!(words.len(), 2);
    }

    #[test]
    fn there_are_at_most_as_many_as_are_wanted() {
        assert_eq!(find(SPILL, KeywordMode::Phrases, 2).len(), 2);
        assert_eq!(find(SPILL, KeywordMode::Phrases, 0), []);
        assert_eq!(find(SPILL, KeywordMode::None, 9), []);
    }

    #[test]
    fn a_least_score_holds_for_the_score_as_it_is_written() {
        let all = find(SPILL, KeywordMode::Phrases, 15);
        let written = |keyword: &Keyword| (keyword.score * 1000.0).round() / 1000.0;
        let least = written(&all[1]);
        assert!(written(&all[2]) < least, "{all:?}");
        let options = KeywordOptions { min_score: least, ..options(KeywordMode::Phrases, 15) };
        let found = keywords(SPILL, &segment(SPILL), &Annotations::default(), &options);
        assert_eq!(found, all[..2]);
    }

    #[test]
    fn words_are_single_words() {
        let found = find(SPILL, KeywordMode::Words, 15);
        assert!(found.len() > 5 && found.iter().all(|keyword| !keyword.text.contains(' ')));
    }

    static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| Annotator::new(Gazetteer::embedded()));

    #[test]
    fn one_entity_is_one_keyword() {
        let text = "The Tehreek-e-Taliban Pakistan (TTP) hit a base. The TTP said so. Police blamed the TTP.";
        let found = ANNOTATOR.annotate(&Document::new("", text)).keywords;
        let of_ttp: Vec<&Keyword> =
            found.iter().filter(|keyword| keyword.entity.as_deref() == Some("org/ttp")).collect();
        assert_eq!(of_ttp.len(), 1, "{found:?}");
        assert_eq!((of_ttp[0].text.as_str(), of_ttp[0].spans.len()), ("TTP", 4));
        assert!(!found.iter().any(|keyword| keyword.text.contains("Tehreek")), "{found:?}");
    }

    /// Texts that would show a cost of the square: one endless run, one word, only different words, no space.
    fn long_texts(n_words: usize) -> [String; 4] {
        let different: Vec<String> = (0..n_words).map(|number| format!("w{number}x")).collect();
        [
            "oil price war crisis ".repeat(n_words / 4),
            "oil ".repeat(n_words),
            different.join(" "),
            "oil-price-".repeat(n_words / 2),
        ]
    }

    fn time(text: &str) -> Duration {
        let segments = segment(text);
        let start = Instant::now();
        keywords(text, &segments, &Annotations::default(), &options(KeywordMode::Phrases, 15));
        start.elapsed()
    }

    #[test]
    fn time_grows_as_the_text_does() {
        for (short, long) in long_texts(2_000).iter().zip(&long_texts(16_000)) {
            let best = (0..3).map(|_| time(short)).min().unwrap_or_default();
            assert!(time(long) < best * 40 + Duration::from_millis(100), "{}", &short[..20]);
        }
    }

    proptest! {
        #[test]
        fn any_text_has_sound_keywords(text in "(?s)([ -~]|[’“éß\u{200b}\n]|oil |spill |the |TTP ){0,80}", words in any::<bool>()) {
            let mode = if words { KeywordMode::Words } else { KeywordMode::Phrases };
            let found = find(&text, mode, 15);
            prop_assert_eq!(&found, &find(&text, mode, 15));
            prop_assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
            for keyword in &found {
                prop_assert!((0.0..=1.0).contains(&keyword.score) && !keyword.spans.is_empty());
                prop_assert!(keyword.spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
                let forms = keyword.spans.iter().map(|span| span.of(&text).split_whitespace().collect::<Vec<_>>().join(" "));
                prop_assert!(forms.clone().any(|form| form == keyword.text), "{:?}", keyword);
            }
        }
    }
}
