//! Files that scripts name: quoted addresses that begin with `./` or `../`, as in `import "./map.js"`.
//!
//! A script can make an address in ways that nobody can foresee. Those that it writes out relative to itself, which is how
//! modules name each other, are found; a script that loads others in another way has to be told their addresses by the page.

use super::Reference;

/// The quoted relative addresses of a script.
pub(super) fn references(script: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for quote in ['"', '\'', '`'] {
        for (start, _) in script.match_indices(quote) {
            let inner = &script[start + 1..];
            if !inner.starts_with("./") && !inner.starts_with("../") {
                continue;
            }
            let Some(end) = inner.find(quote) else { continue };
            let target = &inner[..end];
            if !target.contains(['\n', '$', '\\']) {
                found.push(Reference { target: target.to_owned(), span: start + 1..start + 1 + end });
            }
        }
    }
    found.sort_by_key(|reference| reference.span.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_and_workers_are_found() {
        let script = "import a from './a.js';\nconst b = new Worker(\"../b.js\"); c(`./${d}.js`); e('f.js'); \"./";
        let targets: Vec<String> = references(script).into_iter().map(|reference| reference.target).collect();
        assert_eq!(targets, ["./a.js", "../b.js"]);
    }
}
