//! Bytes into text.

use crate::document::Document;
use crate::error::{Error, ErrorKind};

/// Bytes that are looked at to tell texts from other things.
const HEAD: usize = 8000;

/// A document of these bytes: a byte-order mark is left out, what is not UTF-8 is replaced, and both are said.
///
/// # Errors
/// When the bytes are no text.
pub(super) fn text(id: String, bytes: Vec<u8>) -> Result<Document, Error> {
    if bytes.iter().take(HEAD).any(|byte| *byte == 0) {
        let message = format!("{id}: not text: it has NUL bytes");
        return Err(Error::new(ErrorKind::NotText, message));
    }
    let mut document = lossy(id, bytes);
    if document.text.is_empty() {
        document.warnings.push("the document is empty".to_owned());
    }
    Ok(document)
}

/// Bytes that ought to be UTF-8.
pub(super) fn lossy(id: String, bytes: Vec<u8>) -> Document {
    let mut warnings = Vec::new();
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => {
            warnings.push("byte-order mark left out: offsets count from after it".to_owned());
            rest.to_vec()
        }
        None => bytes,
    };
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.into_bytes();
        let n_bad = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        let what = if n_bad == 1 { "sequence" } else { "sequences" };
        warnings.push(format!("{n_bad} {what} of bytes that are not UTF-8 replaced by U+FFFD"));
        String::from_utf8_lossy(&bytes).into_owned()
    });
    Document { id, text, warnings }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf_8_are_replaced_and_counted() {
        let document = text("a".to_owned(), b"\xef\xbb\xbfcaf\xe9 \xff\xfe!".to_vec()).unwrap();
        assert_eq!(document.text, "caf\u{fffd} \u{fffd}\u{fffd}!");
        assert_eq!(
            document.warnings,
            [
                "byte-order mark left out: offsets count from after it",
                "3 sequences of bytes that are not UTF-8 replaced by U+FFFD"
            ]
        );
        assert_eq!(text("a".to_owned(), Vec::new()).unwrap().warnings, ["the document is empty"]);
    }

    #[test]
    fn bytes_with_nul_are_no_text() {
        let error = text("a".to_owned(), b"PK\x03\x04\0\0".to_vec()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotText);
    }
}
