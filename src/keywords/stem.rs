//! Inflections of one word are one keyword.

/// A word without its regular ending: *strikes* and *strike*, *parties* and *party*, *bombing* and *bombed*
/// have the same stem. It only groups words and is never shown, so it need not be a word itself.
pub(super) fn stem(word: &str) -> &str {
    if word.len() < 4 || !word.is_ascii() {
        return word;
    }
    let word = plural(word);
    let Some(base) =
        word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")).filter(|base| is_base(base))
    else {
        return word.strip_suffix(['e', 'y', 'i']).filter(|base| base.len() > 2).unwrap_or(word);
    };
    let bytes = base.as_bytes();
    let doubled = bytes.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    let keeps = base.ends_with(['l', 's', 'z']);
    let single = if doubled && !keeps { base.get(..base.len() - 1).unwrap_or(base) } else { base };
    single.strip_suffix(['e', 'y', 'i']).filter(|base| base.len() > 2).unwrap_or(single)
}

/// Without the *s* of a plural or of a verb.
fn plural(word: &str) -> &str {
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word;
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word.get(..word.len() - 2).unwrap_or(word);
        }
    }
    word.strip_suffix('s').unwrap_or(word)
}

/// Whether what is left of a word without *ing* or *ed* can be one: it has a vowel and three letters.
fn is_base(base: &str) -> bool {
    base.len() > 2 && base.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn inflections_share_a_stem() {
        for (left, right) in [
            ("strikes", "strike"),
            ("parties", "party"),
            ("bombing", "bombed"),
            ("running", "run"),
            ("crashes", "crash"),
            ("boxes", "box"),
            ("missiles", "missile"),
            ("planned", "plan"),
            ("carried", "carry"),
            ("classes", "class"),
        ] {
            assert_eq!(stem(left), stem(right), "{left} and {right}");
        }
    }

    #[test]
    fn other_words_keep_apart() {
        for (left, right) in [
            ("bus", "bu"),
            ("spring", "spr"),
            ("news", "new"),
            ("crisis", "cris"),
            ("gas", "ga"),
            ("red", "r"),
        ] {
            assert_ne!(stem(left), right, "{left}");
        }
        assert_eq!(stem("ﬁs"), "ﬁs");
        assert_eq!(stem(""), "");
    }
}
