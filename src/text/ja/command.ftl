# 命令の進み具合と失敗
command-built = 文書 { $documents } 件を { $seconds } 秒で公開しました: { $index }
command-not-published = エラーがあるため公開しませんでした (--strict)
command-waiting = 別の rbc build が終わるのを待っています: { $path }
publish-not-ours = { $path } には rbc が作っていないファイルがあるため、置き換えません。--out で別のフォルダを指定してください
publish-not-a-folder = { $path } はフォルダではありません
publish-holds-sources = 出力先 { $path } は原稿のフォルダを含んでいます
publish-busy = 別の rbc build が終わりません: { $path }
publish-bad-path = 出力のパスが正しくありません: { $path }
publish-twice = 同じパスに二度出力しようとしました: { $path }
publish-occupied = { $path } は rbc が書いたファイルではないため、置き換えません。移すか名前を変えてください
publish-left-behind = rbc が書いたものではない { $path } をサイトに戻せませんでした。サイトへ移すか消してください
publish-full = { $path } を書けません。空き容量が足りません (残り { $free } バイト)
publish-too-large = { $path } は { $bytes } バイトあり、大きすぎます
publish-unreadable = { $path } を読めません: { $reason }
publish-refused = { $path } は普通のファイルではないか、内容のフォルダの外にあります
publish-failed = { $path } を書けません: { $reason }
command-file-failed = { $path }: { $reason }
command-io = { $path }: { $kind ->
    [missing] ありません
    [refused] 読み書きする権限がありません
    [no-folder] フォルダではありません
    [folder] フォルダです
    [read-only] 書き込めない場所にあります
   *[other] { $reason }
}
command-file-too-large = { $path } は大きすぎます。{ $limit } バイトまで読みます
command-not-regular = { $path } は普通のファイルではないか、プロジェクトの外にあります
command-no-text = { $path } を UTF-8 のテキストとして読めません ({ $rule })
command-internal-error = 内部で誤りが起きました。-v を付けて実行し、出力を開発者に知らせてください
command-no-document = { $path } は Markdown の文書ではありません
command-no-schema = スキーマ「{ $name }」はありません。あるもの: { $names }
command-no-search-index = { $path } に検索の索引がありません。rbc build で作ったサイトのフォルダを --site で指定してください
command-index-damaged = 検索の索引 { $path } がないか、途中で切れています。サイトを写し直すか、rbc build で作り直してください
command-index-mixed = 検索の索引 { $path } は別のビルドのものです。サイトを写し直すか、rbc build で作り直してください
command-nothing-found = 「{ $query }」は見つかりません
command-output-source = { $path } は読み込んだファイルなので、置き換えません。別のファイルを指定してください
command-zip-inside = { $path } はサイトの中にあります。外のファイルを指定してください
command-theme-unknown = 「{ $name }」という組み込みのファイルはありません。rbc theme list で一覧を見られます
command-theme-taken = { $path } はすでにあるため、書き出しません
command-theme-written = { $path } に書き出しました
command-zip-taken = { $path } は ZIP ファイルではないため、置き換えません。別のファイル (.zip) を指定してください
command-single-unknown = 手順書「{ $name }」はありません
command-single-taken = { $path } は rbc が作ったファイルではないため、置き換えません。--out で別のファイル (.html) を指定してください
command-single-written = { $path } に書きました ({ $bytes } バイト)
command-anchors-moved = 移動 { $from } → { $to }
command-anchors-lost = 消失 { $from }
command-anchors-counts = アドレス { $addresses } 件。記録にないもの { $new } 件、なくなったもの { $lost } 件
command-anchors-written = { $path } に書きました。Git に入れてください
command-anchors-none = { $path } がありません。rbc anchors --accept で作ります
command-anchors-hint = { $path } を今のアドレスに合わせるには rbc anchors --accept を実行します
command-anchors-line = { $path }:{ $line }: 行を読めません。マージの印が残っていないか確かめてください (列はタブで区切ります)
command-batch-line = { $path }:{ $line }: {"{"}"qid": …, "query": "…"{"}"} の形の JSON ではありません ({ $reason })
command-no-command = コマンド「{ $name }」はありません
command-no-rule = ルール「{ $name }」はありません
command-failed = { $reason }
command-no-rule-but = ルール「{ $name }」はありません。近い名前: 「{ $near }」
publish-interrupted = 中断しました。{ $path } は前のままです
command-built-with-errors = 文書 { $documents } 件を { $seconds } 秒で公開しました: { $index } (エラーがあるため終了ステータスは 1 です)
command-no-documents = { $path } に Markdown の文書がありません。何も公開していません。--content か rbc.yaml の content で手順書のフォルダを指定してください
command-no-content = { $path } がありません。手順書のフォルダを --content か rbc.yaml の content で指定してください
command-configuration = 設定: { $path }、読んだフォルダ: { $content }
command-no-configuration = 設定ファイルはありません (既定値)。読んだフォルダ: { $content }
command-default-level = 既定の水準: { $level }
command-default-levels = 既定の水準: { $level } (文書の中のコメントでは { $other })
command-rule-of-policy = 「{ $name }」は rbc のルールではありません。プロジェクトのポリシーが付けた名前なら、rbc.yaml の policies にあるファイルを見てください
# 診断を選ぶ、既知とする、直す
command-unknown-rule = --{ $flag }: ルールまたは分類「{ $name }」はありません
command-unknown-rule-but = --{ $flag }: ルールまたは分類「{ $name }」はありません。近い名前: 「{ $near }」
command-baseline-unreadable = { $path } を baseline として読めません: { $reason }
command-baseline-version = { $path } は新しい rbc の baseline です (版 { $version })
command-baseline-missing = baseline { $path } がありません。--write-baseline { $path } で作れます
command-baseline-written = 診断 { $count } 件を既知として { $path } に書きました
command-baseline-use = rbc.yaml に baseline: { $path } と書くと、これからは新しいものだけを報告します
command-baseline-still = baseline に記録した { $count } 件は、既知として報告していません
command-baseline-gone = baseline の { $count } 件は見つからなくなりました。--write-baseline { $path } で更新してください
command-baseline-hint = 既存の診断が多いときは --write-baseline FILE で既知として記録すると、--baseline FILE で新しいものだけを見られます
command-narrow-hint = エラーだけを見るには -q、ルールや分類を選ぶには --select、外すには --ignore、ルールごとの件数を見るには --statistics を付けてください
command-fixable = { $safe } 件は --fix で直せます
command-fixable-unsafe = { $unsafe } 件は --fix --unsafe-fixes で直せます
command-fixable-both = { $safe } 件は --fix で、さらに { $unsafe } 件は --fix --unsafe-fixes で直せます
command-fixed = { $files } 件の文書で { $count } か所を直しました
command-would-fix = { $files } 件の文書で { $count } か所を直せます
command-not-settled = { $path } は直しても収まらないため、そのままにしました
git-missing = git がありません。--changed-since には git が必要です
git-no-repository = { $path } は git の作業ツリーの中にありません。--changed-since は使えません
git-bad-revision = 「{ $revision }」はリビジョンの名前ではありません
git-unknown-revision = リビジョン「{ $revision }」がありません。git fetch で取得してください
command-shallow = 浅いクローンのため、文書の最終変更日は表示しません。git fetch --unshallow で履歴を取得してください (GitHub Actions では checkout の fetch-depth: 0)
git-shallow = 浅いクローンのため、リビジョン「{ $revision }」までの履歴がありません。git fetch --unshallow で取得してください (GitHub Actions では checkout の fetch-depth: 0)
git-failed = git が答えません: { $reason }
command-reading = 読み取り中
command-writing = 書き出し中
command-asking = 問い合わせ中
command-interrupted = 中断しました
command-base-url = --base-url の値「{ $value }」はアドレスではありません。https://… の形で書いてください
command-source-date = 環境変数 SOURCE_DATE_EPOCH の値「{ $value }」は時刻ではありません。1970-01-01 からの秒数を整数で書くか、変数を外してください
command-no-shellcheck = shellcheck が見つからないため、シェルのコードについて尋ねていません。入れるか、--shellcheck を外してください
command-shellcheck-silent = { $count } 個のコードブロックについて、shellcheck が時間内に答えませんでした
command-no-network = どのホストにも接続できないため、ほかのホストの URL は確かめていません。ネットワークかプロキシの設定を確かめてください
# 新しいプロジェクトと手順書
start-template-service = サービスの障害パターンごとの手順書
start-template-spec = サービスの全体: 連絡先、Severity、シナリオ、ロールバック、チェックリスト
start-template-index = チームの手順書の入口
start-template-symptoms = 症状ごとの確認順序と復旧の規則
start-template-handbook = 障害対応と定期作業のハンドブック
start-no-template = ひな形「{ $name }」はありません。{ $near ->
    [none] あるもの: { $names }
   *[other] 近い名前: 「{ $near }」 (あるもの: { $names })
}
start-new = { $path } を作りました。<…> をすべて埋めてから、rbc check で確かめてください
start-occupied = { $path } は既にあるため、何も書いていません。別の名前を指定するか、移してください
start-no-folder = { $path } はフォルダではありません
start-config-there = { $path } は既にあるため、何も書いていません。CI のファイルだけを足すには --ci github か --ci gitlab を付けてください
start-config-kept = { $path } は既にあるため、そのままにしました
start-written = 作りました: { $path }
start-first = 手順書がないため、最初の文書を content に置きました。<…> を埋めてください
start-found = { $whole ->
    [yes] このフォルダに
   *[no] { $content } に
}手順書 { $runbooks } 件、そのほかの文書 { $documents } 件があります。どれも変えていません
start-unread = 読めないファイル { $count } 件:
start-unread-file = {"  "}{ $path }
start-unknown = 役割の分からない見出し { $headings } 個、列 { $columns } 個を、rbc.yaml の vocabulary に候補として書きました
start-findings = 診断はエラー { $errors } 件、警告 { $warnings } 件です。新しいものだけを見るには、rbc check --write-baseline rbc-baseline.json を実行し、rbc.yaml の baseline の # を消してください
start-elsewhere = ほかの所にも手順書らしい文書が { $count } 件あります。一緒に載せるなら、rbc.yaml の content をそれらも入るフォルダに変えてください:
start-ignore = { $out } はサイトを書くフォルダです。Git に入れないなら、.gitignore に /{ $out } と書いてください
start-no-host = GitHub か GitLab かが git の origin から分かりません。--ci github か --ci gitlab と書いてください
start-job-home = { $path } の OWNER を、rbc を置いているリポジトリに直してください
start-next = 次は: rbc check (検査)、rbc build (サイトを作る)、rbc init --ci (プルリクエストの検査と公開)
# rbc serve
serve-at = 表示: { $address } (保存すると自動で更新します。終えるには Ctrl+C)
serve-first = { $documents } 件の文書を { $seconds } 秒で読みました (エラー { $errors } 件、警告 { $warnings } 件。中身は rbc check で)
serve-again = { $documents } 件の文書を { $seconds } 秒で更新しました (エラー { $errors } 件、警告 { $warnings } 件)
serve-fault = サイトを作れません。表示しているのは最後に作れたサイトです
serve-no-page = このページは作れません
serve-port = ポート { $port } は使われています。--port で別の番号を指定してください (0 なら空いている番号)
serve-port-refused = ポート { $port } は使えません: { $reason }
serve-not-watched = { $path } の変更を知ることができません: { $reason }。--poll を付けると、定期的に見に行きます
serve-not-opened = ブラウザを開けません。{ $address } を開いてください
