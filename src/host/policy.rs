//! Reads the policies of a project, and what they refer to: files within its folder, whatever links lead there.

use std::path::Path;

use super::open::{self, OpenFault};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::policy::{self, Policies, ReadFault};
use crate::source::SourceMap;
use crate::source::decode::decode;

/// Largest file that is opened. What a policy may have is less, and is said with its place.
const BYTES: u64 = 1 << 20;

/// The policies of a configuration. `root` is the project's folder, canonical; texts are added to `sources`.
#[must_use]
pub fn load(root: &Path, config: &Config, sources: &mut SourceMap) -> (Policies, Vec<Diagnostic>) {
    policy::load(config, sources, &mut |path| read(root, path))
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
