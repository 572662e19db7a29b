//! The site theme: templates, views and strings.

pub mod views;
