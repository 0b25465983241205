//! How much was read, for who wants to know how far a run is.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts the bytes that come from files and standard input, before they are decompressed. Clones share the count.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes read so far.
    pub fn n_bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// The same input, counted.
    pub(super) fn on<R: Read>(&self, input: R) -> Metered<R> {
        Metered { input, meter: self.clone() }
    }
}

pub(super) struct Metered<R> {
    input: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.input.read(buffer)?;
        self.meter.0.fetch_add(n_read as u64, Ordering::Relaxed);
        Ok(n_read)
    }
}
