//! All tests of the program from outside.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

mod gazetteers;
