//! What the tables say of one entity, for people: its names with their marks, and where each word of it stands.

use crate::kind::Kind;
use crate::row::{Alias, Mark, Row};

/// Where tables come from. A later layer wins over an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The gazetteers that come with the program.
    Embedded,
    /// The folder of the user.
    User,
    /// Files given for this run.
    File,
}

impl Layer {
    /// The name that people read: `embedded`, `user`, `--gazetteer`.
    pub fn name(self) -> &'static str {
        ["embedded", "user", "--gazetteer"][self as usize]
    }
}

/// The line of a table that says something of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The layer of the table.
    pub layer: Layer,
    /// The table; an embedded one by its path in the sources.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
}

/// An entity of a gazetteer, merged from all layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEntity {
    /// `org/red-cross`.
    pub id: String,
    /// Type and subtype.
    pub kind: Kind,
    /// The main name.
    pub name: String,
    /// Name and aliases; the name comes first.
    pub names: Vec<KnownName>,
    /// 1 to 100: how likely its names mean it.
    pub prior: u8,
    /// `key=value;…`, or empty.
    pub ids: String,
    /// `key=value;…`, or empty.
    pub attributes: String,
    /// Who says so.
    pub source: String,
    /// The row that was merged last.
    pub origin: Origin,
    /// The rows below it that it was merged over, the nearest first.
    pub merged_over: Vec<Origin>,
}

/// A name of an entity with its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// The name without its mark.
    pub text: String,
    pub(crate) mark: Mark,
}

impl KnownName {
    /// The sign before the name in a table; empty for a plain name.
    pub fn sign(&self) -> &'static str {
        self.mark.sign()
    }

    /// What the sign means.
    pub fn meaning(&self) -> &'static str {
        self.mark.meaning()
    }

    /// The name as a table has it among the aliases.
    pub fn written(&self) -> String {
        format!("{}{}", self.sign(), self.text)
    }
}

impl Origin {
    pub(crate) fn new(layer: Layer, file: &str, line: u32) -> Origin {
        let folder = if layer == Layer::Embedded && file.contains('/') { "gazetteers/" } else { "" };
        Origin { layer, file: format!("{folder}{file}"), line }
    }
}

impl KnownEntity {
    pub(crate) fn new(row: Row, layer: Layer, merged_over: Vec<Origin>) -> KnownEntity {
        let name = |Alias { mark, text }| KnownName { text, mark };
        KnownEntity {
            id: row.id,
            kind: row.kind,
            name: row.name,
            names: row.names.into_iter().map(name).collect(),
            prior: row.prior,
            ids: row.ids,
            attributes: row.attributes,
            source: row.source,
            origin: Origin::new(layer, &row.file, row.line),
            merged_over,
        }
    }

    /// The entity as a line of a table, without a line end. Its columns are those of [`TABLE_HEADER`].
    ///
    /// [`TABLE_HEADER`]: crate::TABLE_HEADER
    pub fn to_line(&self) -> String {
        let is_alias = |name: &&KnownName| name.mark != Mark::Name || name.text != self.name;
        let aliases: Vec<String> = self.names.iter().filter(is_alias).map(KnownName::written).collect();
        let kind = format!("{}/{}", self.kind.of.name(), self.kind.subtype());
        let (aliases, prior) = (aliases.join("|"), self.prior.to_string());
        let cells =
            [&self.id, &kind, &self.name, &aliases, &prior, &self.ids, &self.attributes, &self.source];
        cells.map(|cell| if cell.is_empty() { "-" } else { cell }).join("\t")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::{Line, parse_line};

    #[test]
    fn a_line_that_was_read_is_written_again() {
        for line in [
            "org/who\torg/igo\tWorld Health Organization\t=WHO|?Health Organization\t90\t-\tcountry=ch\thand",
            "place/nice\tplace/city\tNice\t!Nice|~Niçois\t30\tgeonames=1\t-\t-",
            "org/x\torg/ngo\tX Y\t-\t1\t-\t-\tmine",
        ] {
            let Ok(Line::Row(row)) = parse_line(line, "places/x.tsv", 7) else { panic!("no row: {line}") };
            let entity = KnownEntity::new(*row, Layer::Embedded, Vec::new());
            assert_eq!(entity.to_line(), line);
            assert_eq!((entity.origin.file.as_str(), entity.origin.line), ("gazetteers/places/x.tsv", 7));
        }
    }
}
