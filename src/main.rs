//! The program `gazet`: arguments in, exit code out.

mod cli;
mod commands;

use cli::Cli;
use commands::Environment;
use gazet::ErrorKind;
use gazet::batch::Outcome;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic costs one document, whose record tells of it; where it was is said on one line.
    std::panic::set_hook(Box::new(|panic| commands::report_line(&panic.to_string())));
    let cli = Cli::read();
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match commands::run(&cli, &Environment { user_folder: user_folder(), no_color }) {
        Ok(Outcome { n_failed: 0, .. }) => ExitCode::SUCCESS,
        Ok(Outcome { n_done: 0, .. }) => ExitCode::from(2),
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            commands::report(&error.to_string());
            ExitCode::from(if error.kind() == ErrorKind::Interrupted { commands::INTERRUPTED } else { 2 })
        }
    }
}

/// The folder of the user's own names, if it exists: `$XDG_CONFIG_HOME/gazet`, else `~/.config/gazet`. As the
/// XDG specification asks, a path that is not absolute counts for nothing. Nothing else reads the environment.
fn user_folder() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let config = absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")))?;
    Some(config.join("gazet")).filter(|folder| folder.is_dir())
}
