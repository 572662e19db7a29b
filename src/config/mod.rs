//! `site.yaml`, read and checked.
