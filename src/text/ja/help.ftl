# 使い方。キーは help-コマンド と help-flag-フラグ
help-heading-usage = 使い方:
help-heading-commands = コマンド
help-heading-arguments = 引数
help-heading-options = オプション
help-heading-examples = 例:
help-heading-statuses = 終了ステータス:
help-status-clean = エラーがない (--deny warnings では警告もない)
help-status-findings = エラーがある。build は --strict でなければ公開する
help-status-refused = rbc の仕事ができなかった (引数や設定の誤り、読めないフォルダ、満杯のディスクなど)
help-status-interrupted = シグナルで終わった。古いサイトはそのまま残る
help-rbc = 日本語の運用手順書 (Markdown) を検査し、サイト、チェックリスト、JSON にします
help-build = 手順書を検査し、サイトを作ります
help-check = 手順書を検査します。--fix を付けたとき以外は原稿に何も書き込みません
help-explain = ルールが何をなぜ検査するか、直し方と止め方を示します
help-search = 作ったサイトを検索します。順位はブラウザでの検索と同じです
help-anchors = 公開したページと見出しのアドレスを anchors.lock と比べます
help-theme = 組み込みのテンプレート、スタイル、スクリプトを扱います
help-list = 名前を一覧にします
help-eject = 一つを templates に書き出します。変えると組み込みの代わりになります
help-schema = JSON Schema を出力します
help-completions = シェルの補完を出力します
help-man = マニュアルを出力します
help-init = 今あるフォルダに合わせて rbc.yaml を作ります。手順書は変えません
help-new = ひな形から新しい手順書を作ります
help-flag-folder = プロジェクトのフォルダ (既定: 作業フォルダ)
help-flag-ci = 検査と公開のための CI のファイルも作ります (HOST を省くと git の origin から)
help-flag-template = ひな形の名前
help-flag-path = 作る文書のパス
help-flag-list = ひな形を一覧にします
help-serve = サイトを手元で表示し、保存するたびに更新します (この計算機からだけ見えます)
help-flag-port = ポート番号。0 なら空いている番号
help-flag-open = ブラウザで開きます
help-flag-poll = 変更の知らせを待たず、定期的に見に行きます (ネットワークドライブやコンテナ向け)
help-flag-help = この説明を表示します
help-flag-version = 版を表示します
help-flag-config = 設定ファイル (既定: 作業フォルダから上へ探した rbc.yaml)
help-flag-directory = このフォルダで実行したものとして動きます
help-flag-verbose = 詳しく表示します（情報も、毎回その行と対処まで）
help-flag-quiet = エラーと失敗だけを表示します (--deny warnings では警告も。text 以外の形式は診断をすべて出します)
help-flag-color = 色を付けるか
help-flag-lang = メッセージとサイトの言語
help-flag-content = 手順書のフォルダ (既定: content)
help-flag-format = 出力の形式
help-flag-output-file = 診断を書くファイル (既定: 標準出力)
help-flag-statistics = ルールごとの件数を表示します (text では診断の代わりに、ほかの形式では標準エラーに)
help-flag-deny = warnings は警告もエラーとして数えます
help-flag-today = 今日とみなす日 (例: 2026-04-01。既定: 実行した日)
help-flag-select = 報告するルールまたは分類 (例: link,table/too-few-cells)
help-flag-ignore = 報告しないルールまたは分類
help-flag-changed-since = このリビジョンから変わったファイルの診断だけを報告します (解決は全体で行います)
help-flag-baseline = 既知の診断を記録したファイル。これにある診断は報告しません
help-flag-write-baseline = 今の診断をすべて既知としてこのファイルに書きます
help-flag-fix = 安全に直せる診断を直して書き込みます
help-flag-unsafe-fixes = 意味が変わりうる直し方も使います (--fix または --diff と共に)
help-flag-diff = 直すと変わる所を差分で表示します。何も書き込みません
help-flag-shellcheck = シェルのコードについて、入っている shellcheck にも尋ねます (付けないときは起動しません)
help-flag-online = ほかのホストの URL に問い合わせます (付けないときはネットワークを使いません)
help-flag-online-cache = 応答を控えるファイル (既定: キャッシュ用フォルダの rbc/links.json)
help-flag-online-max-age = 控えた応答を使う時間。よくない応答は長くても 1 時間
help-flag-out = サイトを書くフォルダ (既定: site)
help-flag-accept = 今のアドレスを anchors.lock に書き、なくなったものを受け入れます
help-flag-base-url = サイトを公開するアドレス
help-flag-strict = エラーがあれば公開しません
help-flag-no-search = 検索の索引を作りません
help-flag-zip = サイトを一つの ZIP ファイルにもまとめます
help-flag-part = 書き出すものの名前 (一覧は rbc theme list)
help-flag-single-file = サイトではなく、この手順書の HTML ファイル一つを作ります (--out か作業フォルダへ)
help-flag-query = 検索する語
help-flag-site = 作ったサイトのフォルダ
help-flag-limit = 結果の最大数
help-flag-batch = 各行が {"{"}"qid", "query"{"}"} のファイル。1 行ずつ JSON で答えます
help-flag-paths = フォルダまたは文書。「-」は標準入力の文書 (既定: content)
help-flag-stdin-filename = 標準入力の文書のパス
help-flag-rule = ルールの名前 (例: link/broken-anchor)。省くと一覧
help-flag-name = スキーマの名前。省くと一覧
help-flag-shell = シェルの名前
help-flag-command = コマンドの名前。省くと全体
usage-unknown-argument = 「{ $name }」というオプションや引数はありません
usage-no-command = コマンドを指定してください
usage-no-value = { $name } に値を指定してください
usage-invalid-value = { $name } に「{ $value }」は使えません
usage-conflict = { $name } と { $other } は同時に使えません
usage-twice = { $name } は一度だけ使えます
usage-missing = { $name } を指定してください
usage-values-number = { $name } の値の数が違います
usage-not-utf8 = 引数が UTF-8 ではありません
usage-nearest = 近い名前: { $name }
usage-values = 使えるもの: { $values }
usage-date = 日付は 2026-04-01 のように書きます
usage-help = 詳しくは --help を付けて実行してください
help-values = 値: { $values }
help-default = 既定: { $value }
# 使い方の例。打てるままの行
help-example-rbc =
    rbc init          # 今あるフォルダから始める
    rbc check         # 手順書を調べる
    rbc build         # サイトを site に作る
    rbc serve --open  # 書きながらブラウザで見る
help-example-build =
    rbc build                            # content を site に組み立てる
    rbc build --content docs/runbooks --out public
    rbc build --strict                   # エラーがあれば公開しない
    rbc build --single-file db-failover  # 一つの手順書を一つの HTML に
help-example-check =
    rbc check                                     # content か、rbc.yaml に書いたフォルダ
    rbc check docs/runbooks/db.md                 # このファイルだけ
    rbc check --changed-since origin/main         # ブランチで変わったファイルだけ
    rbc check --fix                               # 安全に直せるものを直す
    rbc check --write-baseline rbc-baseline.json  # 今ある診断を既知にする
help-example-serve =
    rbc serve         # http://127.0.0.1:1414/ で表示する
    rbc serve --open  # ブラウザも開く
    rbc serve --content docs/runbooks --port 8000
    rbc serve --poll  # 共有フォルダやコンテナで
help-example-init =
    rbc init              # 作業フォルダから始める
    rbc init ops          # ops から始める
    rbc init --ci         # プルリクエストの検査と公開も (GitHub か GitLab かは git から)
    rbc init --ci gitlab
help-example-new =
    rbc new --list                       # ひな形の一覧
    rbc new service content/payment.md
    rbc --lang en new spec content/spec  # 英語で。.md は補われる
help-example-search =
    rbc search レプリカ遅延
    rbc search --limit 3 つながらない
    rbc search --site public --format json 503
help-example-anchors =
    rbc anchors           # 公開したアドレスと比べる
    rbc anchors --accept  # 今のアドレスを記録し、なくなったものを受け入れる
help-example-theme =
    rbc theme list
    rbc theme eject base.html  # templates/base.html に書き出す
help-example-list =
    rbc theme list
help-example-eject =
    rbc theme eject base.html  # templates/base.html に書き出す
help-example-explain =
    rbc explain       # ルールの一覧
    rbc explain link/broken-anchor
    rbc explain link  # 分類のルール
help-example-schema =
    rbc schema  # スキーマの一覧
    rbc schema config > rbc.schema.json
help-example-completions =
    rbc completions bash > ~/.local/share/bash-completion/completions/rbc
    rbc completions zsh > ~/.zfunc/_rbc
    rbc completions fish > ~/.config/fish/completions/rbc.fish
help-example-man =
    rbc man > rbc.1
    rbc man check | man -l -  # check のマニュアルを読む
