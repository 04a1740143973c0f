# 秘密情報
secret-token = { $name } のトークンか鍵が書かれています ({ $shown })
secret-private-key = 秘密鍵 ({ $name }) が書かれています
secret-credential = 「{ $name }」の所に、パスワードか認証用の値が書かれています ({ $shown })
secret-json-web-token = 署名まで揃った JWT が書かれています ({ $shown })
secret-asset = { $path } にパスワード、トークン、鍵のどれかが書かれています ({ $name }: { $shown })。サイトにはコピーしません
secret-help = すぐに無効にして作り直し、文書には置き場所 (シークレット管理の名前) だけを書いてください。Git の履歴にも残っています
secret-credential-help = 本物なら作り直し、文書には置き場所か環境変数 ($DB_PASSWORD など) を書いてください。例なら <パスワード> のように書いてください
secret-json-web-token-help = 有効期限が残るなら無効にしてください。例なら eyJ... のように途中で切ってください
secret-elsewhere = 別の文書でパスワードとして書かれている値です ({ $shown })
secret-again = 同じ値がここにもあります
secret-asset-elsewhere = { $path } に、文書でパスワードとして書かれている値があります ({ $shown })。サイトにはコピーしません
