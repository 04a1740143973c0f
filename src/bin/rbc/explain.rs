//! `rbc explain`: the page of a rule, or the list of rules.

use rbc::config::nearest;
use rbc::diag::Message;
use rbc::text::pages;

use crate::exit::{Failure, Outcome};
use crate::flags::Explain;
use crate::output;

pub(crate) fn run(flags: &Explain) -> Result<Outcome, Failure> {
    let Some(name) = &flags.rule else {
        output::print(&list())?;
        return Ok(Outcome::Clean);
    };
    let Some(text) = pages::page(name) else {
        let message = match nearest(name, pages::names()) {
            Some(near) => Message::new("command-no-rule-but").with("name", name).with("near", near),
            None => Message::new("command-no-rule").with("name", name),
        };
        return Err(Failure::new(message));
    };
    output::print(text)?;
    Ok(Outcome::Clean)
}

/// Every rule with the first line of its page.
fn list() -> String {
    let width = pages::names().map(str::len).max().unwrap_or_default();
    pages::names().fold(String::new(), |list, name| {
        let title = pages::page(name).and_then(|page| page.lines().nth(2)).unwrap_or_default();
        format!("{list}{name:width$}  {title}\n")
    })
}
