//! The programs that are measured: how each is started, and how one comes to its text.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use portable_pty::CommandBuilder;

use crate::Outcome;

/// The program of this repository.
const OURS: &str = env!("CARGO_BIN_EXE_onrecord");
/// Has our program begin at the top every time, instead of where the last run left off.
const AFRESH: &str = "--private";
/// The others, as they are called and as Debian's packages are.
const OTHERS: [&str; 3] = ["less", "newsboat", "lnav"];

/// A program and how it is used.
pub(crate) struct Program {
    /// What the table calls it.
    pub(crate) name: &'static str,
    path: PathBuf,
    arguments: Vec<String>,
    /// Whether it takes the path of any text as its argument.
    takes_texts: bool,
    /// The keys that lead from the first screen to the text.
    pub(crate) opening: &'static [&'static str],
    /// The key that scrolls by a line.
    pub(crate) line: &'static str,
    /// The key that scrolls by a page.
    pub(crate) page: &'static str,
    home: PathBuf,
}

impl Program {
    /// Starts it on the article, for somebody who has configured nothing.
    pub(crate) fn command(&self) -> CommandBuilder {
        self.with_arguments(&self.arguments)
    }

    /// Starts it on another text; none when it reads no texts.
    pub(crate) fn with(&self, text: &Path) -> Option<CommandBuilder> {
        let text = text.display().to_string();
        let mut arguments = self.arguments.clone();
        arguments.pop();
        arguments.push(text);
        self.takes_texts.then(|| self.with_arguments(&arguments))
    }

    /// Whether the others are measured by it.
    pub(crate) fn is_less(&self) -> bool {
        self.name == "less"
    }

    fn with_arguments(&self, arguments: &[String]) -> CommandBuilder {
        let mut command = CommandBuilder::new(&self.path);
        command.args(arguments);
        command.cwd(&self.home);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")] {
            command.env(name, value);
        }
        command.env("PATH", env::var_os("PATH").unwrap_or_default());
        for name in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
            "XDG_DATA_HOME",
        ] {
            command.env(name, &self.home);
        }
        command
    }
}

/// The programs that are there, ours first, to read one article. They live in `place`.
pub(crate) fn installed(place: &Path, article: &Path) -> Outcome<Vec<Program>> {
    let home = place.join("home");
    fs::create_dir_all(&home)?;
    let ours = |name, opening| Program {
        name,
        path: OURS.into(),
        arguments: vec![AFRESH.to_owned(), article.display().to_string()],
        takes_texts: true,
        opening,
        line: "j",
        page: " ",
        home: home.clone(),
    };
    let mut programs = vec![
        ours("onrecord", &["2"][..]),
        ours("onrecord, reading mode", &["2", "z"][..]),
    ];
    for name in OTHERS {
        if let Some(path) = find(name) {
            programs.push(other(name, path, article, &home)?);
        }
    }
    Ok(programs)
}

/// The programs that are not there.
pub(crate) fn missing() -> impl Iterator<Item = &'static str> {
    OTHERS.into_iter().filter(|name| find(name).is_none())
}

/// What the programs call themselves.
pub(crate) fn versions(programs: &[Program]) -> String {
    let version = |program: &Program| {
        let output = Command::new(&program.path).arg("--version").output().ok()?;
        let words = String::from_utf8(output.stdout).ok()?;
        Some(words.lines().next()?.split(" - ").next()?.to_owned())
    };
    // The first two are one.
    let versions: Vec<String> = programs.iter().skip(1).filter_map(version).collect();
    versions.join(", ")
}

fn other(name: &'static str, path: PathBuf, article: &Path, home: &Path) -> Outcome<Program> {
    let (arguments, opening): (Vec<String>, &[&str]) = match name {
        "newsboat" => (feed(&path, article, home)?, &["\r", "\r"]),
        // It may open a text at its end.
        "lnav" => (vec![article.display().to_string()], &["g"]),
        _ => (vec![article.display().to_string()], &[]),
    };
    Ok(Program {
        name,
        path,
        arguments,
        takes_texts: name != "newsboat",
        opening,
        // In an article newsboat hears nothing but the arrow, which a terminal that it has prepared sends as SS3.
        line: if name == "newsboat" { "\x1bOB" } else { "j" },
        page: " ",
        home: home.to_owned(),
    })
}

/// Has newsboat take in the article as a feed of one; returns how to start it then.
fn feed(newsboat: &Path, article: &Path, home: &Path) -> Outcome<Vec<String>> {
    let text = fs::read_to_string(article)?;
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let title: String = text.chars().take(60).collect();
    let body = text.replace("\n\n", "&lt;p&gt;");
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>Articles</title><item><title>{title}</title><description>{body}</description></item></channel></rss>"
    );
    let [rss_file, urls, cache] = ["articles.xml", "urls", "cache.db"].map(|name| home.join(name));
    fs::write(&rss_file, rss)?;
    fs::write(&urls, format!("file://{}\n", rss_file.display()))?;
    let [urls, cache] = [urls, cache].map(|path| path.display().to_string());
    let arguments: Vec<String> = ["-q", "-u", &urls, "-c", &cache].map(str::to_owned).into();
    Command::new(newsboat)
        .args(&arguments)
        .args(["-x", "reload"])
        .env("HOME", home)
        .output()?;
    Ok(arguments)
}

/// Where on the path a program is.
fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
