//! A site out of memory on loopback, for the one who writes it.
//!
//! 1. [`Shelf`] holds the site: bytes by key. No path of a disk is made of what a request says.
//! 2. [`request`] reads a request: GET and HEAD, from names of this machine only, whoever else's page it is that asks.
//! 3. [`Server`] answers, each connection in a thread of its own; pages get a script that listens for [`Server::show`].

mod answer;
mod request;
mod shelf;

pub use shelf::Shelf;

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use answer::Answer;
use request::Request;

/// Where the pages' own script listens, and lies.
const OWN: &str = "_rbc/";

/// Most connections at a time; a browser opens six for a host.
const CONNECTIONS: usize = 256;

/// How long a connection may be silent.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a listener is told that there is nothing new, so that one that is gone is noticed.
const PULSE: Duration = Duration::from_secs(15);

struct State {
    shelf: Arc<Shelf>,
    fault: Option<String>,
    listeners: Vec<SyncSender<()>>,
}

/// A site that is served.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Begins to serve on a port of loopback; 0 takes any that is free.
    ///
    /// # Errors
    /// The port is taken, or not allowed.
    pub fn start(port: u16, shelf: Shelf, fault: Option<String>) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let state = Arc::new(Mutex::new(State { shelf: Arc::new(shelf), fault, listeners: Vec::new() }));
        let shared = Arc::clone(&state);
        std::thread::Builder::new()
            .name("serve".to_owned())
            .spawn(move || accept(&listener, address.port(), &shared))?;
        Ok(Server { address, state })
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Puts another site in the place of the one that is served; pages that are another one now load again.
    pub fn show(&self, shelf: Shelf) {
        let mut state = locked(&self.state);
        state.shelf = Arc::new(shelf);
        state.fault = None;
        tell(&mut state);
    }

    /// Lays a fault over the pages of the last good site.
    pub fn fail(&self, fault: String) {
        let mut state = locked(&self.state);
        state.fault = Some(fault);
        tell(&mut state);
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A listener that does not read has news waiting already, and looks at the newest site then.
fn tell(state: &mut State) {
    state.listeners.retain(|listener| !matches!(listener.try_send(()), Err(TrySendError::Disconnected(_))));
}

fn accept(listener: &TcpListener, port: u16, state: &Arc<Mutex<State>>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        // That one connection came to nothing is its own matter; where there are no more descriptors, waiting helps.
        let Ok(stream) = stream else {
            std::thread::sleep(Duration::from_millis(20));
            continue;
        };
        if open.load(Ordering::SeqCst) >= CONNECTIONS {
            continue;
        }
        let (state, count) = (Arc::clone(state), Arc::clone(&open));
        count.fetch_add(1, Ordering::SeqCst);
        let work = move || {
            // A reader that goes away is no failure.
            let _ = converse(stream, port, &state);
            count.fetch_sub(1, Ordering::SeqCst);
        };
        if std::thread::Builder::new().name("answer".to_owned()).spawn(work).is_err() {
            open.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

fn converse(mut stream: TcpStream, port: u16, state: &Mutex<State>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let request = match Request::read(&mut stream, port)? {
        Ok(request) => request,
        Err(status) => return Answer::bare(status).send(&mut stream, false),
    };
    match request.key.strip_prefix(OWN) {
        Some("events") => listen(&mut stream, &request, state),
        Some("live.js") => Answer::script(include_str!("live.js")).send(&mut stream, request.head),
        Some("live.css") => Answer::style(include_str!("live.css")).send(&mut stream, request.head),
        Some(_) => Answer::bare(404).send(&mut stream, request.head),
        None => {
            let shelf = Arc::clone(&locked(state).shelf);
            Answer::of(&shelf, &request.key).send(&mut stream, request.head)
        }
    }
}

/// Server-sent events: a page says what it is and what it has seen of itself.
fn listen(stream: &mut TcpStream, request: &Request, state: &Mutex<State>) -> io::Result<()> {
    stream.write_all(answer::EVENTS)?;
    if request.head {
        return Ok(());
    }
    let (page, seen) = (request.value("page").unwrap_or_default(), request.value("seen").unwrap_or_default());
    let key = request::key(&page).unwrap_or_default();
    let (sender, receiver) = sync_channel(1);
    locked(state).listeners.push(sender);
    // Looked at after the listener is known: what changes in between is seen here or heard there.
    loop {
        let (shelf, fault) = {
            let state = locked(state);
            (Arc::clone(&state.shelf), state.fault.clone())
        };
        match fault {
            Some(fault) => stream.write_all(&answer::event("fault", &fault))?,
            None if shelf.seal(&key) != seen => stream.write_all(&answer::event("reload", ""))?,
            None => stream.write_all(&answer::event("clear", ""))?,
        }
        stream.flush()?;
        loop {
            match receiver.recv_timeout(PULSE) {
                Ok(()) => break,
                Err(RecvTimeoutError::Timeout) => stream.write_all(b":\n\n")?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }
}

#[cfg(test)]
mod tests;
