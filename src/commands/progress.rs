//! How far a run is that takes more than a moment, on standard error.

use gazet::read::{Inputs, Meter};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Before this nobody asks how long it will take.
const PATIENCE: Duration = Duration::from_secs(2);

const WITH_TOTAL: &str = "{bar:20} {decimal_bytes} of {decimal_total_bytes} · {msg} documents · {decimal_bytes_per_sec} · {eta} left";
const WITHOUT_TOTAL: &str = "{spinner} {decimal_bytes} · {msg} documents · {decimal_bytes_per_sec}";

/// A line that is drawn over, from the time on when patience ends.
pub(super) struct Progress {
    bar: ProgressBar,
    n_documents: Arc<AtomicU64>,
}

impl Progress {
    /// Begins to count; nothing is ever drawn when it is not shown, or where standard error is no terminal.
    pub(super) fn begin(inputs: &Inputs, meter: &Meter, is_shown: bool) -> Progress {
        let progress = Progress { bar: ProgressBar::hidden(), n_documents: Arc::default() };
        if is_shown {
            let (bar, n_documents) = (progress.bar.clone(), Arc::clone(&progress.n_documents));
            let (inputs, meter) = (inputs.clone(), meter.clone());
            thread::spawn(move || draw(&bar, &n_documents, &inputs, &meter));
        }
        progress
    }

    /// One more document is done.
    pub(super) fn count(&self) {
        self.n_documents.fetch_add(1, Ordering::Relaxed);
    }

    /// Lets something be said without mixing it with the line.
    pub(super) fn beside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn draw(bar: &ProgressBar, n_documents: &AtomicU64, inputs: &Inputs, meter: &Meter) {
    thread::sleep(PATIENCE);
    let total = inputs.n_bytes();
    let template = if total.is_some() { WITH_TOTAL } else { WITHOUT_TOTAL };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    total.inspect(|total| bar.set_length(*total));
    while !bar.is_finished() {
        bar.set_message(n_documents.load(Ordering::Relaxed).to_string());
        bar.set_position(meter.n_bytes());
        if bar.is_hidden() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        thread::sleep(Duration::from_millis(200));
    }
}
