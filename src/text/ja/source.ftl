# ファイルと文字コード
source-not-utf8 = UTF-8 ではありません{ $encoding ->
    [none] {""}
   *[other] 。{ $encoding } のようです
}
source-not-utf8-help = { $encoding ->
    [none] この位置のバイトを直してください
   *[other] UTF-8 に変換してください: iconv -f { $encoding } -t UTF-8
}
source-utf16 = { $encoding } で書かれています
source-utf16-help = UTF-8 に変換してください: iconv -f { $encoding } -t UTF-8
source-iso-2022-jp = ISO-2022-JP (JIS コード) で書かれています
source-nul = NUL 文字 (U+0000) があります
source-nul-help = この文字を消してください。コピーした命令が途中で切れます
source-binary = テキストではありません
source-too-large = { $bytes } バイトあり、上限の { $limit } バイトを超えています
source-too-large-help = 手順書を分けるか、大きなデータを別のファイルにしてください
source-unreadable = 読めません: { $reason }
source-not-regular = 普通のファイルではありません ({ $kind })
source-symlink = シンボリックリンクをたどりません: { $reason ->
    [loop] 自分自身に戻ります
    [dangling] リンク先がありません
   *[other] フォルダへのリンクです
}
source-symlink-outside = リンク先が内容のフォルダの外にあるため、読みません
source-name-not-utf8 = ファイル名が UTF-8 ではありません
source-name-unsafe = 名前に { $character } があります。他の環境で開けないか、見た目と違う名前になります
source-name-reserved = 「{ $name }」は Windows では使えない名前です
source-name-too-long = 名前が { $bytes } バイトあります。{ $limit } バイトまでにしてください
source-name-collision = 「{ $other }」と、大文字と小文字または濁点の表し方しか違いません
source-name-collision-help = 区別しない環境では片方が失われます。どちらかの名前を変えてください
source-duplicate-id = 「{ $other }」と同じ id「{ $id }」になります。このファイルの id は「{ $given }」とします
source-path-too-deep = フォルダの入れ子が { $limit } 段を超えています
source-too-many-files = 手順書が { $limit } 件を超えています。ここから先は読みません
source-internal-error = rbc の内部で誤りが起きました: { $reason }
source-internal-error-help = この文書を添えて rbc の開発者に知らせてください
text-byte-order-mark = 先頭に BOM (U+FEFF) があります
text-byte-order-mark-help = BOM のない UTF-8 で保存してください
source-other-file = もう一方のファイル
source-nesting-limit = 入れ子が { $limit } 段を超えています。ここから先は構造を読まず、文字のまま表示します
source-nesting-limit-help = 引用や箇条書きの入れ子を浅くしてください
source-table-columns-limit = 表の列が { $limit } を超えています。この文書は構造を読まず、文字のまま表示します
source-table-columns-limit-help = 表を分けてください
source-heading-limit = 見出しが { $limit } 個を超えています
source-block-limit = 段落や表などのまとまりが { $limit } 個を超えています
source-task-limit = チェック項目が { $limit } 個を超えています
source-line-limit = この行は { $limit } バイトを超えています
source-size-limit-help = 文書を分けてください
source-line-limit-help = ログやデータなら別のファイルに移してください
source-changed-while-fixing = 直している間に変わったため、書き込みませんでした
source-changed-while-fixing-help = もう一度 --fix を実行してください
