//! `link/unverified-url`: whether an address leads somewhere can't be told without being somebody.

use super::super::{Check, Context, Findings, Rule};
use super::remote;
use crate::diag::{Level, Message};
use crate::online::{Answer, Answers, Reason};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/unverified-url", level: Level::Info, check: Check::Answers(check) };

fn check(context: &Context<'_>, answers: &Answers, findings: &mut Findings<'_>) {
    let mut unverified = Vec::new();
    for (link, answer) in remote::answered(context, answers) {
        if let Answer::Unverified(reason) = answer {
            unverified.push((link, *reason));
        }
    }
    remote::report_causes(context, &unverified, findings, |link, reason| {
        let key = match reason {
            Reason::Status(_) => "link-unverified-url",
            Reason::Login | Reason::Hidden => "link-unverified-url-login",
            Reason::PrivateHost => "link-unverified-url-private",
            Reason::Redirects => "link-unverified-url-redirects",
            Reason::Issuer => "link-unverified-url-issuer",
            Reason::Timeout => "link-unverified-url-timeout",
            _ => "link-unverified-url-network",
        };
        let mut message = Message::new(key).with("target", &link.target);
        if let Reason::Status(status) = reason {
            message = message.with("status", status);
        }
        (message, Message::new("link-unverified-url-help"))
    });
}
