//! Answers of earlier runs: a file of this machine, which nobody misses when it is lost or broken.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::online::{Address, Answer, Reason};

/// Version of the file.
const VERSION: u64 = 1;

/// Largest file that is read.
const BYTES: u64 = 16 << 20;

/// How long an answer is kept that is none or no good one.
const BAD: Duration = Duration::from_secs(60 * 60);

/// How long another one is kept, unless somebody says otherwise.
pub const GOOD: Duration = Duration::from_secs(24 * 60 * 60);

/// Answers with the second at which they came.
#[derive(Debug)]
pub(super) struct Cache {
    path: Option<PathBuf>,
    max_age: Duration,
    now: u64,
    answers: BTreeMap<String, (u64, Answer)>,
    /// Whether there is something new.
    changed: bool,
}

impl Cache {
    pub(super) fn open(path: Option<PathBuf>, max_age: Duration) -> Self {
        Cache::open_at(path, max_age, now())
    }

    pub(super) fn open_at(path: Option<PathBuf>, max_age: Duration, now: u64) -> Self {
        let mut cache = Cache { answers: BTreeMap::new(), path, max_age, now, changed: false };
        let kept = cache.path.as_deref().and_then(read).unwrap_or_default();
        cache.answers = kept.into_iter().filter(|(_, (at, answer))| cache.is_fresh(*at, answer)).collect();
        cache
    }

    fn is_fresh(&self, at: u64, answer: &Answer) -> bool {
        let age = match answer {
            Answer::Alive | Answer::Moved { .. } => self.max_age,
            Answer::Dead(_) | Answer::Unverified(_) => self.max_age.min(BAD),
        };
        // What comes from a time to come is of a clock that was wrong.
        self.now.checked_sub(at).is_some_and(|passed| passed < age.as_secs())
    }

    pub(super) fn get(&self, address: &Address) -> Option<&Answer> {
        self.answers.get(&address.to_string()).map(|(_, answer)| answer)
    }

    pub(super) fn insert(&mut self, address: &Address, answer: &Answer) {
        self.changed = true;
        self.answers.insert(address.to_string(), (self.now, answer.clone()));
    }

    /// Writes the file, whole or not at all.
    pub(super) fn keep(&self) -> Result<(), (PathBuf, io::Error)> {
        let Some(path) = self.path.as_ref().filter(|_| self.changed) else { return Ok(()) };
        self.write(path).map_err(|error| (path.clone(), error))
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        let answers: BTreeMap<&str, Value> =
            self.answers.iter().map(|(address, (at, answer))| (address.as_str(), written(*at, answer))).collect();
        let text = serde_json::to_vec_pretty(&json!({"version": VERSION, "answers": answers}))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&text)?;
        file.persist(path).map(drop).map_err(|error| error.error)
    }
}

/// Seconds since 1970.
fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |passed| passed.as_secs())
}

/// `None` where there is no such file, or none of ours; entries that make no sense are left out.
fn read(path: &Path) -> Option<BTreeMap<String, (u64, Answer)>> {
    let file = fs::File::open(path).ok().filter(|file| file.metadata().is_ok_and(|about| about.is_file()))?;
    let mut text = Vec::new();
    file.take(BYTES).read_to_end(&mut text).ok()?;
    let whole: Value = serde_json::from_slice(&text).ok()?;
    if whole.get("version")?.as_u64()? != VERSION {
        return None;
    }
    let entries = whole.get("answers")?.as_object()?.iter();
    let entry = |(address, value): (&String, &Value)| {
        let known = Address::of(address).is_some_and(|read| read.to_string() == *address);
        let answer = answer(value)?;
        known.then(|| Some((address.clone(), (value.get("at")?.as_u64()?, answer))))?
    };
    Some(entries.filter_map(entry).collect())
}

fn written(at: u64, answer: &Answer) -> Value {
    match answer {
        Answer::Alive => json!({"at": at, "answer": "alive"}),
        Answer::Moved { to } => json!({"at": at, "answer": "moved", "to": to}),
        Answer::Dead(reason) => json!({"at": at, "answer": "dead", "reason": name(*reason)}),
        Answer::Unverified(reason) => json!({"at": at, "answer": "unverified", "reason": name(*reason)}),
    }
}

fn answer(value: &Value) -> Option<Answer> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    Some(match text("answer")? {
        "alive" => Answer::Alive,
        "moved" => Answer::Moved { to: Address::of(text("to")?)?.to_string() },
        "dead" => Answer::Dead(reason(text("reason")?)?),
        "unverified" => Answer::Unverified(reason(text("reason")?)?),
        _ => return None,
    })
}

const NAMES: &[(Reason, &str)] = &[
    (Reason::NoHost, "no-host"),
    (Reason::Refused, "refused"),
    (Reason::Certificate, "certificate"),
    (Reason::Issuer, "issuer"),
    (Reason::Login, "login"),
    (Reason::Hidden, "hidden"),
    (Reason::PrivateHost, "private-host"),
    (Reason::Redirects, "redirects"),
    (Reason::Timeout, "timeout"),
    (Reason::Network, "network"),
];

fn name(reason: Reason) -> String {
    match reason {
        Reason::Status(status) => status.to_string(),
        reason => NAMES.iter().find(|(known, _)| *known == reason).map_or("network", |(_, name)| name).to_owned(),
    }
}

fn reason(name: &str) -> Option<Reason> {
    let status = || name.parse().ok().filter(|status| (100..1000).contains(status)).map(Reason::Status);
    NAMES.iter().find(|(_, known)| *known == name).map(|(reason, _)| *reason).or_else(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::of(text).unwrap()
    }

    #[test]
    fn answers_grow_old_bad_ones_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = Some(folder.path().join("a/links.json"));
        let mut cache = Cache::open_at(path.clone(), GOOD, 1_000_000);
        let all = [
            ("https://a.jp/", Answer::Alive),
            ("https://b.jp/", Answer::Moved { to: "https://c.jp/".to_owned() }),
            ("https://c.jp/", Answer::Dead(Reason::Status(404))),
            ("https://d.jp/", Answer::Unverified(Reason::Login)),
        ];
        all.iter().for_each(|(key, answer)| cache.insert(&address(key), answer));
        cache.keep().unwrap();
        let later = |seconds: u64| Cache::open_at(path.clone(), GOOD, 1_000_000 + seconds).answers.len();
        assert_eq!((later(0), later(3599), later(3600), later(86_399), later(86_400)), (4, 4, 2, 2, 0));
        let same = Cache::open_at(path.clone(), GOOD, 1_000_000);
        for (key, answer) in &all {
            assert_eq!(same.get(&address(key)), Some(answer));
        }
        // Of a clock that ran ahead; and nothing old is wanted.
        assert_eq!(Cache::open_at(path.clone(), GOOD, 999_999).answers.len(), 0);
        assert_eq!(Cache::open_at(path, Duration::ZERO, 1_000_000).answers.len(), 0);
    }

    #[test]
    fn a_broken_file_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("links.json");
        let long = format!("{{\"version\": 1, \"answers\": {}1{}}}", "[".repeat(5000), "]".repeat(5000));
        for text in ["", "{", "null", "{\"version\": 2, \"answers\": {}}", "{\"version\": 1, \"answers\": 3}", &long] {
            fs::write(&path, text).unwrap();
            let mut cache = Cache::open_at(Some(path.clone()), GOOD, 50);
            assert!(cache.answers.is_empty(), "{text:.40}");
            cache.insert(&address("https://a.jp/"), &Answer::Alive);
            cache.keep().unwrap();
            assert_eq!(Cache::open_at(Some(path.clone()), GOOD, 50).answers.len(), 1);
        }
        fs::write(&path, [0xFF, 0xFE, 0]).unwrap();
        assert!(Cache::open_at(Some(path.clone()), GOOD, 50).answers.is_empty());
        let strange = json!({"version": 1, "answers": {
            "https://a.jp/": {"at": 10, "answer": "moved", "to": "javascript:alert(1)"},
            "https://A.jp": {"at": 10, "answer": "alive"},
            "https://b.jp/": {"at": -1, "answer": "alive"},
            "https://c.jp/": {"at": 10, "answer": "dead", "reason": "7"},
            "https://d.jp/": {"at": 10, "answer": "dead", "reason": "410"},
        }});
        fs::write(&path, strange.to_string()).unwrap();
        let cache = Cache::open_at(Some(path), GOOD, 50);
        assert_eq!(cache.answers.keys().collect::<Vec<_>>(), ["https://d.jp/"]);
        assert!(Cache::open_at(Some(folder.path().to_owned()), GOOD, 50).answers.is_empty());
    }
}
