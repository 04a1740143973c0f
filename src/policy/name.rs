//! Names of rules that a policy gives, as long-lived as those that are written in the code.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A name that stays for the life of the process. The same name is kept once, and a policy has few.
pub(super) fn intern(name: &str) -> &'static str {
    static NAMES: LazyLock<Mutex<BTreeSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return known;
    }
    let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
    names.insert(kept);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_once() {
        assert!(std::ptr::eq(intern("schema/two-contacts"), intern(&["schema", "two-contacts"].join("/"))));
    }
}
