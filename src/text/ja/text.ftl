# 文章と Markdown の構造
text-html-as-text = HTML の <{ $name }> は働かず、文字のまま表示します ({ $count } か所)
text-html-as-text-help = 使えるのは br wbr hr kbd sub sup mark details summary と <a id> だけです。ほかは Markdown で書いてください
text-html-not-allowed = HTML の <{ $name }> は何かを実行したり読み込んだりするため、使えません。文字のまま表示します
text-html-not-allowed-help = 消すか、動画や外のページなら Markdown のリンクにするか、例として見せるならコードブロックに入れてください
text-unclosed-fence = コードブロックが閉じていません。ファイルの終わりまでの { $lines } 行がコードになります
text-unclosed-fence-help = 閉じる行を書いてください。開いた行と同じ記号を、同じ数以上並べます
text-unclosed-fence-nested = このコードブロックは、中のコードブロック ({ $line } 行目) を閉じる行で終わってしまいます
text-unclosed-fence-nested-help = 外側を開く行と閉じる行の記号を、中より一つ多く ({ "````" } のように) してください
text-unclosed-fence-opening = コードブロックが閉じていません。{ $line } 行目は次のコードブロックの始まりに見えます
text-unclosed-fence-seen = ここで分かります
text-unclosed-fence-turned = コードブロックが閉じていません。このあと、コードと文章が逆になっています
text-accidental-heading = 「{ $text }」は、下に --- があるため見出しになります
text-accidental-heading-help = 区切り線なら、--- の前に空行を入れてください。見出しなら ## で書いてください
text-accidental-heading-matter = 「{ $text }」からはフロントマターの形ですが、ファイルの先頭にないため見出しになります
text-accidental-heading-matter-help = 文書の情報ならファイルの先頭に一つだけ書きます。二つ目なら、先頭のものにまとめるか、消してください
text-code-outside-step = コードが手順の外にあるため、次の手順の番号が 1 に戻ります
text-code-outside-step-next = ここが 1 番と表示されます
text-code-outside-step-help = コードを手順の文と同じ位置まで字下げしてください (「1. 」なら空白 3 つ)
text-non-ascii-space-in-command = コマンドに{ $kind ->
    [full-width] 全角スペース
    [no-break] 改行しないスペース
   *[other] 半角でないスペース
} ({ $code }) があります。語の区切りになりません
text-non-ascii-space-in-command-help = 半角スペースに置き換えてください
text-smart-quote-in-command = コマンドに「{ $quote }」({ $code }) があります。引用符として働きません
text-smart-quote-in-command-help = " か ' に置き換えてください。開く側と閉じる側の両方です
text-dash-in-command = コマンドに「{ $dash }」({ $code }) があります。ハイフンとして働きません
text-dash-in-command-help = 半角の - (長いオプションなら --) に置き換えてください
text-full-width-in-command = コマンドに全角の「{ $wide }」({ $code }) があります
text-full-width-in-command-help = 半角の「{ $narrow }」に置き換えてください
text-look-alike-in-command = コマンドの「{ $letter }」は英字ではなく、形の似た別の文字 ({ $code }) です
text-look-alike-in-command-help = 英字の「{ $latin }」に打ち直してください。意図して入れた人がいないかも確かめてください
text-blank-after-backslash = 行末の \ の後ろに空白があり、コマンドが次の行へ続きません
text-blank-after-backslash-help = \ の後ろの空白を消してください
text-bidirectional-control-code = 文字の向きを変える見えない文字 ({ $code }) がコードにあります。見た目と違う順で実行されます
text-bidirectional-control = 文字の向きを変える見えない文字 ({ $code }) があります。見た目と違う順の文になります
text-bidirectional-control-help = 消してください。誰が入れたのかも確かめてください
text-invisible-character-command = 見えない文字 ({ $code }) がコマンドにあります。コピーして実行すると失敗します
text-invisible-character = 見えない文字 ({ $code }) があります。検索、コピー、リンクで別の語になります
text-invisible-character-help = 消してください
text-control-character = 制御文字 ({ $code }) があります。端末に貼ると、見えている文字を消したり書き換えたりできます
text-control-character-line-command = 行の終わりを表す文字 ({ $code }) がコマンドにあります。見た目と違う所で行が分かれます
text-control-character-line = 行の終わりを表す文字 ({ $code }) があります。道具によって、改行になったり消えたりします
text-control-character-help = 消すか、改行に置き換えてください
text-garbled-text = 文字化けした文字が { $count } 個あります。最初の 1 個がここです
text-garbled-text-help = 元の文書から書き直してください。別の文字コードのファイルを UTF-8 として保存すると起きます
text-hidden-text = 見えない文字が { $count } 個並び、「{ $text }」と書いてあります。人には見えず、AI などの道具は読みます
text-hidden-text-other = 見えない文字が { $count } 個並んでいます。人には見えず、AI などの道具は読みます
text-hidden-text-help = 消してください。誰が入れたのかも確かめてください
text-hidden-html = HTML の <{ $name }> は中身を隠すよう指定しています。人には見えず、AI などの道具は読みます
text-hidden-html-help = 読ませたいなら普通に書き、そうでないなら消してください。覚え書きは <!-- --> に書けます
text-fragile-emphasis = 「{ $text }」は GitHub などでは強調にならず、* がそのまま見えます ({ $count } か所)
text-fragile-emphasis-help = かっこや句読点を強調の外に出すか、* の外側に半角スペースを入れてください
