//! The proxies that the environment names, as other programs read it: `https_proxy`, `http_proxy`, `all_proxy`,
//! `no_proxy`, in small letters or capitals.

use std::net::IpAddr;

/// Addresses of proxies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Proxies {
    /// For http.
    pub(super) plain: Option<String>,
    /// For https.
    pub(super) secure: Option<String>,
    /// Hosts that are asked without one.
    none: Vec<String>,
}

/// Those of the environment.
pub(super) fn of_environment() -> Proxies {
    Proxies::new(|name| std::env::var(name).ok())
}

impl Proxies {
    pub(super) fn new(variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name: &str| {
            let value = variable(&name.to_lowercase()).or_else(|| variable(&name.to_uppercase()))?;
            let value = value.trim();
            (!value.is_empty()).then(|| value.to_owned())
        };
        let all = said("all_proxy");
        let none = said("no_proxy").unwrap_or_default();
        let none = none.split([',', ' ']).map(|entry| entry.trim().to_lowercase()).filter(|entry| !entry.is_empty());
        Proxies {
            plain: said("http_proxy").or_else(|| all.clone()),
            secure: said("https_proxy").or(all),
            none: none.collect(),
        }
    }

    /// Whether a host is asked without a proxy.
    pub(super) fn spare(&self, host: &str) -> bool {
        let host = host.trim_matches(['[', ']']);
        self.none.iter().any(|entry| {
            let entry = entry
                .split_once(':')
                .filter(|(_, port)| port.parse::<u16>().is_ok())
                .map_or(entry.as_str(), |(name, _)| name);
            let name = entry.trim_start_matches('*').trim_start_matches('.');
            if entry == "*" || host == name {
                return true;
            }
            let below = host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
            !name.is_empty() && below && host.parse::<IpAddr>().is_err()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_is_read_as_others_read_it() {
        let variables =
            [("HTTPS_PROXY", "http://proxy:3128"), ("no_proxy", ".kawasemi.jp, 10.0.0.1,*.corp.jp,a.jp:443")];
        let read =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let proxies = Proxies::new(read);
        assert_eq!((proxies.plain.as_deref(), proxies.secure.as_deref()), (None, Some("http://proxy:3128")));
        for host in ["kawasemi.jp", "wiki.kawasemi.jp", "10.0.0.1", "x.corp.jp", "a.jp", "b.a.jp"] {
            assert!(proxies.spare(host), "{host}");
        }
        for host in ["notkawasemi.jp", "110.0.0.1", "b.jp"] {
            assert!(!proxies.spare(host), "{host}");
        }
        let all = Proxies::new(|name| (name == "ALL_PROXY").then(|| "http://p:1".to_owned()));
        assert_eq!((all.plain.as_deref(), all.secure.as_deref()), (Some("http://p:1"), Some("http://p:1")));
        assert!(Proxies::new(|name| (name == "NO_PROXY").then(|| "*".to_owned())).spare("a.jp"));
    }
}
