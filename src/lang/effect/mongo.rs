//! Code of MongoDB's shell, judged by the names of the methods that it calls.

use super::Effect;

const DESTRUCTIVE: &[&str] = &[
    "drop",
    "dropdatabase",
    "dropindex",
    "dropindexes",
    "dropuser",
    "droprole",
    "dropallusersfromdatabase",
    "remove",
    "deletemany",
    "deleteone",
    "findoneanddelete",
    "killop",
    "killsessions",
    "killallsessions",
    "removeshard",
];

const CHANGING: &[&str] = &[
    "insert",
    "insertone",
    "insertmany",
    "update",
    "updateone",
    "updatemany",
    "replaceone",
    "findandmodify",
    "findoneandupdate",
    "findoneandreplace",
    "bulkwrite",
    "save",
    "createindex",
    "createindexes",
    "ensureindex",
    "createcollection",
    "createview",
    "createuser",
    "updateuser",
    "changeuserpassword",
    "grantrolestouser",
    "revokerolesfromuser",
    "renamecollection",
    "hideindex",
    "unhideindex",
    "stepdown",
    "reconfig",
    "initiate",
    "add",
    "addarb",
    "freeze",
    "syncfrom",
    "setprofilinglevel",
    "setloglevel",
    "fsynclock",
    "fsyncunlock",
    "shutdownserver",
    "addshard",
    "enablesharding",
    "shardcollection",
    "startbalancer",
    "stopbalancer",
    "movechunk",
    "reindex",
    "compact",
    "setsecondaryok",
    "disablebalancing",
    "enablebalancing",
];

const READING: &[&str] = &[
    "find",
    "findone",
    "count",
    "countdocuments",
    "estimateddocumentcount",
    "distinct",
    "aggregate",
    "explain",
    "limit",
    "sort",
    "skip",
    "pretty",
    "toarray",
    "hasnext",
    "next",
    "itcount",
    "size",
    "hint",
    "projection",
    "maxtimems",
    "stats",
    "status",
    "hello",
    "ismaster",
    "currentop",
    "serverstatus",
    "hostinfo",
    "version",
    "buildinfo",
    "getindexes",
    "getcollection",
    "getcollectionnames",
    "getcollectioninfos",
    "getsiblingdb",
    "getmongo",
    "getdbs",
    "getdbnames",
    "getname",
    "getusers",
    "getuser",
    "getroles",
    "getprofilingstatus",
    "getlog",
    "datasize",
    "storagesize",
    "totalsize",
    "totalindexsize",
    "printreplicationinfo",
    "printsecondaryreplicationinfo",
    "printslavereplicationinfo",
    "printshardingstatus",
    "conf",
    "config",
    "isbalancerrunning",
    "getbalancerstate",
    "latencystats",
    "print",
    "printjson",
    "tojson",
    "stringify",
    "objectid",
    "isodate",
    "date",
    "now",
    "quit",
    "exit",
    "latency",
    "validate",
    "ping",
    "map",
    "numberlong",
    "getparameter",
    "setreadpref",
    "readpref",
    "allowdiskuse",
];

/// The strongest of the methods that the code calls; `Unknown` as soon as one is not known.
#[must_use]
pub fn mongo_effect(code: &str) -> Effect {
    let mut effect = Effect::ReadOnly;
    let mut calls = false;
    for (at, _) in code.match_indices('(') {
        let before = code[..at].trim_end();
        let start = before
            .rfind(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
            .map_or(0, |found| found + before[found..].chars().next().map_or(1, char::len_utf8));
        let name = before[start..].to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        calls = true;
        effect = effect.max(of_method(&name, &code[at + 1..]));
    }
    let first = code.split_whitespace().next().unwrap_or("");
    if calls || matches!(first, "show" | "use" | "help") { effect } else { Effect::Unknown }
}

fn of_method(name: &str, behind: &str) -> Effect {
    if DESTRUCTIVE.contains(&name) {
        let filter: String = behind.chars().filter(|letter| !letter.is_whitespace()).take(3).collect();
        let deletes = name.starts_with("delete") || name == "remove" || name == "findoneanddelete";
        // As in SQL: what a filter bounds is a change.
        let bounded = filter.starts_with('{') && !filter.starts_with("{}");
        return if deletes && bounded { Effect::Changes } else { Effect::Destructive };
    }
    if CHANGING.contains(&name) {
        Effect::Changes
    } else if READING.contains(&name) {
        Effect::ReadOnly
    } else {
        Effect::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_decide() {
        assert_eq!(mongo_effect("db.注文.find({状態: '未'}).limit(5)"), Effect::ReadOnly);
        assert_eq!(mongo_effect("db.orders.deleteMany({})"), Effect::Destructive);
        assert_eq!(mongo_effect("db.orders.deleteMany({ 状態: '済' })"), Effect::Changes);
        assert_eq!(mongo_effect("db.adminCommand({shutdown: 1})"), Effect::Unknown);
        assert_eq!(mongo_effect("x"), Effect::Unknown);
        assert_eq!(mongo_effect("show dbs"), Effect::ReadOnly);
    }
}
