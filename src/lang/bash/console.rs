//! Transcripts: lines with a prompt are commands, the others are what came out.

use super::Command;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static PROMPT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[ \t]*(?:\[?[A-Za-z_][\w.-]*@[\w.-]+[^\n$#%>]{0,80}[$#%] |\([\w.-]+\) \$ |\$ )").ok()
});
static ROOT_PROMPT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[ \t]*[#%] ").ok());

/// A transcript with prompts and output blanked.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    /// Same length as the code.
    pub(super) text: String,
    /// What came out, in order.
    pub(super) outputs: Vec<Range<usize>>,
}

/// Takes prompts and output off, where the code has prompts; else gives it as it is.
pub(super) fn strip(text: &str, console: bool) -> Transcript {
    let find = |regex: &LazyLock<Option<Regex>>, line: &str| {
        regex.as_ref().and_then(|regex| regex.find(line)).map(|found| found.end())
    };
    let dollar = text.lines().any(|line| find(&PROMPT, line).is_some());
    let root = !dollar && console && text.lines().any(|line| find(&ROOT_PROMPT, line).is_some());
    if !dollar && !root {
        return Transcript { text: text.to_owned(), outputs: Vec::new() };
    }
    let mut transcript = Transcript { text: String::with_capacity(text.len()), outputs: Vec::new() };
    let mut at = 0;
    let mut continues = false;
    let mut heredoc: Option<String> = None;
    for line in text.split_inclusive('\n') {
        let prompt = find(if dollar { &PROMPT } else { &ROOT_PROMPT }, line);
        let body = line.trim_end_matches(['\n', '\r']);
        let comment = dollar && body.trim_start().starts_with('#');
        if let Some(end) = prompt {
            transcript.text.extend(std::iter::repeat_n(' ', end));
            transcript.text.push_str(&line[end..]);
            continues = body.ends_with('\\');
            heredoc = heredoc_word(body);
        } else if continues || heredoc.is_some() {
            transcript.text.push_str(line);
            continues = continues && body.ends_with('\\');
            if heredoc.as_deref() == Some(body.trim()) {
                heredoc = None;
            }
        } else if comment || body.trim().is_empty() {
            transcript.text.push_str(line);
        } else {
            transcript.text.extend(std::iter::repeat_n(' ', body.len()));
            transcript.text.push_str(&line[body.len()..]);
            match transcript.outputs.last_mut() {
                Some(last) if text.get(last.end..at).is_some_and(|between| between.trim().is_empty()) => {
                    last.end = at + body.len();
                }
                _ => transcript.outputs.push(at..at + body.len()),
            }
        }
        at += line.len();
    }
    transcript
}

fn heredoc_word(line: &str) -> Option<String> {
    let at = line.find("<<")?;
    let word = line[at + 2..].trim_start_matches(['-', ' ']).trim_start_matches(['\'', '"']);
    let end = word.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(word.len());
    (end > 0 && !line[at + 2..].starts_with('<')).then(|| word[..end].to_owned())
}

/// Gives the last command before an output that output as what is expected.
pub(super) fn expect(text: &str, transcript: &Transcript, commands: &mut [Command]) {
    for output in &transcript.outputs {
        let before = commands.partition_point(|command| command.range.start < output.start);
        if let Some(command) = before.checked_sub(1).and_then(|at| commands.get_mut(at))
            && command.expected.is_none()
        {
            command.expected = text.get(output.clone()).map(|output| output.trim().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Options, read};

    #[test]
    fn only_lines_with_a_prompt_are_commands() {
        let text = "$ uptime\n 10:00 up 3 days\n$ docker ps | \\\n  grep web\nweb   Up\nuser@host:~$ df -h\n";
        let script = read(text, &Options::default());
        let programs: Vec<&str> = script.commands.iter().map(|command| command.program.as_str()).collect();
        assert_eq!(programs, ["uptime", "docker", "grep", "df"]);
        assert_eq!(script.commands[0].expected.as_deref(), Some("10:00 up 3 days"));
    }

    #[test]
    fn a_hash_is_a_prompt_in_transcripts_only() {
        let console = Options { console: true, ..Options::default() };
        assert_eq!(read("# reboot\n", &console).commands.len(), 1);
        assert!(read("# reboot\n", &Options::default()).commands.is_empty());
    }
}
