//! A site on loopback, for the one who writes it.
//!
//! 1. [`request`] reads a request: GET and HEAD, from names of this machine only, whoever else's page it is that asks.
//! 2. A [`Question`] goes to the one who makes the site: a key, of which no path of a disk is made. So a page is made when
//!    somebody looks at it, and never an older one than the last that was saved.
//! 3. [`Server`] answers, each connection in a thread of its own; pages get a script that listens for [`Server::show`].

mod answer;
mod question;
mod request;

pub use question::{Given, Question, START, hash};

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
    fault: Option<String>,
    listeners: Vec<SyncSender<()>>,
}

/// A site that is served.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

/// Hands a question to the one who makes the site.
type Ask = dyn Fn(Question) + Send + Sync;

/// What a connection needs.
#[derive(Clone)]
struct Room {
    port: u16,
    state: Arc<Mutex<State>>,
    ask: Arc<Ask>,
}

impl Room {
    /// Asks, and waits for the answer: the next site may be in the making.
    fn ask(&self, key: &str) -> Option<Given> {
        let (question, waiting) = Question::new(key);
        (self.ask)(question);
        waiting.recv().ok().flatten()
    }
}

impl Server {
    /// Begins to serve on a port of loopback; 0 takes any that is free. `ask` takes each question, and has it answered by
    /// whoever makes the site.
    ///
    /// # Errors
    /// The port is taken, or not allowed.
    pub fn start(
        port: u16,
        fault: Option<String>,
        ask: impl Fn(Question) + Send + Sync + 'static,
    ) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let state = Arc::new(Mutex::new(State { fault, listeners: Vec::new() }));
        let room = Room { port: address.port(), state: Arc::clone(&state), ask: Arc::new(ask) };
        std::thread::Builder::new().name("serve".to_owned()).spawn(move || accept(&listener, &room))?;
        Ok(Server { address, state })
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Tells that there is another site: pages that are another one now load again.
    pub fn show(&self) {
        let mut state = locked(&self.state);
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

fn accept(listener: &TcpListener, room: &Room) {
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
        let (room, count) = (room.clone(), Arc::clone(&open));
        count.fetch_add(1, Ordering::SeqCst);
        let work = move || {
            // A reader that goes away is no failure.
            let _ = converse(stream, &room);
            count.fetch_sub(1, Ordering::SeqCst);
        };
        if std::thread::Builder::new().name("answer".to_owned()).spawn(work).is_err() {
            open.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

fn converse(mut stream: TcpStream, room: &Room) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let request = match Request::read(&mut stream, room.port)? {
        Ok(request) => request,
        Err(status) => return Answer::bare(status).send(&mut stream, false),
    };
    match request.key.strip_prefix(OWN) {
        Some("events") => listen(&mut stream, &request, room),
        Some("live.js") => Answer::script(include_str!("live.js")).send(&mut stream, request.head),
        Some("live.css") => Answer::style(include_str!("live.css")).send(&mut stream, request.head),
        Some(_) => Answer::bare(404).send(&mut stream, request.head),
        None => {
            let given = room.ask(&request.key);
            let answer = given.map_or_else(Answer::waiting, |given| Answer::of(&given, &request.key));
            answer.send(&mut stream, request.head)
        }
    }
}

/// Server-sent events: a page says what it is and what it has seen of itself.
fn listen(stream: &mut TcpStream, request: &Request, room: &Room) -> io::Result<()> {
    stream.write_all(answer::EVENTS)?;
    if request.head {
        return Ok(());
    }
    let (page, seen) = (request.value("page").unwrap_or_default(), request.value("seen").unwrap_or_default());
    let key = request::key(&page).unwrap_or_default();
    let (sender, receiver) = sync_channel(1);
    locked(&room.state).listeners.push(sender);
    // Looked at after the listener is known: what changes in between is seen here or heard there.
    loop {
        let fault = locked(&room.state).fault.clone();
        let event = match fault {
            Some(fault) => answer::event("fault", &fault),
            None if room.ask(&key).is_some_and(|given| given.seal != seen) => answer::event("reload", ""),
            None => answer::event("clear", ""),
        };
        stream.write_all(&event)?;
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
