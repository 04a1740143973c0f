# 文章と Markdown の構造
text-html-as-text = HTML の <{ $name }> は働かず、文字のまま表示します ({ $count } か所)
text-html-as-text-help = 使えるのは br wbr hr kbd sub sup mark details summary と <a id> だけです。ほかは Markdown で書いてください
text-html-not-allowed = HTML の <{ $name }> は何かを実行したり読み込んだりするため、使えません。文字のまま表示します
text-html-not-allowed-help = 消すか、例として見せるならコードブロックに入れてください
text-unclosed-fence = コードブロックが閉じていません。ファイルの終わりまでの { $lines } 行がコードになります
text-unclosed-fence-help = 閉じる行を書いてください。開いた行と同じ記号を、同じ数以上並べます
text-unclosed-fence-nested = このコードブロックは、中のコードブロック ({ $line } 行目) を閉じる行で終わってしまいます
text-unclosed-fence-nested-help = 外側を開く行と閉じる行の記号を、中より一つ多く ({ "````" } のように) してください
text-unclosed-fence-opening = コードブロックが閉じていません。{ $line } 行目は次のコードブロックの始まりに見えます
text-unclosed-fence-seen = ここで分かります
text-unclosed-fence-turned = コードブロックが閉じていません。このあと、コードと文章が逆になっています
text-accidental-heading = 「{ $text }」は、下に --- があるため見出しになります
text-accidental-heading-help = 区切り線なら、--- の前に空行を入れてください。見出しなら ## で書いてください
text-code-outside-step = コードが手順の外にあるため、次の手順の番号が 1 に戻ります
text-code-outside-step-next = ここが 1 番と表示されます
text-code-outside-step-help = コードを手順の文と同じ位置まで字下げしてください (「1. 」なら空白 3 つ)
