# リンク
link-broken-anchor = リンク先の見出し「#{ $anchor }」が { $path } にありません
link-broken-anchor-help = 近い見出し: 「{ $title }」(#{ $id })
link-broken-anchor-in-code = この見出しは { $line } 行目で始まるコードブロックの中にあるので、見出しになりません。コードでないのなら、見出しより前でブロックを閉じてください
link-broken-anchor-in-code-heading = コードの中の見出し
link-broken-anchor-some = 見出しの名前が変わったのなら、今の id に直してください。ある id: { $ids }{ $more ->
    [0] {""}
   *[other] {" "}ほか { $more } 件
}
link-broken-file = リンク先のファイル「{ $target }」がありません
link-broken-file-empty = リンク「{ $text }」にリンク先が書かれていません
link-broken-file-near = 名前の近いファイルがあります: { $instead }
link-broken-file-help = 同じ名前のファイルがあります: { $instead }
link-broken-file-empty-help = リンク先を書くか、リンクをやめてください
link-broken-file-wanted = { $path } を探しました。パスを直すか、ファイルを置いてください
link-broken-mention = 本文に書かれたファイル「{ $target }」がありません
link-broken-mention-help = 名前を直すか、なくなったファイルなら記述を消してください
link-broken-section-mention = 本文に書かれたセクション「{ $target }」が { $path } にありません
link-broken-section-mention-none = 章の番号や名前が変わったのなら、今のものに直してください
link-broken-section-mention-help = 近い見出し: 「{ $title }」
link-outside-project = リンク先「{ $target }」はプロジェクトの外を指しています
link-outside-project-help = プロジェクトの中のパスか、https:// で始まる URL にしてください
link-unpublished-file = 「{ $path }」はサイトにコピーされない種類のファイルです
link-unpublished-file-help = コピーされる拡張子: { $extensions }
link-unpublished-file-outside = 画像「{ $path }」は内容のフォルダーの外にあり、ページに表示されません
link-unpublished-file-outside-help = 内容のフォルダーの中に移してください
link-unpublished-file-taken = 「{ $path }」はサイトに公開できません。同じアドレスを rbc 自身のファイルが使います
link-unpublished-file-taken-help = api 以外の名前のフォルダーに移してください (assets/icon.svg も rbc が使います)
link-unsafe-scheme = スキーム「{ $scheme }」のリンクはページでは使えません
link-unsafe-scheme-help = 使えるのは http、https、mailto、tel と、相対パス、#見出し です
link-wrong-case = リンク先「{ $target }」は大文字と小文字がファイル名と違います
link-wrong-case-help = 正しい書き方: { $instead }
link-look-alike-letter = リンク先「{ $target }」に、見た目の似た別の文字が入っています
link-look-alike-letter-help = 正しい名前: 「{ $instead }」
link-look-alike-letter-help-letter = 正しい名前: 「{ $instead }」。「{ $wrong }」({ $wrong_code }) を「{ $meant }」({ $meant_code }) に直してください
link-lost-anchor = 公開済みの見出し「{ $title }」(#{ $id }) が { $page } からなくなりました{ $more ->
    [0] {""}
   *[other] 。ほかに { $more } 件
}
link-lost-anchor-id = 公開済みのアドレス #{ $id } が { $page } からなくなりました{ $more ->
    [0] {""}
   *[other] 。ほかに { $more } 件
}
link-lost-anchor-page = 公開済みのページ { $page } がなくなりました{ $more ->
    [0] {""}
   *[other] 。ほかに { $more } 件
}
link-lost-anchor-taken = 公開済みのアドレス { $page } は { $title } に移りましたが、いまは別の文書がそこにあります
link-lost-anchor-taken-help = 新しい文書のファイル名を変えるか、前のアドレスがここを開いてよいのなら rbc anchors --accept で受け入れてください
link-lost-anchor-help = 名前を変えたのなら anchors.lock に行き先を書き、なくしてよいのなら rbc anchors --accept で受け入れてください
link-lost-anchor-published = 公開の記録
link-local-path = リンク先「{ $target }」は、書いた人のマシンの中のパスです
link-local-path-help = ファイルをプロジェクトに入れて相対パスで指すか、みなが開ける URL にしてください
link-other-normalization = リンク先「{ $target }」は、濁点・半濁点の表し方がファイル名と違います
link-other-normalization-help = ファイル名と同じ表し方 (NFC) に直してください。macOS 以外では見つかりません
link-other-normalization-help-file = ファイル名が分解された形 (NFD) です。ファイルの名前を付け直してください (git mv)
link-own-site = このプロジェクトを指す URL「{ $target }」の先にファイルがありません
link-own-site-anchor = このプロジェクトを指す URL「{ $target }」の見出し「#{ $anchor }」が { $path } にありません
link-own-site-help = 相対パスで書くと、名前を変えたときにもどのブランチでも確かめられます
link-placeholder-url = リンク先「{ $target }」はまだ埋まっていません
link-placeholder-url-help = 実際の URL にしてください。ひな形なら front matter に template: true と書いてください
link-incomplete-contents = 目次に「{ $titles }」がありません
link-incomplete-contents-help = ここに「#{ $id }」への項目を足してください
link-incomplete-contents-section = 目次にない見出し
link-duplicate-anchor = 同じ名前「{ $anchor }」の場所がほかにもあります。リンクは最初の場所に着きます
link-duplicate-anchor-help = どちらかの名前を変えてください
link-duplicate-anchor-other = もう一つの場所
link-swallowed-text = この行「{ $text }」はリンクの定義と読まれ、表示されません
link-swallowed-text-help = コロンの前に空白を入れるか、角かっこを「」などに変えてください
link-broken-mention-again = ここにも書かれています
link-url-again = ここにも書かれています
link-dead-url = リンク先「{ $target }」はありません (HTTP { $status })
link-dead-url-no-host = リンク先「{ $target }」のホストがありません
link-dead-url-refused = リンク先「{ $target }」のホストに接続できません (接続を拒まれました)
link-dead-url-certificate = リンク先「{ $target }」の証明書が期限切れか、別のホストのものです
link-dead-url-help = 今の URL に直すか、リンクを消してください
link-moved-url = リンク先「{ $target }」は { $to } に移りました
link-moved-url-help = 新しい URL に書き換えてください
link-unverified-url = リンク先「{ $target }」があるか確かめられません (HTTP { $status })
link-unverified-url-login = リンク先「{ $target }」は、ログインしないとあるか確かめられません
link-unverified-url-private = リンク先「{ $target }」は、問い合わせないホストに転送されます
link-unverified-url-redirects = リンク先「{ $target }」の転送が終わらず、あるか確かめられません
link-unverified-url-issuer = リンク先「{ $target }」の証明書の発行者が、このマシンでは分かりません
link-unverified-url-timeout = リンク先「{ $target }」が時間内に応答しません
link-unverified-url-network = リンク先「{ $target }」と通信できません
link-unverified-url-help = ブラウザーで開いて確かめてください。社内のホストなら rbc.yaml の private_hosts に書くと問い合わせなくなります
