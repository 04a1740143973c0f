# What is filled in
placeholder-undeclared = The document does not say what “{ $name }” is
placeholder-undeclared-variable = Nothing sets or explains the variable { $name }: it is empty when the command runs
placeholder-undeclared-help = Say in the text or a table where the value comes from
placeholder-unfilled = Still to be written: { $text }
placeholder-unfilled-help = Write it, or say who decides it by when
placeholder-swallowed-by-html = "{ $text }" is taken for an HTML tag on GitHub and not shown ({ $count } places)
placeholder-swallowed-by-html-help = Write it in backticks, `<name>`, or as \<name>
