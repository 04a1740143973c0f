//! Statements of tokens: where they begin and end, their kind and effect.

use super::lexer::{Kind, Token, tokens};
use super::tables::{Tables, tables};
use super::{Statement, StatementKind};
use crate::lang::effect::Effect;

/// Words that begin a statement.
const STARTS: [&str; 43] = [
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "WITH",
    "CREATE",
    "ALTER",
    "DROP",
    "TRUNCATE",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "START",
    "SAVEPOINT",
    "RELEASE",
    "EXPLAIN",
    "SHOW",
    "SET",
    "RESET",
    "VACUUM",
    "ANALYZE",
    "REINDEX",
    "CALL",
    "EXECUTE",
    "GRANT",
    "REVOKE",
    "COPY",
    "REFRESH",
    "PRAGMA",
    "MERGE",
    "REPLACE",
    "KILL",
    "FLUSH",
    "OPTIMIZE",
    "DESCRIBE",
    "DESC",
    "DO",
    "LOCK",
    "USE",
    "CHECKPOINT",
    "END",
    "VALUES",
    "CLUSTER",
];

/// Functions that do more than compute.
const ACTING: [(&str, Effect); 28] = [
    ("pg_terminate_backend", Effect::Destructive),
    ("pg_drop_replication_slot", Effect::Destructive),
    ("lo_unlink", Effect::Destructive),
    ("pg_cancel_backend", Effect::Changes),
    ("setval", Effect::Changes),
    ("nextval", Effect::Changes),
    ("pg_reload_conf", Effect::Changes),
    ("pg_rotate_logfile", Effect::Changes),
    ("pg_switch_wal", Effect::Changes),
    ("pg_switch_xlog", Effect::Changes),
    ("pg_promote", Effect::Changes),
    ("pg_stat_reset", Effect::Changes),
    ("pg_stat_reset_shared", Effect::Changes),
    ("pg_stat_statements_reset", Effect::Changes),
    ("pg_create_physical_replication_slot", Effect::Changes),
    ("pg_create_logical_replication_slot", Effect::Changes),
    ("pg_create_restore_point", Effect::Changes),
    ("pg_backup_start", Effect::Changes),
    ("pg_backup_stop", Effect::Changes),
    ("pg_start_backup", Effect::Changes),
    ("pg_stop_backup", Effect::Changes),
    ("pg_wal_replay_pause", Effect::Changes),
    ("pg_wal_replay_resume", Effect::Changes),
    ("pg_advisory_unlock_all", Effect::Changes),
    ("pg_logical_slot_get_changes", Effect::Changes),
    ("schedule", Effect::Changes),
    ("unschedule", Effect::Changes),
    ("dblink_exec", Effect::Unknown),
];

/// Functions that only compute; a SELECT without tables that calls another one may do anything.
const COMPUTING: &str = " version now count sum avg min max current_database current_schema current_user current_timestamp \
 clock_timestamp date date_trunc to_char to_date to_timestamp to_json extract coalesce nullif length upper lower trim \
 round floor ceil abs concat concat_ws replace substring substr left right split_part md5 sha1 sha2 encode decode \
 random generate_series unnest array_agg string_agg json_agg jsonb_agg json_build_object jsonb_build_object \
 jsonb_pretty row_to_json exists cast database user schema uuid gen_random_uuid uuid_generate_v4 timeofday age \
 statement_timestamp transaction_timestamp inet_server_addr inet_client_addr inet_server_port txid_current \
 has_table_privilege has_database_privilege has_schema_privilege obj_description col_description format quote_ident \
 quote_literal sqlite_version datetime strftime julianday last_insert_rowid changes total_changes typeof printf ifnull \
 connection_id current_setting sleep curdate curtime date_add date_sub datediff unix_timestamp from_unixtime greatest \
 least in any all some interval case if iif row array power sqrt mod group_concat json_extract auth.uid ";

/// Statements of a text; `masked` is the same with placeholders masked.
pub(super) fn all(text: &str, masked: &str) -> (Vec<Statement>, bool) {
    let tokens = tokens(masked);
    let mut statements = Vec::new();
    let mut unread = false;
    let mut open: Vec<&Token> = Vec::new();
    let mut depth = 0i32;
    for token in &tokens {
        let written = masked.get(token.range.clone()).unwrap_or("");
        match token.kind {
            Kind::Comment => continue,
            Kind::Meta => {
                let many = statements.len();
                unread |= close(text, masked, &mut open, &mut statements);
                meta(written, token, statements.len() > many, &mut statements);
                depth = 0;
                continue;
            }
            _ => {}
        }
        // Statements without a semicolon, parted by a blank line.
        if token.parted && token.first && depth <= 0 && !open.is_empty() && begins(written) && !goes_on(masked, &open) {
            unread |= close(text, masked, &mut open, &mut statements);
            depth = 0;
        }
        open.push(token);
        match written {
            "(" => depth += 1,
            ")" => depth -= 1,
            ";" => {
                unread |= close(text, masked, &mut open, &mut statements);
                depth = 0;
            }
            _ => {}
        }
    }
    unread |= close(text, masked, &mut open, &mut statements);
    (statements, unread)
}

/// What a client's own command does beyond showing: it runs a file or a program, copies rows, or runs what came out.
fn meta(written: &str, token: &Token, behind_statement: bool, statements: &mut Vec<Statement>) {
    let name = written.split_ascii_whitespace().next().unwrap_or_default();
    if name == "\\gexec" {
        if let Some(last) = statements.last_mut().filter(|_| behind_statement) {
            last.effect = last.effect.max(Effect::Unknown);
        }
        return;
    }
    let effect = match name {
        "\\i" | "\\ir" | "\\include" | "\\include_relative" | "\\!" | "\\." | ".read" | ".shell" | ".system" => {
            Effect::Unknown
        }
        _ if name.starts_with("\\!") => Effect::Unknown,
        "\\copy" if written.to_ascii_lowercase().contains(" from ") => Effect::Changes,
        ".import" | ".restore" => Effect::Changes,
        _ => return,
    };
    let range = token.range.start..token.range.start + written.trim_end().len();
    statements.push(Statement { range, effect, ..Statement::default() });
}

pub(crate) fn begins(word: &str) -> bool {
    STARTS.iter().any(|start| start.eq_ignore_ascii_case(word))
}

/// Whether the open statement waits for more (`UNION`, `AS`, a bracket).
pub(super) fn goes_on(masked: &str, open: &[&Token]) -> bool {
    let last = open.last().and_then(|token| masked.get(token.range.clone())).unwrap_or("");
    let first = open.first().and_then(|token| masked.get(token.range.clone())).unwrap_or("");
    ["UNION", "ALL", "EXCEPT", "INTERSECT", "AS", "(", ",", "ANALYZE", "EXPLAIN"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(last))
        || first.eq_ignore_ascii_case("WITH") && last == ")"
        || first.eq_ignore_ascii_case("CREATE") && last.eq_ignore_ascii_case("BEGIN")
}

/// Ends a statement; whether something stands there that is none.
fn close(text: &str, masked: &str, open: &mut Vec<&Token>, statements: &mut Vec<Statement>) -> bool {
    let tokens = std::mem::take(open);
    let only_mark = tokens.iter().all(|token| masked.get(token.range.clone()) == Some(";"));
    if only_mark {
        return false;
    }
    let Some(statement) = read(text, masked, &tokens) else { return !is_of_client(masked, &tokens) };
    statements.push(statement);
    false
}

/// Words by which a client's own lines begin that show things, set the client up or end it.
const OF_CLIENT: &str = " EXIT QUIT CONNECT CONN SPOOL PROMPT COLUMN COL WHENEVER GO DELIMITER STATUS HELP TEE NOTEE PAGER NOPAGER \
 USE CLEAR DEFINE VARIABLE PRINT TTITLE BTITLE BREAK COMPUTE REM REMARK CONSISTENCY TRACING ";

fn is_of_client(masked: &str, tokens: &[&Token]) -> bool {
    let first = tokens.first().and_then(|token| masked.get(token.range.clone())).unwrap_or_default();
    OF_CLIENT.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(first))
}

/// Words of a statement, upper case; names in quotes and all else are empty.
pub(super) fn upper(masked: &str, token: &Token) -> String {
    match token.kind {
        Kind::Word => masked.get(token.range.clone()).unwrap_or("").to_ascii_uppercase(),
        Kind::Symbol => masked.get(token.range.clone()).unwrap_or("").to_owned(),
        _ => String::new(),
    }
}

fn read(text: &str, masked: &str, tokens: &[&Token]) -> Option<Statement> {
    let range = tokens.first()?.range.start..tokens.last()?.range.end;
    // The mark that stands for a GO lies on the line's end in front of it.
    let range = range.start..range.start + text.get(range.clone())?.trim_end().len();
    let mut words: Vec<String> = tokens.iter().map(|token| upper(masked, token)).collect();
    // A function may stand in quotes as a table may.
    for at in 0..words.len().saturating_sub(1) {
        if tokens[at].kind == Kind::QuotedName && words[at + 1] == "(" {
            let name = masked.get(tokens[at].range.clone()).unwrap_or_default();
            words[at] = name.trim_matches(['"', '`']).to_ascii_uppercase();
        }
    }
    let start = words.iter().position(|word| word != "(")?;
    if !begins(&words[start])
        && !matches!(
            words[start].as_str(),
            "TABLE"
                | "COMMENT"
                | "REASSIGN"
                | "ATTACH"
                | "DETACH"
                | "LOAD"
                | "FETCH"
                | "DECLARE"
                | "PREPARE"
                | "LISTEN"
                | "NOTIFY"
                | "DISCARD"
                | "CHECK"
                | "REPAIR"
                | "RENAME"
                | "PURGE"
                | "STOP"
                | "SECURITY"
                | "IMPORT"
        )
        && !is_of_a_database(&words, start)
    {
        // Prose or a fragment.
        return None;
    }
    let explained = words[start] == "EXPLAIN";
    let body = if explained { explained_body(&words, start) } else { start };
    let kind = kind(&words, body);
    let Tables { names, bounded, read: reads, writes } = tables(text, tokens, &words, body, kind);
    let mut effect = effect(&words, body, kind, bounded, !reads && names.is_empty());
    effect = effect.max(writes);
    if kind == StatementKind::Select && makes_table(&words, tokens, body) {
        effect = effect.max(Effect::Changes);
    }
    let runs = explained && words[start..body].iter().any(|word| word == "ANALYZE");
    if explained && !runs {
        effect = Effect::ReadOnly;
    }
    Some(Statement {
        range,
        kind: if explained { StatementKind::Other } else { kind },
        tables: names,
        effect,
        bounded: reads.then_some(bounded),
    })
}

/// `SELECT … INTO t`, `INTO OUTFILE`: rows become a table or a file; `INTO @x` only sets a variable.
fn makes_table(words: &[String], tokens: &[&Token], body: usize) -> bool {
    let mut depth = 0i32;
    let rest = words.iter().enumerate().skip(body);
    rest.take_while(|(_, word)| !matches!(word.as_str(), "INSERT" | "MERGE" | "REPLACE")).any(|(at, word)| {
        depth += i32::from(word == "(") - i32::from(word == ")");
        let next = tokens.get(at + 1);
        word == "INTO" && depth == 0 && next.is_some_and(|next| matches!(next.kind, Kind::Word | Kind::QuotedName))
    })
}

/// Words of single databases that begin a statement together only.
fn is_of_a_database(words: &[String], start: usize) -> bool {
    let next = words.get(start + 1).map_or("", String::as_str);
    match words[start].as_str() {
        "CHANGE" => matches!(next, "MASTER" | "REPLICATION"),
        "UNLOCK" => matches!(next, "TABLES" | "INSTANCE"),
        "BACKUP" | "RESTORE" => matches!(next, "DATABASE" | "LOG" | "TABLE"),
        "DBCC" | "EXEC" | "OPEN" => !next.is_empty(),
        _ => false,
    }
}

/// Whether `BEGIN` opens a block of a procedure and no transaction.
fn opens_block(words: &[String], body: usize) -> bool {
    let next = words.get(body + 1).map_or(";", String::as_str);
    !matches!(
        next,
        ";" | "WORK"
            | "TRANSACTION"
            | "TRAN"
            | "ISOLATION"
            | "READ"
            | "NOT"
            | "DEFERRABLE"
            | "IMMEDIATE"
            | "EXCLUSIVE"
            | "DEFERRED"
            | "CONCURRENT"
    )
}

/// Where the explained statement begins.
fn explained_body(words: &[String], start: usize) -> usize {
    let inner = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE", "CREATE", "EXECUTE", "VALUES"];
    words.iter().skip(start).position(|word| inner.contains(&word.as_str())).map_or(start, |found| start + found)
}

fn kind(words: &[String], body: usize) -> StatementKind {
    let mut first = words[body].as_str();
    if first == "WITH" {
        let mut depth = 0i32;
        for word in &words[body..] {
            match word.as_str() {
                "(" => depth += 1,
                ")" => depth -= 1,
                "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "MERGE" if depth == 0 => {
                    first = word;
                    break;
                }
                _ => {}
            }
        }
    }
    match first {
        "SELECT" | "VALUES" | "TABLE" | "WITH" => StatementKind::Select,
        "INSERT" | "REPLACE" => StatementKind::Insert,
        "UPDATE" => StatementKind::Update,
        "DELETE" => StatementKind::Delete,
        "CREATE" | "ALTER" | "DROP" | "TRUNCATE" | "COMMENT" | "RENAME" => StatementKind::Ddl,
        "CALL" | "EXECUTE" | "EXEC" => StatementKind::Call,
        "BEGIN" if opens_block(words, body) => StatementKind::Other,
        "START" if words.get(body + 1).is_some_and(|next| next != "TRANSACTION") => StatementKind::Other,
        "BEGIN" | "COMMIT" | "ROLLBACK" | "START" | "SAVEPOINT" | "RELEASE" | "END" => StatementKind::Transaction,
        _ => StatementKind::Other,
    }
}

fn effect(words: &[String], body: usize, kind: StatementKind, bounded: bool, no_tables: bool) -> Effect {
    let called = called(words, body, no_tables);
    let own = match kind {
        StatementKind::Select | StatementKind::Transaction => Effect::ReadOnly,
        StatementKind::Insert => Effect::Changes,
        StatementKind::Update | StatementKind::Delete => {
            if bounded {
                Effect::Changes
            } else {
                Effect::Destructive
            }
        }
        StatementKind::Ddl => match words[body].as_str() {
            "DROP" | "TRUNCATE" => Effect::Destructive,
            "ALTER" if loses(&words[body..]) => Effect::Destructive,
            _ => Effect::Changes,
        },
        StatementKind::Call => Effect::Unknown,
        StatementKind::Other => other(words, body),
    };
    own.max(called)
}

/// Whether ALTER takes data away: a column, a partition, a file, the session of somebody.
fn loses(words: &[String]) -> bool {
    let holder = words.iter().take(3).any(|word| matches!(word.as_str(), "TABLE" | "TABLESPACE" | "DATABASE"));
    let system = words.get(1).is_some_and(|word| word == "SYSTEM");
    words.iter().zip(words.iter().skip(1)).skip(1).any(|(word, next)| match word.as_str() {
        "DROP" if holder => !matches!(
            next.as_str(),
            "NOT"
                | "DEFAULT"
                | "CONSTRAINT"
                | "INDEX"
                | "KEY"
                | "PRIMARY"
                | "FOREIGN"
                | "CHECK"
                | "IDENTITY"
                | "EXPRESSION"
                | "UNIQUE"
                | "STATISTICS"
        ),
        "TRUNCATE" | "DISCARD" if holder => matches!(next.as_str(), "PARTITION" | "SUBPARTITION" | "TABLESPACE"),
        "KILL" | "DISCONNECT" if system => next == "SESSION",
        _ => false,
    })
}

fn other(words: &[String], body: usize) -> Effect {
    let next = words.get(body + 1).map_or("", String::as_str);
    match words[body].as_str() {
        "RESET" if matches!(next, "MASTER" | "BINARY") => Effect::Destructive,
        "RESET" if matches!(next, "SLAVE" | "REPLICA" | "QUERY") => Effect::Changes,
        "BEGIN" | "DBCC" => Effect::Unknown,
        "BACKUP" => Effect::ReadOnly,
        "RESTORE" => Effect::Destructive,
        "SHOW" | "DESCRIBE" | "DESC" | "EXPLAIN" | "USE" | "LISTEN" | "FETCH" | "DECLARE" | "RESET" | "DISCARD"
        | "CHECK" => Effect::ReadOnly,
        "SET" if matches!(next, "GLOBAL" | "PERSIST") => Effect::Changes,
        "SET" => Effect::ReadOnly,
        "PRAGMA"
            if words[body..].iter().any(|word| word == "=")
                || next.starts_with("WAL_")
                || matches!(next, "OPTIMIZE" | "INCREMENTAL_VACUUM") =>
        {
            Effect::Changes
        }
        "PRAGMA" => Effect::ReadOnly,
        "COPY" if words[body..].iter().any(|word| word == "FROM") => Effect::Changes,
        "COPY" if words[body..].iter().any(|word| word == "PROGRAM") => Effect::Unknown,
        "COPY" => Effect::ReadOnly,
        // The query ends, its connection stays: as `pg_cancel_backend`.
        "KILL" if next == "QUERY" => Effect::Changes,
        "KILL" | "PURGE" => Effect::Destructive,
        "DO" | "PREPARE" => Effect::Unknown,
        _ => Effect::Changes,
    }
}

/// How PostgreSQL's own functions begin or end that only tell something.
const LOOKING: &str = " pg_stat_get_ pg_get_ pg_is_ pg_has_ pg_current_ pg_last_ pg_ls_ pg_control_ pg_table_ pg_relation_ pg_total_ \
 pg_database_ pg_tablespace_ pg_indexes_ pg_index_ pg_indexam_ pg_column_ pg_size_ pg_wal_lsn_ pg_xlog_location_diff pg_walfile_ \
 pg_xlogfile_ pg_timezone_ pg_sleep pg_typeof pg_read_ pg_postmaster_ pg_conf_load_ pg_blocking_ pg_safe_ pg_backend_pid pg_lock_ \
 pg_show_ pg_encoding_ pg_char_ pg_client_ pg_my_ pg_listening_ pg_notification_ pg_input_ pg_describe_ pg_identify_ \
 pg_collation_ pg_options_ pg_filenode_ pg_buffercache_pages pg_buffercache_summary pg_freespace pg_visibility pg_stat_statements \
 pg_stat_file pg_stat_activity pg_jit_ pg_trigger_ pg_available_ pg_extension_ pg_config pg_hba_ pg_file_settings pg_cursor \
 pg_prepared_ pg_logical_slot_peek_ pg_sequence_ pg_partition_ pg_event_trigger_ pg_basetype pg_isolation_ pg_mcv_ ";

/// Whether a function of PostgreSQL only tells something.
fn is_looking(name: &str) -> bool {
    let changes = ["_reset", "_drop", "_create", "_advance", "_switch", "_clear", "_import"];
    name.starts_with("pg_")
        && !changes.iter().any(|end| name.contains(end))
        && (LOOKING.split_ascii_whitespace().any(|start| name.starts_with(start)) || name.ends_with("_is_visible"))
}

/// The effect of the functions that a statement calls.
fn called(words: &[String], body: usize, no_tables: bool) -> Effect {
    let mut strongest = Effect::ReadOnly;
    for (word, next) in words[body..].iter().zip(words[body + 1..].iter()) {
        if next != "(" || word.is_empty() || word.len() == 1 {
            continue;
        }
        let name = word.to_ascii_lowercase();
        if name.starts_with("pg_") && !is_looking(&name) && !ACTING.iter().any(|(acting, _)| *acting == name) {
            strongest = strongest.max(Effect::Unknown);
        }
        if let Some((_, effect)) = ACTING.iter().find(|(acting, _)| *acting == name) {
            strongest = strongest.max(*effect);
        } else if no_tables
            && words[body] == "SELECT"
            && !is_looking(&name)
            && !COMPUTING.split_ascii_whitespace().any(|known| known == name)
            && !begins(word)
            && !matches!(
                word.as_str(),
                "FROM"
                    | "AS"
                    | "AND"
                    | "OR"
                    | "NOT"
                    | "WHERE"
                    | "OVER"
                    | "VARCHAR"
                    | "NUMERIC"
                    | "DECIMAL"
                    | "ON"
                    | "BY"
                    | "THEN"
                    | "ELSE"
                    | "WHEN"
                    | "FILTER"
            )
        {
            strongest = strongest.max(Effect::Unknown);
        }
    }
    strongest
}
