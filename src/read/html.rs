//! Web pages: their headline and main text. Offsets count in what is taken out of the page.

use super::decode::decoded;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// How far into a page its encoding may be declared.
const HEAD: usize = 4096;

static DECLARED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let meta = r#"<meta[^>]{0,300}charset\s*=\s*["']?\s*([a-z0-9_:.-]+)"#;
    let xml = r#"<\?xml[^>]{0,100}encoding\s*=\s*["']([a-z0-9_:.-]+)"#;
    Regex::new(&format!("(?i-u){meta}|{xml}")).ok()
});

/// The document of a page; `declared` is what was said of its encoding where it came from.
///
/// # Errors
/// When the bytes are no text, or no text can be found in them.
pub(super) fn document(
    id: String,
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> Result<Document, Error> {
    let declared = declared.or_else(|| in_page(&bytes));
    let mut document = decoded(id, bytes, declared)?;
    document.text = main_text(&document.id, std::mem::take(&mut document.text))?;
    document.warn_if_empty();
    Ok(document)
}

/// The encoding that a page declares. Who can read the declaration knows that it is not UTF-16.
fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let found = DECLARED.as_ref()?.captures(head)?;
    let encoding = Encoding::for_label(found.get(1).or(found.get(2))?.as_bytes())?;
    Some(if [UTF_16LE, UTF_16BE].contains(&encoding) { UTF_8 } else { encoding })
}

#[cfg(not(feature = "html"))]
fn main_text(id: &str, _: String) -> Result<String, Error> {
    let message = format!("{id}: this gazet was built without the feature html");
    Err(Error::new(ErrorKind::Html, message))
}

/// The headline, a blank line, and the main text; all text of the page where it has no main part.
#[cfg(feature = "html")]
fn main_text(id: &str, html: String) -> Result<String, Error> {
    use dom_smoothie::{Config, Readability, TextMode};
    if effort(&html) > MAX_EFFORT {
        return Err(Error::new(ErrorKind::Html, format!("{id}: its elements are nested too deeply")));
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let failed = |error| Error::new(ErrorKind::Html, format!("{id}: no text can be found: {error}"));
    let mut page = Readability::new(html, None, Some(config)).map_err(failed)?;
    let headings: Vec<String> = page.doc.select("h1").iter().map(|heading| tidy(&heading.text())).collect();
    let Ok(article) = page.parse() else {
        return Ok(tidy(&page.doc.formatted_text()));
    };
    let (mut title, text) = (tidy(&article.title), tidy(&article.text_content));
    // The title of a page often ends with the name of the site.
    if let Some(heading) = headings.into_iter().find(|it| !it.is_empty() && title.starts_with(it.as_str())) {
        title = heading;
    }
    let has_title = title.is_empty() || text.starts_with(&title);
    Ok(if has_title { text } else { format!("{title}\n\n{text}") })
}

/// Lines without blanks around them, and never more than one empty line.
#[cfg(feature = "html")]
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.trim().lines().map(str::trim) {
        if !line.is_empty() || !tidy.ends_with("\n\n") {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy.pop();
    tidy
}

/// More than this no page needs: one of 100,000 tags reaches it when 200 elements are open at once.
#[cfg(feature = "html")]
const MAX_EFFORT: usize = 20_000_000;

/// Tags times the elements that are open at once: what a tree of them takes to build, at the worst. With 100,000
/// nested elements the parser, which does what browsers do, would take half a minute.
#[cfg(feature = "html")]
fn effort(html: &str) -> usize {
    let (mut n_tags, mut n_open, mut most) = (0_usize, 0_isize, 0);
    for (at, _) in html.match_indices('<') {
        let name = &html.as_bytes()[at + 1..];
        match name.first() {
            Some(b'/') => n_open -= 1,
            Some(byte) if byte.is_ascii_alphabetic() && !closes_itself(name) => n_open += 1,
            _ => continue,
        }
        n_tags += 1;
        most = most.max(n_open);
    }
    n_tags * most.unsigned_abs()
}

/// Whether an element needs no closing tag, and so cannot pile up.
#[cfg(feature = "html")]
fn closes_itself(name: &[u8]) -> bool {
    let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let names = [
        "br", "img", "input", "meta", "link", "hr", "p", "li", "td", "tr", "th", "dt", "dd", "option",
        "source", "wbr", "area", "col", "embed", "param", "track", "base",
    ];
    names.iter().any(|known| name[..len].eq_ignore_ascii_case(known.as_bytes()))
}

#[cfg(test)]
#[cfg(feature = "html")]
mod tests {
    use super::*;

    fn read(html: &str) -> String {
        document("a".to_owned(), html.as_bytes().to_vec(), None).unwrap().text
    }

    #[test]
    fn the_main_text_comes_after_its_headline() {
        let body = "Acme Rockets said on Monday, in Doha, that its rocket fell, and that it would try again.";
        let page = format!(
            "<!doctype html><title>Rocket falls in Doha - The News</title><script>var x = 'no';</script>\
             <nav><ul><li><a href=/>Home</a></ul></nav><main><article><h1>Rocket falls in Doha</h1><p>{body}</p>\
             <ul><li>First</li><li>Second</li></ul><p>{body}</p></article></main><footer>Cookies</footer>"
        );
        let text = read(&page);
        assert!(text.starts_with(&format!("Rocket falls in Doha\n\n{body}\n\nFirst\nSecond\n\n")), "{text}");
        assert!(text.ends_with(body), "{text}");
    }

    #[test]
    fn a_page_without_a_main_part_is_taken_whole_or_is_empty() {
        assert_eq!(read("<p>Short note by AR.</p>"), "Short note by AR.");
        assert_eq!(read(""), "");
        assert_eq!(read("<html><body></body></html>"), "");
    }

    #[test]
    fn the_declared_encoding_is_used() {
        for declaration in [
            "<meta charset=\"iso-8859-2\">",
            "<META http-equiv=content-type content='text/html; charset=ISO-8859-2'>",
            "<?xml version='1.0' encoding='iso-8859-2'?>",
        ] {
            let mut page = declaration.as_bytes().to_vec();
            page.extend(b"<p>\xa3\xf3d\xbc</p>");
            let document = document("a".to_owned(), page, None).unwrap();
            assert_eq!(document.text, "Łódź");
            assert_eq!(document.warnings, ["decoded as ISO-8859-2, as it is declared"]);
        }
    }

    #[test]
    fn hostile_nesting_is_refused_at_once() {
        for html in [
            "<div>".repeat(100_000),
            "<table><tr><td>".repeat(100_000),
            (0..5000).map(|n| format!("<b id={n}><p>")).collect(),
        ] {
            let error = document("a".to_owned(), html.into_bytes(), None).unwrap_err();
            assert_eq!(error.to_string(), "a: its elements are nested too deeply");
        }
        let wide = "<div><p>A, b.<br>C".repeat(1000) + &"</div>".repeat(1000);
        assert!(effort(&wide) < MAX_EFFORT);
    }
}
