//! The tree as HTML text. In: a node. Out: the HTML of what is inside it, escaped so that parsing gives the same tree.

use super::tree::{Document, NodeData, NodeId};

/// Elements that have no content and no end tag (HTML standard, 13.1.2).
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements whose text a browser reads without entities (HTML standard, 13.3). `noscript` is not among them, because
/// the parser here reads it as a browser without scripts does.
const RAW_TEXT: [&str; 7] = ["style", "script", "xmp", "iframe", "noembed", "noframes", "plaintext"];

impl Document {
    /// The HTML of the nodes inside `id` (the "inner HTML"; for a text node, its escaped text).
    pub fn serialize(&self, id: NodeId) -> String {
        let mut html = String::new();
        match self.first_child(id) {
            Some(_) => self.write_children(id, &mut html),
            None => self.write_text(id, &mut html),
        }
        html
    }

    /// The HTML of the node itself and of all inside it (the "outer HTML").
    pub fn serialize_node(&self, id: NodeId) -> String {
        let mut html = String::new();
        self.write_start(id, &mut html);
        self.write_children(id, &mut html);
        self.write_end(id, &mut html);
        html
    }

    /// Walks without recursion: a caller may have built a tree of any depth.
    fn write_children(&self, top: NodeId, html: &mut String) {
        let mut next = self.first_child(top);
        while let Some(id) = next {
            self.write_start(id, html);
            if let Some(child) = self.first_child(id) {
                next = Some(child);
                continue;
            }
            let mut node = id;
            next = loop {
                self.write_end(node, html);
                if let Some(sibling) = self.next_sibling(node) {
                    break Some(sibling);
                }
                match self.parent(node) {
                    Some(parent) if parent != top => node = parent,
                    _ => break None,
                }
            };
        }
    }

    fn write_start(&self, id: NodeId, html: &mut String) {
        let NodeData::Element(element) = self.data(id) else { return self.write_text(id, html) };
        html.push('<');
        html.push_str(&element.name.local);
        for (name, value) in &element.attributes {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            escape_attribute(value, html);
            html.push('"');
        }
        html.push('>');
        // A parser takes off the first line break after `<pre>`.
        if &*element.name.local == "pre"
            && let Some(NodeData::Text(text)) = self.first_child(id).map(|child| self.data(child))
            && text.starts_with('\n')
        {
            html.push('\n');
        }
    }

    fn write_end(&self, id: NodeId, html: &mut String) {
        if let Some(name) = self.name(id)
            && !VOID.contains(&name)
        {
            html.push_str("</");
            html.push_str(name);
            html.push('>');
        }
    }

    fn write_text(&self, id: NodeId, html: &mut String) {
        match self.data(id) {
            NodeData::Text(text) if self.parent(id).is_some_and(|parent| self.is_named(parent, &RAW_TEXT)) => {
                html.push_str(text);
            }
            NodeData::Text(text) => escape_text(text, html),
            NodeData::Comment(text) => {
                html.push_str("<!--");
                html.push_str(text);
                html.push_str("-->");
            }
            NodeData::Root | NodeData::Element(_) => {}
        }
    }
}

/// Adds text to HTML, escaped as the HTML standard says (13.3, "escaping a string").
pub(super) fn escape_text(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\u{a0}' => html.push_str("&nbsp;"),
            other => html.push(other),
        }
    }
}

/// Adds text to a value between double quotes, escaped.
pub(super) fn escape_attribute(value: &str, html: &mut String) {
    for character in value.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\u{a0}' => html.push_str("&nbsp;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_fragment;

    fn round(html: &str) -> String {
        let document = parse_fragment(html).document;
        document.serialize(document.root())
    }

    #[test]
    fn text_and_attributes_are_escaped_and_void_elements_have_no_end() {
        let html = "<p title=\"a&quot;b&lt;\">1 &lt; 2 &amp;copy; &gt;&nbsp;<br><img src=\"x\"></p><!--wp:more-->";
        assert_eq!(round(html), html);
    }

    #[test]
    fn scripts_are_not_escaped() {
        assert_eq!(round("<script>a && b < c</script>"), "<script>a && b < c</script>");
    }

    #[test]
    fn the_first_line_break_of_preformatted_text_survives() {
        let once = round("<pre>\n\n a</pre>");
        assert_eq!(once, "<pre>\n\n a</pre>");
        assert_eq!(round(&once), once);
    }

    #[test]
    fn a_node_is_written_with_its_own_tags() {
        let document = parse_fragment("<p><b>x</b>y</p>").document;
        let paragraph = document.first_child(document.root()).expect("paragraph");
        assert_eq!(document.serialize_node(paragraph), "<p><b>x</b>y</p>");
        assert_eq!(document.serialize(paragraph), "<b>x</b>y");
        let bold = document.first_child(paragraph).expect("bold");
        assert_eq!(document.serialize_node(bold), "<b>x</b>");
    }
}
