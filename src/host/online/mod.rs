//! Asks other hosts whether what documents link to is there: politely, and never a host of a private network.
//!
//! 1. [`Asker`] takes what it knows from its [`cache`] and puts the rest on the [`board`]: jobs by server, so that each has
//!    few requests at a time and pauses between them.
//! 2. Workers take one request at a time; [`fetch`] makes it, and [`crate::online`] says what its answer means.
//! 3. [`net`] turns names into numbers, and says which of them are not asked. A connection goes to the numbers that were
//!    looked at, so that a name which changes its mind between two look-ups gains nothing.

mod board;
pub mod cache;
mod fetch;
mod net;
mod proxy;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::online::{Address, Answer, Answers, PrivateHosts};
use board::Board;
use cache::Cache;
use fetch::Fetcher;
use net::{Net, World};

/// How fast and how long is asked.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Requests at a time.
    pub together: usize,
    /// Requests at a time to one server.
    pub at_one_server: usize,
    /// Pause between two requests to one server.
    pub pause: Duration,
    /// How often a request is made that fails for a while.
    pub tries: u32,
    /// Pause before the second try; each further one is twice as long.
    pub again: Duration,
    /// Longest time that a server's wish to be left alone is waited for.
    pub patience: Duration,
    /// Longest time for a connection.
    pub connect: Duration,
    /// Longest time for an answer.
    pub answer: Duration,
    /// Redirects that are followed.
    pub hops: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            together: 16,
            at_one_server: 2,
            pause: Duration::from_millis(100),
            tries: 3,
            again: Duration::from_secs(1),
            patience: Duration::from_secs(30),
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(20),
            hops: 10,
        }
    }
}

/// What came of asking.
#[derive(Debug, Default)]
pub struct Asked {
    /// Answers; an address that was not asked has none.
    pub answers: Answers,
    /// Whether nobody at all could be reached: then the answers say nothing.
    pub no_network: bool,
    /// Whether it ended before its time.
    pub interrupted: bool,
}

/// Asks, and remembers.
#[derive(Debug)]
pub struct Asker {
    net: Arc<dyn Net>,
    fetcher: Arc<Fetcher>,
    pace: Pace,
    cache: Cache,
    /// What was asked in this run.
    memory: Answers,
}

impl Asker {
    /// `private_hosts` are names and ranges that are not asked either; `cache` is where answers are kept, `max_age` for
    /// how long.
    #[must_use]
    pub fn new(private_hosts: &[String], cache: Option<PathBuf>, max_age: Duration) -> Self {
        let net = World::new(PrivateHosts::new(private_hosts));
        Asker::on(Arc::new(net), Pace::default(), proxy::of_environment(), Cache::open(cache, max_age))
    }

    fn on(net: Arc<dyn Net>, pace: Pace, proxies: proxy::Proxies, cache: Cache) -> Self {
        let fetcher = Arc::new(Fetcher::new(&net, pace, proxies));
        Asker { net, fetcher, pace, cache, memory: Answers::default() }
    }

    /// Asks for addresses as links write them. `progress` is called with how many are done, of how many; where it gives
    /// `false`, that is the end.
    pub fn ask(&mut self, targets: &[String], progress: &mut dyn FnMut(usize, usize) -> bool) -> Asked {
        let mut addresses: Vec<Address> = targets.iter().filter_map(|target| Address::of(target)).collect();
        addresses.sort_unstable();
        addresses.dedup();
        let mut asked = Asked::default();
        let mut open = Vec::new();
        for address in addresses {
            // Before anything else: what lies in the cache was not always private.
            if self.net.is_private_host(address.host()) {
                continue;
            }
            match self.memory.get(&address).or_else(|| self.cache.get(&address)).cloned() {
                Some(answer) => asked.answers.insert(&address, answer),
                None => open.push(address),
            }
        }
        if open.is_empty() {
            return asked;
        }
        let board = Board::new(open, self.pace, Arc::clone(&self.net), Arc::clone(&self.fetcher));
        let end = board.run(progress);
        asked.no_network = end.no_network;
        asked.interrupted = end.interrupted;
        if !end.no_network {
            for (address, answer) in end.answers {
                self.note(&address, &answer);
                asked.answers.insert(&address, answer);
            }
        }
        asked
    }

    fn note(&mut self, address: &Address, answer: &Answer) {
        self.cache.insert(address, answer);
        self.memory.insert(address, answer.clone());
    }

    /// Keeps the answers for the next run.
    ///
    /// # Errors
    /// The file that could not be written, and why.
    pub fn keep(&self) -> Result<(), (PathBuf, std::io::Error)> {
        self.cache.keep()
    }
}
