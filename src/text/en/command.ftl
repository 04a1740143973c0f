# Progress and failures of commands
command-built = Built { $documents ->
    [one] 1 runbook
   *[other] { $documents } runbooks
} in { $seconds } s: { $index }
command-not-published = Nothing was published because of errors (--strict)
command-failed = rbc: { $reason }
command-waiting = Waiting for another rbc build to end: { $path }
publish-not-ours = { $path } holds files that rbc did not write and is not replaced; choose another folder with --out
publish-not-a-folder = { $path } is not a folder
publish-holds-sources = The output { $path } holds the sources
publish-busy = Another rbc build does not end: { $path }
publish-bad-path = Not a path of an output: { $path }
publish-twice = Two outputs have the path { $path }
publish-full = { $path } cannot be written: no space is left ({ $free } bytes free)
publish-too-large = { $path } is too large ({ $bytes } bytes)
publish-unreadable = { $path } cannot be read: { $reason }
publish-refused = { $path } is no regular file, or lies outside of the content folder
publish-failed = { $path } cannot be written: { $reason }
