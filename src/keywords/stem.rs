//! Inflections of one word are one keyword.

use std::borrow::Cow;

/// A word without its regular ending: *strikes* and *strike*, *parties* and *party*, *bombing* and *bombed*
/// have the same stem. It only groups words and is never shown, so it need not be a word itself.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || word == "news" || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    if let Some(base) =
        word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")).filter(|base| base.len() > 2)
    {
        return Cow::Owned(format!("{base}y"));
    }
    let word = plural(word);
    let base = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")).filter(|base| is_base(base));
    let base = base.map_or(word, single);
    Cow::Borrowed(base.strip_suffix('e').filter(|base| base.len() > 2).unwrap_or(base))
}

/// Without the *s* of a plural or of a verb.
fn plural(word: &str) -> &str {
    if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        return word;
    }
    let has_es = ["sses", "shes", "ches", "xes", "zes"].iter().any(|ending| word.ends_with(ending));
    word.strip_suffix(if has_es { "es" } else { "s" }).unwrap_or(word)
}

/// Whether what is left of a word without *ing* or *ed* can be one: it has a vowel and three letters.
fn is_base(base: &str) -> bool {
    base.len() > 2 && base.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// Without the second of two equal letters at the end: *plan* of *planned*, but *kill* of *killed*.
fn single(base: &str) -> &str {
    let mut letters = base.bytes().rev();
    let (last, before) = (letters.next(), letters.next());
    let doubled = base.len() > 3 && last == before && !base.ends_with(['l', 's', 'z']);
    base.get(..base.len() - usize::from(doubled)).unwrap_or(base)
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
        assert_ne!(stem("parties"), stem("parts"));
    }
}
