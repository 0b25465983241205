//! gzip and Zstandard, told by their first bytes, so that a wrong ending does no harm.

use super::open::{Input, buffered};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Endings of compressed files, after that of what is in them.
pub(super) const ENDINGS: [&str; 2] = ["gz", "zst"];

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// How many times larger than it was input may get: text gets three to twenty times larger, a bomb a thousand times.
const MAX_RATIO: u64 = 200;

/// What may come of any input before its ratio counts: short runs of the same thing are no bomb.
const MIN_BYTES: u64 = 10_000_000;

/// What is in compressed input, and other input as it is.
pub(super) fn decompressed(mut input: Input) -> io::Result<Input> {
    let start = input.fill_buf()?;
    let (is_gzip, is_zstd) = (start.starts_with(GZIP), start.starts_with(ZSTD));
    if !is_gzip && !is_zstd {
        return Ok(input);
    }
    let n_in = Arc::new(AtomicU64::new(0));
    let counted = Counted { input, n_read: Arc::clone(&n_in) };
    Ok(match is_gzip {
        true => buffered(Bounded { output: MultiGzDecoder::new(counted), n_in, n_out: 0 }),
        false => buffered(Bounded { output: Frames::new(counted), n_in, n_out: 0 }),
    })
}

/// Input that counts what was taken from it.
struct Counted {
    input: Input,
    n_read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.input.read(buffer)?;
        self.n_read.fetch_add(n_read as u64, Ordering::Relaxed);
        Ok(n_read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, n_bytes: usize) {
        self.n_read.fetch_add(n_bytes as u64, Ordering::Relaxed);
        self.input.consume(n_bytes);
    }
}

/// Output that ends with an error when too much comes of too little.
struct Bounded<R> {
    output: R,
    n_in: Arc<AtomicU64>,
    n_out: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.output.read(buffer)?;
        self.n_out += n_read as u64;
        if self.n_out > MIN_BYTES && self.n_out / MAX_RATIO > self.n_in.load(Ordering::Relaxed) {
            let message =
                format!("expands to more than {MAX_RATIO} times its size, as bombs do: not read further");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        Ok(n_read)
    }
}

/// All frames of a Zstandard stream, one after the other.
struct Frames {
    input: Counted,
    frame: FrameDecoder,
}

impl Frames {
    fn new(input: Counted) -> Frames {
        Frames { input, frame: FrameDecoder::new() }
    }

    /// Goes to the next frame that holds something; false at the end.
    fn next_frame(&mut self) -> io::Result<bool> {
        if self.frame.get_checksum_from_data() != self.frame.get_calculated_checksum()
            && self.frame.get_checksum_from_data().is_some()
        {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "corrupt zstd data: wrong checksum"));
        }
        while !self.input.fill_buf()?.is_empty() {
            match self.frame.reset(&mut self.input) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut self.input.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(corrupt(&error)),
            }
        }
        Ok(false)
    }
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.frame.can_collect() == 0 {
            if self.frame.is_finished() {
                if !self.next_frame()? {
                    return Ok(0);
                }
            } else {
                let decoded = self.frame.decode_blocks(&mut self.input, BlockDecodingStrategy::UptoBlocks(1));
                decoded.map_err(|error| corrupt(&error))?;
            }
        }
        self.frame.read(buffer)
    }
}

fn corrupt(error: &FrameDecoderError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("corrupt zstd data: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn read(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        decompressed(buffered(io::Cursor::new(bytes)))?.read_to_end(&mut content)?;
        Ok(content)
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        assert_eq!(read([gzip(b"one "), gzip(b""), gzip(b"two")].concat()).unwrap(), b"one two");
        let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
        assert_eq!(read([zstd(b"one "), skipped, zstd(b"two")].concat()).unwrap(), b"one two");
        assert_eq!(read(b"as it is".to_vec()).unwrap(), b"as it is");
        assert_eq!(read(Vec::new()).unwrap(), b"");
    }

    #[test]
    fn damage_is_an_error() {
        let text = b"Acme Rockets (AR) fell. ".repeat(100);
        for whole in [gzip(&text), zstd(&text)] {
            assert!(read(whole[..whole.len() - 3].to_vec()).is_err());
            let mut changed = whole.clone();
            let middle = changed.len() - 5;
            changed[middle] ^= 0x55;
            assert!(read(changed).is_err());
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let zeros = vec![0; 12_000_000];
        for bomb in [gzip(&zeros), zstd(&zeros)] {
            assert_eq!(read(bomb).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        }
        assert_eq!(read(gzip(&zeros[..9_000_000])).unwrap().len(), 9_000_000);
    }
}
