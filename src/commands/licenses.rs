//! `gazet --licenses`: what the program and its data may be used for.

use super::{DONE, print};
use gazet::Error;
use gazet::batch::Outcome;

const NOTICE: &str = include_str!("../../gazetteers/NOTICE");

/// Prints the licence of the program, the notices of its data, and where those of its crates are.
pub(crate) fn run() -> Result<Outcome, Error> {
    print(DONE, |out| {
        let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        writeln!(out, "{name} {version} is licensed under {}, as you like.", env!("CARGO_PKG_LICENSE"))?;
        writeln!(out, "The texts are LICENSE-MIT and LICENSE-APACHE in its sources.\n")?;
        writeln!(out, "{}\n", NOTICE.trim_end())?;
        writeln!(out, "Rust crates")?;
        writeln!(
            out,
            "  The program is linked with the crates that Cargo.lock in its sources names. In the"
        )?;
        writeln!(out, "  sources `cargo metadata --format-version 1` says the licence of each, and after")?;
        writeln!(out, "  `cargo vendor` its text stands in vendor/CRATE/.")
    })
}
