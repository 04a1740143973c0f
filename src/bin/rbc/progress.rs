//! How far work is, for those who wait at a terminal for longer than a second.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Whoever waits for less needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the bar is drawn.
const INTERVAL: Duration = Duration::from_millis(100);

/// A bar that is there as long as this is.
pub(crate) struct Progress {
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Shows on standard error how many of `all` are done, as far as `done` says, where there is anybody to see it
    /// (`shows`). `words` say what is being done. Without `all` it is only counted.
    pub(crate) fn new(shows: bool, words: String, done: &Arc<AtomicUsize>, all: Option<usize>) -> Progress {
        if !shows {
            return Progress { drawing: None };
        }
        let (end, ended) = channel();
        let done = Arc::clone(done);
        let draw = move || {
            if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let all = all.map(|all| u64::try_from(all).unwrap_or(u64::MAX));
            let bar = ProgressBar::with_draw_target(all, ProgressDrawTarget::stderr()).with_message(words);
            let template = if all.is_some() { "{msg} {wide_bar} {pos}/{len}" } else { "{msg} {pos}" };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style.progress_chars("=> "));
            }
            loop {
                bar.set_position(u64::try_from(done.load(Ordering::Relaxed)).unwrap_or(u64::MAX));
                if ended.recv_timeout(INTERVAL) != Err(RecvTimeoutError::Timeout) {
                    return bar.finish_and_clear();
                }
            }
        };
        // Where no thread is left, work goes on without.
        let thread = std::thread::Builder::new().name("progress".to_owned()).spawn(draw);
        Progress { drawing: thread.ok().map(|thread| (end, thread)) }
    }
}

impl Drop for Progress {
    /// The bar is gone before anything else is said.
    fn drop(&mut self) {
        if let Some((end, thread)) = self.drawing.take() {
            drop(end);
            let _ = thread.join();
        }
    }
}
