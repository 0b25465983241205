//! Byte offsets into the unit that was asked for.

use crate::annotations::Annotations;

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Unicode code points, as Python, jq and SQL count.
    #[default]
    Char,
    /// Bytes of UTF-8, as Rust and Go count.
    Byte,
    /// Units of UTF-16, as JavaScript and Java count.
    Utf16,
}

impl Unit {
    /// The name in the output: `char`, `byte`, `utf16`.
    pub fn name(self) -> &'static str {
        ["char", "byte", "utf16"][self as usize]
    }

    /// The length of a text.
    pub fn count(self, text: &str) -> usize {
        match self {
            Unit::Char => text.chars().count(),
            Unit::Byte => text.len(),
            Unit::Utf16 => text.encode_utf16().count(),
        }
    }

    /// The byte at which the character at an offset begins; none behind the last one.
    pub fn byte_at(self, text: &str, offset: usize) -> Option<usize> {
        let mut count = 0;
        let mut starts = text.char_indices().map(|(at, c)| {
            count += self.count(c.encode_utf8(&mut [0; 4]));
            (at, count)
        });
        starts.find(|(_, end)| *end > offset).map(|(at, _)| at)
    }
}

/// The way from bytes to the unit that was asked for.
pub(super) struct Offsets {
    /// Byte offsets in order, and what they are in the unit; empty when the two are the same.
    known: Vec<(u32, u32)>,
}

impl Offsets {
    /// All offsets of the annotations, in one pass over the text.
    pub(super) fn new(text: &str, annotations: &Annotations, unit: Unit) -> Offsets {
        if unit == Unit::Byte || text.is_ascii() {
            return Offsets { known: Vec::new() };
        }
        let mentions = annotations.mentions.iter().map(|mention| mention.span);
        let citations = annotations.citations.iter().flat_map(|citation| {
            std::iter::once(citation.span).chain(citation.parts.iter().map(|part| part.span))
        });
        let keywords = annotations.keywords.iter().flat_map(|keyword| keyword.spans.iter().copied());
        let spans = mentions.chain(citations).chain(keywords);
        let mut wanted: Vec<u32> = spans.flat_map(|span| [span.start, span.end]).collect();
        wanted.push(text.len() as u32);
        wanted.sort_unstable();
        wanted.dedup();
        let mut known = Vec::with_capacity(wanted.len());
        let (mut at, mut count) = (0, 0);
        for byte in wanted {
            let passed = text.get(at as usize..byte as usize).unwrap_or("");
            count += unit.count(passed) as u32;
            at = byte;
            known.push((byte, count));
        }
        Offsets { known }
    }

    pub(super) fn of(&self, byte: u32) -> u32 {
        match self.known.binary_search_by_key(&byte, |pair| pair.0) {
            Ok(idx) => self.known[idx].1,
            Err(_) => byte,
        }
    }
}
