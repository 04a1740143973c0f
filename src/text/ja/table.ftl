# 表
table-too-many-cells = この行には { $cells } 個のセルがありますが、表は { $columns } 列です。GitHub などでは「{ $text }」が表示されません
table-too-many-cells-help = 列を増やすか、セルの中の | を \| と書いてください
table-too-few-cells = この行には { $cells } 個のセルしかありませんが、表は { $columns } 列です
table-too-few-cells-help = 足りないセルを、空でもよいので書き足してください
table-pipe-in-code = コード { $code } の中の | がセルを分けています
table-pipe-in-code-help = コードの中でも | は \| と書いてください
table-duplicate-column = 列「{ $title }」が二つあります
table-duplicate-column-first = 最初はここ
table-duplicate-column-help = 中身が違うなら違う名前に、同じなら一つの列にしてください
table-no-rows = 表に見出しの行しかありません
table-no-rows-help = 中身を書くか、不要なら表を消してください
table-not-a-table = 表に見えますが、区切りの行がないため | のまま表示されます
table-not-a-table-help = 見出しの行の下に「| --- | --- |」のような行を、列の数だけ書いてください
table-not-a-table-columns = 区切りの行は { $cells } 列ですが、見出しの行は { $columns } 列です。表にならず、| のまま表示されます
table-not-a-table-columns-help = 区切りの行を見出しの行と同じ列数にしてください
table-not-a-table-apart = この { $rows } 行は上の表から離れているため、表にならず | のまま表示されます
table-not-a-table-apart-help = 上の表との間にある空行やコメントを消してください
