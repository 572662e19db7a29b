//! Runs the commands of the manual's chapter on the import, in their order, in a site as the chapter has it: files that lie
//! where the commands say, and a live site on this machine.
#![cfg(all(feature = "http", unix))]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test looks at the disk itself, and fails by panicking"
)]

mod loopback;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use loopback::{Server, ok};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

/// The live site of the manual.
const LIVE_SITE: &str = "https://www.example.org";
const UPLOADS: &str = "/wp-content/uploads/2025/06";

/// A picture that a build can read.
fn picture() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/static/preview.png")).unwrap()
}

/// The commands of the chapter, in their order: what stands in backticks and begins with the program and `import`.
fn commands() -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/manual/content/pages/import.md");
    let chapter = fs::read_to_string(page).unwrap();
    let code = chapter.split('`').skip(1).step_by(2);
    code.filter(|code| code.starts_with("chancery import ")).map(str::to_owned).collect()
}

/// A post about a city, with a picture of the server.
fn post(server: &Server, id: u32, city: &str) -> Json {
    let html = format!(
        "<h3>{city}</h3><p><strong>Context:</strong> Water.</p><p><strong>Achievements:</strong> Fish.</p>\
         <p><img src='{}{UPLOADS}/{id}.jpg' alt='The river'></p>",
        server.address
    );
    json!({"id": id, "slug": format!("post-{id}"), "status": "publish", "type": "post",
        "link": format!("{}/post-{id}/", server.address), "date": "2025-06-02T11:22:26",
        "title": {"rendered": format!("Post {id}")}, "content": {"rendered": html}})
}

/// The same post as an export has it.
fn export(server: &Server, id: u32, city: &str) -> String {
    let post = post(server, id, city);
    let text = |pointer: &str| post.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    format!(
        "<?xml version=\"1.0\"?><rss><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>{}</title><link>{}</link>\
         <content:encoded><![CDATA[{}]]></content:encoded><wp:post_id>{id}</wp:post_id><wp:post_name>post-{id}</wp:post_name>\
         <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>",
        text("/title/rendered"),
        text("/link"),
        text("/content/rendered"),
    )
}

/// A live site with a page of posts and one of pages.
fn live_site() -> Server {
    let server = Server::start();
    let list = |posts: Json| ok(posts.to_string()).header("x-wp-totalpages", "1");
    server.on("/", [ok("Hello").header("link", format!("<{}/wp-json/>; rel=\"https://api.w.org/\"", server.address))]);
    server.on("/wp-json/wp/v2/posts#1", [list(json!([post(&server, 4, "Braga, Portugal")]))]);
    server.on("/wp-json/wp/v2/pages#1", [list(json!([post(&server, 5, "Bern, Switzerland")]))]);
    for id in 1..=5 {
        server.on(&format!("{UPLOADS}/{id}.jpg"), [ok(picture())]);
    }
    server
}

/// A new site with the files that the chapter names.
fn site(server: &Server) -> TempDir {
    let site = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    assert!(shell("chancery init .", site.path()).status.success());
    write("post.json", post(server, 1, "Paris, France").to_string().as_bytes());
    write("export.xml", export(server, 2, "Lima, Peru").as_bytes());
    write("posts/a.json", json!([post(server, 3, "Oslo, Norway")]).to_string().as_bytes());
    write(&format!(".{UPLOADS}/2.jpg"), &picture());
    site
}

fn shell(command: &str, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_chancery")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", program.display()))
        // A proxy of the environment knows nothing of this server.
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap()
}

#[test]
fn the_commands_of_the_chapter_on_the_import_run() {
    let commands = commands();
    assert!(commands.len() > 15, "the chapter was not found: {commands:?}");
    let server = live_site();
    let site = site(&server);
    for command in &commands {
        let output = shell(&command.replace(LIVE_SITE, &server.address), site.path());
        let (out, messages) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "`{command}` failed:\n{out}{messages}");
        assert!(!messages.contains("error["), "`{command}`:\n{messages}");
    }
    for city in ["paris", "lima", "oslo", "braga", "bern"] {
        let case = fs::read_to_string(site.path().join(format!("content/cases/{city}.md"))).unwrap();
        assert!(case.contains("file: cases/"), "{city} has no picture:\n{case}");
    }
    for file in ["review.html", "output/cases/paris/index.html"] {
        assert!(site.path().join(file).is_file(), "{file} is not there");
    }
}

#[test]
fn the_chapter_shows_a_command_for_each_option_of_the_import() {
    let help = shell("chancery import --help", Path::new("."));
    let help = String::from_utf8(help.stdout).unwrap();
    let options = help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2);
    let commands = commands().join("\n");
    let named: Vec<&str> = options.map(|option| option.trim_end_matches([',', '.'])).collect();
    assert!(named.contains(&"--dry-run"), "{help}");
    let missing: Vec<&&str> = named
        .iter()
        .filter(|option| !["--help", "--messages", "--root"].contains(*option) && !commands.contains(**option))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
