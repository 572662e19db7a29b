//! What the site is about: cases, articles, pages, terms.
