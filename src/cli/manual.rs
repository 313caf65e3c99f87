//! `onrecord completions` and `onrecord man`, both made from the table of arguments.

use std::io::Write;
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::arguments::Arguments;
use super::errors::Error;
use super::nearest::suggestion;
use super::output::output;

/// Prints the completions for a shell.
pub(crate) fn completions(shell: Shell) -> Result<ExitCode, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "onrecord", &mut script);
    print(&script)
}

/// Prints the manual page of the program or of one command, in the form that `man -l -` reads.
pub(crate) fn man(command: Option<&str>) -> Result<ExitCode, Error> {
    let mut page = Vec::new();
    Man::new(described(command)?).render(&mut page)?;
    print(&page)
}

fn described(name: Option<&str>) -> Result<Command, Error> {
    let mut program = Arguments::command();
    program.build();
    let Some(name) = name else {
        return Ok(program);
    };
    if let Some(command) = program.find_subcommand(name) {
        return Ok(command.clone());
    }
    let names = program.get_subcommands().map(Command::get_name);
    let suggested = suggestion(name, names);
    Err(Error::Usage(format!(
        "man {name}: there is no such command{}",
        if suggested.is_empty() {
            "; see 'onrecord --help'"
        } else {
            &suggested
        }
    )))
}

fn print(text: &[u8]) -> Result<ExitCode, Error> {
    let mut out = output();
    out.write_all(text)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::described;
    use crate::cli::arguments::Arguments;

    #[test]
    fn the_table_of_arguments_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_has_a_page() {
        for command in Arguments::command().get_subcommands() {
            let name = command.get_name();
            assert_eq!(described(Some(name)).unwrap().get_name(), name);
        }
        assert_eq!(
            described(Some("quote")).unwrap_err().to_string(),
            "man quote: there is no such command; did you mean \"quotes\"?"
        );
    }
}
