//! The one error type.

use std::fmt;

/// Why a document, a gazetteer or a file could not be used: what a person needs in order to act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

/// What sort of thing went wrong; its name stands in a record's `error.kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// A file or folder could not be read or written.
    Io,
    /// A line of JSON Lines input is not JSON.
    Json,
    /// A record lacks the field that holds the text.
    Field,
    /// A row of a gazetteer breaks a rule.
    Gazetteer,
    /// There is nothing to work on.
    Empty,
    /// Flags that do not go together.
    Usage,
    /// A document is larger than it may be.
    TooLarge,
    /// The bytes of a document are no text.
    NotText,
    /// A row of CSV cannot be read.
    Csv,
    /// No text can be taken out of a web page.
    Html,
    /// The user ended the run.
    Interrupted,
    /// A fault of the program itself.
    Internal,
}

impl Error {
    /// An error of this kind. The message is lower case, has no full stop and says where and what to do.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into() }
    }

    /// What sort of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// An error of reading or writing `what`.
    pub fn io(what: &str, error: &std::io::Error) -> Error {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            std::io::ErrorKind::IsADirectory => "is a folder".to_owned(),
            _ => error.to_string(),
        };
        let kind = match error.kind() {
            std::io::ErrorKind::FileTooLarge => ErrorKind::TooLarge,
            _ => ErrorKind::Io,
        };
        Error::new(kind, format!("{what}: {reason}"))
    }
}

impl ErrorKind {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::Io => "io",
            ErrorKind::Json => "json",
            ErrorKind::Field => "field",
            ErrorKind::Gazetteer => "gazetteer",
            ErrorKind::Empty => "empty",
            ErrorKind::Usage => "usage",
            ErrorKind::TooLarge => "too_large",
            ErrorKind::NotText => "not_text",
            ErrorKind::Csv => "csv",
            ErrorKind::Html => "html",
            ErrorKind::Interrupted => "interrupted",
            ErrorKind::Internal => "internal",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
