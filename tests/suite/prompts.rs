//! What `init` and `new` ask at a terminal, typed on a pseudo-terminal.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::support::TestSite;

/// What a terminal sends for these keys.
const ENTER: &str = "\r";
const CTRL_C: &str = "\u{3}";

/// Longer than anything here takes on a busy machine.
const PATIENCE: usize = 3000;

/// A program at a terminal.
struct Terminal {
    keyboard: File,
    child: Child,
    shown: Arc<Mutex<Vec<u8>>>,
    /// How much of what is shown was waited for.
    seen: usize,
}

impl Terminal {
    fn start(site: &TestSite, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        tcsetwinsize(&ours, Winsize { ws_row: 24, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let name = ptsname(&ours, Vec::new()).unwrap();
        let theirs = File::from(open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap());
        // Keys such as Ctrl-C reach only who has the terminal to themselves.
        let mut command = Command::new("setsid");
        command.args(["--ctty", env!("CARGO_BIN_EXE_chancery")]);
        for variable in ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "NETLIFY", "JENKINS_URL", "TF_BUILD"] {
            command.env_remove(variable);
        }
        command.current_dir(site.outside()).args(arguments).env("TERM", "xterm").envs(environment.iter().copied());
        command.stdin(theirs.try_clone().unwrap()).stdout(theirs.try_clone().unwrap()).stderr(theirs);
        let child = command.spawn().unwrap();
        // The program's end of the terminal is its own alone, so that its end shows.
        drop(command);
        let shown = Arc::new(Mutex::new(Vec::new()));
        let (mut screen, kept) = (File::from(ours.try_clone().unwrap()), Arc::clone(&shown));
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = screen.read(&mut bytes) {
                kept.lock().unwrap().extend_from_slice(&bytes[..count]);
            }
        });
        Self { keyboard: File::from(ours), child, shown, seen: 0 }
    }

    fn shown(&self) -> String {
        String::from_utf8_lossy(&self.shown.lock().unwrap()).into_owned()
    }

    /// Waits until these words are shown behind what was waited for before.
    #[track_caller]
    fn waits_for(&mut self, words: &str) -> &mut Self {
        for _ in 0..PATIENCE {
            let shown = self.shown();
            if let Some(place) = shown.get(self.seen..).and_then(|new| new.find(words)) {
                self.seen += place + words.len();
                return self;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("`{words}` never came; shown is\n{}", self.shown());
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self
    }

    #[track_caller]
    fn ends(&mut self) -> ExitStatus {
        for _ in 0..PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("the program goes on; shown is\n{}", self.shown());
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_new_site_is_asked_for_and_is_as_it_was_answered() {
    let site = TestSite::empty();
    let mut terminal = Terminal::start(&site, &["init", "site"], &[]);
    terminal.waits_for("en (English), fa (Persian)").waits_for("[en]: ").types("en,persian").types(ENTER);
    terminal.waits_for("did you mean `fa` (Persian)?").waits_for("[en]: ").types("en,fa").types(ENTER);
    terminal.waits_for("Title of the site [My Urban Diplomacy Library]: ").types("Cities: together").types(ENTER);
    terminal.waits_for("Title of the site in Persian").waits_for("]: ").types("شهرها با هم").types(ENTER);
    terminal.waits_for("[https://example.org/]: ").types("library").types(ENTER);
    terminal
        .waits_for("it is not a web address")
        .waits_for("]: ")
        .types("https://office.example/library/")
        .types(ENTER);
    terminal.waits_for("github-pages, gitlab-pages").types("githb, netlify").types(ENTER);
    terminal.waits_for("did you mean `github`?").waits_for("another host: ").types("netlify").types(ENTER);
    terminal.waits_for("made a new site in site").waits_for("`netlify.toml` publishes the site");
    assert!(terminal.ends().success(), "{}", terminal.shown());
    let yaml = site.read("site.yaml");
    for line in [
        "title: \"Cities: together\"",
        "title: شهرها با هم",
        "base_url: https://office.example/library/",
        "hosts: [netlify]",
    ] {
        assert!(yaml.contains(line), "{line} is not in\n{yaml}");
    }
    assert!(site.has("netlify.toml") && site.has(".gitignore") && site.has("content/pages/about.fa.md"));
    site.build().succeeds();
}

#[test]
fn enter_is_an_answer_and_a_persian_site_is_asked_about_in_persian() {
    let site = TestSite::empty();
    let mut terminal = Terminal::start(&site, &["init", "site"], &[]);
    terminal.waits_for("[en]: ").types("fa").types(ENTER);
    terminal.waits_for("عنوان سایت").types(ENTER).waits_for("https://example.org/").types(ENTER);
    terminal.waits_for("github-pages").types(ENTER);
    assert!(terminal.ends().success(), "{}", terminal.shown());
    let asked = site.files("");
    let plain = TestSite::empty();
    plain.run(&["init", ".", "--language", "fa"]).succeeds();
    assert!(asked == plain.files(""), "answers that change nothing change nothing");
}

#[test]
fn ctrl_c_at_a_question_leaves_nothing() {
    let site = TestSite::empty();
    let mut terminal = Terminal::start(&site, &["init", "new"], &[]);
    terminal.waits_for("[en]: ").types(ENTER).waits_for("Title of the site").types("Half a ti").types(CTRL_C);
    let status = terminal.ends();
    assert!(!status.success() && (status.signal().is_some() || status.code() == Some(130)), "{status}");
    assert!(!site.outside().join("new").exists());

    site.run(&["init", ".", "--language", "en"]).succeeds();
    let before = site.files("");
    let mut terminal = Terminal::start(&site, &["new", "term", "--root", "site"], &[]);
    terminal.waits_for("themes, networks, agreements").types("networks").types(ENTER).waits_for("Name: ").types(CTRL_C);
    assert!(!terminal.ends().success());
    assert!(site.files("") == before);
}

#[test]
fn what_a_new_file_lacks_is_asked_for() {
    let site = TestSite::empty();
    site.run(&["init", ".", "--language", "en,fa"]).succeeds();
    let mut terminal = Terminal::start(&site, &["new", "case", "--root", "site"], &[]);
    terminal.waits_for("City and country").types("Paris, Frnace").types(ENTER);
    terminal
        .waits_for("did you mean `Paris, France`?")
        .waits_for("City and country")
        .types("Paris, France")
        .types(ENTER);
    terminal.waits_for("made site/content/cases/paris.md");
    assert!(terminal.ends().success() && site.read("content/cases/paris.md").contains("country: FR"));

    let mut terminal = Terminal::start(&site, &["new", "translation", "--root", "site"], &[]);
    terminal.waits_for("Which file").types("content/cases/rome.md").types(ENTER);
    terminal.waits_for("there is no file").waits_for("Which file").types("content/cases/paris.md").types(ENTER);
    terminal.waits_for("Into which language: fa [fa]: ").types(ENTER).waits_for("made site/content/cases/paris.fa.md");
    assert!(terminal.ends().success());

    let inside = TestSite::empty();
    std::fs::write(inside.outside().join("site.yaml"), site.read("site.yaml")).unwrap();
    let mut terminal = Terminal::start(&inside, &["new"], &[]);
    terminal.waits_for("What is it: case, article").types("papge").types(ENTER);
    terminal.waits_for("did you mean `page`?").waits_for("[case]: ").types("page").types(ENTER);
    terminal.waits_for("Title: ").types(ENTER).waits_for("at least one letter").waits_for("Title: ").types("Imprint\r");
    terminal.waits_for("made ./content/pages/imprint.md");
    assert!(terminal.ends().success());
}

#[test]
fn nobody_is_asked_who_cannot_or_will_not_answer() {
    let site = TestSite::empty();
    // What runs commands without anybody there says so.
    for (variable, value) in [("CI", "true"), ("GITLAB_CI", "1"), ("TERM", "dumb")] {
        let mut terminal = Terminal::start(&site, &["init", variable], &[(variable, value)]);
        terminal.waits_for("made a new site in");
        assert!(terminal.ends().success(), "{}", terminal.shown());
    }
    let mut terminal = Terminal::start(&site, &["init", "site", "--no-input"], &[]);
    assert!(terminal.ends().success(), "{}", terminal.shown());
    for arguments in [["new", "case", "--root", "site", "--no-input"], ["new", "--no-input", "term", "--root", "site"]]
    {
        let mut terminal = Terminal::start(&site, &arguments, &[]);
        terminal.waits_for("write it such as `chancery new ");
        assert_eq!(terminal.ends().code(), Some(2));
    }
    // A pipe is no terminal, neither to read nor to write.
    for arguments in [&["new"][..], &["new", "page"], &["new", "translation", "content/pages/about.md"]] {
        let run = site.run_with_input(arguments, b"page\nTitle\n").fails();
        assert!(run.error.contains("write it such as `chancery new "), "{}", run.error);
    }
}
