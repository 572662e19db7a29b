//! The vocabulary of the suite: a temporary site, the real program, and goldens.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;

/// The day on which all tests take place.
pub const TODAY: &str = "2025-07-01";

/// How many inputs a property tries: few where somebody waits, all of them where `CHANCERY_TESTS=thorough` asks for them, as
/// `.ci/run` does.
pub fn rounds(few: u32, thorough: u32) -> u32 {
    if std::env::var_os("CHANCERY_TESTS").is_some_and(|tests| tests == "thorough") { thorough } else { few }
}

/// A picture that is published as it is, whatever its name says: a GIF of one pixel.
pub const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// What every temporary site starts from.
const SITE_YAML: &str = "\
title: Cities
base_url: https://example.org/
sections:
  - { id: context, title: Context, labels: [Context, Background], weight: 4 }
  - { id: key-actions, title: Key actions, labels: [Key Actions] }
  - { id: achievements, title: Achievements, labels: [Achievements] }
  - { id: reasons-for-success, title: Reasons for success, labels: [Reasons for Success] }
taxonomies:
  - { id: themes, title: Themes, singular: Theme }
  - id: networks
    title: Networks
    kinds: [{ id: city-network, title: City networks, singular: City network }]
outputs: { share_cards: false }
";
/// Of [`SITE_YAML`]: by a program that is not optimized, one card takes as long as the rest of a small site.
const NO_SHARE_CARDS: &str = "outputs: { share_cards: false }\n";

/// A file of the repository.
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// All files below a folder by their paths with `/`; a folder that is not there has none.
pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The names of the folders in a folder.
pub fn folders_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir());
    entries.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// A site in a temporary folder, which goes when the value does. It lies in `site/` of that folder, so that what is
/// written beside it shows.
pub struct TestSite {
    folder: TempDir,
}

impl TestSite {
    /// A site with a configuration and no content.
    pub fn new() -> Self {
        Self::empty().file("site.yaml", SITE_YAML)
    }

    /// Adds to `outputs` in `site.yaml`.
    pub fn outputs(&self, choice: &str) {
        let (yaml, none) = (self.read("site.yaml"), NO_SHARE_CARDS);
        let all = |choice: &str| format!("outputs: {{ {choice} }}\n");
        let added = match choice.starts_with("share_cards") {
            true => all(choice),
            false => all(&format!("share_cards: false, {choice}")),
        };
        self.write("site.yaml", if yaml.contains(none) { yaml.replace(none, &added) } else { yaml + &all(choice) });
    }

    /// A site with one of everything that people write.
    pub fn with_one_of_each_kind() -> Self {
        Self::new()
            .theme("climate")
            .theme("culture")
            .file("content/networks/c40.md", "---\nname: C40 Cities\nkind: city-network\n---\n")
            .case("oslo", "themes: [climate]", "Text.")
            .file("content/articles/two-cities.md", "---\ntitle: Two cities\n---\n")
    }

    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        Self { folder }
    }

    /// What `chancery init` makes.
    pub fn init() -> Self {
        let site = Self::empty();
        site.run(&["init", "."]).succeeds();
        site
    }

    /// The folder of the site.
    pub fn root(&self) -> PathBuf {
        self.outside().join("site")
    }

    /// The folder that the site's folder lies in.
    pub fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// Adds or replaces a file.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Adds all files of a folder of the repository.
    pub fn overlay(self, folder: &str) -> Self {
        for (path, bytes) in files_below(&in_repository(folder)) {
            self.write(&path, bytes);
        }
        self
    }

    /// Adds a case in Colombia; `lines` are further lines of its front matter.
    pub fn case(self, slug: &str, lines: &str, body: &str) -> Self {
        self.file(&format!("content/cases/{slug}.md"), case_text(slug, lines, body))
    }

    /// Adds a theme.
    pub fn theme(self, slug: &str) -> Self {
        self.file(&format!("content/themes/{slug}.md"), format!("---\nname: The {slug}\n---\n"))
    }

    /// Writes a file of a site that was run already.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Makes a symbolic link to a place, as seen from the link; false where the system has none.
    pub fn link(&self, path: &str, target: &str) -> bool {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, path).unwrap();
        cfg!(unix)
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).unwrap();
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        let path = self.root().join(path);
        fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
    }

    /// The text of a content file below its front matter; `file` is such as `cases/oslo`.
    pub fn body(&self, file: &str) -> String {
        let text = self.read(&format!("content/{file}.md"));
        text.splitn(3, "---\n").nth(2).unwrap().trim().to_owned()
    }

    /// Is there a file?
    pub fn has(&self, path: &str) -> bool {
        self.root().join(path).is_file()
    }

    /// All files below a folder of the site.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.root().join(folder))
    }

    /// The built files below a folder of the output, by their whole paths.
    pub fn built_below(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        self.files("output").into_iter().filter(|(path, _)| path.starts_with(folder)).collect()
    }

    /// What a built script hands to its function.
    pub fn data_of_script(&self, function: &str, path: &str) -> serde_json::Value {
        let text = self.read(&format!("output/{path}.js"));
        let json = text.strip_prefix(&format!("{function}(\"")).unwrap().strip_suffix(");\n").unwrap();
        serde_json::from_str(json.split_once("\",").unwrap().1).unwrap()
    }

    /// Runs the program in the folder of the site.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, b"")
    }

    /// Runs the program with bytes on its standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        run_in(&self.root(), arguments, input, &[])
    }

    /// Builds as on the day of the tests.
    pub fn build(&self) -> Run {
        self.run(&["build", "--date", TODAY])
    }

    /// Imports a file, without its pictures.
    pub fn import(&self, file: &str) -> Run {
        self.run(&["import", file, "--offline"])
    }
}

/// A site that was made from one post with this HTML, and built; and what the import said.
pub fn import_html(html: &str) -> (TestSite, Run) {
    let post = serde_json::json!({"id": 7, "slug": "cities", "link": "https://old.example.org/cities/",
        "title": {"rendered": "Cities"}, "content": {"rendered": html}});
    let site = TestSite::new().file("post.json", post.to_string());
    let run = site.import("post.json").succeeds();
    site.build().succeeds();
    (site, run)
}

/// The file of a case in Colombia. Its city is called as no city is, so that nobody is told that it lies elsewhere.
pub fn case_text(slug: &str, lines: &str, body: &str) -> String {
    let lines = lines.trim_end();
    let lines = if lines.is_empty() { String::new() } else { format!("{lines}\n") };
    format!("---\ntitle: The case of {slug}\ncity: The place of {slug}\ncountry: CO\n{lines}---\n\n{body}\n")
}

/// What a run came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub error: String,
}

/// Runs the program in `folder`, with more variables in its environment.
pub fn run_in(folder: &Path, arguments: &[&str], input: &[u8], environment: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH").env_remove("CLICOLOR_FORCE");
    for proxy in ["ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "http_proxy", "https_proxy"] {
        command.env_remove(proxy);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.envs(environment.iter().copied()).spawn().unwrap();
    // A program that does not read its input closes it; that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let run = Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), error: text(output.stderr) };
    assert!(!run.error.contains("panicked at"), "the program panicked:\n{}", run.error);
    run
}

impl Run {
    /// The run came to its end without a mistake.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.error);
        self
    }

    /// Somebody has to mend what they wrote.
    #[track_caller]
    pub fn finds_mistakes(self) -> Self {
        assert_eq!(self.code, 1, "{}{}", self.out, self.error);
        self
    }

    /// A wrong command, or a failure of the machine.
    #[track_caller]
    pub fn fails(self) -> Self {
        assert_eq!(self.code, 2, "{}{}", self.out, self.error);
        self
    }

    /// All that a user sees, for goldens.
    pub fn shown(&self) -> String {
        format!("{}{}exit code {}\n", self.out, self.error, self.code)
    }
}

/// Are goldens written instead of compared? The variable is that of snapbox.
fn overwrites() -> bool {
    std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite")
}

/// Compares a text with a golden file, in which `[..]` stands for any words and a line of `...` for any lines;
/// `SNAPSHOTS=overwrite` writes it. How long something took differs from run to run and is `[MS]`.
#[track_caller]
pub fn assert_golden(path: &str, actual: &str) {
    static TIMES: LazyLock<regex::Regex> = LazyLock::new(|| {
        regex::Regex::new("(?:in |\u{2068})(?<redacted>[0-9۰-۹]+)(?: ms|\u{2069} میلی‌ثانیه)").unwrap()
    });
    let mut redactions = snapbox::Redactions::new();
    redactions.insert("[MS]", TIMES.clone()).unwrap();
    let golden = snapbox::Data::read_from(&in_repository(path), Some(snapbox::data::DataFormat::Text));
    snapbox::Assert::new().action_env("SNAPSHOTS").normalize_paths(false).redact_with(redactions).eq(actual, golden);
}

/// Compares all files below a golden folder with texts by their paths; a file too many fails as one too few does.
#[track_caller]
pub fn assert_golden_folder(folder: &str, actual: &BTreeMap<String, String>) {
    for path in files_below(&in_repository(folder)).into_keys().filter(|path| !actual.contains_key(path)) {
        if !overwrites() {
            panic!("{folder}/{path} is a golden that nothing gives any more");
        }
        fs::remove_file(in_repository(folder).join(path)).unwrap();
    }
    for (path, text) in actual {
        assert_golden(&format!("{folder}/{path}"), text);
    }
}
