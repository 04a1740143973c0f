//! Words by which columns of tables are known: Japanese and English, as data that the configuration can extend.

use std::collections::{BTreeMap, HashMap};

macro_rules! columns {
    ($($variant:ident $name:literal [$($word:literal),* $(,)?],)*) => {
        /// What a column of a table holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Column { $($variant,)* }

        impl Column {
            /// Every kind.
            pub const ALL: &[Column] = &[$(Column::$variant,)*];

            /// Its name in rbc.yaml.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Column::$variant => $name,)* }
            }
        }

        const WORDS: &[(Column, &[&str])] = &[$((Column::$variant, &[$($word,)*]),)*];
    };
}

columns! {
    Number "number" ["#", "no", "no.", "番号", "項番", "№"],
    Level "level" [
        "レベル", "優先度", "優先順位", "重大度", "重要度", "緊急度", "深刻度", "影響度", "障害レベル", "インシデントレベル",
        "脆弱性レベル", "障害ランク", "ランク", "severity", "sev", "priority", "level", "severity level",
    ],
    Name "name" ["名称", "呼称", "分類", "ラベル", "レベル名", "name", "label"],
    Definition "definition" [
        "定義", "説明", "基準", "判断基準", "判定基準", "分類基準", "状態", "definition", "description", "criteria", "meaning",
    ],
    Scope "scope" ["影響範囲", "影響", "業務影響", "ユーザー影響", "範囲", "対象範囲", "scope", "impact"],
    Example "example" ["例", "具体例", "事例", "例示", "例（参考）", "障害例", "example", "examples"],
    Response "response_target" [
        "対応時間", "対応目標", "対応目標時間", "対応時間目標", "対応期限", "初動目標", "初動", "初動時間", "初動対応", "初動開始",
        "初動対応開始", "初動対応時間", "初動目標時間", "初回対応", "初回応答", "初期対応", "初期対応時間", "応答時間", "応答sla", "応答目標",
        "対応開始", "対応開始目標", "対応開始時間", "着手", "着手目標", "確認時間", "対応sla", "対応 sla", "sla", "応答", "目標対応時間",
        "一次対応目標", "response", "response time", "response sla", "response target", "initial response", "acknowledge", "ack",
        "target response", "対応速度", "判断時間", "レスポンスタイム目標",
    ],
    Resolution "resolution_target" [
        "解決目標", "解決時間", "解決目標時間", "目標解決時間", "解決", "解決期限", "復旧目標", "復旧目標時間", "目標復旧時間", "復旧時間",
        "復旧完了", "復旧", "復旧時間目標", "復旧目安", "復旧時間目安", "是正期限", "修正期限", "resolution", "resolution time", "resolution target",
        "resolution sla", "time to resolve", "target resolution", "rto",
    ],
    Containment "containment" ["封じ込め", "封じ込め完了", "暫定復旧", "緩和目標", "検知・報告", "検知"],
    ReportBy "report_by" ["報告期限", "報告時間", "通知期限", "期限", "連絡期限", "deadline", "due"],
    Role "role" [
        "役割", "ロール", "役職", "組織", "機関", "ベンダー", "部署", "部門", "区分", "窓口", "チーム", "チーム名", "連絡区分", "担当領域",
        "role", "team", "organization", "vendor", "position", "会社", "会社名", "業者", "サポート先", "関係者", "ステークホルダー",
    ],
    Assignee "assignee" [
        "担当", "担当者", "氏名", "名前", "担当者名", "対応者", "責任者", "担当者/チーム", "対応チーム", "対応担当", "担当チーム", "担当部署",
        "一次担当", "主担当", "実施者", "assignee", "owner", "person", "who", "responder", "primary on-call", "on-call", "オンコール",
        "オンコール担当", "判断者",
    ],
    Channel "channel" [
        "連絡先", "連絡手段", "連絡方法", "方法", "連絡先・方法", "連絡先/方法", "連絡チャネル", "slack", "slackチャンネル", "slackチャネル",
        "slack id", "pagerduty", "chatwork", "teams", "contact", "contacts", "contact method", "channel", "how to contact", "問い合わせ先",
        "問合せ先", "連絡先情報", "緊急連絡先", "一次連絡先", "二次連絡先", "連絡先1", "連絡先2", "handle", "メンション", "連絡用チャンネル",
    ],
    Phone "phone" [
        "電話", "電話番号", "tel", "phone", "携帯", "携帯電話", "携帯番号", "内線", "内線番号", "連絡先電話", "緊急電話", "phone number",
        "mobile", "緊急時電話", "電話連絡先",
    ],
    Email "email" ["メール", "メールアドレス", "email", "e-mail", "mail", "eメール", "email address"],
    Availability "availability" [
        "稼働時間", "対応可能時間", "受付時間", "営業時間", "連絡可能時間", "時間帯", "対応時間帯", "勤務時間", "稼働時間帯", "サポート時間",
        "対応可能時間帯", "availability", "hours", "available", "coverage",
    ],
    Routing "routing" [
        "通知先", "通知方法", "通知方式", "通知手段", "通知チャネル", "通知チャンネル", "配信チャネル", "配信先", "送信先", "チャネル", "チャンネル",
        "通知", "通知 channel", "notification", "告知", "receiver",
    ],
    Note "note" ["備考", "補足", "メモ", "用途", "注記", "コメント", "note", "notes", "remarks", "comment", "連絡が必要な場面"],
    Condition "condition" [
        "条件", "状況", "ケース", "トリガー", "発生条件", "発動条件", "エスカレーション条件", "事象", "現象", "場合", "トリガ", "シナリオ",
        "インシデント種類", "インシデント種別", "障害種別", "契機", "condition", "situation", "trigger", "when", "case", "scenario",
        "エスカレーション基準", "エスカレーションタイミング", "起動条件",
    ],
    EscalateTo "escalate_to" [
        "エスカレーション先", "報告先", "通報先", "連絡相手", "エスカレーション", "escalation", "escalate to", "secondary escalation",
        "エスカレーション対象", "連絡順", "連絡順序", "二次担当", "上位者", "呼び出し先", "招集対象", "連絡対象", "報告対象", "escalation path",
        "escalation to", "召集先", "招集先",
    ],
    TimeFrame "time_frame" ["時間枠", "タイミング", "連絡タイミング", "報告タイミング", "経過時間", "timing", "time", "時間", "目標時間"],
    Metric "metric" [
        "指標", "メトリクス", "メトリック", "監視項目", "項目", "監視対象", "計測項目", "測定項目", "sli", "kpi", "metric", "metrics",
        "indicator", "アラート", "アラート名", "ルール名", "チェック項目", "確認項目", "メトリクス名", "alert", "rule", "slo項目", "評価項目", "対象指標",
    ],
    Normal "normal" [
        "正常", "正常範囲", "正常値", "通常値", "通常", "通常時", "基準値", "平常時", "平常値", "ok", "normal", "healthy", "green", "期待値",
    ],
    Warning "warning" ["警告", "警告閾値", "警告値", "注意", "注意閾値", "警告しきい値", "warning", "warn", "yellow", "要注意"],
    Critical "critical" [
        "緊急", "危険", "重大", "異常", "緊急閾値", "危険閾値", "重大閾値", "異常閾値", "危険値", "異常値", "クリティカル", "critical", "error",
        "alarm", "red", "危険しきい値", "重大しきい値", "down 判定",
    ],
    Objective "objective" [
        "目標", "目標値", "slo", "slo目標", "合格基準", "合格条件", "成功基準", "目標水準", "サービスレベル", "初期目標", "objective", "target",
        "goal", "target value", "slo target", "許容値", "目標値（slo）",
    ],
    Threshold "threshold" [
        "閾値", "しきい値", "アラート閾値", "アラート条件", "発火条件", "通知条件", "判定条件", "アラートしきい値", "threshold", "alert threshold",
        "alert condition", "違反検知 trigger", "検知条件", "トリガー条件", "発報条件",
    ],
    Window "window" [
        "測定期間", "期間", "評価窓", "測定窓", "集計期間", "継続時間", "持続時間", "評価期間", "計測期間", "window", "duration", "for",
        "period", "測定間隔",
    ],
    Cause "cause" [
        "原因", "考えられる原因", "想定原因", "想定される原因", "よくある原因", "原因の可能性", "推定原因", "主な原因", "可能性のある原因", "cause",
        "causes", "possible cause", "root cause", "reason",
    ],
    Symptom "symptom" [
        "症状", "エラー", "エラーメッセージ", "エラー内容", "問題", "トラブル", "エラーコード", "事象・症状", "障害", "異常の兆候", "兆候", "symptom",
        "symptoms", "error", "error message", "problem", "issue",
    ],
    Check "check" [
        "確認方法", "確認手順", "確認コマンド", "確認", "確認箇所", "確認ポイント", "切り分け", "調査方法", "診断方法", "チェック方法", "check",
        "how to check", "diagnosis", "確認内容", "コマンド/方法",
    ],
    Action "action" [
        "対応", "対処", "対処法", "対処方法", "対応方法", "対応手順", "解決策", "解決方法", "対策", "アクション", "復旧方法", "復旧手順",
        "一次対応", "推奨アクション", "処置", "回避策", "action", "actions", "fix", "solution", "remedy", "mitigation", "workaround",
        "resolution steps", "how to fix", "対応内容", "復旧策",
    ],
    Date "date" ["日付", "改訂日", "更新日", "変更日", "改定日", "日時", "年月日", "作成日", "date", "updated"],
    Version "version" ["バージョン", "版", "版数", "改訂", "ver", "ver.", "version", "rev", "revision", "改訂番号"],
    Author "author" [
        "変更者", "更新者", "作成者", "改訂者", "編集者", "執筆者", "author", "editor", "changed by", "updated by", "承認者",
    ],
    Change "change" [
        "変更内容", "変更点", "改訂内容", "更新内容", "改定内容", "修正内容", "変更概要", "変更履歴", "改訂箇所", "変更", "changes", "change",
        "変更理由", "概要", "summary",
    ],
    Path "path" [
        "パス", "ファイルパス", "ログファイル", "場所", "保存場所", "保存先", "出力先", "ログの場所", "格納先", "path", "location", "file",
        "log file", "ファイル", "ログパス", "ロググループ",
    ],
    Log "log" ["ログ", "ログ種別", "ログ名", "ログの種類", "log", "logs", "ログ種類"],
    Url "url" ["url", "リンク", "アドレス", "link", "エンドポイント", "endpoint", "アクセス先", "参照先"],
    Resource "resource" [
        "リソース", "ツール", "ダッシュボード", "サービス", "システム", "ドキュメント", "資料", "リンク先", "ダッシュボード名", "resource", "tool",
        "dashboard", "document", "文書", "ツール名", "環境", "サイト", "参考資料",
    ],
    Day "day" ["曜日", "週", "日程", "シフト", "当番週", "week", "day", "shift", "月", "開始日", "担当期間"],
    Duty "duty" ["当番", "一次対応（l1）", "二次対応（l2）", "一次当番", "二次当番", "primary", "secondary", "バックアップ", "プライマリ", "セカンダリ"],
    Key "key" ["キー", "属性", "フィールド", "key", "item", "field", "attribute", "プロパティ"],
    Value "value" ["内容", "値", "詳細", "設定値", "value", "values", "detail", "details", "情報"],
    Mark "mark" ["チェック", "check", "結果", "完了", "済", "done", "確認欄"],
    Responsibility "responsibility" ["責務", "責任", "責任範囲", "業務内容", "担当業務", "responsibility", "responsibilities", "duties"],
}

/// Every kind with its words.
pub(super) fn words() -> &'static [(Column, &'static [&'static str])] {
    WORDS
}

/// Words by which columns are known.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    words: HashMap<String, Column>,
}

impl Columns {
    /// The built-in words and those of `rbc.yaml` (kind → words). Keys that name no kind belong to sections.
    pub(crate) fn new(further: &BTreeMap<String, Vec<String>>) -> Self {
        let mut words = HashMap::new();
        for (column, list) in WORDS {
            for word in *list {
                words.entry(folded(word)).or_insert(*column);
            }
        }
        for (name, list) in further {
            let Some(column) = Column::ALL.iter().find(|column| column.name() == name) else { continue };
            for word in list {
                words.insert(folded(word), *column);
            }
        }
        Columns { words }
    }

    /// The kind of a header: by the whole of it, without its remark in brackets, by the remark where the header names
    /// a contact (連絡先（電話）), by its longest ending (脆弱性レベル).
    pub(crate) fn kind(&self, header: &str) -> Option<Column> {
        let whole = folded(header);
        if let Some(&column) = self.words.get(&whole) {
            return Some(column);
        }
        let open = whole.find('(');
        let plain = open.map_or(whole.as_str(), |open| whole[..open].trim());
        let kind = self.words.get(plain).copied().or_else(|| self.ending(plain));
        if kind == Some(Column::Channel)
            && let Some(open) = open
        {
            let remark = whole[open + 1..].trim_end_matches(')').trim();
            return self
                .words
                .get(remark)
                .copied()
                .filter(|kind| matches!(kind, Column::Phone | Column::Email))
                .or(kind);
        }
        kind
    }

    fn ending(&self, plain: &str) -> Option<Column> {
        // Two kana or kanji are the least that means something.
        const LEAST: usize = 6;
        plain
            .char_indices()
            .skip(1)
            .filter(|&(at, first)| {
                let joined = first.is_ascii_alphanumeric()
                    && plain[..at].chars().next_back().is_some_and(|before| before.is_ascii_alphanumeric());
                !joined && (plain.len() - at >= LEAST || first.is_ascii())
            })
            .find_map(|(at, _)| self.words.get(&plain[at..]).copied())
    }
}

/// Folds a header: full-width to ASCII, lower case, emoji and emphasis left out, blanks as one.
fn folded(header: &str) -> String {
    let mut key = String::with_capacity(header.len());
    for character in header.chars() {
        let character = crate::model::scan::fold(character);
        match character {
            '*' | '`' | '\u{fe0f}' | '\u{200d}' => {}
            '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' => {}
            '【' => key.push('('),
            '】' => key.push(')'),
            _ if character.is_whitespace() => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            _ => key.push(character),
        }
    }
    key.trim().trim_end_matches(':').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_by_whole_remark_and_ending() {
        let columns = Columns::new(&BTreeMap::new());
        assert_eq!(columns.kind("重大度"), Some(Column::Level));
        assert_eq!(columns.kind("**Severity**"), Some(Column::Level));
        assert_eq!(columns.kind("製品障害レベル"), Some(Column::Level));
        assert_eq!(columns.kind("対応時間（平日）"), Some(Column::Response));
        assert_eq!(columns.kind("連絡先（電話）"), Some(Column::Phone));
        assert_eq!(columns.kind("連絡先（Email）"), Some(Column::Email));
        assert_eq!(columns.kind("連絡先（優先順）"), Some(Column::Channel));
        assert_eq!(columns.kind("📞 連絡先"), Some(Column::Channel));
        assert_eq!(columns.kind("ＳＬＯ"), Some(Column::Objective));
        assert_eq!(columns.kind("画面"), None);
        assert_eq!(columns.kind(""), None);
    }

    #[test]
    fn the_configuration_adds_words() {
        let further = BTreeMap::from([("channel".to_owned(), vec!["呼び方".to_owned()])]);
        assert_eq!(Columns::new(&further).kind("呼び方"), Some(Column::Channel));
    }
}
