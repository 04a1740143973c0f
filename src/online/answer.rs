//! What came of asking for an address.

use std::collections::BTreeMap;

use super::Address;

/// What hosts answered for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Something stands there.
    Alive,
    /// It stands somewhere else for good.
    Moved {
        /// Where.
        to: String,
    },
    /// Nothing stands there.
    Dead(Reason),
    /// That could not be told from here.
    Unverified(Reason),
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The host's status.
    Status(u16),
    /// No host has this name.
    NoHost,
    /// The host takes no connections.
    Refused,
    /// The certificate is out of date or another host's.
    Certificate,
    /// The certificate is by somebody whom this machine does not know.
    Issuer,
    /// It leads to a page where one signs in.
    Login,
    /// The host says that there is nothing, as it does of what it does not show to everybody.
    Hidden,
    /// It leads to a host that is not asked.
    PrivateHost,
    /// Redirects do not end.
    Redirects,
    /// No answer in time.
    Timeout,
    /// The connection failed in another way.
    Network,
}

impl Reason {
    /// Whether all of a host is concerned.
    #[must_use]
    pub fn is_of_host(self) -> bool {
        matches!(self, Reason::NoHost | Reason::Refused | Reason::Certificate | Reason::Issuer)
    }
}

/// Answers by address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// Notes an answer.
    pub fn insert(&mut self, address: &Address, answer: Answer) {
        self.0.insert(address.to_string(), answer);
    }

    /// The answer for an address.
    #[must_use]
    pub fn get(&self, address: &Address) -> Option<&Answer> {
        self.0.get(&address.to_string())
    }

    /// The answer for the destination of a link; `None` where it was not asked.
    #[must_use]
    pub fn of(&self, target: &str) -> Option<&Answer> {
        if self.0.is_empty() { None } else { self.get(&Address::of(target)?) }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds others.
    pub fn extend(&mut self, others: Answers) {
        self.0.extend(others.0);
    }
}
