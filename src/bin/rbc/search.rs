//! `rbc search`: the search of a built site in the terminal.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use rbc::diag::Message;
use rbc::search::rank;
use rbc::search::reader::{Fault, Reader};
use serde::{Deserialize, Serialize};

use crate::exit::{Failure, Outcome};
use crate::flags::{Global, Search, SearchFormat};
use crate::output;

#[derive(Serialize)]
struct Hit {
    id: String,
    anchor: String,
    title: String,
    kind: String,
    score: u64,
    url: String,
    path: Vec<String>,
}

#[derive(Deserialize)]
struct Asked {
    qid: serde_json::Value,
    query: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    qid: &'a serde_json::Value,
    ms: f64,
    hits: Vec<Hit>,
}

pub(crate) fn run(global: &Global, flags: &Search) -> Result<Outcome, Failure> {
    let folder = flags.site.join("search");
    let load = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
    let no_index = || Failure::new(Message::new("command-no-search-index").with("path", flags.site.display()));
    let reader = Reader::open(&load).ok_or_else(no_index)?;
    if let Some(batch) = &flags.batch {
        let answers = answer_all(&reader, batch, flags.limit)?;
        is_whole(&reader, &folder)?;
        output::print(&answers)?;
        return Ok(Outcome::Clean);
    }
    let hits = hits(&reader, &flags.query.join(" "), flags.limit);
    is_whole(&reader, &folder)?;
    if flags.format == SearchFormat::Json {
        let text = serde_json::to_string_pretty(&hits).map_err(Failure::reason)?;
        output::print(&format!("{text}\n"))?;
        return Ok(Outcome::Clean);
    }
    let mut text = String::new();
    for hit in &hits {
        let hash = if hit.anchor.is_empty() { "" } else { "#" };
        let _ = writeln!(text, "{}\n    {}{hash}{}", hit.path.join(" › "), hit.url, hit.anchor);
    }
    output::print(&text)?;
    if hits.is_empty() {
        let message = Message::new("command-nothing-found").with("query", flags.query.join(" "));
        output::say(&global.catalogue().message(&message));
    }
    Ok(Outcome::Clean)
}

/// What lacks a part of its index has no answer: nothing found would be false.
fn is_whole(reader: &Reader<'_>, folder: &Path) -> Result<(), Failure> {
    let (key, name) = match reader.fault() {
        None => return Ok(()),
        Some(Fault::Damaged(name)) => ("command-index-damaged", name),
        Some(Fault::OtherBuild(name)) => ("command-index-mixed", name),
    };
    Err(Failure::new(Message::new(key).with("path", folder.join(name).display())))
}

fn hits(reader: &Reader<'_>, query: &str, limit: usize) -> Vec<Hit> {
    let titled = |hit: rank::Hit| {
        let title = reader.title(hit.section)?;
        Some(Hit {
            id: title.id,
            anchor: title.anchor,
            title: title.path.last().cloned().unwrap_or_default(),
            kind: title.kind,
            score: hit.score,
            url: title.url,
            path: title.path,
        })
    };
    rank::search(reader, query, limit).into_iter().filter_map(titled).collect()
}

fn answer_all(reader: &Reader<'_>, batch: &Path, limit: usize) -> Result<String, Failure> {
    let text = std::fs::read_to_string(batch).map_err(|error| Failure::io(batch, &error))?;
    let mut lines = String::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let asked: Asked = serde_json::from_str(line).map_err(|error| {
            let message =
                Message::new("command-batch-line").with("path", batch.display()).with("line", (at + 1).to_string());
            Failure::new(message.with("reason", error))
        })?;
        let start = Instant::now();
        let hits = hits(reader, &asked.query, limit);
        let answer = Answer { qid: &asked.qid, ms: start.elapsed().as_secs_f64() * 1000.0, hits };
        lines.push_str(&serde_json::to_string(&answer).map_err(Failure::reason)?);
        lines.push('\n');
    }
    Ok(lines)
}
