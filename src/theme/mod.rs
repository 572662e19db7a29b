//! The site theme: templates, views and strings.
