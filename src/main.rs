//! The program: hands its arguments to the command line and says the errors.

use std::process::ExitCode;

fn main() -> ExitCode {
    onrecord::cli::main()
}
