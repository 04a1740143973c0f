//! Servers on this machine, which is a private network: the names that lead to them, and the leave to ask them, are those
//! of [`Small`], which stands in the place of the world.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::cache::{Cache, GOOD};
use super::net::Net;
use super::proxy::Proxies;
use super::{Asked, Asker, Pace};
use crate::online::{Address, Answer, PrivateHosts, Reason};

/// A world of a few names.
#[derive(Debug, Default)]
struct Small {
    names: BTreeMap<&'static str, Vec<SocketAddr>>,
    private: PrivateHosts,
    /// Whether unknown names are only unknown for now.
    cut_off: bool,
}

impl Net for Small {
    fn is_private_host(&self, host: &str) -> bool {
        self.private.hold(host)
    }

    fn is_private_number(&self, number: IpAddr) -> bool {
        !number.is_loopback() && self.private.hold_number(number)
    }

    fn beacon(&self) -> &'static str {
        "beacon.kawasemi.jp"
    }

    fn numbers(&self, host: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
        let words = if self.cut_off { "Temporary failure in name resolution" } else { "Name or service not known" };
        self.names.get(host).cloned().ok_or_else(|| io::Error::other(words))
    }
}

/// A request that came: when, and what (`HEAD wiki.kawasemi.jp /a`).
type Log = Arc<Mutex<Vec<(Instant, String)>>>;

/// Answers each request with what `answer` makes of its line and of how often it came before; an empty answer is none.
fn serve(answer: fn(&str, usize) -> String) -> (SocketAddr, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let log = Log::default();
    let seen = Arc::clone(&log);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let seen = Arc::clone(&seen);
            std::thread::spawn(move || converse(&stream, &seen, answer));
        }
    });
    (address, log)
}

fn converse(stream: &TcpStream, seen: &Log, answer: fn(&str, usize) -> String) -> Option<()> {
    let mut lines = BufReader::new(stream).lines();
    while let Some(Ok(first)) = lines.next() {
        let (mut host, mut agent) = (String::new(), String::new());
        for line in lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()) {
            let (name, value) = line.split_once(": ")?;
            match name.to_lowercase().as_str() {
                "host" => host = value.to_owned(),
                "user-agent" => agent = value.to_owned(),
                _ => {}
            }
        }
        assert_eq!(agent, concat!("rbc/", env!("CARGO_PKG_VERSION")));
        let mut words = first.split(' ');
        let line = format!("{} {host} {}", words.next()?, words.next()?);
        let before = {
            let mut seen = seen.lock().unwrap();
            seen.push((Instant::now(), line.clone()));
            seen.iter().filter(|(_, known)| *known == line).count() - 1
        };
        let answer = answer(&line, before);
        if answer.is_empty() {
            std::thread::sleep(Duration::from_secs(5));
            return None;
        }
        let mut stream = stream;
        stream.write_all(format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n").as_bytes()).ok()?;
    }
    None
}

fn pace() -> Pace {
    Pace {
        pause: Duration::ZERO,
        again: Duration::from_millis(20),
        patience: Duration::from_secs(1),
        connect: Duration::from_millis(300),
        answer: Duration::from_millis(300),
        ..Pace::default()
    }
}

fn asker(net: Small, pace: Pace, proxies: Proxies) -> Asker {
    Asker::on(Arc::new(net), pace, proxies, Cache::open(None, GOOD))
}

fn ask(asker: &mut Asker, targets: &[&str]) -> Asked {
    let targets: Vec<String> = targets.iter().map(|&target| target.to_owned()).collect();
    asker.ask(&targets, &mut |_, _| true)
}

fn count(log: &Log, part: &str) -> usize {
    log.lock().unwrap().iter().filter(|(_, line)| line.contains(part)).count()
}

/// Names of one server.
fn net(server: SocketAddr) -> Small {
    let names = ["beacon.kawasemi.jp", "wiki.kawasemi.jp", "docs.kawasemi.jp", "github.com", "xn--r8jz45g.jp"];
    Small { names: names.map(|name| (name, vec![server])).into(), ..Small::default() }
}

#[test]
fn what_servers_say_is_understood() {
    let (server, log) = serve(|line, before| {
        let answer = match line.split_once(' ').unwrap_or_default() {
            (_, "wiki.kawasemi.jp /ok") => "200 OK",
            (_, "wiki.kawasemi.jp /gone") => "404 Not Found",
            (_, "wiki.kawasemi.jp /for-good") => "410 Gone",
            ("HEAD", "wiki.kawasemi.jp /whole") => "405 Method Not Allowed",
            ("HEAD", "wiki.kawasemi.jp /shy") => "404 Not Found",
            (_, "wiki.kawasemi.jp /members") => "403 Forbidden",
            (_, "wiki.kawasemi.jp /sign") => "401 Unauthorized",
            (_, "wiki.kawasemi.jp /robot") => "999 No",
            ("HEAD", "wiki.kawasemi.jp /ill") => "500 Internal Server Error",
            ("GET", "wiki.kawasemi.jp /ill") if before == 0 => "500 Internal Server Error",
            (_, "wiki.kawasemi.jp /always-ill") => "502 Bad Gateway",
            (_, "wiki.kawasemi.jp /busy") if before == 0 => "429 Too Many Requests\r\nRetry-After: 1",
            (_, "docs.kawasemi.jp /a" | "docs.kawasemi.jp /b" | "docs.kawasemi.jp /c") => {
                "429 Too Many Requests\r\nRetry-After: 3600"
            }
            (_, "wiki.kawasemi.jp /old") => "301 Moved\r\nLocation: /mid",
            (_, "wiki.kawasemi.jp /mid") => "308 Moved\r\nLocation: http://xn--r8jz45g.jp/\u{65B0}",
            (_, "xn--r8jz45g.jp /%E6%96%B0") => "302 Found\r\nLocation: /today",
            (_, "wiki.kawasemi.jp /slash") => "301 Moved\r\nLocation: /slash/",
            (_, "wiki.kawasemi.jp /once") => "302 Found\r\nLocation: /ok",
            (_, "wiki.kawasemi.jp /lost") => "301 Moved\r\nLocation: /gone",
            (_, "wiki.kawasemi.jp /loop") => "301 Moved\r\nLocation: /pool",
            (_, "wiki.kawasemi.jp /pool") => "302 Found\r\nLocation: /loop",
            (_, "wiki.kawasemi.jp /self") => "302 Found\r\nLocation: /self",
            (_, "wiki.kawasemi.jp /inner") => "302 Found\r\nLocation: http://127.0.0.1/",
            (_, "wiki.kawasemi.jp /cloud") => "301 Moved\r\nLocation: http://169.254.169.254/latest",
            (_, "wiki.kawasemi.jp /name") => "302 Found\r\nLocation: http://grafana.kawasemi.internal/",
            (_, "wiki.kawasemi.jp /enter") => "302 Found\r\nLocation: http://docs.kawasemi.jp/login?next=/enter",
            (_, "wiki.kawasemi.jp /file") => "302 Found\r\nLocation: file:///etc/passwd",
            (_, "wiki.kawasemi.jp /hang") => "",
            (_, "github.com /kawasemi/seen" | "github.com /kawasemi/seen/wiki") => "200 OK",
            (_, line) if line.starts_with("github.com ") => "404 Not Found",
            (_, line) if line.contains("/step") => {
                let number: usize =
                    line.rsplit("step").next().and_then(|number| number.parse().ok()).unwrap_or_default();
                return format!("302 Found\r\nLocation: /step{}", number + 1);
            }
            _ => "200 OK",
        };
        answer.to_owned()
    });
    let status = Reason::Status;
    let moved = |to: &str| Answer::Moved { to: to.to_owned() };
    let cases = [
        ("http://wiki.kawasemi.jp/ok", Answer::Alive),
        ("http://wiki.kawasemi.jp/gone", Answer::Dead(status(404))),
        ("http://wiki.kawasemi.jp/for-good", Answer::Dead(status(410))),
        ("http://wiki.kawasemi.jp/whole", Answer::Alive),
        ("http://wiki.kawasemi.jp/shy", Answer::Alive),
        ("http://wiki.kawasemi.jp/members", Answer::Unverified(status(403))),
        ("http://wiki.kawasemi.jp/sign", Answer::Unverified(status(401))),
        ("http://wiki.kawasemi.jp/robot", Answer::Unverified(status(999))),
        ("http://wiki.kawasemi.jp/ill", Answer::Alive),
        ("http://wiki.kawasemi.jp/always-ill", Answer::Unverified(status(502))),
        ("http://wiki.kawasemi.jp/busy", Answer::Alive),
        ("http://docs.kawasemi.jp/a", Answer::Unverified(status(429))),
        ("http://docs.kawasemi.jp/b", Answer::Unverified(status(429))),
        ("http://docs.kawasemi.jp/c", Answer::Unverified(status(429))),
        ("http://wiki.kawasemi.jp/old#場所", moved("http://xn--r8jz45g.jp/%E6%96%B0")),
        ("http://wiki.kawasemi.jp/slash", Answer::Alive),
        ("http://wiki.kawasemi.jp/once", Answer::Alive),
        ("http://wiki.kawasemi.jp/lost", Answer::Dead(status(404))),
        ("http://wiki.kawasemi.jp/loop", Answer::Unverified(Reason::Redirects)),
        ("http://wiki.kawasemi.jp/self", Answer::Unverified(Reason::Redirects)),
        ("http://wiki.kawasemi.jp/step1", Answer::Unverified(Reason::Redirects)),
        ("http://wiki.kawasemi.jp/inner", Answer::Unverified(Reason::PrivateHost)),
        ("http://wiki.kawasemi.jp/cloud", Answer::Unverified(Reason::PrivateHost)),
        ("http://wiki.kawasemi.jp/name", Answer::Unverified(Reason::PrivateHost)),
        ("http://wiki.kawasemi.jp/enter", Answer::Unverified(Reason::Login)),
        ("http://wiki.kawasemi.jp/file", Answer::Unverified(status(302))),
        ("http://wiki.kawasemi.jp/hang", Answer::Unverified(Reason::Timeout)),
        ("http://github.com/kawasemi/seen/wiki", Answer::Alive),
        ("http://github.com/kawasemi/seen/issues/9", Answer::Dead(status(404))),
        ("http://github.com/kawasemi/secret/issues/9", Answer::Unverified(Reason::Hidden)),
        ("http://github.com/kawasemi", Answer::Unverified(Reason::Hidden)),
        ("http://例え.jp/手順", Answer::Alive),
    ];
    let targets: Vec<&str> = cases.iter().map(|(target, _)| *target).collect();
    // A server that is asked in many places at once may be slow on a busy machine.
    let mut asker = asker(net(server), Pace { answer: Duration::from_secs(2), ..pace() }, Proxies::default());
    let asked = ask(&mut asker, &targets);
    for (target, answer) in &cases {
        assert_eq!(asked.answers.of(target), Some(answer), "{target}");
    }
    assert!(!asked.no_network && !asked.interrupted);
    assert_eq!(asked.answers.len(), cases.len());
    assert!(count(&log, "docs.kawasemi.jp /") <= 2, "two are asked at a time; the third was not");
    assert_eq!(count(&log, " /ok"), 2, "by itself and by a redirect");
    assert_eq!(count(&log, "/always-ill"), 3 + 1, "HEAD, then three times GET");
    assert_eq!(count(&log, " 127.0.0.1"), 0);
    // The second time everything is known.
    let before = log.lock().unwrap().len();
    assert_eq!(ask(&mut asker, &targets).answers, asked.answers);
    assert_eq!(log.lock().unwrap().len(), before);
}

#[test]
fn private_hosts_are_not_asked_whatever_their_names_say() {
    let (server, log) = serve(|_, _| "200 OK".to_owned());
    let mut world = net(server);
    let inner: SocketAddr = "10.0.0.7:80".parse().unwrap();
    world.names.insert("inner.kawasemi.jp", vec![inner]);
    // One public number does not make up for it.
    world.names.insert("trap.kawasemi.jp", vec![server, inner]);
    world.names.insert("intern.kawasemi.jp", vec![server]);
    world.names.insert("grafana", vec![server]);
    world.names.insert("db.local", vec![server]);
    world.names.insert("127.1", vec![server]);
    world.private = PrivateHosts::new(&["*intern.kawasemi.jp".to_owned()]);
    let own = format!("http://{server}/");
    let targets = [
        own.as_str(),
        "http://localhost/",
        "http://[::1]/",
        "http://127.1/",
        "http://db.local/",
        "http://grafana/",
        "http://intern.kawasemi.jp/",
        "http://inner.kawasemi.jp/",
        "http://trap.kawasemi.jp/",
        "http://user:secret@wiki.kawasemi.jp/",
        "mailto:sre@kawasemi.jp",
        "手順.md",
    ];
    let asked = ask(&mut asker(world, pace(), Proxies::default()), &targets);
    assert!(asked.answers.is_empty(), "{:?}", asked.answers);
    assert!(log.lock().unwrap().is_empty());
    assert!(!asked.no_network);
}

#[test]
fn the_world_asks_nobody_at_home() {
    let (server, log) = serve(|_, _| "200 OK".to_owned());
    let mut asker = Asker::new(&[], None, GOOD);
    let targets = [format!("http://{server}/"), format!("http://localhost:{}/", server.port())];
    assert!(asker.ask(&targets, &mut |_, _| true).answers.is_empty());
    // The second line: a name that leads here, were it to pass the first.
    let guard: Arc<dyn Net> = Arc::new(super::net::World::new(PrivateHosts::default()));
    let fetcher = super::fetch::Fetcher::new(&guard, pace(), Proxies::default());
    let address = Address::of(&targets[1]).unwrap();
    assert_eq!(fetcher.fetch(&address, crate::online::Method::Get), super::fetch::Reply::Private);
    assert!(log.lock().unwrap().is_empty());
}

#[test]
fn dead_hosts_are_told_from_a_dead_network() {
    let (server, _) = serve(|_, _| "200 OK".to_owned());
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut world = net(server);
    world.names.insert("closed.kawasemi.jp", vec![closed]);
    let targets = [
        "http://wiki.kawasemi.jp/",
        "http://gone.kawasemi.jp/a",
        "http://gone.kawasemi.jp/b",
        "http://closed.kawasemi.jp/",
    ];
    let asked = ask(&mut asker(world, pace(), Proxies::default()), &targets);
    assert_eq!(asked.answers.of(targets[0]), Some(&Answer::Alive));
    assert_eq!(asked.answers.of(targets[1]), Some(&Answer::Dead(Reason::NoHost)));
    assert_eq!(asked.answers.of(targets[2]), Some(&Answer::Dead(Reason::NoHost)));
    assert_eq!(asked.answers.of(targets[3]), Some(&Answer::Dead(Reason::Refused)));
    assert!(!asked.no_network);
    let many: Vec<String> = (0..40).map(|number| format!("http://h{number}.kawasemi.jp/")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for (targets, cut_off) in [(&many[..], false), (&many[..], true), (&many[..1], false), (&many[..1], true)] {
        let world = Small { cut_off, ..Small::default() };
        let asked = ask(&mut asker(world, pace(), Proxies::default()), targets);
        assert!(asked.no_network && asked.answers.is_empty());
    }
    let asked = ask(&mut asker(net(server), pace(), Proxies::default()), &many);
    assert!(many.iter().all(|target| asked.answers.of(target) == Some(&Answer::Dead(Reason::NoHost))));
    assert!(!asked.no_network);
}

#[test]
fn one_server_has_few_requests_at_a_time_and_pauses() {
    static AT_A_TIME: Mutex<(usize, usize)> = Mutex::new((0, 0));
    let (server, log) = serve(|_, _| {
        {
            let mut counts = AT_A_TIME.lock().unwrap();
            counts.0 += 1;
            counts.1 = counts.1.max(counts.0);
        }
        std::thread::sleep(Duration::from_millis(30));
        AT_A_TIME.lock().unwrap().0 -= 1;
        "200 OK".to_owned()
    });
    let pace = Pace { pause: Duration::from_millis(20), answer: Duration::from_secs(5), ..pace() };
    let targets: Vec<String> = (0..12).map(|number| format!("http://wiki.kawasemi.jp/{number}")).collect();
    let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
    let asked = ask(&mut asker(net(server), pace, Proxies::default()), &targets);
    assert_eq!(asked.answers.len(), 12);
    assert!(AT_A_TIME.lock().unwrap().1 <= 2);
    let times: Vec<Instant> = log.lock().unwrap().iter().map(|(at, _)| *at).collect();
    let whole = times.last().unwrap().duration_since(times[0]);
    assert!(whole >= Duration::from_millis(11 * 18), "{whole:?}");
}

#[test]
fn a_proxy_is_asked_where_there_is_one() {
    // A proxy that is asked for a way to a host (CONNECT), and answers as that host.
    let (proxy, log) = serve(|line, _| if line.starts_with("CONNECT") { "200 OK" } else { "404 Not Found" }.to_owned());
    let address = format!("http://{proxy}");
    let proxies = |none: &'static str| {
        Proxies::new(|name| match name {
            "all_proxy" => Some(address.clone()),
            "no_proxy" => Some(none.to_owned()),
            _ => None,
        })
    };
    let inner: SocketAddr = "10.0.0.7:80".parse().unwrap();
    let names = || [("inner.kawasemi.jp", vec![inner]), ("beacon.kawasemi.jp", vec![proxy])];
    let world = || Small { names: names().into(), ..Small::default() };
    let mut by_proxy = asker(world(), Pace { answer: Duration::from_secs(2), ..pace() }, proxies(""));
    let asked = ask(&mut by_proxy, &["http://far.kawasemi.jp/x", "http://inner.kawasemi.jp/", "http://localhost/"]);
    assert_eq!(asked.answers.of("http://far.kawasemi.jp/x"), Some(&Answer::Dead(Reason::Status(404))));
    assert_eq!(asked.answers.len(), 1);
    assert_eq!(count(&log, "inner") + count(&log, "localhost"), 0);
    let before = log.lock().unwrap().len();
    let asked = ask(&mut asker(world(), pace(), proxies("kawasemi.jp")), &["http://far.kawasemi.jp/x"]);
    assert_eq!(asked.answers.of("http://far.kawasemi.jp/x"), Some(&Answer::Dead(Reason::NoHost)));
    assert_eq!(log.lock().unwrap().len(), before);
    // A proxy that is not there says nothing of anybody.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nobody = Proxies::new(|name| (name == "http_proxy").then(|| format!("http://{closed}")));
    assert!(ask(&mut asker(world(), pace(), nobody), &["http://far.kawasemi.jp/x"]).no_network);
}

#[test]
fn it_ends_when_it_is_to_end() {
    let (server, _) = serve(|_, _| String::new());
    let pace = Pace { answer: Duration::from_secs(30), ..pace() };
    let targets = ["http://wiki.kawasemi.jp/".to_owned()];
    let start = Instant::now();
    let asked = asker(net(server), pace, Proxies::default())
        .ask(&targets, &mut |_, _| start.elapsed() < Duration::from_millis(200));
    assert!(asked.interrupted && asked.answers.is_empty());
    assert!(start.elapsed() < Duration::from_secs(3));
}
