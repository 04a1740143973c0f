//! Signals that ask rbc to end: what it is writing is taken back first.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The signal that has come; none is 0.
static SIGNAL: AtomicUsize = AtomicUsize::new(0);

/// Whether a signal has come already.
#[cfg_attr(not(unix), allow(dead_code))]
static AGAIN: AtomicBool = AtomicBool::new(false);

/// Takes note of SIGINT, SIGTERM and SIGHUP (a terminal that was closed) from now on, in place of dying at once. A second one kills as ever.
#[cfg(unix)]
pub fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    for number in [SIGINT, SIGTERM, SIGHUP] {
        // The order matters: the second signal is the one that finds the flag set. Where a signal cannot be watched, it
        // kills, and the next build clears away what was left.
        let _ = signal_hook::flag::register_conditional_default(number, &AGAIN);
        let _ = signal_hook::flag::register(number, &AGAIN);
        let _ = signal_hook::flag::register_usize(number, &SIGNAL, number as usize);
    }
}

/// Takes note of signals; there are none here.
#[cfg(not(unix))]
pub fn watch() {}

/// The number of the signal that has come since [`watch`].
#[must_use]
pub fn signal() -> Option<u8> {
    u8::try_from(SIGNAL.load(Ordering::SeqCst)).ok().filter(|&number| number > 0)
}
