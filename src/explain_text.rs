//! Why a place in a text is a mention, or is none: every candidate there with its evidence, and what it lost to.
//!
//! The path is walked once more and asked for its reasons; what decides is the code that always decides.

use crate::annotate::{Annotator, Claims};
use crate::candidate::{Candidate, Source};
use crate::choose::{Choice, ENOUGH, Judge};
use crate::citation::Citation;
use crate::document::Document;
use crate::find::names;
use crate::kind::Kind;
use crate::known::{KnownEntity, KnownName};
use crate::mention::Mention;
use crate::row::Mark;
use crate::segment::{Case, Segments};
use crate::span::Span;

/// What was decided about a place in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The mention, or the word where none is.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
    /// The mention that was made, with the id of its entity unless it is ambiguous.
    pub mention: Option<(Mention, Option<String>)>,
    /// The legal citations there.
    pub citations: Vec<Citation>,
    /// All candidates there: first the one that was chosen, then the weightiest.
    pub considered: Vec<Considered>,
    /// Names of the gazetteer that stand there, but cannot be meant.
    pub refused: Vec<Refused>,
    /// For a word that is in no mention: why it was not taken for an unlisted name.
    pub unlisted: Option<&'static str>,
}

/// A candidate with what spoke for and against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Considered {
    /// Where it stands.
    pub span: Span,
    /// What a mention of it is.
    pub kind: Kind,
    /// What found it.
    pub rule: &'static str,
    /// The row; none for an unlisted name.
    pub entity: Option<KnownEntity>,
    /// Pieces of evidence; their sum is `weight`.
    pub evidence: Vec<(&'static str, f64)>,
    /// 0.5 is enough for a mention.
    pub weight: f64,
    /// Why it is no mention; none for the chosen one.
    pub lost: Option<String>,
}

/// A name of the gazetteer that stands in the text, but is no candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Where it stands.
    pub span: Span,
    /// The row.
    pub entity: KnownEntity,
    /// The name as the table has it, where its mark may be the reason.
    pub name: Option<KnownName>,
    /// Why it cannot be meant.
    pub reason: &'static str,
}

impl Annotator {
    /// What was decided about the character at the byte `at`, the outer mention first; without `at` about
    /// every mention of the document. Costs two to three times what [`Annotator::annotate`] does.
    ///
    /// ```
    /// use gazet::{Annotator, Document, Gazetteer};
    /// let annotator = Annotator::new(Gazetteer::embedded());
    /// let decisions = annotator.explain(&Document::new("brief", "They met in Georgia, near Tbilisi."), Some(12));
    /// assert_eq!(decisions[0].considered[0].entity.as_ref().unwrap().id, "place/ge");
    /// ```
    pub fn explain(&self, document: &Document, at: Option<usize>) -> Vec<Decision> {
        let text = document.text.as_str();
        let claims = self.claims(text);
        let candidates = &claims.found.candidates;
        let judge = Judge::new(text, &claims.segments, self.gazetteer(), candidates);
        let annotations = self.annotate(document);
        let refused = names::refused(text, &claims.segments, self.gazetteer());
        let inquiry = Inquiry { annotator: self, text, claims: &claims, judge, refused };
        let is_there =
            |span: Span| at.is_none_or(|at| (span.start as usize..span.end as usize).contains(&at));
        let mut decisions = Vec::new();
        // `resolve` makes one mention of each choice.
        for (mention, choice) in annotations.mentions.iter().zip(&claims.chosen) {
            if is_there(mention.span) {
                let id = mention.entity.map(|entity| annotations.entities[entity].id.clone());
                let mut decision = inquiry.decision(mention.span, Some(choice), &annotations.citations);
                decision.mention = Some((mention.clone(), id));
                decisions.push(decision);
            }
        }
        if let (Some(at), true) = (at, decisions.is_empty()) {
            decisions.extend(inquiry.word_at(at, &annotations.citations));
        }
        decisions
    }
}

/// A text whose decisions are asked for.
struct Inquiry<'a> {
    annotator: &'a Annotator,
    text: &'a str,
    claims: &'a Claims,
    judge: Judge<'a>,
    refused: Vec<(crate::gazetteer::NameId, Span, &'static str)>,
}

impl Inquiry<'_> {
    /// The word at a byte, or the next one.
    fn word_at(&self, at: usize, citations: &[Citation]) -> Option<Decision> {
        let tokens = &self.claims.segments.tokens;
        let after = tokens.partition_point(|token| token.span.end as usize <= at);
        let idx = after.min(tokens.len().checked_sub(1)?);
        let mut decision = self.decision(tokens[idx].span, None, citations);
        decision.unlisted = Some(why_not_unlisted(self.text, &self.claims.segments, idx));
        Some(decision)
    }

    fn decision(&self, span: Span, choice: Option<&Choice>, citations: &[Citation]) -> Decision {
        let there = citations.iter().filter(|citation| citation.span.overlaps(span));
        Decision {
            span,
            sentence: self.sentence(span),
            mention: None,
            citations: there.cloned().collect(),
            considered: self.considered(span, choice),
            refused: self.refused(span),
            unlisted: None,
        }
    }

    fn sentence(&self, span: Span) -> Span {
        let segments = &self.claims.segments;
        let idx = segments.tokens.partition_point(|token| token.span.end <= span.start);
        let number = segments.sentence_of[idx];
        let first = segments.sentence_of.partition_point(|of| *of < number);
        let end = segments.sentence_of.partition_point(|of| *of <= number);
        segments.tokens[first].span.cover(segments.tokens[end - 1].span)
    }

    /// The candidates at `span` but for those of which other mentions were made.
    fn considered(&self, span: Span, choice: Option<&Choice>) -> Vec<Considered> {
        let chosen = &self.claims.chosen;
        let is_choice = |candidate: &Candidate, choice: &Choice| {
            candidate.span == choice.candidate.span && candidate.source == choice.candidate.source
        };
        let mut considered: Vec<Considered> = Vec::new();
        let mut seen: Vec<&Candidate> = Vec::new();
        // A name that was learned comes last and counts for more than the weak one it was.
        for candidate in self.claims.found.candidates.iter().rev().filter(|c| c.span.overlaps(span)) {
            let is_this = choice.is_some_and(|choice| choice.candidate == *candidate);
            let is_other = !is_this && chosen.iter().any(|choice| is_choice(candidate, choice));
            let again = seen.iter().any(|c| c.span == candidate.span && c.source == candidate.source);
            if !is_other && !again {
                seen.push(candidate);
                considered.push(self.weighed(candidate, is_this));
            }
        }
        considered.sort_by(|left, right| {
            left.lost.is_some().cmp(&right.lost.is_some()).then(right.weight.total_cmp(&left.weight))
        });
        considered
    }

    fn weighed(&self, candidate: &Candidate, is_chosen: bool) -> Considered {
        let (mut evidence, mut weight) = (Vec::new(), 0.0);
        self.judge.evidence(candidate, &mut |what, piece| {
            weight += piece;
            if piece != 0.0 || evidence.is_empty() {
                evidence.push((what, piece));
            }
        });
        let gazetteer = self.annotator.gazetteer();
        let entity = match candidate.source {
            Source::Entry(entry) => Some(gazetteer.known(entry)),
            Source::Local(_) => None,
        };
        let lost = (!is_chosen).then(|| self.lost(candidate, weight));
        Considered {
            span: candidate.span,
            kind: candidate.kind,
            rule: candidate.rule,
            entity,
            evidence,
            weight,
            lost,
        }
    }

    /// Why no mention was made of a candidate.
    fn lost(&self, candidate: &Candidate, weight: f64) -> String {
        if candidate.mark == Mark::Weak {
            return "weak: counts only for an entity that the document names otherwise".to_owned();
        }
        if weight < ENOUGH {
            return format!("weighs less than {ENOUGH}");
        }
        let in_the_way =
            self.claims.chosen.iter().filter(|choice| choice.candidate.span.overlaps(candidate.span));
        for Choice { candidate: outer, weight: of_outer, rivals, .. } in in_the_way {
            if outer.span == candidate.span {
                return if rivals.iter().any(|rival| rival.0 == candidate.source) {
                    "too close to call: one of the candidates of the mention".to_owned()
                } else if *of_outer >= weight {
                    format!("the same words mean something else with {of_outer:.3}")
                } else {
                    "a listed name is meant before one that is not".to_owned()
                };
            }
            if outer.span.len() > candidate.span.len()
                && let Some(reason) = self.judge.why_not_inside(candidate, outer)
            {
                return format!("{reason} “{}”", self.written(outer.span));
            }
        }
        "another name for the same words is meant, but is not kept here either".to_owned()
    }

    fn written(&self, span: Span) -> String {
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Names whose case does not fit, and those that are a part of what is cited.
    fn refused(&self, span: Span) -> Vec<Refused> {
        let gazetteer = self.annotator.gazetteer();
        let (text, segments) = (self.text, &self.claims.segments);
        let here = self.refused.iter().filter(|(_, at, _)| at.overlaps(span));
        let mut refused: Vec<Refused> = Vec::new();
        for (name_id, at, reason) in here {
            let name = gazetteer.name(*name_id);
            refused.push(Refused {
                span: *at,
                entity: gazetteer.known(gazetteer.entry_of(*name_id)),
                name: Some(KnownName { text: name.written.to_owned(), mark: name.mark }),
                reason,
            });
        }
        let found = &self.claims.found.candidates;
        for candidate in names::names(text, segments, gazetteer) {
            let Source::Entry(entry) = candidate.source else { continue };
            let is_kept = found.iter().any(|c| c.span == candidate.span && c.source == candidate.source);
            if candidate.span.overlaps(span) && !is_kept {
                let entity = gazetteer.known(entry);
                refused.push(Refused {
                    span: candidate.span,
                    entity,
                    name: None,
                    reason: "part of a legal citation",
                });
            }
        }
        refused
    }
}

/// Why a word was not taken for a name that no list holds.
fn why_not_unlisted(text: &str, segments: &Segments, idx: usize) -> &'static str {
    let token = segments.tokens[idx];
    if !token.is_word() {
        "not a word"
    } else if !token.is_capital() {
        "written without a capital"
    } else if segments.sentence(idx).case != Case::Normal {
        "a capital proves nothing in a line that is in capitals throughout"
    } else if segments.facts(idx).is_title() {
        "a title: it stays outside the name"
    } else if segments.starts_sentence(text, idx) {
        "a capital at the start of a sentence, and nothing beside it makes it a name"
    } else {
        "no title, given name, head noun, age or verb of saying makes it a name"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;

    fn explained(text: &str, word: &str) -> Vec<Decision> {
        let annotator = Annotator::new(Gazetteer::embedded());
        annotator.explain(&Document::new("-", text), text.find(word))
    }

    #[test]
    fn the_evidence_of_each_mention_adds_up_to_its_score() {
        let text = "KYIV, May 3 (Reuters) - Mr May met Joe Biden in Atlanta, Georgia. The U.S. army left Reading. \
                    Biden cited Article 51 of the UN Charter. John Fakename, 45, a baker, said Fakename slept.";
        let annotator = Annotator::new(Gazetteer::embedded());
        let document = Document::new("-", text);
        let decisions = annotator.explain(&document, None);
        let mentions = annotator.annotate(&document).mentions;
        assert_eq!(decisions.len(), mentions.len());
        for (decision, mention) in decisions.iter().zip(mentions) {
            let chosen = &decision.considered[0];
            let sum: f64 = chosen.evidence.iter().map(|piece| piece.1).sum();
            assert_eq!((chosen.span, chosen.rule, chosen.lost.as_ref()), (mention.span, mention.rule, None));
            assert!((sum.min(0.99) - mention.score).abs() < 1e-9, "{}: {chosen:?}", mention.span.of(text));
            assert!(decision.considered[1..].iter().all(|other| other.lost.is_some()));
        }
    }

    #[test]
    fn a_name_in_the_wrong_case_is_refused_with_its_row() {
        let decisions = explained("They were turkey farmers.", "turkey");
        assert_eq!(decisions[0].mention, None);
        let refused = &decisions[0].refused;
        assert!(refused.iter().any(|r| r.entity.id == "place/tr" && r.reason == "the case does not fit"));
        assert_eq!(decisions[0].unlisted, Some("written without a capital"));
    }

    #[test]
    fn what_a_longer_name_holds_says_so() {
        let decisions = explained("She studies at New York University.", "York");
        let lost: Vec<&str> = decisions[0].considered.iter().filter_map(|c| c.lost.as_deref()).collect();
        assert!(lost.iter().any(|reason| reason.contains("New York University")), "{lost:?}");
    }

    #[test]
    fn any_byte_of_any_text_has_an_answer_or_none() {
        let text = "“İstanbul”\r\n\r\n🚀 U.S. v. Ex\u{ad}ample, 597 U.S. 215 (2022) ’s";
        let annotator = Annotator::new(Gazetteer::embedded());
        for at in 0..text.len() + 2 {
            assert!(!annotator.explain(&Document::new("-", text), Some(at)).is_empty());
        }
        assert!(annotator.explain(&Document::new("-", ""), Some(0)).is_empty());
    }
}
