//! How long each phase of a compilation takes, over 100 and 1,000 runbooks that are made here.
//!
//! `cargo bench` measures all of them, `cargo bench -- lower/1000` one.

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

#[path = "../corpus/runbook.rs"]
mod corpus;

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rbc::check::check;
use rbc::config::{Config, PolicySetting};
use rbc::emit::{Artifact, EmitOptions, emit};
use rbc::lower::{Input, Lowering};
use rbc::model::Runbook;
use rbc::policy::Policies;
use rbc::resolve::{Library, ProjectFiles, resolve};
use rbc::source::{SourceFile, SourceMap};
use rbc::syntax::{Bounds, Document, parse};
use rbc::{DocumentInput, Memory};

/// A project with what each phase gives to the next.
struct Project {
    config: Config,
    sources: SourceMap,
    inputs: Vec<DocumentInput>,
    files: ProjectFiles,
    bytes: u64,
}

impl Project {
    fn new(count: usize) -> Project {
        let mut sources = SourceMap::default();
        let mut inputs = Vec::new();
        let mut bytes = 0;
        for (path, text) in (0..count).map(|number| corpus::document(number, count)) {
            bytes += text.len() as u64;
            let file = sources.add(SourceFile::new(format!("content/{path}"), text));
            inputs.push(DocumentInput { file, id: path.trim_end_matches(".md").to_owned(), path });
        }
        let files = ProjectFiles::new("content", inputs.iter().map(|input| input.path.clone()), []);
        Project { config: Config::default(), sources, inputs, files, bytes }
    }

    fn parse(&self) -> Vec<Document> {
        let text = |input: &DocumentInput| self.sources.file(input.file).text();
        self.inputs.iter().map(|input| parse(text(input), Bounds::default()).0).collect()
    }

    fn lower(&self, documents: &[Document]) -> Vec<Runbook> {
        let lowering = Lowering::new(&self.config);
        let read = |(input, document): (&DocumentInput, &Document)| {
            let source = self.sources.file(input.file);
            lowering.read(Input { source, file: input.file, id: &input.id, path: &input.path, document })
        };
        self.inputs.iter().zip(documents).map(read).collect()
    }

    fn resolve(&self, (runbooks, documents): (Vec<Runbook>, Vec<Document>)) -> Library {
        resolve(runbooks, documents, &self.sources, &self.files, &self.config)
    }

    /// The texts with another sentence in one document; the others are the same files.
    fn edited(&self, sentence: u64) -> SourceMap {
        let mut sources = SourceMap::default();
        for (at, input) in self.inputs.iter().enumerate() {
            let known = self.sources.shared(input.file);
            if at == self.inputs.len() / 2 {
                sources.add(SourceFile::new(known.path(), format!("{}\n追記 {sentence}。\n", known.text())));
            } else {
                sources.add(Arc::clone(known));
            }
        }
        sources
    }

    /// Makes the site, on all cores, and lets it go; the bytes that were made.
    fn emit(&self, library: &Library) -> u64 {
        let bytes = AtomicU64::new(0);
        let put = |artifact: Artifact| {
            bytes.fetch_add(artifact.bytes.len() as u64, Ordering::Relaxed);
            Ok::<(), Infallible>(())
        };
        let made = emit(library, &self.sources, &self.config, &EmitOptions::default(), &put);
        assert!(made.is_ok(), "the site cannot be made");
        bytes.into_inner()
    }
}

/// A policy as a team has one: numbers of contacts, targets of the worst level, an owner.
fn policies() -> Policies {
    const POLICY: &str = "extends: strict\nproperties:\n  contacts:\n    minContains: 2\n    contains: {properties: {channels: {contains: \
        {properties: {kind: {const: phone}}}}}}\n  severity_levels:\n    items:\n      if: {properties: {name: {const: SEV1}}}\n      \
        then: {required: [response_target], properties: {response_target: {properties: {seconds: {maximum: 900}}}}}\n  \
        metadata: {properties: {owners: {minItems: 1}}}\n  scenarios: {items: {properties: {parts: {minItems: 1}}}}\n";
    let setting = PolicySetting { files: Vec::new(), policy: "schema/policy.yaml".to_owned() };
    let config = Config { policies: vec![setting], ..Config::default() };
    let read = &mut |_: &str| Ok(POLICY.to_owned());
    let (policies, faults) = rbc::policy::load(&config, &mut SourceMap::default(), read);
    assert!(faults.is_empty(), "{faults:?}");
    policies
}

fn phases(criterion: &mut Criterion) {
    for count in [100, 1000] {
        let project = Project::new(count);
        let documents = project.parse();
        let runbooks = project.lower(&documents);
        let mut group = |name: &str, measure: &mut dyn FnMut(&mut criterion::Bencher<'_>)| {
            let mut group = criterion.benchmark_group(name);
            group.sample_size(10).throughput(Throughput::Bytes(project.bytes));
            group.bench_function(BenchmarkId::from_parameter(count), |bencher| measure(bencher));
            group.finish();
        };
        group("parse", &mut |bencher| bencher.iter(|| project.parse()));
        group("lower", &mut |bencher| bencher.iter(|| project.lower(&documents)));
        group("resolve", &mut |bencher| {
            let inputs = || (runbooks.clone(), documents.clone());
            bencher.iter_batched(inputs, |given| project.resolve(given), BatchSize::LargeInput);
        });
        let library = project.resolve((runbooks.clone(), documents.clone()));
        let circumstances =
            rbc::check::Circumstances { config: &project.config, today: jiff::civil::date(2026, 11, 26) };
        group("check", &mut |bencher| bencher.iter(|| check(&library, &project.sources, circumstances)));
        let policies = policies();
        group("policy", &mut |bencher| bencher.iter(|| policies.check(&library, &project.sources)));
        group("emit", &mut |bencher| bencher.iter(|| project.emit(&library)));
        // From parse to check, as the command line runs them, on all cores.
        group("compile", &mut |bencher| {
            bencher.iter(|| {
                rbc::compile(
                    &project.sources,
                    &project.inputs,
                    &project.files,
                    &project.config,
                    &Policies::default(),
                    jiff::civil::date(2026, 11, 26),
                )
            });
        });
        // The same once more, after one document has changed.
        let mut memory = Memory::default();
        let (mut sentence, standard) = (0, Policies::default());
        group("again", &mut |bencher| {
            let edited = || {
                sentence += 1;
                project.edited(sentence)
            };
            let again = |sources: SourceMap| {
                let Project { inputs, files, config, .. } = &project;
                memory.compile(&sources, inputs, files, config, &standard, jiff::civil::date(2026, 11, 26))
            };
            bencher.iter_batched(edited, again, BatchSize::PerIteration);
        });
    }
}

criterion_group!(benches, phases);
criterion_main!(benches);
