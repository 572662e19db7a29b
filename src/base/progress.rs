//! Who hears how far a long piece of work is.

use std::fmt;
use std::sync::Arc;

/// Hears how many of how many are done.
#[derive(Clone)]
pub struct Progress(Arc<dyn Fn(usize, usize) + Send + Sync>);

impl Progress {
    /// Someone who hears it.
    pub fn new(hears: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hears))
    }

    /// Tells it. Other threads may have told more already.
    pub fn tell(&self, done: usize, total: usize) {
        (self.0)(done, total);
    }
}

impl Default for Progress {
    /// Nobody listens.
    fn default() -> Self {
        Self::new(|_, _| {})
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Progress")
    }
}
