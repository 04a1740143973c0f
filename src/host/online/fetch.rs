//! One request.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, Proxy, Timeout};

use super::Pace;
use super::net::{Net, Unfound, look_up};
use super::proxy::Proxies;
use crate::online::{Address, Method};

/// How we name ourselves.
const NAME: &str = concat!("rbc/", env!("CARGO_PKG_VERSION"));

/// Longest time for a look-up.
const LOOK_UP: Duration = Duration::from_secs(8);

/// Longest time for a look-up beside a proxy, which does its own.
const BESIDE_PROXY: Duration = Duration::from_secs(3);

/// Largest head of an answer.
const HEAD: usize = 64 << 10;

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    /// The server's answer.
    Answered { status: u16, location: Option<String>, retry_after: Option<String> },
    /// The host is not asked.
    Private,
    /// There is no answer.
    Failed(Failure),
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    NoHost,
    /// Nobody says whether there is such a host.
    NoHostNow,
    Refused,
    Certificate,
    Issuer,
    /// No connection in time.
    NoConnection,
    /// No answer in time.
    Timeout,
    /// There is no way to any host.
    NoWay,
    Network,
}

/// Makes requests, with or without a proxy.
#[derive(Debug)]
pub(super) struct Fetcher {
    net: Arc<dyn Net>,
    direct: Agent,
    plain: Option<Agent>,
    secure: Option<Agent>,
    proxies: Proxies,
    /// Hosts that were looked up beside a proxy, and whether they are of a private network.
    beside: Mutex<HashMap<String, bool>>,
}

impl Fetcher {
    pub(super) fn new(net: &Arc<dyn Net>, pace: Pace, proxies: Proxies) -> Self {
        let guard = Guard(Arc::clone(net));
        let roots = roots();
        let config = |proxy| config(pace, &roots, proxy);
        // A proxy itself may stand in the private network.
        let through = |address: &Option<String>| {
            let proxy = Proxy::new(address.as_deref()?).ok()?;
            Some(Agent::with_parts(config(Some(proxy)), DefaultConnector::default(), DefaultResolver::default()))
        };
        Fetcher {
            net: Arc::clone(net),
            plain: through(&proxies.plain),
            secure: through(&proxies.secure),
            direct: Agent::with_parts(config(None), DefaultConnector::default(), guard),
            proxies,
            beside: Mutex::default(),
        }
    }

    /// Asks once, follows nothing, and reads no body.
    pub(super) fn fetch(&self, address: &Address, method: Method) -> Reply {
        let proxy = if address.is_secure() { &self.secure } else { &self.plain };
        let proxy = proxy.as_ref().filter(|_| !self.proxies.spare(address.host()));
        if proxy.is_some() && self.is_private_here(address.host()) {
            return Reply::Private;
        }
        let agent = proxy.unwrap_or(&self.direct);
        let target = address.to_string();
        let answer = match method {
            Method::Head => agent.head(&target).call(),
            Method::Get => agent.get(&target).call(),
        };
        match answer {
            Ok(answer) => {
                // Redirects with letters beyond ASCII are against the rules, and common.
                let header = |name: &str| {
                    let value = answer.headers().get(name)?;
                    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
                };
                let (location, retry_after) = (header("location"), header("retry-after"));
                Reply::Answered { status: answer.status().as_u16(), location, retry_after }
            }
            Err(error) => reply(&error, proxy.is_some()),
        }
    }

    /// Whether a host that a proxy would look up is one of a private network, as far as that can be told from here.
    fn is_private_here(&self, host: &str) -> bool {
        let beside = || self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        let known = beside().get(host).copied();
        known.unwrap_or_else(|| {
            let found = look_up(&self.net, host, 0, BESIDE_PROXY) == Err(Unfound::Private);
            beside().insert(host.to_owned(), found);
            found
        })
    }
}

fn config(pace: Pace, roots: &RootCerts, proxy: Option<Proxy>) -> Config {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(NAME)
        .accept("*/*")
        .proxy(proxy)
        .max_response_header_size(HEAD)
        .timeout_connect(Some(pace.connect))
        .timeout_global(Some(pace.answer))
        .tls_config(TlsConfig::builder().root_certs(roots.clone()).build())
        .build()
}

/// Whom this machine trusts: a company's own authority is among them. Where it trusts nobody (a bare container), those
/// that browsers trust.
fn roots() -> RootCerts {
    let found = rustls_native_certs::load_native_certs().certs;
    if found.is_empty() {
        return RootCerts::WebPki;
    }
    found.iter().map(|certificate| Certificate::from_der(certificate.as_ref()).to_owned()).into()
}

fn reply(error: &Error, by_proxy: bool) -> Reply {
    let words = error.to_string();
    if words.contains("invalid peer certificate") {
        let issuer = ["UnknownIssuer", "CaUsedAsEndEntity", "Unknown"].iter().any(|known| words.contains(known));
        return Reply::Failed(if issuer { Failure::Issuer } else { Failure::Certificate });
    }
    Reply::Failed(match error {
        Error::Other(other) => match other.downcast_ref::<Unfound>() {
            Some(Unfound::Private) => return Reply::Private,
            Some(Unfound::NoHost) => Failure::NoHost,
            Some(Unfound::NotNow) => Failure::NoHostNow,
            None => Failure::Network,
        },
        Error::Timeout(Timeout::Connect) => Failure::NoConnection,
        Error::Timeout(_) => Failure::Timeout,
        // That is said of the proxy.
        Error::HostNotFound if by_proxy => Failure::NoWay,
        Error::ConnectProxyFailed(_) => Failure::NoWay,
        Error::HostNotFound => Failure::NoHost,
        Error::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused if by_proxy => Failure::NoWay,
            io::ErrorKind::ConnectionRefused => Failure::Refused,
            io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => Failure::NoWay,
            io::ErrorKind::TimedOut => Failure::Timeout,
            _ => Failure::Network,
        },
        _ => Failure::Network,
    })
}

/// Gives connections only numbers that may be asked.
#[derive(Debug)]
struct Guard(Arc<dyn Net>);

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().ok_or(Error::HostNotFound)?;
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let time = LOOK_UP.min(*timeout.after);
        let found = look_up(&self.0, host, port, time).map_err(|unfound| Error::Other(Box::new(unfound)))?;
        let mut addresses = self.empty();
        // There is room for so many.
        for address in found.into_iter().take(16) {
            addresses.push(address);
        }
        Ok(addresses)
    }
}
