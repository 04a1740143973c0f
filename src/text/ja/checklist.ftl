# チェックリスト
checklist-unreadable-marker = 「{ $marker }」はチェックボックスとして読まれません
checklist-unreadable-marker-help = 「{ $marker }」と書き、後に空白を置いてください
checklist-empty = チェックリストに項目の文がありません
checklist-empty-item = チェックリストの項目に文がありません
checklist-empty-item-help = 確かめることを書くか、項目を消してください
