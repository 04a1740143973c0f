# エスカレーション
escalation-unfilled = 「{ $condition }」のときに呼ぶ相手がまだ記入されていません: { $text }
escalation-unfilled-empty = 「{ $condition }」のときに呼ぶ相手が空です
escalation-unfilled-help = 呼ぶ相手の役割か名前を書いてください。誰も呼ばないなら「-」か「不要」にしてください
escalation-times-out-of-order = この段階の時間 ({ $time }) が、前の段階の時間 ({ $before }) より早くなっています
escalation-times-out-of-order-help = 段階が進むほど遅い時間になるように、順番か時間を直してください
escalation-times-out-of-order-related = 前の段階
escalation-unknown-role = 「{ $role }」を呼ぶことになっていますが、この文書の連絡先にありません
escalation-unknown-role-help = 連絡先の表に書き足すか、表にある役割の名前に揃えてください
escalation-nobody-on-call-night = 「{ $name }」は { $target } の対応を求めていますが、夜間に連絡できる人がいません
escalation-nobody-on-call-holiday = 「{ $name }」は { $target } の対応を求めていますが、休日に連絡できる人がいません
escalation-nobody-on-call-both = 「{ $name }」は { $target } の対応を求めていますが、夜間にも休日にも連絡できる人がいません
escalation-nobody-on-call-help = 夜間と休日の当番を連絡先に書くか、目標に「営業時間内」と書いてください
escalation-nobody-on-call-related = 最も重いレベルの目標
