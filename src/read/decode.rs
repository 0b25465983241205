//! Bytes into text: by their byte-order mark, by what is declared, and else by what they look like.

use crate::document::Document;
use crate::error::{Error, ErrorKind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that are looked at to tell texts from other things.
const HEAD: usize = 8000;

/// The document of a text, of which an encoding may be declared somewhere.
///
/// # Errors
/// When the bytes are no text.
pub(super) fn text(
    id: String,
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> Result<Document, Error> {
    let mut document = decoded(id, bytes, declared)?;
    document.warn_if_empty();
    Ok(document)
}

/// Bytes as they are decoded. What was assumed or replaced is in the warnings.
pub(super) fn decoded(
    id: String,
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> Result<Document, Error> {
    let mut warnings = Vec::new();
    let (encoding, start) = match Encoding::for_bom(&bytes) {
        Some((encoding, len)) => {
            warnings.push("byte-order mark left out: offsets count from after it".to_owned());
            (encoding, len)
        }
        None => (declared.unwrap_or_else(|| apparent(&bytes)), 0),
    };
    if ![UTF_16LE, UTF_16BE].contains(&encoding) && !is_text(&bytes) {
        let message = format!("{id}: not text: it has NUL bytes or many control characters");
        return Err(Error::new(ErrorKind::NotText, message));
    }
    if encoding == UTF_8 {
        let bytes = if start == 0 { bytes } else { bytes[start..].to_vec() };
        let mut document = lossy(id, bytes);
        document.warnings.splice(0..0, warnings);
        return Ok(document);
    }
    let (text, has_errors) = encoding.decode_without_bom_handling(&bytes[start..]);
    let name = encoding.name();
    match declared {
        _ if start > 0 => warnings.push(format!("decoded as {name}, as its byte-order mark says")),
        Some(_) => warnings.push(format!("decoded as {name}, as it is declared")),
        None => warnings.push(format!("not UTF-8: decoded as {name}, which is a guess")),
    }
    if has_errors {
        let n_bad = text.matches('\u{fffd}').count();
        warnings.push(format!("{n_bad} × bytes that are not {name} replaced by U+FFFD"));
    }
    Ok(Document { id, text: text.into_owned(), warnings })
}

/// Bytes that ought to be UTF-8.
pub(super) fn lossy(id: String, bytes: Vec<u8>) -> Document {
    let mut warnings = Vec::new();
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.into_bytes();
        let n_bad = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        let what = if n_bad == 1 { "sequence" } else { "sequences" };
        warnings.push(format!("{n_bad} {what} of bytes that are not UTF-8 replaced by U+FFFD"));
        String::from_utf8_lossy(&bytes).into_owned()
    });
    Document { id, text, warnings }
}

/// What the bytes look like. A damaged UTF-8 text is one still: in other encodings hardly anything looks like UTF-8.
fn apparent(bytes: &[u8]) -> &'static Encoding {
    let chunks = || bytes.utf8_chunks();
    let n_bad = chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    if n_bad == 0 || chunks().map(|chunk| n_long(chunk.valid())).sum::<usize>() > n_bad {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Characters of more than one byte.
fn n_long(text: &str) -> usize {
    text.bytes().filter(|byte| *byte >= 0xc0).count()
}

/// Whether bytes are neither NUL nor, more than one in twenty, controls that texts in no encoding have.
fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x10..=0x1a | 0x1c..=0x1f | 0x7f);
    !head.contains(&0) && head.iter().filter(is_control).count() * 20 <= head.len()
}

impl Document {
    pub(super) fn warn_if_empty(&mut self) {
        if self.text.is_empty() {
            self.warnings.push("the document is empty".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<String>) {
        let document = text("a".to_owned(), bytes.to_vec(), None).unwrap();
        (document.text, document.warnings)
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_replaced_and_counted() {
        let (text, warnings) = read(b"\xef\xbb\xbfcaf\xe9 \xff\xfe!");
        assert_eq!(text, "caf\u{fffd} \u{fffd}\u{fffd}!");
        assert_eq!(
            warnings,
            [
                "byte-order mark left out: offsets count from after it",
                "3 sequences of bytes that are not UTF-8 replaced by U+FFFD"
            ]
        );
        assert_eq!(read(b"").1, ["the document is empty"]);
    }

    #[test]
    fn a_damaged_utf_8_text_is_not_taken_for_another_encoding() {
        let mut bytes = "Pakistan’s army – “we”".as_bytes().to_vec();
        bytes.pop();
        assert_eq!(read(&bytes).0, "Pakistan’s army – “we\u{fffd}");
    }

    #[test]
    fn other_encodings_are_guessed_and_named() {
        let (text, warnings) = read(b"The caf\xe9 in Kigali, he said, was \x93closed\x94.");
        assert_eq!(text, "The café in Kigali, he said, was “closed”.");
        assert_eq!(warnings, ["not UTF-8: decoded as windows-1252, which is a guess"]);
        let russian = encoding_rs::WINDOWS_1251.encode("Президент России Владимир Путин").0;
        assert_eq!(read(&russian).0, "Президент России Владимир Путин");
    }

    #[test]
    fn utf_16_needs_a_mark() {
        let bytes: Vec<u8> = "\u{feff}é 🚀".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&bytes).0, "é 🚀");
        let error = text("a".to_owned(), bytes[2..].to_vec(), None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotText);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [b"PK\x03\x04\0\0".as_slice(), b"%PDF-1.4\n\x01\x02\x13\x05\x06 stream"] {
            assert_eq!(text("a".to_owned(), bytes.to_vec(), None).unwrap_err().kind(), ErrorKind::NotText);
        }
    }
}
