//! Names and numbers of hosts, and which of them are not asked.

use std::fmt::Debug;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use crate::online::PrivateHosts;

/// Longest time for the look-up of a name that is there.
const BEACON: Duration = Duration::from_secs(5);

/// What there is of hosts. A test puts a small one in its place.
pub(super) trait Net: Debug + Send + Sync {
    /// Whether a host (as an address has it) must not be asked, as far as its name or number tells.
    fn is_private_host(&self, host: &str) -> bool;

    /// Whether a number must not be asked.
    fn is_private_number(&self, number: IpAddr) -> bool;

    /// A name that always has numbers, where there is anybody to ask.
    fn beacon(&self) -> &'static str {
        // The authority for numbers and names keeps it for examples.
        "example.com"
    }

    /// The numbers of a host.
    fn numbers(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The world.
#[derive(Debug)]
pub(super) struct World(PrivateHosts);

impl World {
    pub(super) fn new(private: PrivateHosts) -> Self {
        World(private)
    }
}

impl Net for World {
    fn is_private_host(&self, host: &str) -> bool {
        self.0.hold(host)
    }

    fn is_private_number(&self, number: IpAddr) -> bool {
        self.0.hold_number(number)
    }

    fn numbers(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        let host = host.trim_matches(['[', ']']);
        Ok((host, port).to_socket_addrs()?.collect())
    }
}

/// Why a name gives no numbers that can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfound {
    /// It is a host of a private network.
    Private,
    /// There is no such host.
    NoHost,
    /// Nobody says whether there is.
    NotNow,
}

impl std::fmt::Display for Unfound {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{self:?}")
    }
}

impl std::error::Error for Unfound {}

/// Whether nobody can be asked for numbers.
pub(super) fn is_cut_off(net: &Arc<dyn Net>) -> bool {
    matches!(look_up(net, net.beacon(), 80, BEACON), Err(Unfound::NoHost | Unfound::NotNow))
}

/// The numbers of a host, all of them public, in time.
pub(super) fn look_up(net: &Arc<dyn Net>, host: &str, port: u16, time: Duration) -> Result<Vec<SocketAddr>, Unfound> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let (asked, name) = (Arc::clone(net), host.to_owned());
    // The system's look-up can't be ended: it goes on in a thread of its own, and nobody waits for it.
    let started = std::thread::Builder::new().spawn(move || sender.send(asked.numbers(&name, port)));
    if started.is_err() {
        return Err(Unfound::NotNow);
    }
    let found = match receiver.recv_timeout(time) {
        Ok(Ok(found)) => found,
        Ok(Err(error)) if is_for_now(&error) => return Err(Unfound::NotNow),
        Ok(Err(_)) => return Err(Unfound::NoHost),
        Err(_) => return Err(Unfound::NotNow),
    };
    if found.is_empty() {
        return Err(Unfound::NoHost);
    }
    // One private number among others is how a trap looks.
    if found.iter().any(|address| net.is_private_number(address.ip())) {
        return Err(Unfound::Private);
    }
    Ok(found)
}

/// Whether the system only says that it could not find out.
fn is_for_now(error: &io::Error) -> bool {
    // The number is given on Windows only, elsewhere there are words: of glibc and macOS, and of musl.
    const TRY_AGAIN: i32 = 11_002;
    let words = error.to_string().to_lowercase();
    error.raw_os_error() == Some(TRY_AGAIN)
        || ["temporar", "try again", "system error", "non-recoverable"].iter().any(|part| words.contains(part))
}
