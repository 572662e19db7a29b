//! Text folded for comparison.
