//! How central each entity is to its document.

use crate::annotations::Annotations;

/// Sets `salience`: 0 to 1, the sum of three parts.
///
/// ```text
/// salience = 0.5 · mentions / mentions of the entity that has most
///          + 0.3 · (1 − sentence of the first mention / number of sentences)
///          + 0.2 if it stands in the headline, a bullet or the first body sentence
/// ```
///
/// Nested mentions and demonyms count half.
pub(crate) fn score(annotations: &mut Annotations, n_sentences: usize) {
    let mentions = &annotations.mentions;
    let weight = |idx: &usize| {
        let mention = &mentions[*idx];
        let half = mention.nested_in.is_some() || mention.form == crate::mention::Form::Demonym;
        if half { 0.5 } else { 1.0 }
    };
    let counts: Vec<f64> =
        annotations.entities.iter().map(|entity| entity.mentions.iter().map(weight).sum()).collect();
    let most = counts.iter().copied().fold(1.0, f64::max);
    let first_body = mentions
        .iter()
        .find(|mention| matches!(mention.zone, "body" | "quotation"))
        .map(|mention| mention.sentence);
    for (entity, count) in annotations.entities.iter_mut().zip(counts) {
        let Some(first) = entity.mentions.first().map(|idx| &mentions[*idx]) else { continue };
        let early = 1.0 - f64::from(first.sentence) / n_sentences.max(1) as f64;
        let in_head = entity.mentions.iter().map(|idx| &mentions[*idx]).any(|mention| {
            matches!(mention.zone, "headline" | "bullet") || Some(mention.sentence) == first_body
        });
        entity.salience = 0.5 * count / most + 0.3 * early + if in_head { 0.2 } else { 0.0 };
    }
}
