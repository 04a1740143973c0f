//! Writes the runbooks that the benches make into a folder, so that whole programs can be measured over them:
//! `cargo bench --bench corpus -- FOLDER COUNT`.

mod runbook;

use std::env::args;
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

fn main() -> ExitCode {
    let given: Vec<String> = args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let [folder, count] = given.as_slice() else {
        eprintln!("cargo bench --bench corpus -- FOLDER COUNT");
        return ExitCode::SUCCESS;
    };
    let Ok(count) = count.parse() else {
        eprintln!("no number: {count}");
        return ExitCode::FAILURE;
    };
    match write(Path::new(folder), count) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path, count: usize) -> io::Result<()> {
    for number in 0..count {
        let (path, text) = runbook::document(number, count);
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, text)?;
    }
    Ok(())
}
