//! Control characters of hostile texts, made harmless.

/// The text with a sign for each control character that is no line end and no tab, so that a terminal shows it and
/// does not obey it: `␛` for ESC, `�` for those of the second block and for marks that turn the direction of text.
pub fn visible(text: String) -> String {
    if !text.contains(is_command) {
        return text;
    }
    let lines = text.replace("\r\n", "\n");
    lines.chars().map(|c| if is_command(c) { sign(c) } else { c }).collect()
}

/// JSON with DEL and the second block of control characters as `\u00XX`. JSON escapes the first block by itself.
pub(super) fn escaped(json: String) -> String {
    let is_raw = |c: char| matches!(c, '\u{7f}'..='\u{9f}');
    // Bytes are compared many at a time; 0xc2 leads the second block.
    if !json.bytes().any(|byte| matches!(byte, 0x7f | 0xc2)) || !json.contains(is_raw) {
        return json;
    }
    let escape = |c: char| if is_raw(c) { format!("\\u{:04x}", c as u32) } else { c.to_string() };
    json.chars().map(escape).collect()
}

fn is_command(c: char) -> bool {
    let turns_text = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns_text || c.is_control() && !matches!(c, '\n' | '\t')
}

fn sign(c: char) -> char {
    match c {
        '\u{7f}' => '\u{2421}',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_told_nothing() {
        let hostile = "a\u{1b}[2J\tb\r\nc\r\u{9b}31m\u{7f}\u{202e}é🚀";
        assert_eq!(visible(hostile.to_owned()), "a␛[2J\tb\nc␍\u{fffd}31m␡\u{fffd}é🚀");
    }

    #[test]
    fn escaped_json_means_the_same() {
        let json = serde_json::to_string("a\u{1b}\u{9b}\u{7f}é").unwrap();
        let escaped = escaped(json);
        assert!(!escaped.contains(char::is_control));
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), "a\u{1b}\u{9b}\u{7f}é");
    }
}
