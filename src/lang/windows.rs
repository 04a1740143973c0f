//! Transcripts of the shells of Windows (`PS C:\\> `, `C:\\> `): lines behind a prompt were entered, the others came out.

/// The length of the prompt that a line begins with.
fn prompt(line: &str) -> Option<usize> {
    let rest = line.strip_prefix("PS ").unwrap_or(line);
    let drive = rest.as_bytes();
    let path = drive.first().is_some_and(u8::is_ascii_alphabetic)
        && drive.get(1) == Some(&b':')
        && drive.get(2) == Some(&b'\\');
    let end = rest.find('>').filter(|end| path && !rest.get(..*end).unwrap_or_default().ends_with(' '))?;
    let at = line.len() - rest.len() + end + 1;
    Some(at + usize::from(line.get(at..).is_some_and(|rest| rest.starts_with(' '))))
}

/// What an operator pastes of a transcript. `None` where the code does not begin with a prompt.
#[must_use]
pub fn pasted(text: &str) -> Option<String> {
    text.lines().find(|line| !line.trim().is_empty()).and_then(prompt)?;
    let entered = text.split_inclusive('\n').filter_map(|line| line.get(prompt(line)?..));
    Some(entered.collect())
}

#[cfg(test)]
mod tests {
    use super::pasted;

    #[test]
    fn only_what_was_entered_is_pasted() {
        let text = "PS C:\\Users\\運用> Get-Service 受注\nStatus Name\nRunning 受注\nPS C:\\> exit\n";
        assert_eq!(pasted(text).as_deref(), Some("Get-Service 受注\nexit\n"));
        assert_eq!(pasted("C:\\>net stop 受注\n").as_deref(), Some("net stop 受注\n"));
        assert_eq!(pasted("C:\\tools\\確認.exe > a.txt\nGet-Service\n"), None);
    }
}
