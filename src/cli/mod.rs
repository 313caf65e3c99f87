//! The command line.

mod reader;
mod reading;

use std::process::ExitCode;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let paths = std::env::args_os().skip(1).map(Into::into).collect();
    reader::run(paths).unwrap_or(ExitCode::FAILURE)
}
