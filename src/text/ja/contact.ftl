# 連絡先
contact-no-channel = 「{ $role }」に連絡する手段が書かれていません
contact-no-channel-unfilled = 「{ $role }」の連絡先「{ $text }」がまだ記入されていません{ $why ->
    [host] {" "}(example.com などは例示のために予約された名前で、誰にも届きません)
    [digits] {" "}(番号の一部が伏せられたままで、かけられません)
   *[open] {""}
}
contact-no-channel-several = 「{ $role }」に連絡する手段がなく、{ $count } か所がまだ記入されていません: { $cells }{ $why ->
    [host] {" "}(example.com などは例示のために予約された名前で、誰にも届きません)
    [digits] {" "}(番号の一部が伏せられたままで、かけられません)
   *[open] {""}
}
contact-no-channel-means = 「{ $role }」は担当者も宛先もなく、「{ $text }」だけでは誰にも届きません
contact-no-channel-help = 電話番号、メールアドレス、チャットのチャンネルなど、実際に届くものを書いてください
contact-unfilled = 「{ $role }」の「{ $name }」がまだ記入されていません: { $text }{ $why ->
    [host] {" "}(example.com などは例示のために予約された名前で、誰にも届きません)
    [digits] {" "}(番号の一部が伏せられたままで、かけられません)
   *[open] {""}
}
contact-unfilled-several = 「{ $role }」の { $count } か所がまだ記入されていません: { $cells }{ $why ->
    [host] {" "}(example.com などは例示のために予約された名前で、誰にも届きません)
    [digits] {" "}(番号の一部が伏せられたままで、かけられません)
   *[open] {""}
}
contact-unfilled-also = ここもまだ記入されていません
contact-unfilled-line = 「{ $name }」がまだ記入されていません: { $text }{ $why ->
    [host] {" "}(example.com などは例示のために予約された名前で、誰にも届きません)
    [digits] {" "}(番号の一部が伏せられたままで、かけられません)
   *[open] {""}
}
contact-unfilled-help = 値を書くか、要らないなら「-」にしてください
contact-unfilled-help-person = 担当者かチームの名前を書いてください。決めない役割なら「-」にしてください
contact-unfilled-help-channel = 実際に届くものを書くか、使わないなら消してください (example.com や 0000 のような見本の値は、どこにも届きません)
contact-empty-cell = 「{ $role }」の「{ $name }」が空です
contact-empty-cell-role = この連絡先の「{ $name }」が空です
contact-empty-cell-help = 書き忘れなら書き足し、ないなら「-」にしてください
contact-malformed-phone = 「{ $role }」の電話番号「{ $text }」は桁数が合いません
contact-malformed-phone-help = 市外局番からの番号は10桁、携帯電話は11桁、0120は10桁です
contact-malformed-email = 「{ $role }」のメールアドレス「{ $text }」は宛先として使えません
contact-malformed-email-help = 半角の @ がひとつと、点のあるドメイン名が要ります (oncall@corp.jp)
contact-malformed-url = 「{ $role }」の URL「{ $text }」は開けません
contact-malformed-url-help = http:// か https:// で始め、ホスト名を続けてください
