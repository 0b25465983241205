//! Files and standard input, opened and looked at.

use super::InputFormat;
use crate::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Bytes to be read, wherever they come from.
pub(super) type Input = Box<dyn BufRead + Send>;

pub(super) fn open(path: &Path) -> Result<Input, Error> {
    let opened = File::open(path).map(|file| Box::new(BufReader::with_capacity(1 << 16, file)) as Input);
    opened.map_err(|error| Error::io(&path.display().to_string(), &error))
}

/// Input of this format; what it begins with says the format when it is not given.
pub(super) fn sniffed(
    input: impl Read + Send + 'static,
    format: InputFormat,
) -> io::Result<(Input, InputFormat)> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let format = match format {
        InputFormat::Auto if starts_with_record(input.fill_buf()?) => InputFormat::Jsonl,
        InputFormat::Auto => InputFormat::Text,
        given => given,
    };
    Ok((Box::new(input), format))
}

/// Whether the first line is a JSON object, as far as it is there.
fn starts_with_record(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
    let mut values = serde_json::Deserializer::from_slice(line).into_iter::<serde::de::IgnoredAny>();
    let whole = line.len() < bytes.len();
    line.trim_ascii_start().starts_with(b"{")
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
    fn standard_input_is_records_when_its_first_line_is_one() {
        assert!(starts_with_record(b"{\"text\":\"a\"}\n{"));
        assert!(starts_with_record(b" {\"text\":\"a long line that goes on"));
        assert!(!starts_with_record(b"{not json}\nBody"));
        assert!(!starts_with_record(b"ISLAMABAD: {\"a\":1}"));
        assert!(!starts_with_record(b""));
    }
}
