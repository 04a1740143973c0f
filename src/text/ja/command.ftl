# 命令の進み具合と失敗
command-built = 手順書 { $documents } 件を { $seconds } 秒で公開しました: { $index }
command-not-published = エラーがあるため公開しませんでした (--strict)
command-failed = rbc: { $reason }
command-waiting = 別の rbc build が終わるのを待っています: { $path }
