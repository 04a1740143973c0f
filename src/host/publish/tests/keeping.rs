//! What a build finds as it would write it stays.

#![cfg(unix)]

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use super::*;

fn inode(path: &Path) -> u64 {
    fs::symlink_metadata(path).unwrap().ino()
}

#[test]
fn the_same_site_again_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    build(&Machine, &target, OLD).unwrap();
    let before = inode(&target);
    let disk = Failing::new(usize::MAX, true);
    build(&disk, &target, OLD).unwrap();
    assert_eq!(disk.count.into_inner(), 1, "nothing but the folder of the target is asked for");
    assert_eq!(inode(&target), before);
    assert_eq!(files(&target), pages(OLD));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn files_that_did_not_change_are_kept_and_others_are_new() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    build(&Machine, &target, OLD).unwrap();
    let inodes = || ["style.css", "運用/連絡先.html", "index.html"].map(|path| inode(&target.join(path)));
    let before = inodes();
    build(&Machine, &target, NEW).unwrap();
    let after = inodes();
    assert_eq!(before[..2], after[..2]);
    assert_ne!(before[2], after[2]);
    assert_eq!(files(&target), pages(NEW));
    assert!(!target.join("廃止").exists(), "a folder without outputs goes");
    assert_eq!(fs::metadata(target.join("style.css")).unwrap().nlink(), 1);
}

#[test]
fn a_file_that_was_changed_in_any_way_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    let page = target.join("index.html");
    let again = |change: &dyn Fn()| {
        build(&Machine, &target, OLD).unwrap();
        change();
        build(&Machine, &target, OLD).unwrap();
        assert_eq!(files(&target), pages(OLD));
        let metadata = fs::symlink_metadata(&page).unwrap();
        assert!(metadata.is_file() && metadata.nlink() == 1);
        assert_eq!(metadata.mode(), fs::metadata(target.join("style.css")).unwrap().mode());
    };
    again(&|| fs::write(&page, "直し").unwrap());
    again(&|| fs::write(&page, "古ぃ").unwrap());
    again(&|| fs::remove_file(&page).unwrap());
    again(&|| fs::set_permissions(&page, fs::Permissions::from_mode(0o600)).unwrap());
    // A second name elsewhere: what is written there must not come into the site.
    let copy = folder.path().join("copy.html");
    again(&|| fs::hard_link(&page, &copy).unwrap());
    fs::write(&copy, "別").unwrap();
    assert_eq!(fs::read_to_string(&page).unwrap(), "古い");
    again(&|| {
        fs::remove_file(&page).unwrap();
        std::os::unix::fs::symlink(&copy, &page).unwrap();
    });
    assert_eq!(fs::read_to_string(&copy).unwrap(), "別");
}

/// A disk whose files have one name only.
struct OneName;

impl Disk for OneName {
    fn link(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::Error::from(io::ErrorKind::PermissionDenied))
    }
}

#[test]
fn a_disk_without_second_names_gets_copies() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    build(&OneName, &target, OLD).unwrap();
    fs::write(target.join("CNAME"), "runbooks.example.com").unwrap();
    build(&OneName, &target, NEW).unwrap();
    let mut site = files(&target);
    assert_eq!(site.remove("CNAME").as_deref(), Some("runbooks.example.com"));
    assert_eq!(site, pages(NEW));
}
