# 命令の進み具合と失敗
command-built = 手順書 { $documents } 件を { $seconds } 秒で公開しました: { $index }
command-not-published = エラーがあるため公開しませんでした (--strict)
command-failed = rbc: { $reason }
command-waiting = 別の rbc build が終わるのを待っています: { $path }
publish-not-ours = { $path } には rbc が作っていないファイルがあるため、置き換えません。--out で別のフォルダを指定してください
publish-not-a-folder = { $path } はフォルダではありません
publish-holds-sources = 出力先 { $path } は原稿のフォルダを含んでいます
publish-busy = 別の rbc build が終わりません: { $path }
publish-bad-path = 出力のパスが正しくありません: { $path }
publish-twice = 同じパスに二度出力しようとしました: { $path }
publish-full = { $path } を書けません。空き容量が足りません (残り { $free } バイト)
publish-too-large = { $path } は { $bytes } バイトあり、大きすぎます
publish-unreadable = { $path } を読めません: { $reason }
publish-refused = { $path } は普通のファイルではないか、内容のフォルダの外にあります
publish-failed = { $path } を書けません: { $reason }
