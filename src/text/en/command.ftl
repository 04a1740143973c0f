# Progress and failures of commands
command-built = Built { $documents ->
    [one] 1 runbook
   *[other] { $documents } runbooks
} in { $seconds } s: { $index }
command-not-published = Nothing was published because of errors (--strict)
command-waiting = Waiting for another rbc build to end: { $path }
publish-not-ours = { $path } holds files that rbc did not write and is not replaced; choose another folder with --out
publish-not-a-folder = { $path } is not a folder
publish-holds-sources = The output { $path } holds the sources
publish-busy = Another rbc build does not end: { $path }
publish-bad-path = Not a path of an output: { $path }
publish-twice = Two outputs have the path { $path }
publish-occupied = { $path } was not written by rbc and is not replaced; move or rename it
publish-left-behind = { $path } was not written by rbc and could not be brought back into the site; move it there or remove it
publish-full = { $path } cannot be written: no space is left ({ $free } bytes free)
publish-too-large = { $path } is too large ({ $bytes } bytes)
publish-unreadable = { $path } cannot be read: { $reason }
publish-refused = { $path } is no regular file, or lies outside of the content folder
publish-failed = { $path } cannot be written: { $reason }
command-file-failed = { $path }: { $reason }
command-internal-error = An internal error; run again with -v and report the output to the developers
command-no-document = { $path } is no Markdown document
command-no-schema = There is no schema “{ $name }”; there are { $names }
command-no-command = There is no command “{ $name }”
command-no-rule = There is no rule “{ $name }”
command-failed = { $reason }
command-no-rule-but = There is no rule “{ $name }”; the nearest is “{ $near }”
publish-interrupted = Interrupted; { $path } is as it was
command-built-with-errors = { $documents } runbooks published in { $seconds } s: { $index } (there are errors, so the exit status is 1)
command-no-documents = { $path } holds no Markdown document. Nothing was published. Name the folder of your runbooks with --content or with content in rbc.yaml
command-no-content = { $path } does not exist. Name the folder of your runbooks with --content or with content in rbc.yaml
command-default-level = Level by default: { $level }
command-rule-of-policy = “{ $name }” is no rule of rbc. If a policy of the project names it, look into the files that rbc.yaml lists under policies
