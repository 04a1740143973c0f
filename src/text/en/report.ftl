# The report of diagnostics
report-help = help
report-more = { $count ->
    [one] 1 more finding
   *[other] { $count } more findings
} of { $rule }
report-more-folded = { $count ->
    [one] 1 more { $rule } (-v shows it)
   *[other] { $count } more { $rule } (-v shows all)
}
report-short = Further hints of a rule are shown in short; -v shows their lines and what to do as well
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
report-quiet = ; { $count } of these are not shown because of -q
report-sentences = { $message }. { $help }
report-root = Root of the repository
report-left-out = { $count ->
    [one] 1 more finding was
   *[other] { $count } more findings were
} left out: there is a limit to their number
report-not-noted = { $count ->
    [one] 1 finding is
   *[other] { $count } findings are
} beyond the limit of annotations:
report-fix-safe = Keeps the meaning
report-fix-unsafe = May change the meaning: look before you take it
report-title = Runbook check
report-compared = { $new } new, { $fixed } fixed, { $still } still there
report-new = New
report-fixed = Fixed
report-still = Still there ({ $count })
report-line = line
report-level = level
report-finding = finding
report-rule = rule
report-error = error
report-warning = warning
report-info = info
report-by-rule = By rule
report-by-file = By document
report-file = document
report-count = count
report-more-rows = { $count ->
    [one] 1 more row
   *[other] { $count } more rows
}
report-rules = What the rules look for
report-cut = { $count ->
    [one] 1 more finding was
   *[other] { $count } more findings were
} left out: there is a limit to the length
page-bad-example = Bad example
page-good-example = Good example
page-settings = Settings
report-explain = More: { $command }
