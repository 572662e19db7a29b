//! `chancery schema`: what text editors need to know of the files that people write.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::arguments::Schema;
use super::commands::finish;
use super::{Outcome, machine, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::fs;
use crate::base::message::Language;
use crate::content::{CONTENT_FOLDER, Cache, load};
use crate::schema::{SchemaFile, schemas};

/// Where Visual Studio Code keeps what it does in a folder.
const SETTINGS: &str = ".vscode/settings.json";

/// Writes the schemas. Mistakes in the content are no obstacle: schemas help to mend them.
pub(super) fn schema(options: &Schema, language: Language) -> Result<Outcome> {
    let root = &options.root.root;
    let mut problems = Diagnostics::new();
    let Some(config) = crate::builder::read_config(root, &mut problems)? else { return Ok(finish(problems, language)) };
    let listed = fs::list_in_site(root, CONTENT_FOLDER)?.files;
    let content = load(&Arc::from(root.as_path()), &config, &listed, Cache::default(), &mut Diagnostics::new())?;
    let files = schemas(&config, &content);
    for file in &files {
        let path = root.join(&options.folder).join(&file.name);
        fs::write_whole(&path, machine::pretty(&file.schema).as_bytes())?;
    }
    let folder = options.folder.trim_end_matches('/');
    let schemas = files.len();
    terminal::say(
        &say!("wrote {schemas} schemas to {folder}", schemas, folder = root.join(folder).display()),
        language,
    );
    if options.vscode {
        for_vscode(root, folder, &files, language)?;
        return Ok(Outcome::Fine);
    }
    terminal::say(
        &say!("an editor with the YAML language server uses one where the first line of a file is"),
        language,
    );
    terminal::print(&format!("  # yaml-language-server: $schema={folder}/site.schema.json\n"));
    terminal::say(&say!("`--vscode` sets Visual Studio Code up"), language);
    Ok(Outcome::Fine)
}

/// Writes the settings where there are none; shows them where there are, as those are somebody's.
fn for_vscode(root: &Path, folder: &str, files: &[SchemaFile], language: Language) -> Result<()> {
    let schemas: Map<String, Value> =
        files.iter().map(|file| (format!("./{folder}/{}", file.name), json!(file.files))).collect();
    let settings = machine::pretty(&json!({"yaml.schemas": schemas}));
    let path = root.join(SETTINGS);
    let path_text = path.display();
    if fs::kind(&path).is_some() {
        terminal::say(&say!("{path} is there already; add this to it:", path = path_text), language);
        terminal::print(&settings);
        return Ok(());
    }
    fs::write_whole(&path, settings.as_bytes())?;
    terminal::say(&say!("wrote {path}", path = path_text), language);
    Ok(())
}
