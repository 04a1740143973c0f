//! SQL in the arguments, here-documents and pipes of SQL clients.

use super::super::reader::Simple;
use super::super::word::Word;
use super::{Context, work};
use crate::lang::effect::Effect;
use crate::lang::sql::{self, Dialect, Statement};
use std::ops::Range;

/// How a client takes SQL.
struct Client {
    name: &'static str,
    /// Sub-commands that must stand in front.
    words: &'static [&'static str],
    /// Options whose value is SQL.
    options: &'static [&'static str],
    /// Whether a quoted word of its own is SQL (`sqlite3 app.db "…"`).
    bare: bool,
}

const CLIENTS: [Client; 18] = [
    client("snowsql", &["-q", "--query"]),
    client("psql", &["-c", "--command"]),
    client("pgcli", &["-c"]),
    client("mysql", &["-e", "--execute"]),
    client("mariadb", &["-e", "--execute"]),
    client("mycli", &["-e", "--execute"]),
    Client { bare: true, ..client("sqlite3", &["-cmd"]) },
    Client { bare: true, ..client("duckdb", &["-c", "-s"]) },
    client("clickhouse-client", &["-q", "--query"]),
    client("sqlcmd", &["-Q", "-q"]),
    client("usql", &["-c", "--command"]),
    client("sqlplus", &[]),
    client("cqlsh", &["-e", "--execute"]),
    Client { words: &["sql"], ..client("cockroach", &["-e", "--execute"]) },
    Client { words: &["query"], bare: true, ..client("bq", &[]) },
    Client { words: &["db"], bare: true, ..client("supabase", &["--sql", "--query", "--command"]) },
    Client { words: &["d1", "execute"], ..client("wrangler", &["--command"]) },
    Client { words: &["sql"], ..client("gcloud", &["--sql", "--query"]) },
];

const fn client(name: &'static str, options: &'static [&'static str]) -> Client {
    Client { name, words: &[], options, bare: false }
}

/// What a client is given.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) statements: Vec<Statement>,
    /// What the client's own commands among them do.
    own: Effect,
    /// Whether there is more, which could not be read.
    unread: bool,
}

/// The effect of a client that runs `statements`: theirs, and that of its own commands that read code or write data.
pub(super) fn effect(given: &Given, words: &[Word], text: &str) -> Effect {
    let least = if given.unread { given.own.max(Effect::Unknown) } else { given.own };
    let strongest = given.statements.iter().map(|statement| statement.effect).fold(least, Effect::max);
    let own = words.iter().filter_map(|word| text.get(word.range.clone())).map(|word| {
        let word = word.trim_start_matches(['"', '\'']);
        if [".restore", ".import", ".load"].iter().any(|name| word.starts_with(name)) {
            Effect::Changes
        } else if [".read", "\\i", "\\copy", "\\!"].iter().any(|name| word.starts_with(name)) {
            Effect::Unknown
        } else {
            Effect::ReadOnly
        }
    });
    own.fold(strongest, Effect::max)
}

impl Context<'_> {
    /// SQL that a command embeds; `None` where it is no client or gets none.
    pub(super) fn embedded(&self, words: &[Word], simple: &Simple, before: Option<&Simple>) -> Option<Given> {
        if let Some(found) = self.arguments_of_client(words) {
            return Some(found);
        }
        // `docker exec db psql -c "…"`: the client stands among the runner's words.
        let at = (0..words.len()).find(|&at| find_client(&words[at..]).is_some())?;
        let words = &words[at..];
        if at > 0
            && let Some(found) = self.arguments_of_client(words)
        {
            return Some(found);
        }
        let dialect = dialect_of(find_client(words)?.name);
        if !simple.documents.is_empty() || simple.session.is_some() {
            let given: Vec<_> = simple.documents.iter().chain(&simple.session).cloned().collect();
            return Some(self.read_all(&given, dialect));
        }
        let before = before?;
        let source = work(&before.words).first()?;
        let ranges: Vec<Range<usize>> = match source.value.as_str() {
            "echo" | "printf" => {
                before.words.iter().filter_map(|word| word.quoted.clone()).map(|(range, _)| range).collect()
            }
            "cat" => before.documents.clone(),
            _ => return None,
        };
        if ranges.is_empty() {
            return None;
        }
        Some(self.read_all(&ranges, dialect))
    }

    /// SQL in the arguments of a client that stands first.
    pub(super) fn arguments_of_client(&self, words: &[Word]) -> Option<Given> {
        let client = find_client(words)?;
        let behind = &words[1..];
        let mut ranges = Vec::new();
        let mut at = 0;
        while at < behind.len() {
            let word = &behind[at];
            let value = word.value.as_str();
            if client.options.contains(&value) || is_cluster(client, value) {
                at += 1;
                if let Some(word) = behind.get(at) {
                    ranges.push(inner_range(word));
                }
            } else if let Some(option) = client.options.iter().find(|option| {
                value
                    .strip_prefix(**option)
                    .is_some_and(|rest| rest.starts_with('=') || (option.len() == 2 && !rest.is_empty()))
            }) {
                ranges.push(match &word.quoted {
                    Some((inner, _)) => inner.clone(),
                    None => (word.range.start + option.len()).min(word.range.end)..word.range.end,
                });
            } else if client.bare && word.starts_quoted && value.contains([' ', ';']) {
                ranges.push(inner_range(word));
            } else if client.bare && client.words.is_empty() && at > 0 && value.starts_with('.') && !value.contains('/')
            {
                // `.tables` of sqlite3 is one of its own commands.
                ranges.push(word.range.start..word.range.start);
            }
            at += 1;
        }
        (!ranges.is_empty()).then(|| self.read_all(&ranges, dialect_of(client.name)))
    }

    fn read_all(&self, ranges: &[Range<usize>], dialect: Option<Dialect>) -> Given {
        let mut given = Given { statements: Vec::new(), own: Effect::ReadOnly, unread: false };
        for range in ranges {
            let Some(code) = self.text.get(range.clone()) else { continue };
            let (read, unread) = sql::embedded_statements(code, dialect);
            given.unread |= unread || is_given(code);
            for mut statement in read {
                if code.get(statement.range.clone()).is_some_and(|written| written.starts_with(['\\', '.'])) {
                    // The client's own command, and no SQL.
                    given.own = given.own.max(statement.effect);
                    continue;
                }
                statement.range = statement.range.start + range.start..statement.range.end + range.start;
                given.statements.push(statement);
            }
        }
        given
    }
}

/// Whether the shell gives what is run: `"$SQL"`, `"$(cat fix.sql)"`.
fn is_given(code: &str) -> bool {
    let code = code.trim();
    let name = code.strip_prefix('$').unwrap_or_default().trim_start_matches('{').trim_end_matches('}');
    let variable = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    variable || code.starts_with("$(") || code.starts_with('`')
}

/// The dialect that a client speaks.
fn dialect_of(name: &str) -> Option<Dialect> {
    match name {
        "psql" | "pgcli" | "supabase" | "cockroach" => Some(Dialect::PostgreSql),
        "mysql" | "mariadb" | "mycli" => Some(Dialect::MySql),
        "sqlite3" => Some(Dialect::Sqlite),
        _ => None,
    }
}

/// `-tAc` is `-t -A -c`.
fn is_cluster(client: &Client, value: &str) -> bool {
    let Some(letters) = value.strip_prefix('-') else { return false };
    (2..=5).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        && client.options.iter().any(|option| option.len() == 2 && letters.ends_with(&option[1..]))
        && client.name != "sqlite3"
}

fn find_client(words: &[Word]) -> Option<&'static Client> {
    let first = words.first()?;
    if first.starts_quoted {
        return None;
    }
    let name = first.value.rsplit('/').next().unwrap_or(&first.value);
    CLIENTS.iter().find(|client| {
        client.name == name && {
            let mut own = words[1..].iter().filter(|word| !word.value.starts_with('-'));
            client.words.iter().all(|word| own.next().is_some_and(|one| one.value == *word))
        }
    })
}

fn inner_range(word: &Word) -> Range<usize> {
    word.quoted.as_ref().map_or(word.range.clone(), |(inner, _)| inner.clone())
}
