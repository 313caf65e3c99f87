//! Watching the folders of a library: the system tells what happens in them, or somebody has to look now and then.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::living::Stir;

/// How often to look where the system tells nothing.
const EVERY: Duration = Duration::from_secs(10);

/// What is watched, and how.
pub(super) struct Watch {
    roots: Vec<Root>,
    /// None where the system tells nothing.
    watcher: Option<RecommendedWatcher>,
    /// How often to look.
    pub(super) every: Option<Duration>,
}

/// A file or folder that the reader named.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Root {
    path: PathBuf,
    /// Device and number of the folder; none while nothing is there. A file may be replaced by another one at any time.
    folder: Option<(u64, u64)>,
    there: bool,
}

impl Root {
    fn of(path: &Path) -> Self {
        let found = fs::metadata(path).ok();
        let folder = found.as_ref().filter(|found| found.is_dir());
        Self {
            path: path.to_owned(),
            folder: folder.map(|folder| (folder.dev(), folder.ino())),
            there: found.is_some(),
        }
    }

    /// What to watch for it: a folder with all below it, the folder of a file, the nearest folder above what is gone.
    fn watched(&self) -> (PathBuf, RecursiveMode) {
        if self.folder.is_some() {
            return (self.path.clone(), RecursiveMode::Recursive);
        }
        let above = self.path.ancestors().skip(1);
        let above = above.map(|folder| {
            if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            }
        });
        let there = above.into_iter().find(|folder| folder.is_dir());
        let folder = there.unwrap_or(Path::new("/")).to_owned();
        (folder, RecursiveMode::NonRecursive)
    }
}

/// What the look at the roots says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Moved {
    /// All are where they were.
    Nothing,
    /// These folders are gone, these are back or have been replaced by others.
    Roots {
        gone: Vec<PathBuf>,
        back: Vec<PathBuf>,
    },
}

impl Watch {
    /// Begins to watch what the reader named. What happens is told to `stirs`. Where the system does not tell, or tells no
    /// more, [`Self::every`] says how often to look.
    pub(super) fn begin(paths: &[PathBuf], stirs: &Sender<Stir>) -> Self {
        let roots: Vec<Root> = paths.iter().map(|path| Root::of(path)).collect();
        let tells = roots.iter().all(|root| tells(&root.watched().0));
        let watcher = if tells { watcher(&roots, stirs) } else { None };
        Self {
            every: watcher.is_none().then_some(EVERY),
            watcher,
            roots,
        }
    }

    /// What was not there when the watch began.
    pub(super) fn missing(&self) -> impl Iterator<Item = &Path> {
        let missing = self.roots.iter().filter(|root| !root.there);
        missing.map(|root| root.path.as_path())
    }

    /// Looks whether the roots are still what they were. If not, watches what is there now.
    pub(super) fn follow_roots(&mut self, stirs: &Sender<Stir>) -> Moved {
        let paths: Vec<PathBuf> = self.roots.iter().map(|root| root.path.clone()).collect();
        let now: Vec<Root> = paths.iter().map(|path| Root::of(path)).collect();
        if now == self.roots {
            return Moved::Nothing;
        }
        let (mut gone, mut back) = (Vec::new(), Vec::new());
        for (before, now) in self.roots.iter().zip(&now) {
            match (before.folder, now.folder) {
                (Some(_), None) => gone.push(now.path.clone()),
                (None, Some(_)) => back.push(now.path.clone()),
                _ => {}
            }
        }
        // The old watcher first: one folder may be watched under the same path by both.
        self.watcher = None;
        *self = Self::begin(&paths, stirs);
        Moved::Roots { gone, back }
    }

    /// From now on somebody has to look.
    pub(super) fn give_up(&mut self) {
        self.watcher = None;
        self.every = Some(EVERY);
    }
}

/// A watcher of all roots; none where one of them cannot be watched.
fn watcher(roots: &[Root], stirs: &Sender<Stir>) -> Option<RecommendedWatcher> {
    let told = stirs.clone();
    let hear = move |event: notify::Result<notify::Event>| {
        for stir in heard(event) {
            // Nobody listens any more when the round is over.
            let _ = told.send(stir);
        }
    };
    let mut watcher = notify::recommended_watcher(hear).ok()?;
    let folders: Vec<&Path> = roots
        .iter()
        .filter(|root| root.folder.is_some())
        .map(|root| root.path.as_path())
        .collect();
    for root in roots {
        let (path, mode) = root.watched();
        // To watch a folder for one file would end watching it with all below it.
        let within = folders.iter().any(|folder| path.starts_with(folder));
        if mode == RecursiveMode::Recursive || !within {
            watcher.watch(&path, mode).ok()?;
        }
    }
    Some(watcher)
}

/// What an event of the system means here. Who reads files changes nothing.
fn heard(event: notify::Result<notify::Event>) -> Vec<Stir> {
    let event = match event {
        Ok(event) => event,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return vec![Stir::Unheard],
        Err(_) => return vec![Stir::Everything],
    };
    if event.need_rescan() {
        return vec![Stir::Everything];
    }
    let writing = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => return Vec::new(),
        // Only there the end of writing is told as well.
        EventKind::Modify(ModifyKind::Data(_)) => cfg!(target_os = "linux"),
        _ => false,
    };
    let touched = |path| Stir::Touched { path, writing };
    event.paths.into_iter().map(touched).collect()
}

/// Whether the system tells what others do in a folder: not in one that lies on another machine.
#[cfg(target_os = "linux")]
fn tells(folder: &Path) -> bool {
    /// The kinds of file systems that come over a network or through a program, by their magic numbers (`statfs(2)`): NFS,
    /// SMB, CIFS, SMB 2, FUSE (sshfs), 9P, AFS, Ceph, Coda, NCP, `VirtualBox`, `VMware`,
    /// Lustre, GFS 2, OCFS 2.
    const ELSEWHERE: [u64; 15] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x6573_5546,
        0x0102_1997,
        0x5346_414f,
        0x00c3_6400,
        0x7375_7245,
        0x564c,
        0x786f_4256,
        0xbacb_acbc,
        0x0bd0_0bd0,
        0x0116_1970,
        0x7461_636f,
    ];
    rustix::fs::statfs(folder).is_ok_and(|found| {
        // The number is 32 bits wide, whatever the system keeps it in.
        let kind = found.f_type.cast_unsigned() & 0xffff_ffff;
        !ELSEWHERE.contains(&kind)
    })
}

#[cfg(not(target_os = "linux"))]
fn tells(_folder: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_folder_that_goes_and_comes_back_is_followed() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("story");
        fs::create_dir(&folder).unwrap();
        let (stirs, _heard) = channel();
        let mut watch = Watch::begin(std::slice::from_ref(&folder), &stirs);
        assert_eq!(watch.every, None, "the folder for tests tells nothing");
        assert_eq!(watch.follow_roots(&stirs), Moved::Nothing);
        fs::remove_dir(&folder).unwrap();
        let gone = Moved::Roots {
            gone: vec![folder.clone()],
            back: Vec::new(),
        };
        assert_eq!(watch.follow_roots(&stirs), gone);
        assert_eq!(watch.follow_roots(&stirs), Moved::Nothing);
        fs::create_dir(&folder).unwrap();
        let back = Moved::Roots {
            gone: Vec::new(),
            back: vec![folder.clone()],
        };
        assert_eq!(watch.follow_roots(&stirs), back);
    }

    #[test]
    fn a_system_that_has_lost_count_asks_for_a_look_at_everything() {
        let lost = notify::Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert_eq!(heard(Ok(lost)), [Stir::Everything]);
        let full = notify::Error::new(ErrorKind::MaxFilesWatch);
        assert_eq!(heard(Err(full)), [Stir::Unheard]);
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert_eq!(heard(Ok(notify::Event::new(read).add_path("a".into()))), []);
    }
}
