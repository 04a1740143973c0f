# サービスの目標
slo-error-budget = エラーバジェット「{ $budget }」は、目標 { $objective }% と合いません
slo-error-budget-help = { $objective }% なら { $days } 日で { $value } { $unit ->
    [seconds] 秒
    [minutes] 分
   *[hours] 時間
}です
slo-error-budget-help-share = { $objective }% なら { $share }% です
slo-contradicting-thresholds = しきい値「{ $text }」は、ほかの文書の「{ $other }」と違います
slo-contradicting-thresholds-help = どちらが正しいか確かめて、一か所に書いてください。対象が違うなら、対象の名前を添えてください
slo-contradicting-thresholds-other = もう一つの値
