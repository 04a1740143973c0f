# Tables
table-too-many-cells = This row has { $cells } cells, the table has { $columns } columns. GitHub and others do not show "{ $text }"
table-too-many-cells-help = Add a column, or write | inside a cell as \|
table-too-few-cells = This row has only { $cells } cells, the table has { $columns } columns
table-too-few-cells-help = Write the missing cells, even if they are empty
table-pipe-in-code = A | inside the code { $code } splits the cell
table-pipe-in-code-help = Write | as \| inside code too
table-duplicate-column = There are two columns "{ $title }"
table-duplicate-column-first = First here
table-duplicate-column-help = Give them different names, or make them one column
table-no-rows = The table has nothing but its header
table-no-rows-help = Write its rows, or remove the table
table-not-a-table = This looks like a table, but without a delimiter row it is shown as pipes
table-not-a-table-help = Write a row such as "| --- | --- |" below the header, with as many columns
table-not-a-table-columns = The delimiter row has { $cells } columns, the header has { $columns }. It is no table and is shown as pipes
table-not-a-table-columns-help = Give the delimiter row as many columns as the header
table-not-a-table-apart = { $rows ->
    [one] This row stands
   *[other] These { $rows } rows stand
} apart from the table above, so they are no table and are shown as pipes
table-not-a-table-apart-help = Remove the blank line or comment between them and the table above
