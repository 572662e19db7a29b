//! The site, assembled once.
