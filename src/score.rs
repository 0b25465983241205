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

#[cfg(test)]
mod tests {
    use crate::annotate::Annotator;
    use crate::document::Document;
    use crate::gazetteer::Gazetteer;

    #[test]
    fn salience_is_the_formula_of_the_readme() {
        let text = "Denmark met Norway.\n\nDenmark signed it. The Danish king left. Sweden did not.";
        let found = Annotator::new(Gazetteer::embedded()).annotate(&Document::new("-", text));
        let salience = |id: &str| found.entities.iter().find(|entity| entity.id == id).map(|e| e.salience);
        // Four sentences. Denmark has two mentions and a demonym that counts half: 2.5, the most.
        let expected = [
            ("place/dk", 0.5 * 2.5 / 2.5 + 0.3 * (1.0 - 0.0 / 4.0) + 0.2),
            ("place/no", 0.5 * 1.0 / 2.5 + 0.3 * (1.0 - 0.0 / 4.0) + 0.2),
            ("place/se", 0.5 * 1.0 / 2.5 + 0.3 * (1.0 - 3.0 / 4.0)),
        ];
        for (id, wanted) in expected {
            let is = salience(id).unwrap();
            assert!((is - wanted).abs() < 1e-9, "{id}: {is}, not {wanted}");
        }
    }
}
