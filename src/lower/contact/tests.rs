use crate::lower::sample;
use crate::model::{Contact, Flaw};

fn contacts(table: &str) -> Vec<Contact> {
    sample::read(&format!("# 手順\n\n## 連絡先\n\n{table}")).0.contacts
}

#[test]
fn a_row_has_role_channels_hours_and_note() {
    let found = contacts(
        "|役割|担当者|連絡先|対応時間|備考|\n|--|--|--|--|--|\n|**当番**|山本|Slack: #db-oncall<br>内線2001|平日9-18時|一次|\n",
    );
    let contact = &found[0];
    assert_eq!(
        (contact.role.as_str(), contact.assignee.as_deref(), contact.note.as_deref()),
        ("当番", Some("山本"), Some("一次"))
    );
    let values: Vec<&str> = contact.channels.iter().map(|channel| channel.value.as_str()).collect();
    assert_eq!(values, ["#db-oncall", "内線2001"]);
    assert_eq!(contact.hours.first().map(|hours| hours.days.as_str()), Some("mon-fri"));
    assert!(!contact.is_placeholder);
}

#[test]
fn placeholders_have_no_channel() {
    let found =
        contacts("|役割|担当|連絡先|\n|--|--|--|\n|当番|TBD|-|\n|責任者|[氏名]|電話: xxx-xxxx|\n|部長|-|@chief|\n");
    let states: Vec<_> = found.iter().map(|contact| (contact.is_placeholder, contact.assignee.is_none())).collect();
    assert_eq!(states, [(true, true), (true, true), (false, true)]);
}

#[test]
fn several_channel_columns_and_ditto() {
    let found = contacts("|役割|メール|電話|\n|--|--|--|\n|当番|on@corp.test|03-1234-5678|\n|副当番|同上|同上|\n");
    assert_eq!(found[0].channels.len(), 2);
    assert_eq!(found[1].channels, found[0].channels);
}

#[test]
fn settings_of_notifications_are_no_contacts() {
    assert!(contacts("|重要度|通知先|\n|--|--|\n|P1|#alerts|\n|P2|#alerts|\n").is_empty());
}

fn gaps(table: &str) -> Vec<(String, Flaw)> {
    let found = contacts(table);
    found
        .iter()
        .flat_map(|contact| &contact.gaps)
        .map(|gap| (format!("{}: {}", gap.name, gap.text), gap.flaw))
        .collect()
}

fn pairs(expected: &[(&str, Flaw)]) -> Vec<(String, Flaw)> {
    expected.iter().map(|(text, flaw)| ((*text).to_owned(), *flaw)).collect()
}

#[test]
fn cells_that_help_nobody_are_gaps() {
    let table = "|役割|担当者|連絡先|備考|\n|--|--|--|--|\n|当番|TBD|Slack: #oncall|-|\n|責任者|木下|-|夜間はTBD|\n|部長| |090-xxxx-xxxx|TBD|\n|窓口|-|電話| |\n";
    let expected = pairs(&[
        ("担当者: TBD", Flaw::Unfilled),
        ("連絡先: -", Flaw::Dash),
        ("担当者: ", Flaw::Empty),
        ("連絡先: 090-xxxx-xxxx", Flaw::Unfilled),
        ("備考: TBD", Flaw::Unfilled),
        ("担当者: -", Flaw::Dash),
        ("連絡先: 電話", Flaw::Means),
    ]);
    assert_eq!(gaps(table), expected);
}

#[test]
fn a_column_that_nobody_uses_is_no_gap() {
    let table = "|役割|担当者|連絡先|\n|--|--|--|\n|当番| |#oncall|\n|副当番| |#oncall|\n|部長| |同上|\n";
    assert_eq!(gaps(table), []);
}

#[test]
fn lines_of_contact_sections_are_read_once_for_each_person() {
    let text = "# 手順\n\n## 連絡先\n\n- メール: a@corp.test\n- 電話: 内線xxxx\n- 携帯: 090-xxxx-xxxx\n\n## 緊急連絡先\n\n- 当番: TBD\n- 責任者: 090-xxxx-1001\n- 資料: https://docs.example.com\n- 窓口: 内線2001 / xxx-xxxx\n\n## 手順\n\n- 担当: TBD\n";
    let (runbook, source) = sample::read(text);
    let found: Vec<&str> = runbook.contact_gaps.iter().map(|gap| source.slice(gap.span)).collect();
    assert_eq!(found, ["内線xxxx", "TBD", "090-xxxx-1001", "xxx-xxxx"]);
}
