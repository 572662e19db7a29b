//! `chancery init --host`: the files by which hosts build a site, and what else `init` writes or leaves alone.

use std::process::Command;

use serde_json::Value;

use crate::support::{TestSite, run_in};

/// A file of a new site for this host.
fn file_of(host: &str, path: &str) -> (TestSite, String) {
    let site = TestSite::empty();
    let run = site.run(&["init", ".", "--host", host]).succeeds();
    assert!(run.out.contains(&format!("`{path}` publishes the site")), "{}", run.out);
    let text = site.read(path);
    (site, text)
}

fn yaml(text: &str) -> Value {
    chancery::yaml::deserialize(text).unwrap_or_else(|problem| panic!("{problem:?} in\n{text}"))
}

/// Runs the lines that call the program, as the host's shell would.
fn runs(site: &TestSite, lines: &[&str], environment: &[(&str, &str)]) {
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_chancery")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(folder.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    assert!(lines.len() == 2 && lines[0].starts_with("chancery check"), "{lines:?}");
    for line in lines {
        let mut shell = Command::new("sh");
        shell.args(["-ec", line]).current_dir(site.root()).env("PATH", path.as_ref().unwrap());
        let output = shell.envs(environment.iter().copied()).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().filter_map(|step| step[key].as_str()).collect()
}

#[test]
fn github_builds_with_actions_of_pinned_versions() {
    let (site, text) = file_of("github-pages", ".github/workflows/publish.yml");
    let workflow = yaml(&text);
    assert_eq!(workflow["on"]["push"]["branches"][0], "main");
    let steps = &workflow["jobs"]["publish"]["steps"];
    let actions = texts(steps, "uses");
    assert!(actions.len() >= 5, "{actions:?}");
    for action in actions {
        let (name, version) = action.split_once("@v").unwrap();
        assert!(name.starts_with("actions/") && version.parse::<u8>().is_ok(), "{action}");
    }
    let commands: Vec<&str> =
        texts(steps, "run").into_iter().filter(|command| command.starts_with("chancery ")).collect();
    runs(&site, &commands, &[("BASE_URL", "https://office.github.io/library")]);
    assert!(site.read("output/sitemap.xml").contains("https://office.github.io/library/about/"));
    assert!(site.has("output/.nojekyll"));
}

#[test]
fn gitlab_builds_into_the_folder_that_it_publishes() {
    let (site, text) = file_of("gitlab", ".gitlab-ci.yml");
    let job = &yaml(&text)["pages"];
    assert_eq!(job["artifacts"]["paths"][0], "public");
    let script = job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap());
    let commands: Vec<&str> = script.filter(|command| command.starts_with("chancery ")).collect();
    runs(&site, &commands, &[("CI_PAGES_URL", "https://office.gitlab.io/library")]);
    assert!(site.read("public/sitemap.xml").contains("https://office.gitlab.io/library/about/"));
    assert!(site.has("public/index.html.gz") && !site.read("site.yaml").contains("hosts:"));
}

#[test]
fn netlify_builds_and_finds_its_own_files() {
    let (site, text) = file_of("netlify", "netlify.toml");
    assert!(text.contains("\n[build]\npublish = \"output\"\n"), "{text}");
    let command = text.split("'''").nth(1).unwrap();
    assert_eq!(text.matches("'''").count(), 2, "{text}");
    let lines: Vec<&str> = command.lines().filter(|line| line.starts_with("chancery ")).collect();
    runs(&site, &lines, &[("URL", "https://library.netlify.app")]);
    assert!(site.has("output/_redirects") && site.has("output/_headers"));
    // Without the address of the program the host says what to do.
    let first = command.lines().find(|line| !line.is_empty()).unwrap();
    let output = Command::new("sh").args(["-c", first]).env_remove("CHANCERY_SOURCE").output().unwrap();
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stdout).contains("CHANCERY_SOURCE"));
}

#[test]
fn hosts_that_build_nothing_are_named_in_the_configuration() {
    let site = TestSite::empty();
    site.run(&["init", ".", "--host", "nginx,cloudflare"]).succeeds();
    assert!(site.read("site.yaml").contains("\nhosts: [nginx, cloudflare]\n"));
    site.build().succeeds();
    assert!(site.has("output/nginx-maps.conf"));
    let run = site.run(&["init", "other", "--host", "netlfy"]).fails();
    assert!(run.error.contains("did you mean `netlify`?"), "{}", run.error);
}

#[test]
fn what_is_there_stays_as_it_is() {
    let site = TestSite::empty()
        .file(".gitignore", "mine\n")
        .file(".github/workflows/publish.yml", "mine: true\n")
        .file("README.md", "# Mine\n")
        .file("LICENSE", "Mine\n");
    let run = site.run(&["init", ".", "--host", "github"]).succeeds();
    for path in [".gitignore", ".github/workflows/publish.yml"] {
        assert!(run.out.contains(&format!("`{path}` was there already, and stays as it is")), "{}", run.out);
    }
    assert!(!run.out.contains("publishes the site"), "{}", run.out);
    assert_eq!(site.read(".gitignore"), "mine\n");
    assert_eq!(site.read("README.md"), "# Mine\n");
    assert_eq!(site.read(".github/workflows/publish.yml"), "mine: true\n");
    site.build().succeeds();
    // A site is not made into another one, and neither is a folder with something else in it.
    for files in [".", "content"] {
        let run = run_in(&site.root(), &["init", files], b"", &[]).fails();
        assert!(run.error.contains("is not empty"), "{}", run.error);
    }
}

#[test]
fn everything_that_is_asked_is_an_option() {
    let site = TestSite::empty();
    let arguments = ["init", ".", "--language", "en,fa", "--title", "Cities", "--title", "شهرها"];
    site.run(&[&arguments[..], &["--base-url", "https://a.example/", "--no-input"]].concat()).succeeds();
    let yaml = site.read("site.yaml");
    for line in ["title: Cities\n", "  title: شهرها\n", "base_url: https://a.example/\n"] {
        assert!(yaml.contains(line), "{line} is not in {yaml}");
    }
    // The folders that a build makes are no business of Git.
    assert_eq!(site.read(".gitignore"), "/output\n/.cache\n");
}
