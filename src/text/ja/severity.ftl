# 重大度
severity-duplicate-level = レベル「{ $name }」がこの表に2回あります
severity-duplicate-level-help = どちらかの名前を直すか、ひとつの行にまとめてください
severity-duplicate-level-first = 最初の定義
severity-response-after-resolution = 「{ $name }」は対応の目標 ({ $response }) が解決の目標 ({ $resolution }) より遅くなっています
severity-response-after-resolution-help = 二つの目標が入れ替わっていないか確かめてください
severity-response-after-resolution-related = 解決の目標
severity-unreadable-target = 「{ $name }」の{ $target ->
    [response] 対応の目標
    [resolution] 解決の目標
   *[other] 「{ $column }」
}「{ $text }」から時間が読み取れません
severity-unreadable-target-help = 「15分」「4時間以内」「翌営業日」のように書くか、目標がなければ「ベストエフォート」か「-」にしてください
severity-targets-out-of-order-short = 「{ $name }」の{ $target ->
    [response] 対応の目標
    [resolution] 解決の目標
   *[other] 「{ $column }」
} ({ $time }) が、より重い「{ $other }」の目標 ({ $other_time }) より短くなっています
severity-targets-out-of-order-long = 「{ $name }」の{ $target ->
    [response] 対応の目標
    [resolution] 解決の目標
   *[other] 「{ $column }」
} ({ $time }) が、より軽い「{ $other }」の目標 ({ $other_time }) より長くなっています
severity-targets-out-of-order-help = 重いレベルほど短い時間になるように直してください
severity-targets-out-of-order-related = 「{ $name }」の目標
severity-undefined-level = レベル「{ $name }」はどこにも定義されていません
severity-undefined-level-help = 定義の表に書き足すか、表にあるレベルに直してください
severity-undefined-level-related = 定義の表
severity-no-table = レベル「{ $name }」が使われていますが、レベルを定義する表がどの文書にもありません
severity-no-table-help = レベルごとに定義と、対応と解決の目標を表に書いてください
severity-no-targets = 「{ $name }」から始まるレベルの表に、対応や解決の目標の列がありません
severity-no-targets-help = 「初動目標」や「解決目標」の列を足すと、いつまでに動けばよいかが分かります
severity-conflicting-targets = 「{ $name }」の{ $target ->
    [response] 対応の目標
    [resolution] 解決の目標
   *[other] 「{ $column }」
}が、ここでは { $time }、別の表では { $other_time } です
severity-conflicting-targets-help = 片方に揃えるか、違う決まりなら別のレベル名にしてください
severity-conflicting-targets-related = 別の表の目標
severity-conflicting-scales-base = レベルの数え方が表によって違います。ここでは { $first }〜{ $last }、別の表では { $other_first }〜{ $other_last } です
severity-conflicting-scales-direction = レベルの重さの向きが表によって逆です ({ $first }〜{ $last } と { $other_first }〜{ $other_last })
severity-conflicting-scales-help = 同じ名前が同じ重さを指すように、プロジェクトの中で揃えてください
severity-conflicting-scales-related = 別の表の数え方
