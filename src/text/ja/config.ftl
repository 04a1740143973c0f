# rbc.yaml
config-syntax = YAML として読めません: { $reason }
config-feature = YAML の { $feature ->
    [tag] タグ
    [anchor] アンカー
    [alias] エイリアス
   *[other] マージキー
} は使えません
config-duplicate-key = キー「{ $key }」が二度書かれています
config-first-here = 最初はここ
config-too-large = 大きすぎます。{ $bytes } バイトまで読みます
config-too-deep = 入れ子が深すぎます。{ $depth } 段まで読みます
config-words-syntax = ここは「キー = 文」の形になっていません
config-words-syntax-help = 組み込みの文は rbc theme eject text/ja/site.ftl で書き出せます
config-unknown-variable = 「{ $key }」に変数「{ $name }」はありません
config-known-variables = 使える変数: { $names }
config-unknown-key = キー「{ $name }」はありません
config-unknown-property = 手順書から読み取るものに「{ $name }」という項目はありません。この条件は思ったとおりに働きません
config-known-names = ここで使える名前: { $names }
config-rule-name-help = 英小文字と数字をハイフンでつないだ、ルールの名前を書いてください (例: two-contacts。報告では schema/two-contacts になります)
config-unknown-rule = ルール「{ $name }」はありません
config-unknown-role = 役割または列の種類「{ $name }」はありません
config-missing-key = キー「{ $key }」がありません
config-nearest = 近い名前: 「{ $name }」
config-wrong-type = 「{ $key }」には{ $expected ->
    [string] 文字列
    [number] 整数
    [list] リスト
    [map] キーと値の組
   *[other] 次のどれか ({ $expected }) 
}を書いてください
config-invalid-value = 「{ $key }」の値「{ $value }」は使えません
config-expected = 使える値: { $expected }
config-path-outside = 「{ $key }」のパス「{ $path }」は rbc.yaml のフォルダの外を指しています
config-out-overlaps-content = 出力先「{ $out }」が内容のフォルダ「{ $content }」と重なっています。公開すると原稿が失われます
config-invalid-pattern = 「{ $key }」のパターンを読めません: { $reason }
config-limit-raised = 「{ $key }」の上限は 1 から { $bound } までの値にしか下げられません
config-unknown-time-zone = タイムゾーン「{ $name }」はありません

# ポリシー
config-unmatched-glob = 「{ $glob }」に合う文書がありません
config-unmatched-glob-help = glob は rbc.yaml のあるフォルダからのパスで書きます (文書は { $path } など)
config-unmatched-glob-near = glob は rbc.yaml のあるフォルダからのパスで書きます。「{ $glob }」なら合います
config-unmatched-glob-none = glob は rbc.yaml のあるフォルダからのパスで書きます。文書がまだないなら、書いてからで構いません
config-unused-policy = ポリシー「{ $path }」は、どの項目にも使われていません
config-unused-policy-help = policies に policy: { $path } と書くか、使わないなら消してください
config-unknown-policy = ポリシー「{ $name }」がありません
config-unknown-policy-help = minimal、standard、strict のどれか、または rbc.yaml のフォルダからのパスを書いてください
config-policy-outside = ポリシー「{ $path }」はプロジェクトの外にあります
config-policy-unreadable = ポリシー「{ $path }」を読めません: { $reason }
config-policy-cycle = ポリシー「{ $name }」が自分自身を土台にしています
config-invalid-policy = 「{ $keyword }」の値が JSON Schema として正しくありません
config-reference-foreign = 参照「{ $target }」は外部を指しています
config-reference-foreign-help = ネットワークには取りに行きません。プロジェクトの中にファイルを置き、相対パスで参照してください
config-broken-reference = 参照「{ $target }」の指すものが { $path } にありません
config-broken-reference-file = 参照先のファイル「{ $path }」がありません
# コメントで止める
config-unused-suppression = このコメントは何も止めていません: { $names }
config-unused-suppression-at-end = 後に続くものがないため、このコメントは何も止めていません: { $names }
config-unused-suppression-help = 直っているなら、コメントを消してください
config-suppression-without-reason = 止める理由が書かれていません
config-suppression-without-reason-help = 理由を「:」の後に書いてください: <!-- { $form }: 理由 -->
config-expired-suppression = このコメントの期限 { $date } は過ぎています。もう何も止めません
config-expired-suppression-help = 直してコメントを消すか、期限を改めてください
config-suppression-word = 「{ $word }」という書き方はありません
config-suppression-no-rule = 止めるルールの名前がありません
config-suppression-form = 書き方: <!-- rbc-ignore ルール: 理由 -->、<!-- rbc-ignore-file ルール: 理由 -->
config-suppression-until = 「until」の後の「{ $date }」を日付として読めません
config-suppression-until-help = 2027-03-31 の形で書いてください
