# Tables
table-too-many-cells = This row has { $cells } cells, the table has { $columns } columns. GitHub and others do not show "{ $text }"
table-too-many-cells-help = Add a column, or write | inside a cell as \|
table-too-many-cells-help-code = A | splits the cell inside code too. Write it as \|
table-too-few-cells = This row has only { $cells } cells, the table has { $columns } columns
table-too-few-cells-help = Write the missing cells, even if they are empty
