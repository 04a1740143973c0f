# 識別子
reference-undefined = 「{ $id }」はどこにも定義されていません
reference-undefined-help = 名前を直すか、{ $path } に加えてください
reference-defined-twice = 「{ $id }」が二度定義されています
reference-defined-twice-help = 違う障害なら別の識別子にし、同じならまとめてください
reference-defined-twice-first = 最初の定義
