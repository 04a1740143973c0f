# Progress and failures of commands
command-built = Built { $documents ->
    [one] 1 runbook
   *[other] { $documents } runbooks
} in { $seconds } s: { $index }
command-not-published = Nothing was published because of errors (--strict)
command-failed = rbc: { $reason }
command-waiting = Waiting for another rbc build to end: { $path }
