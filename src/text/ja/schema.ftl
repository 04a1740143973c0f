# ポリシーの違反
schema-own = { $text }
schema-demanded = ポリシー { $policy } のここで求めています
schema-built-in = 組み込みのポリシー「{ $policy }」が求めています
schema-this-row = この行
schema-description = { $text }
schema-allowed = 使える値: { $values }
schema-pattern-help = パターン: { $pattern }

# 求めるものがない
schema-required = { $part }に「{ $property }」がありません
schema-required-all = { $part }のどの行にも「{ $property }」がありません
schema-required-rows = { $part }のうち{ $rows }に「{ $property }」がありません
schema-min-properties = { $part }に書かれた項目が少なすぎます。{ $limit } 個以上必要です

# 数
schema-min-items = { $count ->
    [0] { $part }がありません。{ $limit } 件以上必要です
   *[other] { $part }が { $count } 件しかありません。{ $limit } 件以上必要です
}
schema-max-items = { $part }が { $count } 件あります。{ $limit } 件までです
schema-max-properties = { $part }に書かれた項目が多すぎます。{ $limit } 個までです
schema-contains = { $part }に、条件に合うものがありません
schema-contains-this = { $part }に、条件に合うものがありません: { $condition }
schema-min-contains = { $part }に、条件に合うものが足りません。{ $limit } 件以上必要です
schema-min-contains-this = { $part }に、条件に合うものが足りません。{ $limit } 件以上必要です: { $condition }
schema-max-contains = { $part }に、条件に合うものが多すぎます。{ $limit } 件までです
schema-max-contains-this = { $part }に、条件に合うものが多すぎます。{ $limit } 件までです: { $condition }
schema-unique-items = { $part }に同じものが二つあります

# 値
schema-enum = { $part }「{ $value }」は使えません
schema-const = { $part }は「{ $expected }」にしてください。今は「{ $value }」です
schema-type = { $part }は{ $expected ->
    [string] 文字列
    [integer] 整数
    [number] 数
    [boolean] true か false
    [array] リスト
    [object] 項目の組
    [null] 空
   *[other] 次のどれか ({ $expected }) 
}ではありません
schema-pattern = { $part }「{ $value }」は決められた書き方になっていません
schema-format = { $part }「{ $value }」は{ $format ->
    [email] メールアドレス
    [uri] URL
    [date] 日付 (YYYY-MM-DD) 
    [duration] ISO 8601 の期間
   *[other] { $format } 
}の形になっていません
schema-not-a-duration = { $part }「{ $value }」を時間として読めません
schema-not-a-date = { $part }「{ $value }」を日付として読めません
schema-minimum = { $part }は { $limit } 以上にしてください。今は { $value } です
schema-exclusive-minimum = { $part }は { $limit } より大きくしてください。今は { $value } です
schema-maximum = { $part }は { $limit } 以下にしてください。今は { $value } です
schema-exclusive-maximum = { $part }は { $limit } より小さくしてください。今は { $value } です
schema-minimum-duration = { $part }「{ $value }」は短すぎます。{ $limit }以上にしてください
schema-maximum-duration = { $part }「{ $value }」は長すぎます。{ $limit }以内にしてください
schema-multiple-of = { $part }は { $limit } の倍数にしてください。今は { $value } です
schema-min-length = { $part }「{ $value }」は短すぎます。{ $limit } 文字以上にしてください
schema-max-length = { $part }「{ $value }」は長すぎます。{ $limit } 文字までです

# 書けないもの
schema-unexpected = { $part }に{ $names }は書けません
schema-unexpected-items = { $part }の項目が多すぎます
schema-false = { $part }はここには書けません
schema-property-name = { $part }の項目の名前が決まりに合いません

# 組み合わせ
schema-any-of = { $part }が、求められた形のどれにも当てはまりません
schema-any-of-these = { $part }には、次のどれかが必要です: { $choices }
schema-one-of-many = { $part }が、一つだけに当てはまるべき形の二つ以上に当てはまります
schema-not = { $part }が、禁じられた形に当てはまります
schema-not-this = { $part }が、禁じられた形に当てはまります: { $condition }
schema-violation = { $part }がポリシーの { $keyword } に合いません

# 条件を言葉で
schema-clause-const = { $part }が「{ $value }」
schema-clause-enum = { $part }が{ $values }のどれか
schema-clause-required = 「{ $property }」がある
schema-clause-min-items = { $part }が { $limit } 件以上ある
schema-clause-minimum = { $part }が { $limit } 以上
schema-clause-maximum = { $part }が { $limit } 以下
schema-clause-and = { $left }、{ $right }
schema-clause-or = { $left }、または{ $right }
schema-quoted = 「{ $text }」
schema-list = { $left }、{ $right }

# 長さ
schema-days = { $count } 日
schema-hours = { $count } 時間
schema-minutes = { $count } 分
schema-seconds = { $count } 秒

# 手順書の部分の呼び名
schema-of = { $owner }の{ $part }
schema-named = { $list }「{ $name }」
schema-numbered = { $list }の { $number } 番目
schema-whole = 手順書
schema-this-value = 値
schema-part-contacts = 連絡先
schema-part-escalation = エスカレーション
schema-part-severity-levels = 重大度レベル
schema-part-severity-mentions = 重大度の記述
schema-part-scenarios = シナリオ
schema-part-sections = 節
schema-part-children = 節
schema-part-metadata = 文書の情報
schema-part-alerts = アラート
schema-part-checklists = チェックリスト
schema-part-code-blocks = コードブロック
schema-part-inline-commands = 文中のコマンド
schema-part-commands = コマンド
schema-part-statements = SQL 文
schema-part-sql = SQL 文
schema-part-thresholds = しきい値
schema-part-links = リンク
schema-part-placeholders = 置き換える値
schema-part-references = 参照番号
schema-part-tables = 表
schema-part-title = 題名
schema-part-kind = 種類
schema-part-id = ID
schema-part-source = ファイル
schema-part-url = ページのアドレス
schema-part-role = 役割
schema-part-assignee = 担当者
schema-part-availability = 対応時間帯
schema-part-hours = 対応時間帯
schema-part-note = 備考
schema-part-is-placeholder = 未記入かどうか
schema-part-channels = 連絡手段
schema-part-value = 値
schema-part-name = 名前
schema-part-label = 呼び名
schema-part-rank = 順位
schema-part-definition = 定義
schema-part-response-target = 初動目標
schema-part-resolution-target = 解決目標
schema-part-examples = 例
schema-part-condition = 条件
schema-part-within = 期限
schema-part-to = 宛先
schema-part-symptoms = 症状
schema-part-failure-modes = 障害モードの番号
schema-part-causes = 原因
schema-part-parts = 部分
schema-part-section = 節
schema-part-steps = 手順
schema-part-details = 手順の補足
schema-part-number = 番号
schema-part-level = 段
schema-part-form = 書き方
schema-part-items = 項目
schema-part-checked = チェック
schema-part-choices = 選択肢
schema-part-depth = 深さ
schema-part-info = 言語の指定
schema-part-language = 言語
schema-part-text = 本文
schema-part-effect = 作用
schema-part-program = プログラム
schema-part-path = サブコマンド
schema-part-description = 説明
schema-part-expected = 期待する出力
schema-part-bounded = 範囲の限定
schema-part-metric = 指標
schema-part-comparator = 比較
schema-part-unit = 単位
schema-part-window = 期間
schema-part-target = リンク先
schema-part-status = 状態
schema-part-resolved = 行き先
schema-part-image = 画像かどうか
schema-part-occurrences = 出現箇所
schema-part-columns = 列
schema-part-rows = 行
schema-part-scenario = シナリオ
schema-part-checklist = チェックリスト
schema-part-service = 対象サービス
schema-part-environments = 環境
schema-part-owners = 担当
schema-part-version = 版
schema-part-updated-on = 更新日
schema-part-review-by = 次に見直す日
schema-part-tags = タグ
schema-part-entries = 項目
schema-part-key = 項目名
schema-part-seconds = 秒数
schema-part-from-seconds = 下限の秒数
schema-part-iso8601 = 期間
schema-part-bound = 上限か下限か
schema-part-calendar = 営業日かどうか
schema-part-anchor = 起点
schema-part-date = 日付
schema-part-days = 曜日
schema-part-from = 開始
schema-part-tz = タイムゾーン
schema-part-template = ひな形かどうか
schema-part-location = 位置
schema-part-schema-version = 形式の版
schema-part-markdown = Markdown 版のアドレス
schema-part-asset = ファイル
schema-part-project = プロジェクトのファイル
schema-part-line = 行
schema-part-column = 桁
schema-part-end-line = 終わりの行
schema-part-end-column = 終わりの桁
