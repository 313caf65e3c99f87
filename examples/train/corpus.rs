//! Labelled texts from the disk.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

/// A labelled corpus.
pub(crate) struct Corpus {
    /// The name of its file without endings.
    pub(crate) name: String,
    pub(crate) documents: Vec<Document>,
}

/// A document of a corpus.
#[derive(Deserialize)]
pub(crate) struct Document {
    pub(crate) sents: Vec<Sentence>,
}

/// Its tokens and their BIO labels.
#[derive(Deserialize)]
pub(crate) struct Sentence {
    pub(crate) tok: Vec<String>,
    pub(crate) tag: Vec<String>,
}

impl Corpus {
    /// Whether machines made the labels: they teach, but what only they show is kept apart.
    pub(crate) fn is_silver(&self) -> bool {
        matches!(self.name.as_str(), "gmb" | "uner_ewt_train")
    }
}

/// All corpora of a folder, by name.
pub(crate) fn read(folder: &Path) -> Result<Vec<Corpus>, Box<dyn Error>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut corpora = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let Some(name) = name.strip_suffix(".jsonl.gz") else {
            continue;
        };
        let output = Command::new("gzip").arg("-dc").arg(&file).output()?;
        let text = String::from_utf8(output.stdout)?;
        let documents = text
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .map_err(|error| format!("{}: {error}", file.display()))?;
        corpora.push(Corpus {
            name: name.to_owned(),
            documents,
        });
    }
    Ok(corpora)
}
