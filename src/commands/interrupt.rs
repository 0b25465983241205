//! Ctrl-C: documents in work are finished and saved, and the run ends.

use super::report;
use gazet::{Error, ErrorKind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The exit status, as shells have it.
pub(crate) const INTERRUPTED: u8 = 130;

/// How long a run may take to end by itself: a large document or a silent pipe may hold it.
const GRACE: Duration = Duration::from_secs(2);

static IS_ASKED: AtomicBool = AtomicBool::new(false);
static LEFTOVERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// From now on Ctrl-C is a wish that [`is_asked`] tells of. The second one ends at once.
pub(super) fn listen() -> Result<(), Error> {
    let listening = ctrlc::set_handler(|| {
        if IS_ASKED.swap(true, Ordering::Relaxed) {
            end();
        }
        std::thread::spawn(|| {
            std::thread::sleep(GRACE);
            end();
        });
    });
    listening.map_err(|error| Error::new(ErrorKind::Io, format!("cannot listen to Ctrl-C: {error}")))
}

pub(super) fn is_asked() -> bool {
    IS_ASKED.load(Ordering::Relaxed)
}

/// These files are of no use should the run not come to its end.
pub(super) fn leave(files: Vec<PathBuf>) {
    *LEFTOVERS.lock().unwrap_or_else(PoisonError::into_inner) = files;
}

/// Removes what is of no use. That it cannot be removed is no second error.
pub(super) fn clean() {
    for file in LEFTOVERS.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        let _ = std::fs::remove_file(file);
    }
}

fn end() -> ! {
    clean();
    report("interrupted");
    std::process::exit(INTERRUPTED.into());
}
