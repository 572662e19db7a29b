//! A new site.
