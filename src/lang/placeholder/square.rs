//! `[氏名]`, `[URL]`, `[project-id]`.

use super::traits::{Kind, Traits};
use super::{Form, Found};

/// Marks and levels that stand in square brackets and ask for nothing.
const MARKS: &str = " ERROR WARN WARNING INFO DEBUG TRACE FATAL CRITICAL NOTICE ALERT OK NG PASS FAIL SUCCESS NOTE TIP \
 IMPORTANT CAUTION DONE WIP RFC FYI ALL SEV1 SEV2 SEV3 SEV4 P0 P1 P2 P3 P4 HIGH MEDIUM LOW URGENT RESOLVED API DB UI OS \
 AWS GCP SQL HTTP HTTPS JSON CSV CI CD CPU JST UTC PR FIRING HOTFIX BUG FEATURE FIX \
 必須 任意 重要 注意 緊急 警告 情報 成功 失敗 障害 復旧 完了 エラー 推奨 非推奨 参考 例 補足 済 対応済 未対応 対応中 確認済 解決済 \
 自動 手動 共通 本番 開発 検証 正常 異常 新規 更新 追加 削除 変更 廃止 予定 要確認 テスト 定期 臨時 障害発生 障害報告 復旧報告 障害復旧 第一報 \
 ダウンロード アップロード 保存 実行 送信 登録 編集 開始 停止 次へ 戻る ログイン ログアウト 適用 キャンセル 閉じる 検索 設定 確認 承認 却下 再実行 \
 生成 再生成 続報 最終報 復旧完了 調査中 発生 原因 対策 影響 お知らせ 速報 訓練 注 緊急度 復旧済 インシデント アラート メンテナンス ";

/// What follows the name of a thing on a screen.
const SCREEN: [&str; 14] = [
    "ボタン",
    "をクリック",
    "を選択",
    "を押",
    "タブ",
    "メニュー",
    "画面",
    "キー",
    "→",
    " →",
    ">",
    " >",
    " > ",
    "リンク",
];

/// Finds all of a text.
pub(super) fn find(text: &str, traits: &Traits, found: &mut Vec<Found>) {
    if traits.drawn || matches!(traits.kind, Kind::Program | Kind::Markup | Kind::Drawing | Kind::Sql | Kind::Link) {
        return;
    }
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('[')).map(|start| start + at) {
        at = start + 1;
        let Some(name) = name(&text[at..]) else { continue };
        let end = at + name.len() + 1;
        let before = text[..start].chars().next_back().unwrap_or(' ');
        let after = &text[end..];
        if is_placeholder(traits, name, before, after) {
            found.push(Found::new(start..end, name, Form::Square));
            at = end;
        }
    }
}

/// What stands up to the closing bracket, on one line and not too long.
fn name(rest: &str) -> Option<&str> {
    let mut length = 0;
    for letter in rest.chars().take(60) {
        match letter {
            ']' => return (length > 0).then(|| &rest[..length]),
            '[' | '\n' | '。' | '"' | '\'' | '`' | '$' | '\\' | '=' | '<' | '{' => return None,
            _ => length += letter.len_utf8(),
        }
    }
    None
}

fn is_placeholder(traits: &Traits, name: &str, before: char, after: &str) -> bool {
    // A link, a reference, an index, a part of a pattern.
    if after.starts_with(['(', '[']) || matches!(before, '[' | ']' | '!' | '\\' | '$' | '^') {
        return false;
    }
    if before.is_ascii_alphanumeric()
        || before == '_'
        || name.starts_with([' ', '!', '^', '-', ':', '/'])
        || name.ends_with(' ')
    {
        return false;
    }
    if MARKS.split_whitespace().any(|mark| mark.eq_ignore_ascii_case(name)) {
        return false;
    }
    if name.ends_with("実行") || name.ends_with("する") {
        return false;
    }
    if traits.kind == Kind::Shell && is_choice(name) {
        return before.is_whitespace() && (after.is_empty() || after.starts_with(char::is_whitespace));
    }
    // `[HEURISTIC] ポートスキャン検知` is a line of a log.
    if traits.kind == Kind::Shell
        && name.is_ascii()
        && after.starts_with(' ')
        && !after[1..].starts_with(|c: char| c.is_ascii())
    {
        return false;
    }
    if traits.kind == Kind::Data && !(before == '"' && after.starts_with('"')) {
        return false;
    }
    if name.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic()) {
        let after = after.trim_start_matches(['*', ' ']);
        return !SCREEN.iter().any(|next| after.starts_with(next))
            && !name.starts_with(|first: char| first.is_ascii_digit());
    }
    is_capital(name) || is_dated(name) || is_kebab(name) || is_slashed(name)
}

/// `URL`, `USER_ID`, `TODO: …`.
fn is_capital(name: &str) -> bool {
    let word = name.split([':', ' ']).next().unwrap_or(name);
    let marked = matches!(word, "TODO" | "TODOCS" | "TBD" | "FIXME");
    let ranged = name.len() == 3 && name.as_bytes()[1] == b'-';
    let plain = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"_-/".contains(&byte));
    let letters = name.bytes().filter(u8::is_ascii_uppercase).count();
    let counted = name.bytes().any(|byte| byte.is_ascii_digit()) && !name.contains('_');
    marked
        || (plain && letters >= 2 && !ranged && !counted && name.starts_with(|first: char| first.is_ascii_uppercase()))
}

/// `P1/P2/P3/P4`: one of these is to be chosen.
fn is_slashed(name: &str) -> bool {
    let short =
        |part: &str| !part.is_empty() && part.len() <= 8 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    name.split('/').count() >= 3
        && name.split('/').all(short)
        && name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// `1|2|3`: one of these is to be chosen.
fn is_choice(name: &str) -> bool {
    let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    name.contains('|') && name.split('|').all(word)
}

/// `YYYY-MM-DD HH:MM`.
fn is_dated(name: &str) -> bool {
    name.contains("YYYY") || name.contains("HH:MM")
}

/// `project-id`, `user_name`: two words at least, in small letters.
fn is_kebab(name: &str) -> bool {
    let parts = name.split(['-', '_']);
    parts.clone().count() >= 2
        && parts.clone().all(|part| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_lowercase()))
}
