# 文書自身の情報
metadata-front-matter-syntax = フロントマターを YAML として読めません: { $reason }
metadata-front-matter-duplicate-key = フロントマターにキー「{ $key }」が二度あります
metadata-front-matter-feature = フロントマターでは YAML の { $feature } を使えません
metadata-front-matter-limit = フロントマターが大きすぎるか、入れ子が深すぎます
metadata-front-matter-unreadable-help = 「キー: 値」を一行ずつ書いてください。この文書のフロントマターは使われません
metadata-future-date = 日付「{ $date }」は今日 ({ $today }) より先です
metadata-future-date-help = 書いた日、直した日に改めてください
metadata-impossible-date = 日付「{ $date }」は暦にありません
metadata-impossible-date-help = 月と日を確かめてください
metadata-no-owner = この手順書の担当者が書かれていません
metadata-no-owner-all = { $count } 件の手順書のどれにも、担当者が書かれていません
metadata-no-owner-help = フロントマターの owners か、「**担当**: チーム名」のような行で、誰が直すのかを書いてください
metadata-placeholder-value = 「{ $key }」が「{ $value }」のままです
metadata-placeholder-value-help = 値を書いてください。ひな形なら、フロントマターに template: true と書きます
metadata-review-overdue = 見直しの期限「{ $date }」を過ぎています (今日は { $today })
metadata-review-overdue-help = 内容を見直して、次の期限を書いてください
