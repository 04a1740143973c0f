//! How fast the search's index is made, and how fast a query is answered from it, over runbooks that are made here.
//!
//! `cargo bench --bench search` measures both; what a browser needs is measured by `browser.mjs` beside this file.

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

#[path = "../corpus/runbook.rs"]
mod runbook;

use std::collections::HashMap;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rbc::search::count::Counted;
use rbc::search::index::{self, Document, Section};
use rbc::search::rank::search;
use rbc::search::reader::Reader;
use rbc::search::reading::Readings;
use rbc::search::synonyms;

/// Words, parts of words, an error, an identifier, kana, half-width kana, a sentence, and what is not there.
const QUERIES: [&str; 10] = [
    "在庫 引き当て",
    "証明書",
    "デッドレター",
    "pg_stat_activity",
    "FM-QUEUE",
    "れんらくさき",
    "ﾃﾞｨｽｸ",
    "データベースに繋がらないときはどうすればよいですか",
    "connection timed out: 503 upstream",
    "ぬぬぬ",
];

const EDITION: &str = "bench";

/// A runbook cut at its headings, as the site's index has it.
fn document(number: usize, count: usize) -> Document {
    let (path, text) = runbook::document(number, count);
    let mut sections = vec![Section { kind: "section", level: 1, ..Section::default() }];
    for line in text.lines() {
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        if hashes > 0 && line.as_bytes().get(hashes) == Some(&b' ') {
            let title = line[hashes + 1..].to_owned();
            let anchor = format!("s{}", sections.len());
            sections.push(Section { anchor, title, level: hashes as u8, kind: "section", ..Section::default() });
        } else if let Some(section) = sections.last_mut() {
            section.text.push_str(line);
            section.text.push('\n');
        }
    }
    let title = sections.get(1).map(|section| section.title.clone()).unwrap_or_default();
    Document { id: path.clone(), url: path, title, kind: "runbook", sections, ..Document::default() }
}

fn bytes(documents: &[Document]) -> u64 {
    let of = |section: &Section| (section.title.len() + section.text.len()) as u64;
    documents.iter().flat_map(|document| &document.sections).map(of).sum()
}

/// All files of the index, made on one core, dictionary of readings included.
fn files(documents: &[Document]) -> HashMap<String, String> {
    let readings = Readings::default();
    let mut files = HashMap::new();
    let counted = documents.iter().map(|document| Counted::new(document, &readings)).collect();
    for (number, chunk) in documents.chunks(index::TEXTS).enumerate() {
        let (name, text) = index::texts(number, EDITION, chunk);
        files.insert(name, text);
    }
    index::write(documents, counted, &synonyms(), EDITION, &mut |name, text| {
        files.insert(name, text);
    });
    files
}

fn make(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("index");
    group.sample_size(10);
    for count in [100, 1_000] {
        let documents: Vec<Document> = (0..count).map(|number| document(number, count)).collect();
        group.throughput(Throughput::Bytes(bytes(&documents)));
        group.bench_with_input(BenchmarkId::from_parameter(count), &documents, |bencher, documents| {
            bencher.iter(|| files(documents));
        });
    }
    group.finish();
}

fn ask(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("query");
    group.sample_size(10);
    for count in [1_000, 10_000] {
        let documents: Vec<Document> = (0..count).map(|number| document(number, count)).collect();
        let files = files(&documents);
        let load = |name: &str| files.get(name).cloned();
        for query in QUERIES {
            group.bench_with_input(BenchmarkId::new(query, count), query, |bencher, query| {
                // Opened anew each time: a terminal asks once.
                bencher.iter(|| Reader::open(&load).map(|reader| search(&reader, query, 10).len()));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, make, ask);
criterion_main!(benches);
