# SQL
sql-syntax-typo = SQL の「{ $written }」は打ち間違いに見えます。データベースは受け付けません
sql-syntax-typo-help = { $keyword } に直してください
sql-syntax-quote = SQL の引用符が閉じていません
sql-syntax-quote-help = 閉じる引用符を書いてください
sql-syntax-open = SQL のかっこが閉じていません
sql-syntax-open-help = 閉じる ) を書いてください
sql-syntax-close = SQL の ) に対する ( がありません
sql-syntax-close-help = 余分な ) を消すか、( を書き足してください
sql-syntax-incomplete = SQL の「{ $word }」の後ろに、続きがありません
sql-syntax-incomplete-help = 続きを書くか、消してください
sql-unknown-column = { $view } に列「{ $column }」はありません
sql-unknown-column-near = { $nearest } に直してください
sql-unknown-column-setting = 設定の値は列 setting にあります: SELECT setting FROM pg_settings WHERE name = '{ $column }'
sql-unknown-column-help = { $view } の列を確かめてください
sql-expanded-by-shell = 二重引用符や <<EOF の中の { $text } は、SQL に渡る前に bash が置き換え、空になります
sql-expanded-by-shell-process = 二重引用符や <<EOF の中の { $text } は、SQL に渡る前に bash がプロセス番号に置き換えます
sql-expanded-by-shell-command = 二重引用符や <<EOF の中の { $text } は、SQL に渡る前に bash がコマンドとして実行します
sql-expanded-by-shell-help = SQL を一重引用符で囲むか、\ を前に置いてください。ヒアドキュメントなら <<'EOF' と書きます
sql-unbounded-write = 「{ $statement }」に WHERE がなく、すべての行を書き換えます
sql-unbounded-write-delete = 「{ $statement }」に WHERE がなく、すべての行を消します
sql-unbounded-write-help = WHERE で対象を絞ってください。すべての行でよいなら、上のコメントに「全件」と書いてください
sql-destructive-without-warning = 元に戻せない SQL「{ $statement }」の前後に、注意がありません
sql-destructive-without-warning-help = 何が失われるか、いつ実行してよいかを、同じ節に注意として書いてください
