# Severity
severity-duplicate-level = This table has the level "{ $name }" twice
severity-duplicate-level-help = Correct one of the names, or make one row of both
severity-duplicate-level-first = Defined here first
severity-response-after-resolution = "{ $name }" is to be answered ({ $response }) later than solved ({ $resolution })
severity-response-after-resolution-help = See whether the two targets have changed places
severity-response-after-resolution-related = The target for the solution
severity-unreadable-target = The { $target ->
    [response] response target
    [resolution] resolution target
   *[other] "{ $column }"
} "{ $text }" of "{ $name }" names no time
severity-unreadable-target-help = Write "15 min", "within 4 hours" or "next business day", or "best effort" or "-" where there is no target
severity-targets-out-of-order-short = The { $target ->
    [response] response target
    [resolution] resolution target
   *[other] "{ $column }"
} of "{ $name }" ({ $time }) is shorter than that of the worse "{ $other }" ({ $other_time })
severity-targets-out-of-order-long = The { $target ->
    [response] response target
    [resolution] resolution target
   *[other] "{ $column }"
} of "{ $name }" ({ $time }) is longer than that of the milder "{ $other }" ({ $other_time })
severity-targets-out-of-order-help = The worse a level, the shorter its time has to be
severity-targets-out-of-order-related = The target of "{ $name }"
severity-undefined-level = The level "{ $name }" is defined nowhere
severity-undefined-level-help = Add it to the table that defines levels, or name a level of the table
severity-undefined-level-related = The table that defines levels
severity-no-table = The level "{ $name }" is used, and no document has a table that defines levels
severity-no-table-help = Write a table of levels with their definitions and their targets for response and resolution
severity-no-targets = The table of levels that begins with "{ $name }" has no column of targets
severity-no-targets-help = A column for response or resolution targets says by when somebody has to act
severity-conflicting-targets = The { $target ->
    [response] response target
    [resolution] resolution target
   *[other] "{ $column }"
} of "{ $name }" is { $time } here and { $other_time } in another table
severity-conflicting-targets-help = Write the same in both, or name the levels differently where they are different rules
severity-conflicting-targets-related = The target in the other table
severity-conflicting-scales-base = Tables count levels differently: { $first } to { $last } here, { $other_first } to { $other_last } in another table
severity-conflicting-scales-direction = In one table the first level is the worst, in another the mildest ({ $first } to { $last }, { $other_first } to { $other_last })
severity-conflicting-scales-help = Let one name mean the same in all of the project
severity-conflicting-scales-related = How the other table counts
