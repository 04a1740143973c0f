//! What is still to be asked, by server, and who asks it.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::Pace;
use super::fetch::{Failure, Fetcher, Reply};
use super::net::{Net, is_cut_off};
use crate::online::{Address, Answer, Method, Reason, Verdict, hides_behind_404, is_login, judge, retry_after};

/// So many hosts, one after the other and with none that answers, are no accident.
const NOBODY: usize = 16;

/// How often somebody looks whether it is to end.
const LOOK: Duration = Duration::from_millis(100);

/// What came of all jobs.
#[derive(Debug, Default)]
pub(super) struct End {
    pub(super) answers: Vec<(Address, Answer)>,
    pub(super) no_network: bool,
    pub(super) interrupted: bool,
}

/// A request to be made.
#[derive(Debug, Clone)]
struct Job {
    /// Place of the address that it is about.
    at: usize,
    /// That address.
    start: Address,
    address: Address,
    method: Method,
    /// Tries so far.
    tries: u32,
    /// Where redirects led, and whether for good.
    hops: Vec<(Address, bool)>,
    due: Instant,
    /// Whether it only asks if what hides things is seen by everybody.
    probe: bool,
}

/// A server with its jobs.
#[derive(Debug, Default)]
struct Server {
    jobs: VecDeque<Job>,
    running: usize,
    /// No request before.
    next: Option<Instant>,
    /// What is true of all its addresses.
    gone: Option<Answer>,
}

#[derive(Debug, Default)]
struct State {
    servers: BTreeMap<String, Server>,
    /// One for each address; `None` where there is none or it is not asked.
    answers: Vec<Option<Answer>>,
    /// Addresses without an end.
    open: usize,
    stop: bool,
    /// Servers that said anything.
    heard: HashSet<String>,
    /// Servers to which there was no way, and whether that was said of the way.
    unheard: BTreeMap<String, bool>,
}

impl State {
    /// Whether nobody at all was reached so far.
    fn heard_nobody(&self) -> bool {
        self.heard.is_empty() && !self.unheard.is_empty()
    }
}

/// The board: shared by workers.
#[derive(Debug)]
pub(super) struct Board {
    addresses: Vec<Address>,
    pace: Pace,
    net: Arc<dyn Net>,
    fetcher: Arc<Fetcher>,
    state: Mutex<State>,
    changed: Condvar,
}

/// What follows from one reply.
enum Next {
    Done(Option<Answer>),
    /// All of the server's addresses end like this.
    Gone(Answer),
    Again(Job),
    /// Nothing to this server before.
    Wait(Job, Instant),
}

impl Board {
    pub(super) fn new(addresses: Vec<Address>, pace: Pace, net: Arc<dyn Net>, fetcher: Arc<Fetcher>) -> Arc<Self> {
        let due = Instant::now();
        let mut state = State { open: addresses.len(), answers: vec![None; addresses.len()], ..State::default() };
        for (at, address) in addresses.iter().enumerate() {
            let job = Job {
                at,
                start: address.clone(),
                address: address.clone(),
                method: Method::Head,
                tries: 0,
                hops: Vec::new(),
                due,
                probe: false,
            };
            state.servers.entry(address.server()).or_default().jobs.push_back(job);
        }
        Arc::new(Board { addresses, pace, net, fetcher, state: Mutex::new(state), changed: Condvar::new() })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks everything. Workers that still wait for an answer when it is to end are left behind.
    pub(super) fn run(self: Arc<Self>, progress: &mut dyn FnMut(usize, usize) -> bool) -> End {
        let total = self.addresses.len();
        let mut workers = 0;
        for _ in 0..self.pace.together.min(total) {
            let board = Arc::clone(&self);
            workers += usize::from(std::thread::Builder::new().spawn(move || board.work()).is_ok());
        }
        let mut end = End::default();
        let mut state = self.lock();
        while state.open > 0 && workers > 0 {
            let (done, nobody) = (total - state.open, state.heard_nobody() && state.unheard.len() >= NOBODY);
            drop(state);
            end.no_network = nobody && is_cut_off(&self.net);
            if end.no_network || !progress(done, total) {
                end.interrupted = !end.no_network;
                state = self.lock();
                break;
            }
            state = self.changed.wait_timeout(self.lock(), LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.stop = true;
        let nobody = state.heard_nobody() && !end.interrupted;
        let way = state.unheard.values().any(|way| *way);
        let answers = std::mem::take(&mut state.answers);
        drop(state);
        // That one name is unknown can be true. Whether all are, a name tells that is there.
        end.no_network |= nobody && (way || is_cut_off(&self.net));
        self.changed.notify_all();
        let _ = progress(total, total);
        let answers = self.addresses.iter().zip(answers);
        end.answers = answers.filter_map(|(address, answer)| Some((address.clone(), answer?))).collect();
        end
    }

    fn work(&self) {
        let mut state = self.lock();
        loop {
            if state.stop || state.open == 0 {
                self.changed.notify_all();
                return;
            }
            let now = Instant::now();
            match self.take(&mut state, now) {
                Ok((server, job)) => {
                    drop(state);
                    let reply = self.fetcher.fetch(&job.address, job.method);
                    state = self.lock();
                    self.settle(&mut state, &server, job, reply);
                    self.changed.notify_all();
                }
                Err(pause) => {
                    let waited = self.changed.wait_timeout(state, pause.clamp(Duration::from_millis(1), LOOK));
                    state = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
            }
        }
    }

    /// A job that can be done now, else how long there will be none.
    fn take(&self, state: &mut State, now: Instant) -> Result<(String, Job), Duration> {
        let mut pause = LOOK;
        for (name, server) in &mut state.servers {
            if server.running >= self.pace.at_one_server || server.jobs.is_empty() {
                continue;
            }
            if let Some(left) =
                server.next.and_then(|next| next.checked_duration_since(now)).filter(|left| !left.is_zero())
            {
                pause = pause.min(left);
                continue;
            }
            let Some(at) = server.jobs.iter().position(|job| job.due <= now) else {
                let soonest = server.jobs.iter().map(|job| job.due.saturating_duration_since(now)).min();
                pause = pause.min(soonest.unwrap_or(pause));
                continue;
            };
            let Some(job) = server.jobs.remove(at) else { continue };
            server.running += 1;
            server.next = Some(now + self.pace.pause);
            return Ok((name.clone(), job));
        }
        Err(pause)
    }

    fn settle(&self, state: &mut State, name: &str, job: Job, reply: Reply) {
        match &reply {
            Reply::Failed(Failure::NoHost) => {
                state.unheard.entry(name.to_owned()).or_insert(false);
            }
            Reply::Failed(Failure::NoHostNow | Failure::NoWay) => {
                state.unheard.insert(name.to_owned(), true);
            }
            Reply::Private => {}
            _ => drop(state.heard.insert(name.to_owned())),
        }
        let at = job.at;
        let next = self.next(&job, reply);
        if let Some(server) = state.servers.get_mut(name) {
            server.running = server.running.saturating_sub(1);
        }
        match next {
            Next::Done(answer) => finish(state, at, answer),
            Next::Gone(answer) => {
                let server = state.servers.entry(name.to_owned()).or_default();
                server.gone = Some(answer.clone());
                let jobs = std::mem::take(&mut server.jobs);
                jobs.iter().chain([&job]).for_each(|job| finish(state, job.at, Some(ended(job, answer.clone()))));
            }
            Next::Again(job) => put(state, job),
            Next::Wait(job, until) => {
                if let Some(server) = state.servers.get_mut(name) {
                    server.next = server.next.max(Some(until));
                }
                put(state, job);
            }
        }
    }

    fn next(&self, job: &Job, reply: Reply) -> Next {
        let mut job = job.clone();
        match reply {
            Reply::Private if job.hops.is_empty() => Next::Done(None),
            Reply::Private => Next::Done(Some(ended(&job, Answer::Unverified(Reason::PrivateHost)))),
            Reply::Failed(failure) => self.failed(job, failure),
            Reply::Answered { status, location, retry_after: wish } => {
                match judge(&job.address, job.method, status, location.as_deref()) {
                    Verdict::Done(answer) => self.done(job, answer),
                    Verdict::Get => {
                        job.method = Method::Get;
                        job.due = Instant::now();
                        Next::Again(job)
                    }
                    Verdict::Follow { to, permanent } => self.follow(job, to, permanent),
                    Verdict::Later(answer) => {
                        let wish = wish.and_then(|header| retry_after(&header, Timestamp::now()));
                        self.later(job, answer, wish)
                    }
                }
            }
        }
    }

    fn done(&self, mut job: Job, answer: Answer) -> Next {
        if matches!(answer, Answer::Dead(_)) && !job.probe {
            match hides_behind_404(&job.address) {
                None => {}
                Some(None) => return Next::Done(Some(Answer::Unverified(Reason::Hidden))),
                Some(Some(above)) => {
                    job.address = above;
                    job.probe = true;
                    job.method = Method::Head;
                    job.due = Instant::now();
                    return Next::Again(job);
                }
            }
        }
        Next::Done(Some(ended(&job, answer)))
    }

    fn follow(&self, mut job: Job, to: Address, permanent: bool) -> Next {
        let unverified = |reason| Some(ended(&job, Answer::Unverified(reason)));
        let again = job.address == to || job.hops.iter().any(|(seen, _)| *seen == to);
        if is_login(&to) && !is_login(&job.start) {
            return Next::Done(unverified(Reason::Login));
        }
        if again || job.start == to || job.hops.len() >= self.pace.hops {
            return Next::Done(unverified(Reason::Redirects));
        }
        if self.net.is_private_host(to.host()) {
            return Next::Done(unverified(Reason::PrivateHost));
        }
        job.hops.push((to.clone(), permanent));
        job.address = to;
        job.method = Method::Head;
        job.tries = 0;
        job.due = Instant::now();
        Next::Again(job)
    }

    /// A server that wants to be left alone is left alone as a whole.
    fn later(&self, mut job: Job, answer: Answer, wish: Option<Duration>) -> Next {
        job.tries += 1;
        if wish.is_some_and(|wish| wish > self.pace.patience) {
            return Next::Gone(answer);
        }
        if job.tries >= self.pace.tries {
            return Next::Done(Some(ended(&job, answer)));
        }
        job.method = Method::Get;
        job.due = Instant::now() + self.pause(job.tries).max(wish.unwrap_or_default());
        match wish {
            Some(_) => {
                let until = job.due;
                Next::Wait(job, until)
            }
            None => Next::Again(job),
        }
    }

    fn failed(&self, mut job: Job, failure: Failure) -> Next {
        job.tries += 1;
        let again = match failure {
            Failure::Certificate | Failure::Issuer => false,
            // They take long already.
            Failure::NoHost | Failure::NoConnection | Failure::Timeout => job.tries < self.pace.tries.min(2),
            _ => job.tries < self.pace.tries,
        };
        if again {
            job.due = Instant::now() + self.pause(job.tries);
            return Next::Again(job);
        }
        let (answer, whole) = match failure {
            Failure::NoHost => (Answer::Dead(Reason::NoHost), true),
            Failure::Refused => (Answer::Dead(Reason::Refused), true),
            Failure::Certificate => (Answer::Dead(Reason::Certificate), true),
            Failure::Issuer => (Answer::Unverified(Reason::Issuer), true),
            Failure::NoConnection => (Answer::Unverified(Reason::Timeout), true),
            Failure::NoHostNow | Failure::NoWay => (Answer::Unverified(Reason::Network), true),
            Failure::Timeout => (Answer::Unverified(Reason::Timeout), false),
            Failure::Network => (Answer::Unverified(Reason::Network), false),
        };
        if whole { Next::Gone(answer) } else { Next::Done(Some(ended(&job, answer))) }
    }

    fn pause(&self, tries: u32) -> Duration {
        self.pace.again.saturating_mul(1 << tries.saturating_sub(1).min(8))
    }
}

/// Puts a job where it can be taken; on a server that is known to be gone it ends at once.
fn put(state: &mut State, job: Job) {
    let server = state.servers.entry(job.address.server()).or_default();
    match server.gone.clone() {
        Some(answer) => finish(state, job.at, Some(ended(&job, answer))),
        None => server.jobs.push_back(job),
    }
}

fn finish(state: &mut State, at: usize, answer: Option<Answer>) {
    state.open = state.open.saturating_sub(1);
    if let Some(place) = state.answers.get_mut(at) {
        *place = answer;
    }
}

/// What an answer means for the address that was asked first.
fn ended(job: &Job, answer: Answer) -> Answer {
    match answer {
        // The repository is seen by everybody: what is not there is not there.
        Answer::Alive if job.probe => Answer::Dead(Reason::Status(404)),
        _ if job.probe => Answer::Unverified(Reason::Hidden),
        Answer::Alive => {
            let moved = job.hops.iter().take_while(|(_, permanent)| *permanent).last();
            // A slash at the end is a matter of taste.
            let bare = |address: &Address| address.to_string().trim_end_matches('/').to_owned();
            match moved.filter(|(to, _)| bare(to) != bare(&job.start)) {
                Some((to, _)) => Answer::Moved { to: to.to_string() },
                None => Answer::Alive,
            }
        }
        answer => answer,
    }
}
