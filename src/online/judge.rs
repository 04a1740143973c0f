//! What an answer of a server means.

use std::time::Duration;

use jiff::Timestamp;

use super::{Address, Answer, Reason};

/// How a server is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// For the head of the answer alone.
    Head,
    /// For the whole, of which the head is read.
    Get,
}

/// What to do after an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// That is it.
    Done(Answer),
    /// Ask again, for the whole: many servers answer to that only.
    Get,
    /// Look there.
    Follow {
        /// Where.
        to: Address,
        /// Whether for good.
        permanent: bool,
    },
    /// Ask again later; where that does not help, this is it.
    Later(Answer),
}

/// What a status means.
#[must_use]
pub fn judge(asked: &Address, method: Method, status: u16, location: Option<&str>) -> Verdict {
    let unverified = Answer::Unverified(Reason::Status(status));
    match status {
        301 | 302 | 303 | 307 | 308 => match location.and_then(|location| asked.join(location)) {
            Some(to) => Verdict::Follow { to, permanent: matches!(status, 301 | 308) },
            None => Verdict::Done(unverified),
        },
        200..=399 => Verdict::Done(Answer::Alive),
        401 | 407 => Verdict::Done(unverified),
        429 | 503 => Verdict::Later(unverified),
        _ if method == Method::Head => Verdict::Get,
        404 | 410 => Verdict::Done(Answer::Dead(Reason::Status(status))),
        500.. if status != 999 && status != 501 => Verdict::Later(unverified),
        _ => Verdict::Done(unverified),
    }
}

/// How long a server asks to wait: seconds, or a date.
#[must_use]
pub fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(header).ok()?.timestamp();
    Some(Duration::from_secs(u64::try_from(date.as_second() - now.as_second()).unwrap_or_default()))
}

/// Hosts of logins, and of what nobody sees without one.
const LOGIN_HOSTS: &[&str] = &[
    "accounts.google.com",
    "login.microsoftonline.com",
    "login.live.com",
    "id.atlassian.com",
    "signin.aws.amazon.com",
    "okta.com",
    "auth0.com",
    "onelogin.com",
    "cloudflareaccess.com",
    "slack.com",
];

/// Whether a redirect leads to where one signs in.
#[must_use]
pub fn is_login(to: &Address) -> bool {
    const WORDS: &[&str] = &[
        "auth",
        "authenticate",
        "authorize",
        "login",
        "log-in",
        "log_in",
        "login.php",
        "login.html",
        "login.aspx",
        "oauth",
        "oauth2",
        "saml",
        "saml2",
        "session",
        "sessions",
        "signin",
        "sign-in",
        "sign_in",
        "sso",
        "users",
    ];
    let host = to.host();
    let by_host = LOGIN_HOSTS.iter().any(|known| within(host, known));
    let by_name = host.split('.').next().is_some_and(|first| {
        matches!(first, "login" | "signin" | "sso" | "auth" | "accounts" | "account" | "id" | "idp" | "adfs")
    });
    let path = to.path().split('?').next().unwrap_or_default().to_ascii_lowercase();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let by_path = parts.any(|part| WORDS.contains(&part) && part != "users" && part != "session" && part != "sessions")
        || path.starts_with("/users/sign")
        || path.starts_with("/session");
    by_host || by_name || by_path
}

fn within(host: &str, known: &str) -> bool {
    host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Hosts that answer 404 for what they do not show to everybody.
const HIDING: &[&str] = &[
    "atlassian.net",
    "docs.google.com",
    "drive.google.com",
    "gist.github.com",
    "raw.githubusercontent.com",
    "sharepoint.com",
    "notion.site",
    "notion.so",
    "slack.com",
    "linear.app",
    "trello.com",
    "dev.azure.com",
    "datadoghq.com",
    "pagerduty.com",
    "grafana.net",
    "sentry.io",
    "figma.com",
    "miro.com",
    "backlog.com",
    "backlog.jp",
    "kibe.la",
    "esa.io",
    "docbase.io",
    "cybozu.com",
];

/// Hosts of repositories, which answer so too: `/owner/name/…`.
const FORGES: &[&str] = &["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"];

/// For a host that answers 404 for what it hides: the address that tells whether it does so here (it is seen by
/// everybody, so what is missing below it is missing), or `None` where nothing tells.
#[must_use]
pub fn hides_behind_404(asked: &Address) -> Option<Option<Address>> {
    if HIDING.iter().any(|known| within(asked.host(), known)) {
        return Some(None);
    }
    if !FORGES.contains(&asked.host()) {
        return None;
    }
    let path = asked.path().split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [owner, name, _, ..] => Some(Some(asked.at(&format!("/{owner}/{name}")))),
        _ => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::of(text).unwrap()
    }

    #[test]
    fn statuses() {
        let asked = address("https://a.jp/x");
        let judge = |method, status| judge(&asked, method, status, Some("/新"));
        let unverified = |status| Answer::Unverified(Reason::Status(status));
        assert_eq!(judge(Method::Head, 204), Verdict::Done(Answer::Alive));
        for status in [403, 404, 405, 500, 501, 999, 400] {
            assert_eq!(judge(Method::Head, status), Verdict::Get, "{status}");
        }
        for status in [404, 410] {
            assert_eq!(judge(Method::Get, status), Verdict::Done(Answer::Dead(Reason::Status(status))));
        }
        for status in [401, 403, 405, 407, 418, 451, 501, 999] {
            assert_eq!(judge(Method::Get, status), Verdict::Done(unverified(status)), "{status}");
        }
        for status in [429, 500, 502, 503, 520] {
            assert_eq!(judge(Method::Get, status), Verdict::Later(unverified(status)), "{status}");
        }
        let to = address("https://a.jp/%E6%96%B0");
        assert_eq!(judge(Method::Head, 308), Verdict::Follow { to: to.clone(), permanent: true });
        assert_eq!(judge(Method::Get, 302), Verdict::Follow { to, permanent: false });
    }

    #[test]
    fn waiting() {
        let now: Timestamp = "2026-11-26T09:00:00Z".parse().unwrap();
        assert_eq!(retry_after(" 120 ", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Thu, 26 Nov 2026 09:00:30 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Thu, 26 Nov 2026 08:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
    }

    #[test]
    fn logins() {
        for text in [
            "https://gitlab.com/users/sign_in",
            "https://accounts.google.com/v3/signin",
            "https://kawasemi.okta.com/app",
            "https://wiki.kawasemi.jp/login?next=/x",
            "https://sso.kawasemi.jp/",
            "https://github.com/session?return_to=x",
        ] {
            assert!(is_login(&address(text)), "{text}");
        }
        for text in ["https://kawasemi.jp/docs/login-guide", "https://kawasemi.jp/author/a", "https://kawasemi.jp/"] {
            assert!(!is_login(&address(text)), "{text}");
        }
    }

    #[test]
    fn repositories_that_may_be_hidden() {
        let tells = |text: &str| hides_behind_404(&address(text)).map(|found| found.map(|found| found.to_string()));
        let root = Some("https://github.com/kawasemi/ops".to_owned());
        assert_eq!(tells("https://github.com/kawasemi/ops/issues/3?x"), Some(root));
        assert_eq!(tells("https://github.com/kawasemi/ops"), Some(None));
        assert_eq!(tells("https://kawasemi.atlassian.net/wiki/x"), Some(None));
        assert_eq!(tells("https://kawasemi.jp/x"), None);
    }
}
