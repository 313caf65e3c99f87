//! The process that reads a PDF file: the program itself, called by another name of its first argument.

use std::io::{self, Read, Write};
use std::panic;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::library::import::Reason;
use crate::library::import::exports::Row;

use super::{glyphs, layout};

/// The argument that makes the program read a PDF file from standard input and print its words.
pub(crate) const ARGUMENT: &str = "--read-pdf-from-standard-input";

/// How long a file may take.
const LONGEST: Duration = Duration::from_secs(60);
/// How much memory the process may ask for, in bytes.
const MEMORY: u64 = 2 * 1024 * 1024 * 1024;
/// How much it may print, in bytes.
const OUTPUT: u64 = 256 * 1024 * 1024;
/// What the process ends with when the file asks for a password.
const LOCKED: u8 = 3;

/// The rows of words of a PDF file, read by a process.
pub(super) fn rows(bytes: Vec<u8>) -> Result<Vec<Row>, Reason> {
    let failed = |_| Reason::NoProcess;
    let program = std::env::current_exe().map_err(failed)?;
    let child = Command::new(program)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (output, code) = converse(child, bytes, LONGEST).ok_or(Reason::PdfTooLong)?;
    match code {
        Some(0) => serde_json::from_slice(&output).map_err(|_| Reason::DamagedPdf),
        Some(code) if code == i32::from(LOCKED) => Err(Reason::Locked),
        _ => Err(Reason::DamagedPdf),
    }
}

/// Gives a process its input and takes its output and exit code; nothing when it takes longer than it may. Then it is ended.
fn converse(mut child: Child, bytes: Vec<u8>, longest: Duration) -> Option<(Vec<u8>, Option<i32>)> {
    let (input, output) = (child.stdin.take(), child.stdout.take());
    // A process that ends early closes its input; what it has printed tells more than that.
    thread::spawn(move || input.map(|mut input| input.write_all(&bytes)));
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut read = Vec::new();
        if let Some(output) = output {
            let _ = output.take(OUTPUT).read_to_end(&mut read);
        }
        let _ = sender.send(read);
    });
    let output = receiver.recv_timeout(longest).ok();
    if output.is_none() {
        let _ = child.kill();
    }
    let status = child.wait().ok();
    output.map(|output| (output, status.and_then(|status| status.code())))
}

/// What the process does: reads a PDF file from standard input and prints its rows as JSON.
pub(crate) fn serve() -> ExitCode {
    limit();
    // A page that breaks down is told by its absence, not by a message.
    panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    if io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let pages = match glyphs::pages(&bytes) {
        Ok(pages) => pages,
        Err(glyphs::Failure::Locked) => return ExitCode::from(LOCKED),
        Err(glyphs::Failure::Damaged) => return ExitCode::FAILURE,
    };
    let rows = layout::rows(&pages);
    let printed = serde_json::to_vec(&rows).map(|json| io::stdout().write_all(&json));
    match printed {
        Ok(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Takes from the process what it does not need. Where the system refuses, the time limit of the parent remains.
fn limit() {
    let at_most = |value| Rlimit {
        current: Some(value),
        maximum: Some(value),
    };
    let _ = setrlimit(Resource::As, at_most(MEMORY));
    let _ = setrlimit(Resource::Cpu, at_most(LONGEST.as_secs()));
    let _ = setrlimit(Resource::Core, at_most(0));
    let _ = setrlimit(Resource::Fsize, at_most(0));
    let _ = setrlimit(Resource::Nofile, at_most(16));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Child {
        Command::new("sh")
            .args(["-c", script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }

    #[test]
    fn a_process_that_takes_too_long_is_ended() {
        let second = Duration::from_secs(1);
        assert_eq!(converse(shell("exec sleep 600"), Vec::new(), second), None);
    }

    #[test]
    fn a_process_that_does_not_listen_harms_nobody() {
        let minute = Duration::from_secs(60);
        let told = converse(shell("echo no; exit 3"), vec![0; 1 << 20], minute);
        assert_eq!(told, Some((b"no\n".to_vec(), Some(3))));
        let told = converse(shell("kill -9 $$"), vec![0; 1 << 20], minute);
        assert_eq!(told, Some((Vec::new(), None)));
    }
}
