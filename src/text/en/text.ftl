# Text and the structure of Markdown
text-html-as-text = HTML's <{ $name }> does not work here and is shown as text ({ $count } places)
text-html-as-text-help = Only br wbr hr kbd sub sup mark details summary and <a id> work. Write the rest in Markdown
text-html-as-text-table = A table in HTML ({ $count ->
    [one] 1 row
   *[other] { $count } rows
}) is no table here: its tags are shown as text
text-html-as-text-table-help = Write a Markdown table (the lines | Severity | Response | and | --- | --- |); <br> breaks a line within a cell
text-html-not-allowed = HTML's <{ $name }> would run or load something and is not allowed. It is shown as text
text-html-not-allowed-help = Remove it, make it a Markdown link if it is a video or another page, or put it in a code block if it is an example
text-html-not-allowed-help-frame = Make it a link: [title]({ $address })
text-unclosed-fence = This code block is not closed. The { $lines } lines to the end of the file become code
text-unclosed-fence-help = Write the closing line: the same character, at least as many as in the opening line
text-unclosed-fence-run-on = This line does not close its code block, because "{ $text }" follows { $marks }
text-unclosed-fence-run-on-help = Break the line behind { $marks }
text-unclosed-fence-run-on-opening = The code block that opens here
text-unclosed-fence-indented-help = The closing line { $line } is indented by 4 or more and does not close the block. Take the indentation off
text-unclosed-fence-indented = The indented closing line
text-unclosed-fence-bare = This code block already ends in line { $line }, which was to open a block inside of it
text-unclosed-fence-nested = This code block ends where the block inside of it (line { $line }) is closed
text-unclosed-fence-nested-help = Give the opening and closing line of the outer block one character more, as in { "````" }
text-unclosed-fence-opening = This code block is not closed. Line { $line } seems to open the next one
text-unclosed-fence-seen = Seen here
text-unclosed-fence-turned = This code block is not closed. Behind it, code and text have changed places
text-accidental-heading = "{ $text }" becomes a heading, because --- stands below it
text-accidental-heading-help = If it is a line across the page, put a blank line before ---. If it is a heading, write ##
text-accidental-heading-matter = From "{ $text }" on it looks like front matter, but does not stand at the head of the file, and becomes a heading
text-accidental-heading-matter-help = What a document says of itself stands once, at the head of the file. Move a second one there, or remove it
text-code-outside-step = The code stands outside of its step, so the next step is number 1 again
text-code-outside-step-next = This is shown as number 1
text-code-outside-step-help = Indent the code as far as the words of its step (three blanks for "1. ")
text-non-ascii-space-in-command = A command has a { $kind ->
    [full-width] full-width space
    [no-break] no-break space
   *[other] space that is not ASCII
} ({ $code }), which does not separate words
text-non-ascii-space-in-command-help = Replace it by an ordinary space
text-smart-quote-in-command = A command has { $quote } ({ $code }), which quotes nothing
text-smart-quote-in-command-help = Replace it by " or ', on both sides
text-dash-in-command = A command has { $dash } ({ $code }), which is no hyphen
text-dash-in-command-help = Replace it by - (-- for a long option)
text-full-width-in-command = A command has a full-width { $wide } ({ $code })
text-full-width-in-command-help = Replace it by { $narrow }
text-look-alike-in-command = { $letter } in a command is no Latin letter but one that looks like it ({ $code })
text-look-alike-in-command-help = Type the Latin { $latin } anew, and make sure that nobody put the other there on purpose
text-blank-after-backslash = A blank follows the \ at the end of the line, so the command does not go on in the next
text-blank-after-backslash-help = Delete the blank behind \
text-bidirectional-control-code = An invisible character ({ $code }) in code turns the direction of text: it runs in another order than it shows
text-bidirectional-control = An invisible character ({ $code }) turns the direction of text: it reads in another order than it shows
text-bidirectional-control-help = Delete it, and find out who put it there
text-invisible-character-command = An invisible character ({ $code }) stands in a command, which fails when it is copied and run
text-invisible-character = An invisible character ({ $code }) makes another word for searching, copying and links
text-invisible-character-help = Delete it
text-control-character = A control character ({ $code }) can erase or overwrite what a terminal shows
text-control-character-line-command = A character that ends lines ({ $code }) stands in a command, which breaks where nobody sees it
text-control-character-line = A character that ends lines ({ $code }) is a line end to some tools and nothing to others
text-control-character-help = Delete it or make it a line end
text-garbled-text = { $count } characters are garbled; the first stands here
text-garbled-text-help = Write it anew from the original. It comes from saving a file of another encoding as UTF-8
text-hidden-text = { $count } invisible characters say "{ $text }": people do not see it, AI and other tools read it
text-hidden-text-other = { $count } invisible characters stand here: people do not see them, AI and other tools read them
text-hidden-text-help = Delete them, and find out who put them there
text-hidden-html = The HTML <{ $name }> asks to hide its content: people do not see it, AI and other tools read it
text-hidden-html-help = Write it plainly or delete it. Notes can stand in <!-- -->
text-foreign-admonition = "{ $text }" is a note of another tool and shown as text here ({ $count ->
    [one] 1 place
   *[other] { $count } places
})
text-foreign-admonition-code = "{ $text }" is a note of another tool, and its indented body becomes a code block ({ $code } of { $count } places)
text-foreign-admonition-here = This becomes a code block
text-foreign-admonition-help = Write > [!{ $callout }] and put > in front of the lines that follow: it is shown as a note, on GitHub too
text-foreign-admonition-help-details = Write <details> and <summary>: it is folded, on GitHub too
text-fragile-emphasis = "{ $text }" is no emphasis on GitHub and shows its * ({ $count } places)
text-fragile-emphasis-help = Move brackets and punctuation out of the emphasis, or put a space outside of the *
