//! YAML read into a tree that knows where each value stands, and written from plain values.
