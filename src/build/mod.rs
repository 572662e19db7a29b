//! Plan, render, write.
