//! Whether somebody wants a run to end before it is done.
//!
//! Work that takes long asks between two steps, where nothing is half done. Who hears of the wish (a key on a terminal) is not decided
//! here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::{Error, Result};
use super::message::Message;

/// A wish that all who have a copy of it hear of.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Wishes for the end; says whether that was done before.
    pub fn request(&self) -> bool {
        self.0.swap(true, Ordering::Relaxed)
    }

    /// Ends the work that asks, if that is wished for.
    ///
    /// # Errors
    /// It is: with the words that say how things stand then.
    pub fn check(&self, left: impl FnOnce() -> Message) -> Result<()> {
        if self.0.load(Ordering::Relaxed) { Err(Error::Stopped(left())) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_copy_hears_of_the_wish() {
        let stop = Stop::default();
        let copy = stop.clone();
        assert!(copy.check(|| say!("x")).is_ok());
        assert!(!stop.request() && stop.request());
        assert!(matches!(copy.check(|| say!("x")), Err(Error::Stopped(_))));
    }
}
