# The report of diagnostics
report-help = help
report-more = { $count ->
    [one] 1 more finding
   *[other] { $count } more findings
} of { $rule }
report-clean = No findings in { $files ->
    [one] 1 document
   *[other] { $files } documents
}
report-summary = { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}, { $infos } info in { $files ->
    [one] 1 document
   *[other] { $files } documents
}
