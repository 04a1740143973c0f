//! `rm -rf "$DIR"/*`, which is `rm -rf /*` where the variable is empty.

use super::super::reader::is_assignment;
use super::super::word::Word;
use super::{Hazard, HazardKind, Read};

/// The first word of a recursive `rm` that reaches everything.
pub(super) fn find(read: &Read<'_>, words: &[Word], found: &mut Vec<Hazard>) {
    let recursive = words.iter().any(|word| {
        let value = word.value.as_str();
        value == "--recursive" || value.starts_with('-') && !value.starts_with("--") && value.contains(['r', 'R'])
    });
    if !recursive || words.iter().any(|word| word.value == "--no-preserve-root" && word.value.is_empty()) {
        return;
    }
    let strict = is_strict(read);
    let mut folder = None;
    for word in words.iter().skip(1) {
        if matches!(word.value.as_str(), "/" | "/*" | "/." | "/.*" | "//") {
            found.push(Hazard { range: word.range.clone(), kind: HazardKind::UnboundedRemove(None) });
            return;
        }
        // In single quotes nothing is a variable.
        let literal = word.quoted.as_ref().is_some_and(|(_, quote)| *quote == b'\'');
        if literal || strict {
            continue;
        }
        let Some((name, rest)) = variable(&word.value) else {
            if folder.is_none()
                && let Some(name) = last_of_path(&word.value)
                && !is_mentioned(read, name, word.range.start)
            {
                folder = Some(Hazard { range: word.range.clone(), kind: HazardKind::FolderRemove(name.to_owned()) });
            }
            continue;
        };
        let reaches = matches!(rest, "/" | "/*" | "/." | "/.*" | "/*.*" | "/**")
            || rest.starts_with("/{") && rest.len() > 2
            || rest.strip_prefix("/$").is_some();
        if reaches && !is_set(read, name, word.range.start) {
            let kind = HazardKind::UnboundedRemove(Some(name.to_owned()));
            found.push(Hazard { range: word.range.clone(), kind });
            return;
        }
    }
    found.extend(folder);
}

/// `set -u` stops where a variable is not set.
fn is_strict(read: &Read<'_>) -> bool {
    read.parts.simples.iter().any(|simple| {
        let words: Vec<&str> = simple.words.iter().map(|word| word.value.as_str()).collect();
        let [first, options @ ..] = words.as_slice() else { return false };
        *first == "set"
            && options.iter().any(|option| {
                *option == "nounset" || option.starts_with('-') && !option.starts_with("--") && option.contains('u')
            })
    })
}

/// The variable that alone names the last folder of a path: RUN_DATE in `/var/spool/batch/${RUN_DATE}/`.
fn last_of_path(value: &str) -> Option<&str> {
    let at = value.find('$')?;
    let path = value.get(..at)?.strip_suffix('/')?;
    let (name, rest) = variable(value.get(at..)?)?;
    let named = path.contains(|letter: char| letter.is_alphanumeric())
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && !super::super::is_well_known(name);
    (named && matches!(rest, "" | "/" | "/*" | "/." | "/**")).then_some(name)
}

/// Whether the block sets a variable before it is used, to whatever.
fn is_mentioned(read: &Read<'_>, name: &str, before: usize) -> bool {
    let head = read.masked.get(..before).unwrap_or_default();
    super::super::defined_variables(head).contains(name)
}

/// The variable that a word begins with, and what follows; `${NAME:?}` ends where it is empty.
fn variable(value: &str) -> Option<(&str, &str)> {
    let rest = value.strip_prefix('/').unwrap_or(value).strip_prefix('$')?;
    let (name, behind) = match rest.strip_prefix('{') {
        Some(rest) => rest.split_once('}')?,
        None => {
            let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
            rest.split_at(end.unwrap_or(rest.len()))
        }
    };
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (plain && !matches!(name, "HOME" | "PWD")).then_some((name, behind))
}

/// Whether the block itself gives the variable a path in so many words before it is used.
fn is_set(read: &Read<'_>, name: &str, before: usize) -> bool {
    let words = read.parts.simples.iter().flat_map(|simple| &simple.words);
    let settings = words.take_while(|word| word.range.start < before).filter(|word| is_assignment(word));
    let mut set = false;
    for word in settings {
        if let Some((left, right)) = word.value.split_once('=')
            && left == name
        {
            set = right.starts_with(|first: char| !matches!(first, '$' | '`' | '<'));
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::super::super::{HazardKind, Options, read};

    fn found(text: &str) -> Vec<String> {
        let hazards = read(text, &Options::default()).hazards;
        let removes = hazards.into_iter().filter(|one| matches!(one.kind, HazardKind::UnboundedRemove(_)));
        removes.map(|one| text[one.range].to_owned()).collect()
    }

    fn folders(text: &str) -> Vec<String> {
        let hazards = read(text, &Options::default()).hazards;
        let removes = hazards.into_iter().filter(|one| matches!(one.kind, HazardKind::FolderRemove(_)));
        removes.map(|one| text[one.range].to_owned()).collect()
    }

    #[test]
    fn an_empty_variable_would_reach_the_whole_folder() {
        assert_eq!(folders("rm -rf /var/spool/batch/${RUN_DATE}/"), ["/var/spool/batch/${RUN_DATE}/"]);
        assert_eq!(folders("sudo rm -rf \"/srv/配信/$SITE\""), ["\"/srv/配信/$SITE\""]);
        for text in [
            "RUN_DATE=$(date +%F)\nrm -rf /var/spool/${RUN_DATE}/",
            "for SITE in a b; do rm -rf /srv/$SITE; done",
            "set -euo pipefail\nrm -rf /var/spool/${RUN_DATE}/",
            "set -o nounset\nrm -rf \"$DIR\"/*",
            "rm -rf /var/spool/${RUN_DATE:?}/",
            "rm -rf /var/spool/batch-${RUN_DATE}/",
            "rm -rf /var/spool/${RUN_DATE}/cache",
            "rm -rf '/var/spool/$RUN_DATE'",
            "rm -f /var/spool/$RUN_DATE",
            "rm -rf /home/$USER",
            "rm -rf /var/spool/$1",
        ] {
            assert_eq!(folders(text), Vec::<String>::new(), "{text}");
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn an_empty_variable_would_reach_everything() {
        assert_eq!(found("sudo rm -rf \"$DATA_DIR\"/*"), ["\"$DATA_DIR\"/*"]);
        assert_eq!(found("rm -r ${BACKUP}/"), ["${BACKUP}/"]);
        assert_eq!(found("rm -rf /"), ["/"]);
        assert_eq!(found("rm -rf /srv/$SITE /$TMP/*"), ["/$TMP/*"]);
        assert_eq!(found("DIR=$(cat 保存先)\nrm -rf \"$DIR/*\""), ["\"$DIR/*\""]);
    }

    #[test]
    fn bounded_ones_are_silent() {
        assert!(found("DIR=/srv/一時\nrm -rf \"$DIR\"/*").is_empty());
        assert!(found("rm -rf \"${DIR:?}\"/*").is_empty());
        assert!(found("rm -f \"$DIR\"/*").is_empty());
        assert!(found("rm -rf \"$DIR\"").is_empty());
        assert!(found("rm -rf \"$DIR\"/cache /srv/tmp/*").is_empty());
    }
}
