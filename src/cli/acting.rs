//! Does what `update` asks for where no terminal is needed: long work, the store, the log of corrections, timers.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Instant;

use chrono::Utc;

use crate::app::{App, Effect, Event};
use crate::jobs::Jobs;
use crate::library::Correction;
use crate::term::Timers;

use super::exporting;
use super::keeping::Keeping;
use super::place::Place;
use super::reader::Options;
use super::reading::End;
use super::versions::Versions;

/// What works behind the state.
pub(super) struct Acting {
    jobs: Jobs,
    keeping: Keeping,
    /// Nothing in a private session.
    versions: Option<Versions>,
    /// How the reader is called.
    name: String,
    /// The timers that run.
    pub(super) timers: Timers,
}

/// What an effect came to.
pub(super) enum Outcome {
    /// It is done; these events tell of it.
    Done(Vec<Event>),
    /// It concerns the terminal.
    Terminal(Effect),
}

impl Acting {
    /// Begins to read the library that the options name, and gives the state what was kept of it unless the session is to keep
    /// nothing. Long work reports to `events`.
    pub(super) fn begin(app: &mut App, options: &Options, events: &Sender<Event>) -> Self {
        // The files are read while what was kept is looked up and the terminal is opened.
        let reports = events.clone();
        let tell = move |report| {
            // Nobody listens any more when the program ends.
            let _ = reports.send(Event::Report(report));
        };
        let keeps = options.keeps;
        let jobs = match &options.place {
            Place::Files(paths) => Jobs::start(paths.clone(), keeps.caches(), app.round, tell),
            Place::Shared(address) => Jobs::share((**address).clone(), app.round, tell),
        };
        let keeping = if keeps.place {
            Keeping::begin(app, &options.place.key(), events)
        } else {
            Keeping::default()
        };
        Self {
            jobs,
            keeping,
            versions: keeps.place.then(|| Versions::new(events)),
            name: options.name.clone(),
            timers: Timers::default(),
        }
    }

    /// Does what `effect` asks for.
    pub(super) fn perform(&mut self, app: &App, effect: Effect) -> Outcome {
        let corrections = &app.library.corrections;
        match effect {
            Effect::Look => self.jobs.look(),
            Effect::KeepVersions(versions) => {
                if let Some(keeper) = &mut self.versions {
                    keeper.keep(app, versions);
                }
            }
            Effect::FindVersions(doc) => {
                let kept = match &self.versions {
                    Some(_) => Versions::find(app, doc),
                    None => Vec::new(),
                };
                return Outcome::Done(vec![Event::Versions(doc, kept)]);
            }
            Effect::AnalyzeFirst(doc) => self.jobs.analyze_first(doc),
            Effect::Stop => self.jobs.stop(),
            Effect::Export(export) => {
                let event = match exporting::export(app, &export) {
                    Ok(path) => Event::Exported(path.display().to_string()),
                    Err(why) => Event::Refused(why),
                };
                return Outcome::Done(vec![event]);
            }
            Effect::Tell(documents) => self.jobs.tell(app.library.clone(), documents),
            Effect::Meet => self.keeping.meet(app),
            Effect::Keep(notes) => self.keeping.keep(notes),
            Effect::Sift(sieve) => {
                if let Some(gathered) = &app.derived.gathered {
                    self.jobs
                        .sift(app.library.clone(), Arc::clone(gathered), sieve);
                }
            }
            Effect::Gather => self.jobs.gather(app.library.clone()),
            Effect::Correct(changes) => {
                let lines = changes
                    .into_iter()
                    .map(|change| app.library.line(change, Utc::now(), &self.name));
                return self.correct(app, lines.collect());
            }
            Effect::TakeBack(ids) => {
                let lines = ids
                    .iter()
                    .map(|id| corrections.undo(id, Utc::now(), &self.name));
                return self.correct(app, lines.collect());
            }
            Effect::Wake(timer, after) => self.timers.start(timer, after, Instant::now()),
            Effect::Copy(_) | Effect::Mouse(_) | Effect::Redraw | Effect::Suspend => {
                return Outcome::Terminal(effect);
            }
        }
        Outcome::Done(Vec::new())
    }

    /// Waits until everything is written down. Who lost the line or was made to end has not left: what was new is so when
    /// they come back.
    pub(super) fn end(&mut self, end: &End) {
        if *end == End::Left {
            self.keeping.leave();
        }
        self.keeping.end();
        if let Some(versions) = &mut self.versions {
            versions.end();
        }
        self.jobs.settle();
    }

    /// Keeps corrections, lets them act, and sends them to those who share the library. Those that cannot be kept act all the
    /// same, until the reader leaves.
    fn correct(&self, app: &App, lines: Vec<Correction>) -> Outcome {
        let corrections = &app.library.corrections;
        let kept = lines.iter().try_for_each(|line| corrections.keep(line));
        self.jobs.send(&lines);
        let mut events = vec![Event::Corrected(lines)];
        events.extend(kept.err().map(Event::Refused));
        Outcome::Done(events)
    }
}
