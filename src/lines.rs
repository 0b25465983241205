//! A text of lines that are found by their first cell, with an index that the build script made: a start costs
//! nothing, a look-up one comparison or two.

/// Lines `key<TAB>rest`, each key once, and an open table of where they start, plus one; 0 is a free place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lines {
    pub(crate) text: &'static str,
    /// Little-endian `u32`s; a power of two of them, at most half in use.
    pub(crate) slots: &'static [u8],
}

impl Lines {
    /// The rest of the line whose first cell is `key`.
    pub(crate) fn find(&self, key: &str) -> Option<&'static str> {
        for at in probe(key, self.slots.len() / 4) {
            let &[a, b, c, d] = self.slots.get(4 * at..4 * at + 4)? else { return None };
            let start = u32::from_le_bytes([a, b, c, d]).checked_sub(1)?;
            let line = self.text.get(start as usize..)?;
            if let Some(rest) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix('\t')) {
                return rest.split('\n').next();
            }
        }
        None
    }
}

/// The slots of a text of lines.
#[allow(dead_code)] // the build script is its caller
pub(crate) fn index(text: &str) -> Vec<u8> {
    let n_slots = (2 * text.lines().count() + 2).next_power_of_two();
    let mut slots = vec![0_u32; n_slots];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split('\t').next().unwrap_or("");
        if let Some(at) = probe(key, n_slots).find(|at| slots[*at] == 0) {
            slots[at] = start + 1;
        }
        start += line.len() as u32;
    }
    slots.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// All places of the table, beginning with the one where a key should be.
fn probe(key: &str, n_slots: usize) -> impl Iterator<Item = usize> + use<> {
    // FNV-1a: short words, and nobody outside chooses them.
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let first = (hash ^ (hash >> 32)) as usize;
    (0..n_slots).map(move |step| first.wrapping_add(step) & (n_slots - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_and_nothing_else() {
        let text = "a\t1\nab\t2\nprime minister\t3\t4\n";
        let lines = Lines { text, slots: index(text).leak() };
        assert_eq!(lines.find("a"), Some("1"));
        assert_eq!(lines.find("ab"), Some("2"));
        assert_eq!(lines.find("prime minister"), Some("3\t4"));
        assert_eq!((lines.find("b"), lines.find(""), lines.find("prime")), (None, None, None));
        assert_eq!(Lines { text: "", slots: &[] }.find("a"), None);
    }
}
