//! Exports of WordPress, put together for tests.

/// An item of an export.
#[derive(Clone)]
pub struct Item {
    fields: Vec<(&'static str, String)>,
    meta: Vec<(String, String)>,
}

impl Item {
    /// A published post with its number and its content.
    pub fn new(id: u32, content: &str) -> Self {
        let fields = vec![
            ("title", format!("Post {id}")),
            ("link", format!("https://old.example.org/post-{id}/")),
            ("guid", format!("https://old.example.org/?p={id}")),
            ("content:encoded", content.to_owned()),
            ("wp:post_id", id.to_string()),
            ("wp:post_date", "2020-01-02 03:04:05".to_owned()),
            ("wp:post_name", format!("post-{id}")),
            ("wp:status", "publish".to_owned()),
            ("wp:post_type", "post".to_owned()),
        ];
        Self { fields, meta: Vec::new() }
    }

    /// The same with another value of a field.
    pub fn with(mut self, field: &'static str, value: &str) -> Self {
        self.fields.retain(|(name, _)| *name != field);
        self.fields.push((field, value.to_owned()));
        self
    }

    /// The same with a custom field.
    pub fn meta(mut self, key: &str, value: &str) -> Self {
        self.meta.push((key.to_owned(), value.to_owned()));
        self
    }

    fn xml(&self) -> String {
        let cdata = |text: &str| format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"));
        let fields: String =
            self.fields.iter().map(|(name, value)| format!("<{name}>{}</{name}>", cdata(value))).collect();
        let meta: String = self
            .meta
            .iter()
            .map(|(key, value)| {
                let (key, value) = (cdata(key), cdata(value));
                format!(
                    "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
                )
            })
            .collect();
        format!("<item>{fields}{meta}</item>\n")
    }
}

/// An export with these items.
pub fn export(items: &[Item]) -> String {
    let items: String = items.iter().map(Item::xml).collect();
    format!("<?xml version=\"1.0\"?><rss><channel><wp:wxr_version>1.2</wp:wxr_version>\n{items}</channel></rss>\n")
}
