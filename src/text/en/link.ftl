# Links
link-broken-anchor = { $path } has no heading “#{ $anchor }”
link-broken-anchor-help = A near heading: “{ $title }” (#{ $id })
link-broken-anchor-in-code = The heading stands in the code block that opens in line { $line }, and is none there. If it is no code, close the block before it
link-broken-anchor-in-code-heading = The heading in the code
link-broken-anchor-some = If the heading has another name now, use its id. There are: { $ids }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
link-broken-file = The linked file “{ $target }” does not exist
link-broken-file-empty = The link “{ $text }” has no target
link-broken-file-near = A file of a near name is here: { $instead }
link-broken-file-help = A file of that name is here: { $instead }
link-broken-file-empty-help = write where it leads, or make it no link
link-broken-file-wanted = { $path } was looked for; correct the path, or add the file
link-broken-mention = The file “{ $target }” that the text names does not exist
link-broken-mention-help = Mend the name, or take the words out if the file is gone
link-broken-section-mention = { $path } has no section “{ $target }” that the text names
link-broken-section-mention-none = If the section has another number or name now, use that
link-broken-section-mention-help = A near heading: “{ $title }”
link-outside-project = “{ $target }” leads out of the project
link-outside-project-help = Use a path inside the project, or a URL that starts with https://
link-unpublished-file = “{ $path }” is of a kind that is not copied into the site
link-unpublished-file-help = These are copied: { $extensions }
link-unpublished-file-outside = The picture “{ $path }” lies outside of the content folder and is not shown
link-unpublished-file-outside-help = Move it into the content folder
link-unpublished-file-taken = “{ $path }” cannot be published: its address is that of files that rbc itself writes
link-unpublished-file-taken-help = Move it into a folder that is not called api (assets/icon.svg is rbc's too)
link-unsafe-scheme = Pages do not lead to links of the scheme “{ $scheme }”
link-unsafe-scheme-help = http, https, mailto, tel, relative paths and #heading work
link-wrong-case = “{ $target }” differs from the file's name in case
link-wrong-case-help = Write it so: { $instead }
link-look-alike-letter = “{ $target }” holds a letter that only looks like the right one
link-look-alike-letter-help = The right name: “{ $instead }”
link-look-alike-letter-help-letter = The right name: “{ $instead }”. Replace “{ $wrong }” ({ $wrong_code }) by “{ $meant }” ({ $meant_code })
link-lost-anchor = The published heading “{ $title }” (#{ $id }) is gone from { $page }{ $more ->
    [0] {""}
   *[other] , and { $more } more
}
link-lost-anchor-id = The published address #{ $id } is gone from { $page }{ $more ->
    [0] {""}
   *[other] , and { $more } more
}
link-lost-anchor-page = The published page { $page } is gone{ $more ->
    [0] {""}
   *[other] , and { $more } more
}
link-lost-anchor-taken = the published address { $page } has moved to { $title }, and another document stands there now
link-lost-anchor-taken-help = give the new document another file name, or accept with rbc anchors --accept that the old address opens it
link-lost-anchor-help = If it has another name now, write that into anchors.lock; if it may go, accept it with rbc anchors --accept
link-lost-anchor-published = Recorded as published
link-local-path = “{ $target }” is a place on the machine of whoever wrote it
link-local-path-help = Put the file into the project and link to it by a relative path, or use a URL that everybody can open
link-other-normalization = “{ $target }” is composed in another way (NFC, NFD) than the file's name
link-other-normalization-help = Write it as the file is named (NFC): only macOS finds it as it is
link-other-normalization-help-file = The file's name is decomposed (NFD): rename the file (git mv)
link-own-site = “{ $target }” leads to a file of this project that does not exist
link-own-site-anchor = “{ $target }” leads to the heading “#{ $anchor }”, which { $path } does not have
link-own-site-help = Use a relative path: it can be checked on every branch
link-placeholder-url = “{ $target }” is still to be filled in
link-placeholder-url-help = Write the real URL, or template: true in the front matter of a template
link-incomplete-contents = The table of contents leaves out “{ $titles }”
link-incomplete-contents-help = Add an entry that leads to “#{ $id }” here
link-incomplete-contents-section = Not in the table of contents
link-duplicate-anchor = “{ $anchor }” names another place too; links lead to the first
link-duplicate-anchor-help = Rename one of them
link-duplicate-anchor-other = The other place
link-swallowed-text = This line, “{ $text }”, is read as a link's definition and not shown
link-swallowed-text-help = Put a blank in front of the colon, or write other brackets
link-broken-mention-again = Named here too
link-url-again = Written here too
link-dead-url = There is nothing at { $target } (HTTP { $status })
link-dead-url-no-host = There is no such host: { $target }
link-dead-url-refused = The host of { $target } refuses connections
link-dead-url-certificate = The certificate of { $target } has expired or is another host's
link-dead-url-help = Write the present URL, or take the link away
link-moved-url = { $target } has moved to { $to }
link-moved-url-help = Write the new URL
link-unverified-url = Whether { $target } is there can't be told (HTTP { $status })
link-unverified-url-login = Whether { $target } is there can't be told without signing in
link-unverified-url-private = { $target } leads to a host that is not asked
link-unverified-url-redirects = The redirects of { $target } do not end, so whether it is there can't be told
link-unverified-url-issuer = This machine does not know who issued the certificate of { $target }
link-unverified-url-timeout = { $target } does not answer in time
link-unverified-url-network = The connection to { $target } fails
link-unverified-url-help = Open it in a browser. If the host is your own, name it under private_hosts of rbc.yaml, and it is not asked
