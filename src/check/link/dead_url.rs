//! `link/dead-url`: an address of another host leads to nothing.

use super::super::{Check, Context, Findings, Rule};
use super::remote;
use crate::diag::{Level, Message};
use crate::online::{Answer, Answers, Reason};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/dead-url", level: Level::Warning, check: Check::Answers(check) };

fn check(context: &Context<'_>, answers: &Answers, findings: &mut Findings<'_>) {
    let mut dead = Vec::new();
    for (link, answer) in remote::answered(context, answers) {
        if let Answer::Dead(reason) = answer {
            dead.push((link, *reason));
        }
    }
    remote::report_causes(context, &dead, findings, |link, reason| {
        let key = match reason {
            Reason::NoHost => "link-dead-url-no-host",
            Reason::Refused => "link-dead-url-refused",
            Reason::Certificate => "link-dead-url-certificate",
            _ => "link-dead-url",
        };
        let mut message = Message::new(key).with("target", &link.target);
        if let Reason::Status(status) = reason {
            message = message.with("status", status);
        }
        (message, Message::new("link-dead-url-help"))
    });
}
