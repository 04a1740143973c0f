//! What bash would refuse, and where: asked of the strict parser only where a scan finds something that it cannot vouch
//! for, and told only of lines that are commands beyond doubt.

mod quote;
mod scan;

use super::judge;
use super::word::Scanner;
use crate::lang::effect::Table;
use crate::lang::language;
use scan::{Frame, Scan};
use std::ops::Range;

/// Kinds of mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MistakeKind {
    /// A quote that nothing closes.
    Quote(char),
    /// `$(`, `${`, `(` or a backtick that nothing closes.
    Opened(&'static str),
    /// `if`, `for`, `case` without their end: the word, its end.
    Compound(&'static str, &'static str),
    /// A here-document without its closing word.
    Document(String),
    /// A sign or a word that may not stand there.
    Unexpected(String),
    /// The code ends where something must follow.
    Incomplete,
    /// Nested deeper than can be read.
    TooDeep,
    /// Longer than is read.
    TooLong,
}

impl MistakeKind {
    /// Whether the code was not understood: it may well be right.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        matches!(self, MistakeKind::TooDeep | MistakeKind::TooLong)
    }
}

/// A mistake with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// In the code.
    pub range: Range<usize>,
    /// What.
    pub kind: MistakeKind,
}

/// The first mistake of a code whose placeholders and output are hidden.
pub(super) fn find(text: &str, masked: &str) -> Option<Mistake> {
    let scan = Scan::of(masked);
    if scan.is_fine() {
        return None;
    }
    if let Some(at) = scan.too_deep {
        return Some(Mistake { range: at..at + 1, kind: MistakeKind::TooDeep });
    }
    let mistake = match judge::judge(masked) {
        judge::Verdict::Taken => scan.document.clone().map(document)?,
        judge::Verdict::Refused(fault) => place(masked, &scan, fault.offset),
        judge::Verdict::Unjudged => {
            let sure = opened(&scan).or_else(|| scan.document.clone().map(document));
            match sure.filter(|mistake| is_sure(text, masked, mistake)) {
                Some(mistake) => mistake,
                None => return unread(masked),
            }
        }
    };
    is_sure(text, masked, &mistake).then_some(mistake)
}

/// What stands open at the end of a command that somebody enters line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenAtEnd {
    Quote,
    Compound,
    Document,
}

/// What a command waits for.
pub(super) fn open_at_end(command: &str) -> Option<OpenAtEnd> {
    let scan = Scan::of(command);
    if scan.document.is_some() {
        return Some(OpenAtEnd::Document);
    }
    if !scan.closes_quotes() {
        return Some(OpenAtEnd::Quote);
    }
    (!scan.is_closed()).then_some(OpenAtEnd::Compound)
}

fn document((range, word): (Range<usize>, String)) -> Mistake {
    Mistake { range, kind: MistakeKind::Document(word) }
}

/// Why the strict parser is not asked, and where: it is said, for a fault would go unseen.
fn unread(masked: &str) -> Option<Mistake> {
    let kind = if judge::is_too_long(masked) { MistakeKind::TooLong } else { MistakeKind::TooDeep };
    let at = if kind == MistakeKind::TooLong { 0 } else { judge::deepest(masked) };
    sign(masked, at, kind)
}

/// Code that is nested too deeply at a place.
pub(super) fn too_deep(masked: &str, at: usize) -> Option<Mistake> {
    sign(masked, at, MistakeKind::TooDeep)
}

/// A mistake at the first sign behind a place.
fn sign(masked: &str, at: usize, kind: MistakeKind) -> Option<Mistake> {
    let rest = masked.get(at..)?;
    let start = at + (rest.len() - rest.trim_start().len());
    let length = masked.get(start..)?.chars().next().map_or(0, char::len_utf8);
    Some(Mistake { range: start..start + length, kind })
}

/// What stands open at the end.
fn opened(scan: &Scan) -> Option<Mistake> {
    let (frame, start) = *scan.open.last()?;
    let (kind, length) = match frame {
        Frame::Double => (MistakeKind::Quote('"'), 1),
        Frame::Single => (MistakeKind::Quote('\''), 1),
        Frame::Backtick => (MistakeKind::Opened("`"), 1),
        Frame::Brace => (MistakeKind::Opened("${"), 2),
        Frame::Substitution => (MistakeKind::Opened("$("), 2),
        Frame::Arithmetic => (MistakeKind::Opened("(("), 2),
        Frame::Group => (MistakeKind::Opened("("), 1),
        Frame::Top => return None,
    };
    Some(Mistake { range: start..start + length, kind })
}

/// Where the parser's refusal comes from.
fn place(masked: &str, scan: &Scan, offset: usize) -> Mistake {
    if let Some(quote) = quote::culprit(masked, scan) {
        let letter = masked.get(quote..).and_then(|rest| rest.chars().next()).unwrap_or('"');
        return Mistake { range: quote..quote + 1, kind: MistakeKind::Quote(letter) };
    }
    if let Some(found) = scan.place {
        return unexpected(masked, found);
    }
    if let Some(open) = opened(scan) {
        return open;
    }
    if let Some(&(word, start)) = scan.compounds.first() {
        let kind = MistakeKind::Compound(word, scan::end_of(word));
        return Mistake { range: start..start + word.len(), kind };
    }
    if let Some(found) = scan.document.clone() {
        return document(found);
    }
    unexpected(masked, offset)
}

fn unexpected(masked: &str, at: usize) -> Mistake {
    let end = masked.trim_end().len();
    let rest = masked.get(at..).unwrap_or_default();
    let sign = |letter: char| "|&;<>()".contains(letter);
    let length = match rest.chars().next() {
        Some(first) if sign(first) => rest.chars().take_while(|letter| *letter == first).take(2).count(),
        Some(first) if !first.is_whitespace() => {
            rest.find(|letter: char| letter.is_whitespace() || sign(letter)).unwrap_or(rest.len())
        }
        _ => 0,
    };
    if at >= end || length == 0 {
        let last = masked.get(..end.min(at)).unwrap_or_default().trim_end();
        let start = last.char_indices().next_back().map_or(0, |(start, _)| start);
        return Mistake { range: start..last.len().max(start), kind: MistakeKind::Incomplete };
    }
    let shown = rest.get(..length).unwrap_or_default().to_owned();
    Mistake { range: at..at + length, kind: MistakeKind::Unexpected(shown) }
}

/// Whether the mistake stands in a command: pieces of files, prose, other languages and what was left out are none.
fn is_sure(text: &str, masked: &str, mistake: &Mistake) -> bool {
    let start = first_line(masked, mistake.range.start);
    let end = masked.get(mistake.range.start..).and_then(|rest| rest.find('\n'));
    let end = end.map_or(masked.len(), |end| mistake.range.start + end);
    let (Some(written), Some(code)) = (text.get(start..end), masked.get(start..end)) else { return false };
    // What is said in quotes may hold all of these.
    let quote = matches!(mistake.kind, MistakeKind::Quote(_));
    let partial = is_elided(written) || written.contains('→') || is_left_open(code);
    if written.contains(['“', '”', '‘', '’']) || partial && !quote {
        return false;
    }
    let compound = match &mistake.kind {
        MistakeKind::Compound(..) => true,
        // The end of a loop that stands twice, in code that has loops.
        MistakeKind::Unexpected(word) if matches!(word.as_str(), "done" | "fi" | "esac") => masked
            .lines()
            .any(|line| line.ends_with("; do") || line.ends_with("; then") || line.trim_end().ends_with(" in")),
        _ => false,
    };
    compound || is_command(code)
}

/// Whether `...` stands for something that was left out; `echo "確認中..."` says it.
fn is_elided(line: &str) -> bool {
    let stands_alone = |(at, _): (usize, &str)| {
        line.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|before| !before.is_alphanumeric())
    };
    line.match_indices("...").chain(line.match_indices('…')).any(stands_alone)
}

/// `<変更 ID 1>`: a placeholder in a form that only people know.
fn is_left_open(code: &str) -> bool {
    code.find('<').is_some_and(|at| {
        let rest = &code[at + 1..];
        rest.starts_with(|first: char| first.is_alphanumeric()) && rest.contains('>')
    })
}

/// The start of the line that a command begins on.
fn first_line(masked: &str, at: usize) -> usize {
    let mut start = masked.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    for _ in 0..64 {
        let before = masked.get(..start.saturating_sub(1)).unwrap_or_default();
        if !before.ends_with('\\') && !before.ends_with('|') && !before.ends_with("&&") {
            break;
        }
        start = before.rfind('\n').map_or(0, |end| end + 1);
    }
    start
}

/// Whether a line runs a program that is known, or a script.
fn is_command(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '(']);
    let grammar =
        line.ends_with("; then") || line.ends_with("; do") || line.starts_with("case ") && line.ends_with(" in");
    if grammar {
        return true;
    }
    let mut scanner = Scanner::new(line);
    let mut at = 0;
    for _ in 0..8 {
        at += line.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let word = scanner.word(at, line.len());
        if word.range.is_empty() {
            return false;
        }
        let value = word.value.as_str();
        let keyword = matches!(
            value,
            "sudo" | "env" | "time" | "nohup" | "if" | "while" | "until" | "!" | "then" | "do" | "else" | "{"
        );
        if super::reader::is_assignment(&word) {
            let behind = line.get(word.range.end..).unwrap_or_default().trim();
            if behind.is_empty() {
                // `NAME="…` is shell code, `Description=…` as well a piece of a file.
                let shouted =
                    !value.split('=').next().unwrap_or_default().bytes().any(|byte| byte.is_ascii_lowercase());
                return shouted || value.contains("$(");
            }
        } else if !keyword {
            let path =
                (value.starts_with("./") || value.starts_with('/') || value.starts_with("~/")) && value.len() > 2;
            let known = Table::built_in().knows(value);
            let rest = line.get(word.range.end..).unwrap_or_default();
            let english = known && language::is_english(value) && !rest.contains([' ', '-', '/', '"', '\'', '$', '|']);
            // A function of the script (`log_info "…"`).
            let function = value.contains('_')
                && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
                && rest.starts_with([' ', ';']);
            return path && !value.ends_with('/')
                || function
                || known && !english && !rest.starts_with(['(', ':', '.']);
        }
        at = word.range.end.max(at + 1);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::{Options, read};
    use super::MistakeKind::{self, *};

    fn mistake(text: &str) -> Option<(usize, MistakeKind)> {
        let found = read(text, &Options::default()).mistake?;
        Some((text[..found.range.start].matches('\n').count() + 1, found.kind))
    }

    #[test]
    fn quotes_that_nothing_closes_are_found_on_their_line() {
        assert_eq!(mistake("# 確認\ncurl -H \"X: 1 https://a.test\ndf -h\n"), Some((2, Quote('"'))));
        assert_eq!(mistake("grep 'エラー app.log\n"), Some((1, Quote('\''))));
        assert_eq!(mistake("printf $'件数\\n\nuptime\n"), Some((1, Quote('\''))));
        let text = "psql -c \"\n  SELECT 1\n\"\necho \"開始\ndf -h\necho \"終了\"\n";
        assert_eq!(mistake(text), Some((4, Quote('"'))));
        assert_eq!(mistake("echo \"件数...\nfor i in 1 2; do\n  df\ndone\n"), Some((1, Quote('"'))));
        assert_eq!(mistake("(crontab -l; \\\n echo \"0 4 * * * x) | crontab -\n"), Some((2, Quote('"'))));
        let text = "curl -d '{\n  \"a\": 1\n}' https://a.test\nawk '{print $1} app.log\nuptime\n";
        assert_eq!(mistake(text), Some((4, Quote('\''))));
    }

    #[test]
    fn signs_that_may_not_stand_there() {
        assert_eq!(mistake("df -h\nkubectl get pods | | grep web\n"), Some((2, Unexpected("|".to_owned()))));
        assert_eq!(mistake("git status (変更を確認)\n"), Some((1, Unexpected("(".to_owned()))));
        assert_eq!(mistake("kubectl get pods |\n"), Some((1, Incomplete)));
        assert_eq!(mistake("echo $(date\n"), Some((1, Opened("$("))));
        assert_eq!(mistake("cat app.log >\nuptime\n").map(|found| found.0), Some(1));
        assert_eq!(mistake("while true; do\n  sleep 5\ndone\ndone\n").map(|found| found.0), Some(4));
        assert_eq!(mistake("systemctl status web; done\n").map(|found| found.0), Some(1));
    }

    #[test]
    fn compounds_and_documents_without_an_end() {
        assert_eq!(mistake("df -h\nfor p in a b; do\n  echo $p\n"), Some((2, Compound("for", "done"))));
        assert_eq!(mistake("if [ -f a ]; then\n  ls\n"), Some((1, Compound("if", "fi"))));
        assert_eq!(mistake("cat <<EOF > 設定.conf\nA=1\n"), Some((1, Document("EOF".to_owned()))));
        assert_eq!(mistake("cat <<EOF\nA=1\nEOF\n"), None);
    }

    #[test]
    fn what_bash_takes_and_what_is_no_shell_code_is_silent() {
        for text in [
            "case $1 in\n  a) ls ;;\n  *) echo '不明' ;;\nesac\n",
            "f() { ls; }\n[[ $a =~ ^(x|y)$ ]] && echo ok\nA=(1 2)\nfor ((i=0;i<3;i++)); do echo $i; done\n",
            "kubectl logs <pod名> -n <ns> | grep 'x' &\nwait\n",
            "diff <(ls a) <(ls b)\necho $((1 + 2)) ${A:-'x'} `date`\n",
            "URL: https://a.test (本番)\n",
            "feat(auth): 追加\n",
            "SMTP_FROM=System <a@example.com>\n",
            "console.log('a', Date.now() - x);\n",
            "git revert <Phase 89 commit hash>\n",
            "npx cdk deploy -c appEnv.<...>\n",
            "  verify)\n",
            "location / {\n  try_files $uri;\n}\n}\n",
            "$ uptime\n 10:00 up (3 days)\n",
            "Don't do this\n",
            "cat <<'EOF' | sh\nit's (fine\nEOF\n",
            "curl -H ... | | grep x\n",
            "echo \"a\" # it's a comment (\n",
            "ls \\\n  | grep x \\\n  && echo 済\n",
        ] {
            assert_eq!(mistake(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_too_deep_or_too_long_says_so_at_its_place() {
        let deep = format!("uptime\necho {}echo 済{}\n", "$(echo ".repeat(20), ")".repeat(20));
        assert_eq!(mistake(&format!("{deep}if true; then ls; fi\n")), Some((2, TooDeep)));
        assert_eq!(mistake(&format!("{}rm -rf 一覧{}\n", "echo $(".repeat(40), ")".repeat(40))), Some((1, TooDeep)));
        let long = format!("{}if true; then ls; fi\n", "ls -l 一覧\n".repeat(8_000));
        assert_eq!(mistake(&long), Some((1, TooLong)));
    }

    #[test]
    fn hostile_code_ends() {
        assert!(mistake(&"$(".repeat(10_000)).is_some_and(|found| found.1 == TooDeep));
        assert!(mistake(&"echo $(".repeat(10_000)).is_some());
        let _ = mistake(&"echo \"x\n".repeat(10_001));
        assert!(mistake(&"cat <<A\n".repeat(10_000)).is_some());
        let _ = mistake(&"'\n".repeat(20_001));
    }
}
