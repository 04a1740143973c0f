//! What others put beside the outputs is theirs.

use super::*;

/// Puts files of others into a site.
fn move_in(site: &Path) {
    for (path, text) in [
        ("CNAME", "runbooks.example.com"),
        (".git/objects/ab/cd", "x"),
        (".git/HEAD", "ref: main"),
        ("運用/メモ.txt", "手で書いた"),
        ("廃止/残す.txt", "残す"),
        ("図/古い.png", "png"),
    ] {
        let path = site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::create_dir(site.join("空")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;

        std::os::unix::fs::symlink("/nowhere", site.join("運用/最新")).unwrap();
        let odd = std::ffi::OsStr::from_bytes(b"\xFF.bin");
        let _ = fs::write(site.join(odd), "x");
    }
}

/// Every path of others in a site with its text.
fn theirs(site: &Path, outputs: &[(&str, &str)]) -> Vec<(PathBuf, String)> {
    let ours = Listing::new(outputs.iter().map(|(path, _)| (*path).to_owned()));
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(site).sort_by_file_name().into_iter().flatten() {
        let path = entry.path().strip_prefix(site).unwrap();
        let shown = path.to_string_lossy().into_owned();
        let empty = entry.file_type().is_dir() && fs::read_dir(entry.path()).unwrap().next().is_some();
        if empty || shown.is_empty() || shown == MARKER || ours.has_file(&shown) {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        found.push((path.to_owned(), text));
    }
    found
}

fn with_strangers(folder: &Path) -> (PathBuf, Vec<(PathBuf, String)>) {
    let target = folder.join("site");
    build(&Machine, &target, OLD).unwrap();
    move_in(&target);
    let before = theirs(&target, OLD);
    assert!(before.len() >= 8, "{before:?}");
    (target, before)
}

#[test]
fn files_of_others_stay_where_they_are() {
    for exchanges in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let (target, before) = with_strangers(folder.path());
        for outputs in [NEW, NEW, OLD] {
            build(&Failing::new(usize::MAX, exchanges), &target, outputs).unwrap();
            assert_eq!(theirs(&target, outputs), before);
            for (path, text) in outputs {
                assert_eq!(fs::read_to_string(target.join(path)).unwrap(), *text);
            }
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }
}

#[test]
fn whatever_fails_no_file_of_others_is_lost() {
    for exchanges in [true, false] {
        for at in 0.. {
            let folder = tempfile::tempdir().unwrap();
            let (target, before) = with_strangers(folder.path());
            let disk = Failing::new(at, exchanges);
            let result = build(&disk, &target, NEW);
            let is_new = target.join("a/b/c.html").exists();
            if let Err(error) = result {
                let left_behind = matches!(error.reason, Reason::LeftBehind);
                assert_eq!(is_new, left_behind, "operation {at}: {error:?}");
            }
            build(&Machine, &target, NEW).unwrap();
            assert_eq!(theirs(&target, NEW), before, "operation {at}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "operation {at}");
            if disk.count.into_inner() <= at {
                break;
            }
        }
    }
}

#[test]
fn a_file_of_others_is_not_replaced_by_an_output() {
    for (stranger, is_refused) in [("a/b/c.html", true), ("a", true), ("a/b/d.html", false), ("a/b/c.html/d", true)] {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        build(&Machine, &target, OLD).unwrap();
        let path = target.join(stranger);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "大事").unwrap();
        match build(&Machine, &target, NEW) {
            Err(error) => assert!(is_refused && matches!(error.reason, Reason::Occupied), "{stranger}: {error:?}"),
            Ok(()) => assert!(!is_refused, "{stranger}"),
        }
        let mut site = files(&target);
        assert_eq!(site.remove(stranger).as_deref(), Some("大事"));
        assert_eq!(site, pages(if is_refused { OLD } else { NEW }));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn a_folder_without_marker_is_not_removed_whatever_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    for name in [".site.rbc-staging", ".site.rbc-old"] {
        let theirs = folder.path().join(name);
        fs::create_dir(&theirs).unwrap();
        fs::write(theirs.join("大事.txt"), "x").unwrap();
        assert!(matches!(refusal(&target, &[]), Reason::NotOurs));
        assert_eq!(fs::read_to_string(theirs.join("大事.txt")).unwrap(), "x");
        fs::remove_dir_all(&theirs).unwrap();
    }
}

#[test]
fn a_staging_folder_of_a_killed_run_is_cleared_at_every_stage() {
    let folder = tempfile::tempdir().unwrap();
    let (target, before) = with_strangers(folder.path());
    let staging = folder.path().join(".site.rbc-staging");
    let clears = |stage: &str| {
        drop(Publisher::open(&target, &[], &mut |_| {}).unwrap());
        assert!(!staging.exists(), "{stage}");
        assert_eq!(theirs(&target, OLD), before, "{stage}");
    };
    fs::create_dir(&staging).unwrap();
    clears("the marker is missing");
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join(MARKER), "").unwrap();
    fs::write(staging.join("half.html"), "x").unwrap();
    clears("the outputs are being written");
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join(MARKER), Listing::new(["index.html".to_owned()]).text()).unwrap();
    fs::write(staging.join("index.html"), "新しい").unwrap();
    fs::hard_link(target.join("CNAME"), staging.join("CNAME")).unwrap();
    clears("all is written, nothing exchanged");
    build(&Machine, &staging, OLD).unwrap();
    fs::hard_link(target.join("CNAME"), staging.join("CNAME")).unwrap();
    fs::rename(target.join(".git"), staging.join(".git")).unwrap();
    fs::rename(target.join("図"), staging.join("図")).unwrap();
    clears("exchanged, what others put there has not moved yet");
}

#[test]
fn two_files_of_others_with_one_path_are_both_left() {
    let folder = tempfile::tempdir().unwrap();
    let (target, before) = with_strangers(folder.path());
    let staging = folder.path().join(".site.rbc-staging");
    build(&Machine, &staging, OLD).unwrap();
    fs::write(staging.join("CNAME"), "another.example.com").unwrap();
    assert!(matches!(refusal(&target, &[]), Reason::LeftBehind));
    assert_eq!(fs::read_to_string(staging.join("CNAME")).unwrap(), "another.example.com");
    assert_eq!(theirs(&target, OLD), before);
    fs::remove_file(staging.join("CNAME")).unwrap();
    build(&Machine, &target, NEW).unwrap();
    assert_eq!(theirs(&target, NEW), before);
}

#[test]
fn a_marker_that_names_nothing_is_no_leave_to_remove() {
    let folder = tempfile::tempdir().unwrap();
    let (target, before) = with_strangers(folder.path());
    fs::write(target.join(MARKER), "").unwrap();
    build(&Machine, &target, NEW).unwrap();
    for (path, text) in NEW {
        assert_eq!(fs::read_to_string(target.join(path)).unwrap(), *text);
    }
    assert!(target.join("廃止/消える.html").exists());
    let mut now = theirs(&target, NEW);
    now.retain(|(path, _)| !path.ends_with("消える.html"));
    assert_eq!(now, before);
}
