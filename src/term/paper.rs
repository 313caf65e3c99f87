//! The terminal as paper, for the reader who reads lines: what is written stays, and no byte of it is a command.

use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd as _;

use crossterm::terminal::enable_raw_mode;
use rustix::termios::{OptionalActions, OutputModes, tcgetattr, tcsetattr};

use super::screen::{self, Taken};
use super::{ascii, surroundings};

/// How what the reader types comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// Key by key, from a terminal.
    Keys,
    /// Line by line, from a terminal that can do no more, such as the shell of an editor.
    Lines,
    /// Line by line, from a file or another program.
    Script,
}

/// The paper. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Paper {
    typing: Typing,
    /// Whether only ASCII is written.
    ascii: bool,
}

impl Paper {
    /// Takes the terminal, if there is one.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be set to hand over single keys.
    pub fn open() -> io::Result<Self> {
        screen::restore_when_main_panics();
        let typing = match (io::stdin().is_terminal(), surroundings::can_draw()) {
            (false, _) => Typing::Script,
            (true, false) => Typing::Lines,
            (true, true) => Typing::Keys,
        };
        let mut paper = Self {
            typing,
            ascii: ascii::wanted(),
        };
        paper.enter()?;
        Ok(paper)
    }

    /// How what the reader types comes in.
    pub fn typing(&self) -> Typing {
        self.typing
    }

    /// Takes the terminal, again after [`Self::leave`] or after the shell had it. Asking twice does no harm.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn enter(&mut self) -> io::Result<()> {
        if self.typing != Typing::Keys {
            return Ok(());
        }
        screen::take(Taken::Keys);
        enable_raw_mode()?;
        // Keys come one by one and unseen; what is written is still set line by line.
        let stdin = io::stdin();
        let mut settings = tcgetattr(stdin.as_fd())?;
        settings.output_modes |= OutputModes::OPOST | OutputModes::ONLCR;
        tcsetattr(stdin.as_fd(), OptionalActions::Now, &settings)?;
        Ok(())
    }

    /// Gives the terminal back.
    pub fn leave(&self) {
        screen::restore();
    }

    /// Writes words as they are; whoever calls has taken out of them what a terminal acts on.
    ///
    /// # Errors
    ///
    /// When nobody takes them any more.
    pub fn write(&self, words: &str) -> io::Result<()> {
        if self.ascii {
            screen::write(ascii::words(words).as_bytes())
        } else {
            screen::write(words.as_bytes())
        }
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        screen::restore();
    }
}
