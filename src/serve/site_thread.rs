//! The thread that holds the site.
//!
//! Comes in: questions, and which files changed; goes out: answers, and news. It goes in rounds: look at the files, then answer
//! from what was seen until a file changes. Questions that come while it looks wait for the answer that is new. What is
//! borrowed from the site lives within one round, so that no round can show anything of another one.

use std::collections::{BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use super::answer::{Answer, Moment};
use super::live::State;
use super::page_cache::PageCache;
use super::watch::Watch;
use super::{Address, Message, News, Options, Question, Tell, mistakes};
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::error::{Error, Result};
use crate::builder::{Prepared, Preview};
use crate::outputs::Artifact;

/// How long no file must change before the site is looked at: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(8);

/// How many such times are waited for at most, where files change without an end.
const MOST_WAITS: usize = 40;

/// When it is looked whether the round saw all that changed: a folder that has just been made is not watched yet.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// How often all files are looked at without a reason: not every disk tells of changes, and days pass.
const NOW_AND_THEN: Duration = Duration::from_secs(10);

/// How often, where the system is known not to tell of changes.
const OFTEN: Duration = Duration::from_secs(1);

/// Holds the site.
pub(super) struct SiteThread<'w> {
    pub options: &'w Options<'w>,
    pub tell: Tell<'w>,
    pub messages: Receiver<Message>,
    /// Leads to `messages`.
    pub ask: Sender<Message>,
    pub publish: tokio::sync::watch::Sender<State>,
    pub watch: Watch,
    pub address: &'w Address,
}

/// What goes on from round to round.
struct Rounds {
    preview: Preview,
    pages: PageCache,
    told: Told,
    /// Counts the good sites.
    number: usize,
    /// Questions that came while files were looked at.
    waiting: VecDeque<Question>,
    /// The files that changed since the last look, as far as they are known.
    changed: BTreeSet<String>,
    /// Was something wrong in the last round?
    broken: bool,
    /// Was the address told?
    introduced: bool,
    /// Does the system not tell of changes?
    unwatched: bool,
}

/// What the terminal was told, so that the same warnings do not come with every edit.
#[derive(Default)]
struct Told(Mutex<Vec<Diagnostic>>);

impl Told {
    /// Tells what is new among all problems that there are now.
    fn renew(&self, tell: Tell<'_>, problems: &[Diagnostic]) {
        let before = std::mem::take(&mut *self.list());
        let new = problems.iter().filter(|problem| !before.contains(problem)).cloned().collect();
        *self.list() = problems.to_vec();
        tell_some(tell, new);
    }

    /// Tells what is new among the problems of one file, beside those that there are.
    fn add(&self, tell: Tell<'_>, problems: &[Diagnostic]) {
        let new: Vec<Diagnostic> = {
            let mut told = self.list();
            let new: Vec<Diagnostic> = problems.iter().filter(|problem| !told.contains(problem)).cloned().collect();
            told.extend_from_slice(&new);
            new
        };
        tell_some(tell, new);
    }

    fn list(&self) -> MutexGuard<'_, Vec<Diagnostic>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tell_some(tell: Tell<'_>, problems: Vec<Diagnostic>) {
    if !problems.is_empty() {
        tell(News::Problems(problems));
    }
}

impl Rounds {
    /// The name of the good site that is shown, also beside other servers at the same address, before and after.
    fn revision(&self) -> String {
        format!("{}-{}", std::process::id(), self.number)
    }
}

/// A good site, and all that it consists of.
type Good<'g> = (&'g Prepared, &'g [Artifact<'g>]);

impl SiteThread<'_> {
    /// Goes on until it is told to stop.
    pub fn run(mut self) {
        let mut rounds = Rounds {
            preview: Preview::new(self.options.root),
            pages: PageCache::default(),
            told: Told::default(),
            number: 0,
            waiting: VecDeque::new(),
            changed: BTreeSet::new(),
            broken: false,
            introduced: false,
            unwatched: false,
        };
        rounds.unwatched = renew_watch(&mut self.watch, self.tell, false);
        let mut good: Option<Prepared> = None;
        while self.round(&mut rounds, &mut good) && self.wait_until_quiet(&mut rounds) {
            // A folder that came is watched before it is looked into, so that nothing in it is missed.
            if rounds.changed.iter().any(|path| !path.contains('/')) {
                rounds.unwatched = renew_watch(&mut self.watch, self.tell, rounds.unwatched);
            }
        }
    }

    /// One round; false where it was the last one.
    fn round(&mut self, rounds: &mut Rounds, good: &mut Option<Prepared>) -> bool {
        let changed: Vec<String> = std::mem::take(&mut rounds.changed).into_iter().collect();
        (self.tell)(News::Begins(&changed));
        let mut problems = Diagnostics::new();
        let failed = match self.prepare(rounds, &mut problems) {
            Ok(Some(new)) => {
                let artifacts = new.plan_without_indexes(&mut problems);
                if !problems.has_errors() {
                    self.show_good(rounds, (&new, &artifacts), problems, &changed);
                    // To give back the memory of a large site takes longer than an edit should.
                    let old = good.take();
                    rayon::spawn(move || drop(old));
                    let goes_on = self.answer(rounds, Some((&new, &artifacts)), "");
                    drop(artifacts);
                    *good = Some(new);
                    return goes_on;
                }
                None
            }
            Ok(None) => None,
            Err(error) => Some(error),
        };
        let shown = self.show_mistakes(rounds, problems, failed.as_ref());
        // What there was to say of the last good site was said when it was new.
        let artifacts = good.as_ref().map(|good| good.plan_without_indexes(&mut Diagnostics::new()));
        self.answer(rounds, good.as_ref().zip(artifacts.as_deref()), &shown)
    }

    /// Looks at the files. A bug of the program must not end an editor's day: it is shown like a failure of the machine.
    fn prepare(&self, rounds: &mut Rounds, problems: &mut Diagnostics) -> Result<Option<Prepared>> {
        let look = || {
            let settings = (self.options.settings)()?;
            let (preview, problems) = (&mut rounds.preview, problems);
            // All of it on threads of the pool, as in a build.
            rayon::scope(|_| preview.prepare(&settings, problems))
        };
        catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| Err(bug()))
    }

    /// Tells everybody of a good site.
    fn show_good(&self, rounds: &mut Rounds, (site, artifacts): Good<'_>, problems: Diagnostics, changed: &[String]) {
        rounds.number += 1;
        rounds.told.renew(self.tell, &problems.into_sorted());
        let mended = std::mem::take(&mut rounds.broken);
        (self.tell)(News::Good { cases: site.cases(), files: artifacts.len(), mended });
        self.introduce(rounds);
        let is_changed = |artifact: &&Artifact<'_>| {
            artifact.listing.is_page() && changed.iter().any(|file| *file == artifact.origin.as_ref())
        };
        let page = artifacts.iter().filter(|_| self.options.follow).find(is_changed);
        let follow = page.map(|page| site.site().routes.host_link(&page.path));
        self.publish.send_replace(State { revision: rounds.revision(), mistakes: String::new(), follow });
    }

    /// Tells everybody what is wrong; goes out what pages show of it.
    fn show_mistakes(&self, rounds: &mut Rounds, problems: Diagnostics, failed: Option<&Error>) -> String {
        rounds.broken = true;
        let problems = problems.into_sorted();
        rounds.told.renew(self.tell, &problems);
        let mistakes = match failed {
            None => mistakes::fragment(&problems, self.options.messages),
            Some(error) => {
                (self.tell)(News::Failed(error));
                mistakes::failure(error, self.options.messages)
            }
        };
        self.introduce(rounds);
        self.publish.send_replace(State { revision: rounds.revision(), mistakes: mistakes.clone(), follow: None });
        mistakes
    }

    /// Tells the address after the first look, whatever it came to.
    fn introduce(&self, rounds: &mut Rounds) {
        if !std::mem::replace(&mut rounds.introduced, true) {
            (self.tell)(News::Serving(self.address));
        }
    }

    /// Answers until a file changes; false where it is told to stop. `mistakes` are those of the site as it is now, which is
    /// not the one that is shown then.
    fn answer(&mut self, rounds: &mut Rounds, good: Option<Good<'_>>, mistakes: &str) -> bool {
        let revision = rounds.revision();
        let (waiting, changed): (Vec<Question>, _) = (rounds.waiting.drain(..).collect(), &mut rounds.changed);
        let (root, pages) = (self.options.root, &rounds.pages);
        let indexes = OnceLock::new();
        let moment = good.map(|(prepared, artifacts)| Moment {
            root,
            prepared,
            artifacts,
            indexes: &indexes,
            pages,
            revision: &revision,
        });
        let (tell, told, ask) = (self.tell, &rounds.told, &self.ask);
        let language = self.options.messages;
        let answer = |question: Question| {
            let mut problems = Diagnostics::new();
            let Question { path, query, again, reply } = question;
            let look = || match &moment {
                Some(moment) => moment.answer(&path, query.as_deref(), &mut problems),
                None => Ok(Some(Answer::mistakes(mistakes, &revision))),
            };
            let answer = match catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| Err(bug())) {
                Ok(Some(answer)) => answer,
                Ok(None) => {
                    let problems = problems.into_sorted();
                    told.add(tell, &problems);
                    Answer::mistakes(&mistakes::fragment(&problems, language), &revision)
                }
                Err(_) if !mistakes.is_empty() => Answer::mistakes(mistakes, &revision),
                // Somebody changed a file in this moment: the answer is that of the next round.
                Err(_) if !again => {
                    let _ = ask.send(Message::Touched(None));
                    let _ = ask.send(Message::Ask(Question { path, query, again: true, reply }));
                    return;
                }
                Err(error) => Answer::mistakes(&mistakes::failure(&error, language), &revision),
            };
            // Whoever asked may have gone.
            let _ = reply.send(answer);
        };
        let mut wait = SECOND_LOOK;
        rayon::in_place_scope(|scope| {
            let answer = &answer;
            waiting.into_iter().for_each(|question| scope.spawn(move |_| answer(question)));
            loop {
                match self.messages.recv_timeout(wait) {
                    Ok(Message::Ask(question)) => scope.spawn(move |_| answer(question)),
                    Ok(Message::Touched(path)) => {
                        changed.extend(path);
                        return true;
                    }
                    Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
                    Err(RecvTimeoutError::Timeout) => {
                        rounds.unwatched = renew_watch(&mut self.watch, tell, rounds.unwatched);
                        if is_outdated(self.options, &rounds.preview) {
                            return true;
                        }
                        wait = if rounds.unwatched { OFTEN } else { NOW_AND_THEN };
                    }
                }
            }
        })
    }

    /// Waits until no file changes any more; false where it is told to stop.
    fn wait_until_quiet(&self, rounds: &mut Rounds) -> bool {
        for _ in 0..MOST_WAITS {
            thread::sleep(QUIET);
            let mut is_quiet = true;
            for message in self.messages.try_iter() {
                match message {
                    Message::Ask(question) => rounds.waiting.push_back(question),
                    Message::Touched(path) => {
                        is_quiet = false;
                        rounds.changed.extend(path);
                    }
                    Message::Stop => return false,
                }
            }
            if is_quiet {
                break;
            }
        }
        true
    }
}

/// Sees to it that all folders are watched; says whether they are not, which is told once.
fn renew_watch(watch: &mut Watch, tell: Tell<'_>, was_unwatched: bool) -> bool {
    let failed = watch.renew();
    if let Some(reason) = failed.as_ref().filter(|_| !was_unwatched) {
        tell(News::NotWatching(reason));
    }
    failed.is_some()
}

/// Did a file change of which nobody told?
fn is_outdated(options: &Options<'_>, preview: &Preview) -> bool {
    (options.settings)().is_ok_and(|settings| preview.is_outdated(&settings))
}

/// What is said where the program itself went wrong.
fn bug() -> Error {
    Error::Usage(say!(
        "this is a mistake in Chancery itself; the terminal says more, and the next change is tried again"
    ))
}
