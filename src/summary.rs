//! What a whole batch speaks of: entities with the documents and mentions they have, which stand together, and when.

use crate::annotations::Annotations;
use crate::kind::Kind;
use std::collections::HashMap;

/// Entities counted over many documents. Memory grows with the entities, the pairs and the dates, not with the texts.
///
/// Entities are the same when their ids are: a `doc/…` id is counted over documents by its name alone.
#[derive(Debug, Default)]
pub struct Summary {
    /// Documents that were counted.
    pub n_documents: usize,
    entities: Vec<EntityCount>,
    by_id: HashMap<String, usize>,
    pairs: HashMap<(usize, usize), usize>,
    dates: HashMap<(String, usize), usize>,
}

/// An entity with what was counted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityCount {
    /// The id in the gazetteer, or `doc/…`.
    pub id: String,
    /// The main name.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Documents that name it.
    pub n_documents: usize,
    /// Mentions in all documents.
    pub n_mentions: usize,
}

/// Two entities that are named in the same document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairCount<'a> {
    /// The one that comes first by id.
    pub left: &'a EntityCount,
    /// The other.
    pub right: &'a EntityCount,
    /// Documents that name both.
    pub n_documents: usize,
}

/// An entity on one date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateCount<'a> {
    /// `YYYY-MM-DD`.
    pub date: &'a str,
    /// The entity.
    pub entity: &'a EntityCount,
    /// Documents of that date that name it.
    pub n_documents: usize,
}

/// What a summary takes of one document: cheap to keep until its turn comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    date: Option<String>,
    entities: Vec<EntityCount>,
}

impl Digest {
    /// The digest of a document. Its date is the first `YYYY-MM-DD`, `YYYY/MM/DD` or `YYYYMMDD` in `date`, if
    /// there is one: the id of a document will do.
    pub fn new(date: &str, annotations: Annotations) -> Digest {
        let entities = annotations.entities.into_iter().map(|entity| EntityCount {
            id: entity.id,
            name: entity.name,
            kind: entity.kind,
            n_documents: 1,
            n_mentions: entity.mentions.len(),
        });
        Digest { date: date_in(date), entities: entities.collect() }
    }
}

impl Summary {
    /// Counts one more document.
    pub fn add(&mut self, digest: Digest) {
        self.n_documents += 1;
        let mut here: Vec<usize> = digest.entities.into_iter().map(|entity| self.count(entity)).collect();
        here.sort_unstable();
        for (place, &left) in here.iter().enumerate() {
            for &right in &here[place + 1..] {
                *self.pairs.entry((left, right)).or_default() += 1;
            }
            if let Some(date) = &digest.date {
                *self.dates.entry((date.clone(), left)).or_default() += 1;
            }
        }
    }

    fn count(&mut self, entity: EntityCount) -> usize {
        if let Some(&known) = self.by_id.get(&entity.id) {
            self.entities[known].n_documents += 1;
            self.entities[known].n_mentions += entity.n_mentions;
            return known;
        }
        self.by_id.insert(entity.id.clone(), self.entities.len());
        self.entities.push(entity);
        self.entities.len() - 1
    }

    /// All entities: those of most documents first, then of most mentions, then by id.
    pub fn entities(&self) -> Vec<&EntityCount> {
        let mut entities: Vec<&EntityCount> = self.entities.iter().collect();
        entities.sort_by(|left, right| {
            let counts = |entity: &EntityCount| (entity.n_documents, entity.n_mentions);
            counts(right).cmp(&counts(left)).then_with(|| left.id.cmp(&right.id))
        });
        entities
    }

    /// Pairs of entities that stand together in `least` documents or more: the most frequent first, then by ids.
    pub fn pairs(&self, least: usize) -> Vec<PairCount<'_>> {
        let often = self.pairs.iter().filter(|(_, n_documents)| **n_documents >= least);
        let mut pairs: Vec<PairCount<'_>> = often
            .map(|(&(left, right), &n_documents)| {
                let (left, right) = (&self.entities[left], &self.entities[right]);
                let (left, right) = if left.id < right.id { (left, right) } else { (right, left) };
                PairCount { left, right, n_documents }
            })
            .collect();
        pairs.sort_by(|one, other| {
            let ids = |pair: &PairCount<'_>| [pair.left.id.clone(), pair.right.id.clone()];
            other.n_documents.cmp(&one.n_documents).then_with(|| ids(one).cmp(&ids(other)))
        });
        pairs
    }

    /// Entities by date: the earliest date first, on each those of most documents first, then by id. Documents
    /// without a date are not in it.
    pub fn dates(&self) -> Vec<DateCount<'_>> {
        let mut dates: Vec<DateCount<'_>> = self
            .dates
            .iter()
            .map(|((date, entity), &n_documents)| DateCount {
                date,
                entity: &self.entities[*entity],
                n_documents,
            })
            .collect();
        dates.sort_by(|one, other| {
            let rank = |count: &DateCount<'_>| std::cmp::Reverse(count.n_documents);
            (one.date, rank(one), &one.entity.id).cmp(&(other.date, rank(other), &other.entity.id))
        });
        dates
    }
}

/// The first date in a text, as `YYYY-MM-DD`; a run of more than eight digits is none.
fn date_in(text: &str) -> Option<String> {
    let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(start, _)| start);
    let mut starts = starts.filter(|start| !text[..*start].ends_with(|c: char| c.is_ascii_digit()));
    starts.find_map(|start| {
        let rest = &text.as_bytes()[start..];
        let sign = rest.get(4).copied().filter(|sign| matches!(sign, b'-' | b'/'));
        let gap = usize::from(sign.is_some());
        let number = |from: usize, len: usize| {
            let digits = rest.get(from..from + len)?;
            digits.iter().all(u8::is_ascii_digit).then(|| String::from_utf8_lossy(digits).into_owned())
        };
        let (year, month, day) = (number(0, 4)?, number(4 + gap, 2)?, number(6 + 2 * gap, 2)?);
        let goes_on = rest.get(8 + 2 * gap).is_some_and(u8::is_ascii_digit);
        let same_sign = sign.is_none() || rest.get(7).copied() == sign;
        let exists = ("01"..="12").contains(&month.as_str())
            && ("01"..="31").contains(&day.as_str())
            && ("1600".."2200").contains(&year.as_str());
        (exists && same_sign && !goes_on).then(|| format!("{year}-{month}-{day}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Annotator, Document, Gazetteer};

    fn summary(documents: &[(&str, &str)]) -> Summary {
        let annotator = Annotator::new(Gazetteer::embedded());
        let mut summary = Summary::default();
        for (id, text) in documents {
            summary.add(Digest::new(id, annotator.annotate(&Document::new(*id, *text))));
        }
        summary
    }

    #[test]
    fn entities_are_counted_over_documents() {
        let summary = summary(&[
            ("2024-01-02/a", "Denmark met Norway. Danish ships left Denmark."),
            ("b-20240103", "Norway and Sweden and Denmark."),
            ("c", "Sweden slept."),
        ]);
        assert_eq!(summary.n_documents, 3);
        let rows: Vec<_> =
            summary.entities().iter().map(|row| (row.id.as_str(), row.n_documents, row.n_mentions)).collect();
        assert_eq!(rows, [("place/dk", 2, 4), ("place/no", 2, 2), ("place/se", 2, 2)]);
        let pairs = summary.pairs(2);
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].left.id.as_str(), pairs[0].right.id.as_str()), ("place/dk", "place/no"));
        let dates: Vec<_> =
            summary.dates().iter().map(|row| format!("{} {}", row.date, row.entity.id)).collect();
        assert_eq!(dates[..2], ["2024-01-02 place/dk", "2024-01-02 place/no"]);
        assert_eq!(dates.len(), 5);
    }

    #[test]
    fn dates_are_found_in_ids() {
        for (id, date) in [
            ("news/2023/07/14/storm.txt", Some("2023-07-14")),
            ("20230714-storm", Some("2023-07-14")),
            ("storm-2023-07-14T10:00", Some("2023-07-14")),
            ("article-12345678", None),
            ("2023-13-01", None),
            ("2023-07/14", None),
            ("120230714", None),
            ("é2023", None),
        ] {
            assert_eq!(date_in(id).as_deref(), date, "{id}");
        }
    }
}
