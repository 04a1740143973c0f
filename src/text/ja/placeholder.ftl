# 埋める場所
placeholder-undeclared = 「{ $name }」に何を入れるのか、文書のどこにも書いてありません
placeholder-undeclared-variable = 変数 { $name } を設定する所も、説明もありません。そのまま実行すると空になります
placeholder-undeclared-help = 値の調べ方を、コードの前の文か表に書いてください
placeholder-unfilled = まだ書かれていません: { $text }
placeholder-unfilled-help = 書き足すか、決まっていないなら、誰がいつまでに決めるのかを書いてください
placeholder-swallowed-by-html = 「{ $text }」は GitHub などでは HTML のタグと見なされ、表示されません ({ $count } か所)
placeholder-swallowed-by-html-help = `<name>` のようにバッククォートで囲むか、\<name> と書いてください
