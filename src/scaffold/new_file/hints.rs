//! What an editor may say in a new file and need not: lines of its front matter that are comments until somebody wants them.
//!
//! Comes in: what the file is about and the language of the site; goes out: comments above the end of the front matter, in
//! Persian where the site is Persian, else in English.

use crate::config::Taxonomy;

/// How many terms are named; of more, the first of them.
const NAMED: usize = 16;

/// Comments for a new file.
pub(super) struct Hints {
    words: &'static Words,
    lines: Vec<String>,
}

struct Words {
    begin: &'static str,
    summary: &'static str,
    terms: &'static str,
    more_terms: &'static str,
    coordinates: &'static str,
    alt: &'static str,
    cases: &'static str,
    kinds: &'static str,
    aliases: &'static str,
    publish: &'static str,
}

const ENGLISH: Words = Words {
    begin: "Take out the # where a line is wanted, and all other lines with a #.",
    summary: "One or two sentences.",
    terms: "keep those that fit",
    more_terms: "the names of files in",
    coordinates: "degrees north, then degrees east; with a minus for south and west",
    alt: "What the picture shows, for those who do not see it.",
    cases: "the names of files in content/cases/, in the order of the article",
    kinds: "or",
    aliases: "what texts call it, for the import and for links",
    publish: "Take out the next line when the text may be read by all.",
};

const PERSIAN: Words = Words {
    begin: "نشان # را از آغاز هر سطری که لازم است بردارید و دیگر سطرهای # را پاک کنید.",
    summary: "یک یا دو جمله.",
    terms: "آنچه مناسب است بماند",
    more_terms: "نام پرونده‌های پوشهٔ",
    coordinates: "نخست درجهٔ عرض شمالی، سپس طول شرقی؛ جنوب و غرب با نشان منفی",
    alt: "تصویر چه نشان می‌دهد؛ برای کسانی که آن را نمی‌بینند.",
    cases: "نام پرونده‌های پوشهٔ content/cases/ به ترتیب مقاله",
    kinds: "یا",
    aliases: "نام‌های دیگر آن در متن‌ها، برای وارد کردن و پیوندها",
    publish: "هرگاه متن آمادهٔ خواندن همگان شد، سطر بعد را پاک کنید.",
};

impl Hints {
    /// No comments yet, for a site whose originals have this language.
    pub(super) fn new(language: &str) -> Self {
        let words = if language.split('-').next() == Some("fa") { &PERSIAN } else { &ENGLISH };
        Self { words, lines: vec![format!("# {}", words.begin)] }
    }

    pub(super) fn summary(&mut self) {
        self.add(format!("summary: {}", self.words.summary));
    }

    /// The terms of a taxonomy, of whose folder these are the files.
    pub(super) fn terms(&mut self, taxonomy: &Taxonomy, files: &[String]) {
        let mut ids: Vec<&str> = files.iter().filter_map(|file| file.strip_suffix(".md")).collect();
        ids.retain(|id| !id.contains('.'));
        if ids.is_empty() {
            return;
        }
        ids.sort_unstable();
        let folder = format!("content/{}/", taxonomy.id);
        let hint =
            if ids.len() > NAMED { format!("{} {folder}", self.words.more_terms) } else { self.words.terms.to_owned() };
        ids.truncate(NAMED);
        self.add(format!("{}: [{}] # {hint}", taxonomy.id, ids.join(", ")));
    }

    pub(super) fn coordinates(&mut self) {
        self.add(format!("coordinates: [6.245, -75.572] # {}", self.words.coordinates));
    }

    pub(super) fn image(&mut self, file: &str) {
        self.add("image:".to_owned());
        self.add(format!("  file: {file}"));
        self.add(format!("  alt: {}", self.words.alt));
    }

    pub(super) fn cases(&mut self) {
        self.add(format!("cases: [] # {}", self.words.cases));
    }

    /// The other kinds that a term may have.
    pub(super) fn kinds(&mut self, taxonomy: &Taxonomy) {
        let others: Vec<&str> = taxonomy.kinds.iter().skip(1).map(|kind| kind.id.as_str()).collect();
        if !others.is_empty() {
            self.add(format!("kind: {}", others.join(&format!(" {} ", self.words.kinds))));
        }
    }

    pub(super) fn term(&mut self) {
        self.add(format!("aliases: [] # {}", self.words.aliases));
        self.add("url: https://example.org/".to_owned());
    }

    fn add(&mut self, line: String) {
        self.lines.push(format!("# {line}"));
    }

    /// The text of a content file with these comments in its front matter: above the line that makes it a draft, else at the end.
    pub(super) fn put_into(mut self, text: &str) -> String {
        let draft = text.find("\ndraft: true\n");
        if draft.is_some() {
            self.lines.push(format!("# {}", self.words.publish));
        }
        let Some(above) = draft.or_else(|| text.find("\n---\n")).map(|at| at + 1) else { return text.to_owned() };
        let comments: String = self.lines.iter().map(|line| format!("{line}\n")).collect();
        format!("{}{comments}{}", &text[..above], &text[above..])
    }
}
