//! `api/index.html`: what the site holds for programs, each file with what stands in it and the schema that it keeps.

use serde::Serialize;

use super::super::Artifact;
use super::super::api::files;
use super::super::fault::TemplateFault;
use super::super::machine;
use super::super::page::Page;
use super::super::site::Site;
use crate::resolve::url;

pub(super) const ADDRESS: &str = "api/index.html";

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    files: Vec<File<'a>>,
}

#[derive(Debug, Serialize)]
struct File<'a> {
    /// Path within the site; `{id}` in it stands for an id.
    path: String,
    /// `None` where the path names many files.
    url: Option<String>,
    about: &'a str,
    schema: Option<String>,
}

pub(in crate::emit) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let link = |path: &str| (!path.contains('{')).then(|| url::relative(ADDRESS, path));
    let records = files().into_iter().map(|file| File {
        about: site.words.get(about(file.name)),
        schema: link(&file.schema),
        url: link(&file.url),
        path: file.url,
    });
    let texts = machine::texts(site).map(|(path, word)| File {
        path: path.to_owned(),
        url: link(path),
        about: site.words.get(word),
        schema: None,
    });
    let frame = Frame { page: Page::of_site(site.words.get("api"), ADDRESS), files: records.chain(texts).collect() };
    let bytes = site.frames.render("api.html", &frame, 16 << 10)?;
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes });
    Ok(())
}

/// The word that says what stands in a file of the API.
fn about(name: &str) -> &'static str {
    match name {
        "index" => "api_index",
        "runbook" => "api_runbook",
        "commands" => "api_commands",
        "sql" => "api_sql",
        "contacts" => "api_contacts",
        "checklists" => "api_checklists",
        "links" => "api_links",
        "severities" => "api_severities",
        "thresholds" => "api_thresholds",
        "placeholders" => "api_placeholders",
        "diagnostics" => "api_diagnostics",
        "catalog" => "api_catalog",
        "anchors" => "api_anchors",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::emit::words::Words;
    use crate::text::Catalogue;

    #[test]
    fn each_file_is_explained() {
        let words = Words::new(&Catalogue::new(Language::Japanese));
        for file in files() {
            let about = about(file.name);
            assert_ne!(words.get(about), about, "{}", file.name);
        }
    }
}
