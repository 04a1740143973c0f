# SQL
sql-syntax-typo = “{ $written }” looks mistyped: no database takes the statement
sql-syntax-typo-help = Write { $keyword }
sql-syntax-quote = A quote in the SQL is never closed
sql-syntax-quote-help = Write the closing quote
sql-syntax-open = A bracket in the SQL is never closed
sql-syntax-open-help = Write the closing )
sql-syntax-close = A ) in the SQL closes nothing
sql-syntax-close-help = Remove the ) or write its (
sql-syntax-incomplete = Nothing follows “{ $word }” in the SQL
sql-syntax-incomplete-help = Write what must follow it, or remove it
sql-unknown-column = { $view } has no column “{ $column }”
sql-unknown-column-near = Write { $nearest }
sql-unknown-column-setting = The value of a setting stands in the column setting: SELECT setting FROM pg_settings WHERE name = '{ $column }'
sql-unknown-column-help = Look up the columns of { $view }
sql-expanded-by-shell = Bash replaces { $text } within double quotes or <<EOF: the client never sees it
sql-expanded-by-shell-process = Bash makes a process id of { $text } within double quotes or <<EOF
sql-expanded-by-shell-command = Bash runs { $text } as a command before the client sees it
sql-expanded-by-shell-help = Put the SQL into single quotes or write \ in front. A here-document begins with <<'EOF'
sql-unbounded-write = “{ $statement }” has no WHERE: it changes every row
sql-unbounded-write-delete = “{ $statement }” has no WHERE: it deletes every row
sql-unbounded-write-help = Bound it with WHERE. Where every row is meant, say so (“all rows”) in a comment above
sql-destructive-without-warning = Nothing around “{ $statement }” warns that it cannot be undone
sql-destructive-without-warning-help = Say in the same section what is lost and when it may be run
