//! What reading over a bad line costs, beside less, newsboat and lnav.
//!
//! ```text
//! cargo bench --bench wire [-- --runs 21] [--without-large]
//! ```
//!
//! Starts every program that is installed on a pseudo-terminal of the same size, in the same run, one after the other and over
//! again, counts what comes out of it, and prints a table in Markdown. Times are medians, given as multiples of that of less:
//! what the machine does besides falls on all of them. Reads `/proc`, so it needs Linux.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the table goes to standard output, and how far it has come to standard error"
)]

mod programs;
mod session;
mod table;
mod text;

use std::path::Path;
use std::time::Duration;

use programs::{Program, installed};
use session::{Session, Size};
use table::Row;

/// The window of most people who read over SSH.
const SIZE: Size = Size {
    columns: 80,
    rows: 24,
};
/// How often every program is started.
const RUNS: usize = 21;
/// How many lines and pages are scrolled.
const STEPS: usize = 8;
/// How long nobody types.
const REST: Duration = Duration::from_secs(3);

/// How long a program may work on a text of 100 MB.
const LARGE_WORK: Duration = Duration::from_secs(600);

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let (runs, large) = wishes(std::env::args().skip(1))?;
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wire");
    std::fs::create_dir_all(&place)?;
    let article = place.join("lines.txt");
    text::write(&article, text::ARTICLE)?;
    let programs = installed(&place, &article)?;
    let mut rows = start(&programs, runs)?;
    rows.extend(reading(&programs)?);
    if large {
        rows.extend(large_text(&programs, &place)?);
    }
    print(&programs, &rows);
    Ok(())
}

/// How many runs are wished for, and whether with the large text.
fn wishes(mut arguments: impl Iterator<Item = String>) -> Outcome<(usize, bool)> {
    let (mut runs, mut large) = (RUNS, true);
    while let Some(argument) = arguments.next() {
        match &*argument {
            "--runs" => runs = arguments.next().unwrap_or_default().parse()?,
            "--without-large" => large = false,
            // Cargo says so to every benchmark.
            "--bench" => {}
            other => {
                return Err(format!("{other}: only --runs N and --without-large are known").into());
            }
        }
    }
    Ok((runs.max(1), large))
}

/// Bytes of the first screen, and the time until nothing of it changes any more.
fn start(programs: &[Program], runs: usize) -> Outcome<Vec<Row>> {
    let mut bytes = vec![Vec::new(); programs.len()];
    let mut times = vec![Vec::new(); programs.len()];
    for run in 0..runs {
        eprint!("\rstarting all programs: {}/{runs}", run + 1);
        for (at, program) in programs.iter().enumerate() {
            let mut session = Session::start(program.command(), SIZE)?;
            let paint = session.until_quiet()?;
            bytes[at].push(paint.bytes as f64);
            times[at].push(paint.complete.as_secs_f64() * 1000.0);
        }
    }
    eprintln!();
    let times: Vec<f64> = times.into_iter().map(median).collect();
    let bytes: Vec<f64> = bytes.into_iter().map(median).collect();
    Ok(vec![
        Row::of("the first full screen, bytes", bytes),
        Row::times("… after the start, in times of less", &times, programs),
    ])
}

/// Bytes of lines and pages, what a program does while nobody types, and its memory.
fn reading(programs: &[Program]) -> Outcome<Vec<Row>> {
    let mut columns = Vec::new();
    for program in programs {
        eprint!("\rreading in {:<24}", program.name);
        let mut session = Session::start(program.command(), SIZE)?;
        session.until_quiet()?;
        for key in program.opening {
            session.press(key)?;
        }
        let mut steps = |key: &str| -> Outcome<f64> {
            let bytes: Outcome<Vec<f64>> = (0..STEPS)
                .map(|_| session.scroll(key).map(|bytes| bytes as f64))
                .collect();
            Ok(median(bytes?))
        };
        let (line, page) = (steps(program.line)?, steps(program.page)?);
        let rest = session.rest(REST)?;
        columns.push([
            line,
            page,
            rest.bytes as f64,
            rest.wakings as f64,
            session.memory("VmRSS")?,
        ]);
    }
    eprintln!();
    let names = [
        "scrolling by a line, bytes",
        "scrolling by a page, bytes",
        "three seconds at rest: bytes",
        "… and wake-ups",
        "memory, MB",
    ];
    let row = |(at, name): (usize, &&str)| {
        Row::of(name, columns.iter().map(|column| column[at]).collect())
    };
    Ok(names.iter().enumerate().map(row).collect())
}

/// A text of 100 MB: when its first page stands there, its end and a word at its end, and the most memory meanwhile.
fn large_text(programs: &[Program], place: &Path) -> Outcome<Vec<Row>> {
    let file = place.join("large-lines.txt");
    text::write(&file, text::LARGE)?;
    let mut columns = Vec::new();
    for program in programs {
        eprint!("\r100 MB in {:<24}", program.name);
        let Some(command) = program.with(&file) else {
            columns.push([f64::NAN; 4]);
            continue;
        };
        let mut session = Session::start(command, SIZE)?;
        let first = session.until(text::FIRST)?;
        for key in program.opening {
            session.press(key)?;
        }
        session.send("G")?;
        let end = session.until(text::LAST)?;
        session.press("g")?;
        if session.shows(text::LAST) {
            return Err(format!("{} has not gone back from the end", program.name).into());
        }
        session.send(&format!("/{}\r", text::WORD))?;
        let found = session.until(text::LAST)?;
        session.until_idle(LARGE_WORK)?;
        let peak = session.memory("VmHWM")? / (text::LARGE as f64 / 1e6);
        columns.push(
            [first, end, found]
                .map(|time| time.as_secs_f64() * 1000.0)
                .into_iter()
                .chain([peak])
                .collect::<Vec<_>>()
                .try_into()
                .unwrap_or([f64::NAN; 4]),
        );
    }
    eprintln!();
    let column = |at: usize| -> Vec<f64> { columns.iter().map(|column| column[at]).collect() };
    Ok(vec![
        Row::times(
            "the first page of a text of 100 MB, in times of less",
            &column(0),
            programs,
        ),
        Row::times("… its end (`G`)", &column(1), programs),
        Row::times("… a word at its end (`/`)", &column(2), programs),
        Row::of("… most memory, in times of its size", column(3)).fine(),
    ])
}

fn print(programs: &[Program], rows: &[Row]) {
    println!("\n{}", table::markdown(programs, rows));
    for missing in programs::missing() {
        println!("{missing} is not installed: apt install {missing}");
    }
    println!("At {SIZE}, {}.", programs::versions(programs));
}

/// The middle one.
fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}
