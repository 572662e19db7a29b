//! What the build makes.
