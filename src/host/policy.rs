//! Reads the policies of a project, and what they refer to: files within its folder, whatever links lead there.

use std::collections::BTreeSet;
use std::path::Path;

use super::open::{self, OpenFault};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::policy::{self, Policies, ReadFault};
use crate::source::SourceMap;
use crate::source::decode::decode;

/// Largest file that is opened. What a policy may have is less, and is said with its place.
const BYTES: u64 = 1 << 20;

/// Files of a folder that are looked at.
const FILES: usize = 200;

/// The policies of a configuration. `root` is the project's folder, canonical; texts are added to `sources`.
#[must_use]
pub fn load(root: &Path, config: &Config, sources: &mut SourceMap) -> (Policies, Vec<Diagnostic>) {
    let (policies, mut faults) = policy::load(config, sources, &mut |path| read(root, path));
    // Without a configuration there is nothing that could name one.
    if let Some(configuration) = sources.iter().next().map(|(id, _)| id) {
        let written = folders(config).iter().flat_map(|folder| written(root, folder)).collect::<Vec<_>>();
        faults.extend(policy::unused(&policies, configuration, sources, &written));
    }
    (policies, faults)
}

/// Where policies are looked for: the usual folder, and those of the policies that are named.
fn folders(config: &Config) -> BTreeSet<String> {
    let named = config.policies.iter().filter_map(|setting| setting.policy.rsplit_once('/'));
    named.map(|(folder, _)| folder.to_owned()).chain(["schema".to_owned()]).collect()
}

/// Paths of the policies of a folder: YAML that speaks as one. Other schemas may lie there, too.
fn written(root: &Path, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten().take(FILES);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let paths = names.filter(|name| name.ends_with(".yaml") || name.ends_with(".yml"));
    let paths = paths.map(|name| format!("{folder}/{name}"));
    let mut paths: Vec<String> = paths.filter(|path| read(root, path).is_ok_and(|text| is_policy(&text))).collect();
    paths.sort();
    paths
}

fn is_policy(text: &str) -> bool {
    text.contains("policy.schema.json")
        || text.contains("x-rbc-")
        || text.lines().any(|line| line.starts_with("extends:"))
}

fn read(root: &Path, path: &str) -> Result<String, ReadFault> {
    let path = root.join(path);
    // A folder on the way can be a link too.
    let real = std::fs::canonicalize(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => ReadFault::Missing,
        _ => ReadFault::Unreadable(open::reason(&error)),
    })?;
    if !real.starts_with(root) {
        return Err(ReadFault::Outside);
    }
    let bytes = open::read(root, &real, BYTES).map_err(|fault| match fault {
        OpenFault::Outside => ReadFault::Outside,
        OpenFault::Dangling => ReadFault::Missing,
        OpenFault::TooLarge(bytes) => ReadFault::Unreadable(format!("{bytes} > {BYTES} bytes")),
        OpenFault::NotRegular(kind) => ReadFault::Unreadable(kind.to_owned()),
        OpenFault::Folder | OpenFault::Loop => ReadFault::Unreadable("folder".to_owned()),
        OpenFault::Unreadable(error) => ReadFault::Unreadable(open::reason(&error)),
    })?;
    let decoded = decode(bytes, BYTES).map_err(|fault| ReadFault::Unreadable(fault.rule.to_owned()))?;
    Ok(decoded.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_of_the_project_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(folder.path()).unwrap().join("project");
        std::fs::create_dir_all(root.join("schema/本番")).unwrap();
        std::fs::write(root.join("schema/本番/a.yaml"), "title: 甲\n").unwrap();
        std::fs::write(root.join("../secret.yaml"), "title: 秘\n").unwrap();
        assert_eq!(read(&root, "schema/本番/a.yaml"), Ok("title: 甲\n".to_owned()));
        assert_eq!(read(&root, "schema/none.yaml"), Err(ReadFault::Missing));
        assert_eq!(read(&root, "schema/本番/a.yaml/b"), Err(ReadFault::Missing));
        assert!(matches!(read(&root, "schema"), Err(ReadFault::Unreadable(_))));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../../secret.yaml", root.join("schema/link.yaml")).unwrap();
            std::os::unix::fs::symlink("..", root.join("up")).unwrap();
            std::os::unix::fs::symlink("本番/a.yaml", root.join("schema/inner.yaml")).unwrap();
            assert_eq!(read(&root, "schema/link.yaml"), Err(ReadFault::Outside));
            assert_eq!(read(&root, "up/secret.yaml"), Err(ReadFault::Outside));
            assert_eq!(read(&root, "schema/inner.yaml"), Ok("title: 甲\n".to_owned()));
        }
    }
}
