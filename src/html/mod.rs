//! HTML into a tree, and the tree into Markdown.
