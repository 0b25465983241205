//! Files and standard input, opened, decompressed and looked at.

use super::compressed::decompressed;
use super::{InputFormat, Meter};
use crate::error::Error;
use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytes;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Bytes to be read, wherever they come from.
pub(super) type Input = Box<dyn BufRead + Send>;

/// The content of a file, decompressed.
pub(super) fn open(path: &Path, meter: &Meter) -> Result<Input, Error> {
    let opened = File::open(path).and_then(|file| decompressed(buffered(meter.on(file))));
    opened.map_err(|error| Error::io(&path.display().to_string(), &error))
}

/// Input of this format, decompressed; what it begins with says the format when it is not given.
pub(super) fn sniffed(
    input: impl Read + Send + 'static,
    format: InputFormat,
) -> io::Result<(Input, InputFormat)> {
    let mut input = decompressed(buffered(input))?;
    let format = match format {
        InputFormat::Auto => format_of(input.fill_buf()?),
        given => given,
    };
    Ok((input, format))
}

pub(super) fn buffered<'a>(input: impl Read + Send + 'a) -> Box<dyn BufRead + Send + 'a> {
    Box::new(BufReader::with_capacity(1 << 16, input))
}

/// Records as UTF-8: UTF-16 is decoded, and a byte-order mark left out.
pub(super) fn as_utf8(mut input: Input) -> io::Result<Input> {
    match Encoding::for_bom(input.fill_buf()?) {
        None => Ok(input),
        Some((encoding, len)) if encoding == UTF_8 => {
            input.consume(len);
            Ok(input)
        }
        Some(_) => Ok(buffered(DecodeReaderBytes::new(input))),
    }
}

fn format_of(start: &[u8]) -> InputFormat {
    let trimmed = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let starts = |with: &str| {
        trimmed.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    match () {
        () if starts("<!doctype html") || starts("<html") => InputFormat::Html,
        () if start.starts_with(b"WARC/") => InputFormat::Warc,
        () if starts_with_record(trimmed) => InputFormat::Jsonl,
        () => InputFormat::Text,
    }
}

/// Whether the first line is a JSON object, as far as it is there.
fn starts_with_record(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
    let mut values = serde_json::Deserializer::from_slice(line).into_iter::<serde::de::IgnoredAny>();
    let whole = line.len() < bytes.len();
    line.starts_with(b"{")
        && match values.next() {
            Some(Ok(_)) => true,
            Some(Err(error)) => !whole && error.is_eof(),
            None => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_input_is_what_it_begins_with() {
        for (start, format) in [
            ("{\"text\":\"a\"}\n{", InputFormat::Jsonl),
            ("\u{feff} {\"text\":\"a long line that goes on", InputFormat::Jsonl),
            ("{not json}\nBody", InputFormat::Text),
            ("ISLAMABAD: {\"a\":1}", InputFormat::Text),
            ("\n<!DOCTYPE HTML>", InputFormat::Html),
            ("<HTML lang=en>", InputFormat::Html),
            ("WARC/1.0\r\n", InputFormat::Warc),
            ("", InputFormat::Text),
        ] {
            assert_eq!(format_of(start.as_bytes()), format, "{start}");
        }
    }

    #[test]
    fn records_in_utf_16_are_decoded() {
        let bytes: Vec<u8> = "\u{feff}é\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut text = String::new();
        as_utf8(buffered(io::Cursor::new(bytes))).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "é\n");
    }
}
