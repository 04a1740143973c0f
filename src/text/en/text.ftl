# Text and the structure of Markdown
text-html-as-text = HTML's <{ $name }> does not work here and is shown as text ({ $count } places)
text-html-as-text-help = Only br wbr hr kbd sub sup mark details summary and <a id> work. Write the rest in Markdown
text-html-not-allowed = HTML's <{ $name }> would run or load something and is not allowed. It is shown as text
text-html-not-allowed-help = Remove it, or put it in a code block if it is an example
text-unclosed-fence = This code block is not closed. The { $lines } lines to the end of the file become code
text-unclosed-fence-help = Write the closing line: the same character, at least as many as in the opening line
text-unclosed-fence-nested = This code block ends where the block inside of it (line { $line }) is closed
text-unclosed-fence-nested-help = Give the opening and closing line of the outer block one character more, as in { "````" }
text-unclosed-fence-opening = This code block is not closed. Line { $line } seems to open the next one
text-unclosed-fence-seen = Seen here
text-unclosed-fence-turned = This code block is not closed. Behind it, code and text have changed places
text-accidental-heading = "{ $text }" becomes a heading, because --- stands below it
text-accidental-heading-help = If it is a line across the page, put a blank line before ---. If it is a heading, write ##
text-code-outside-step = The code stands outside of its step, so the next step is number 1 again
text-code-outside-step-next = This is shown as number 1
text-code-outside-step-help = Indent the code as far as the words of its step (three blanks for "1. ")
