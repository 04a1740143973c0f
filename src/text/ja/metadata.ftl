# 文書自身の情報
metadata-front-matter-syntax = フロントマターを YAML として読めません: { $reason }
metadata-front-matter-duplicate-key = フロントマターにキー「{ $key }」が二度あります
metadata-front-matter-feature = フロントマターでは YAML の { $feature } を使えません
metadata-front-matter-limit = フロントマターが大きすぎるか、入れ子が深すぎます
metadata-front-matter-unreadable-help = 「キー: 値」を一行ずつ書いてください。この文書のフロントマターは使われません
