# 表
table-too-many-cells = この行には { $cells } 個のセルがありますが、表は { $columns } 列です。GitHub などでは「{ $text }」が表示されません
table-too-many-cells-help = 列を増やすか、セルの中の | を \| と書いてください
table-too-many-cells-help-code = コードの中の | もセルを分けます。\| と書いてください
table-too-few-cells = この行には { $cells } 個のセルしかありませんが、表は { $columns } 列です
table-too-few-cells-help = 足りないセルを、空でもよいので書き足してください
