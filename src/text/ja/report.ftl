# 診断の出力
report-help = 対処
report-more = 他に { $count } 件の { $rule }
report-clean = 問題はありません ({ $files } 件の文書)
report-summary = エラー { $errors } 件、警告 { $warnings } 件、情報 { $infos } 件 ({ $files } 件の文書)
