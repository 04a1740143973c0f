# Files and encodings
source-not-utf8 = Not UTF-8{ $encoding ->
    [none] {""}
   *[other] ; it looks like { $encoding }
}
source-not-utf8-help = { $encoding ->
    [none] Mend the byte at this place
   *[other] Convert it to UTF-8: iconv -f { $encoding } -t UTF-8
}
source-utf16 = Written in { $encoding }
source-utf16-help = Convert it to UTF-8: iconv -f { $encoding } -t UTF-8
source-iso-2022-jp = Written in ISO-2022-JP
source-nul = A NUL character (U+0000) stands here
source-nul-help = Delete it: a command that is copied would be cut there
source-binary = Not a text
source-too-large = { $bytes } bytes, more than the limit of { $limit } bytes
source-too-large-help = Split the runbook, or move large data to a file of its own
source-unreadable = Cannot be read: { $reason }
source-not-regular = Not a regular file ({ $kind })
source-symlink = The symbolic link is not followed: { $reason ->
    [loop] it leads back to itself
    [dangling] its target does not exist
   *[other] it leads to a folder
}
source-symlink-outside = The target lies outside of the content folder and is not read
source-name-not-utf8 = The file name is not UTF-8
source-name-unsafe = The name holds { $character }: elsewhere it cannot be opened, or is not the name it seems
source-name-reserved = “{ $name }” is not a possible name on Windows
source-name-too-long = The name has { $bytes } bytes; { $limit } are the most
source-name-collision = It differs from “{ $other }” only in case or in the way accents are written
source-name-collision-help = Where these are one name, one of the files is lost: rename one of them
source-duplicate-id = It would have the id “{ $id }” of “{ $other }”; its id is “{ $given }” instead
source-path-too-deep = Folders are nested more than { $limit } levels deep
source-too-many-files = There are more than { $limit } runbooks; the rest is not read
source-internal-error = rbc failed at this document: { $reason }
source-internal-error-help = Report it to the developers of rbc, with this document
text-byte-order-mark = The text starts with a byte order mark (U+FEFF)
text-byte-order-mark-help = Save it as UTF-8 without a BOM
source-other-file = The other file
source-nesting-limit = More than { $limit } levels are nested. From here on the text is shown as it stands, without structure
source-nesting-limit-help = Nest quotes and lists less deeply
source-table-columns-limit = A table has more than { $limit } columns. This document is shown as it stands, without structure
source-table-columns-limit-help = Split the table
source-heading-limit = There are more than { $limit } headings
source-block-limit = There are more than { $limit } paragraphs, tables and other blocks
source-task-limit = There are more than { $limit } checklist items
source-line-limit = This line is longer than { $limit } bytes
source-size-limit-help = Split the document
source-line-limit-help = Move logs and data to files of their own
source-changed-while-fixing = It changed while it was being mended, so nothing was written
source-changed-while-fixing-help = Run --fix again
