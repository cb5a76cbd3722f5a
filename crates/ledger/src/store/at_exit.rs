//! At the end of the process, SQLite's threads end first.
//!
//! SQLCipher frees its memory and its locks when the process exits, whoever still uses them. A connection that was let go is closed by its own
//! thread a moment later; a program that had done all its work could die of that moment. So the process waits for those threads: they are
//! only closing files by then.

use std::sync::Once;
use std::time::{Duration, Instant};

/// What SQLite's threads are called. The system keeps fifteen letters of a name.
pub(super) const THREAD: &str = "holdfast-sqlite";
/// How long the process waits for them at most: one that still works has been forgotten by everybody.
const PATIENCE: Duration = Duration::from_secs(5);
const A_MOMENT: Duration = Duration::from_millis(1);

/// Says once that the process waits. To be said after SQLCipher was first used: what is said last is done first.
pub(super) fn wait_for_threads() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        if !shutdown_hooks::add_shutdown_hook(wait) {
            tracing::warn!("the process will not wait for SQLite's threads when it ends");
        }
    });
}

extern "C" fn wait() {
    let began = Instant::now();
    while any_at_work() && began.elapsed() < PATIENCE {
        std::thread::sleep(A_MOMENT);
    }
}

/// Whether one of SQLite's threads is still there; where the system does not tell, none is.
fn any_at_work() -> bool {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return false };
    threads
        .filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("comm")).ok())
        .any(|name| name.trim_end() == THREAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_thread_is_waited_for_until_it_has_ended() {
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let (say, said) = std::sync::mpsc::channel();
        let thread = std::thread::Builder::new().name(THREAD.to_owned());
        let thread = thread.spawn(move || {
            say.send(()).unwrap();
            let _ = ended.recv();
        });
        said.recv().unwrap();
        assert!(any_at_work());
        drop(end);
        thread.unwrap().join().unwrap();
        wait();
        assert!(!any_at_work());
    }
}
