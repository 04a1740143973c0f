//! Compiling so that a document that makes rbc fail does not take the others with it.
//!
//! Such a failure is a bug of rbc and is reported as one. The document is found by compiling each alone, which costs
//! time only when it happens.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A result and the documents that had to be left out of it, each with the reason.
#[derive(Debug)]
pub struct Isolated<D, T> {
    /// What the other documents gave.
    pub result: T,
    /// The documents left out.
    pub failed: Vec<(D, String)>,
}

/// Calls `compile` with all documents; where that panics, with those that do not panic alone.
///
/// # Errors
/// The reason, where the documents fail together though each is fine alone.
pub fn isolated<D: Clone, T>(documents: &[D], compile: impl Fn(&[D]) -> T) -> Result<Isolated<D, T>, String> {
    let attempt =
        |documents: &[D]| catch_unwind(AssertUnwindSafe(|| compile(documents))).map_err(|panic| reason(&*panic));
    let together = match attempt(documents) {
        Ok(result) => return Ok(Isolated { result, failed: Vec::new() }),
        Err(reason) => reason,
    };
    let (mut sound, mut failed) = (Vec::new(), Vec::new());
    for document in documents {
        match attempt(std::slice::from_ref(document)) {
            Ok(_) => sound.push(document.clone()),
            Err(reason) => failed.push((document.clone(), reason)),
        }
    }
    if failed.is_empty() {
        return Err(together);
    }
    Ok(Isolated { result: attempt(&sound)?, failed })
}

fn reason(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("panic").lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_document_is_left_out_and_named() {
        let compile = |documents: &[i32]| {
            assert!(!documents.contains(&3), "cannot read three");
            documents.iter().sum::<i32>()
        };
        let isolated = isolated(&[1, 2, 3, 4], compile).unwrap();
        assert_eq!(isolated.result, 7);
        assert_eq!(isolated.failed, [(3, "cannot read three".to_owned())]);
    }

    #[test]
    fn documents_that_fail_together_only_are_an_error() {
        let reason = isolated(&[1, 2], |documents: &[i32]| assert!(documents.len() < 2, "too many")).unwrap_err();
        assert_eq!(reason, "too many");
    }
}
