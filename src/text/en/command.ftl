# Progress and failures of commands
command-built = Built { $documents ->
    [one] 1 document
   *[other] { $documents } documents
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
command-io = { $path }: { $kind ->
    [missing] there is no such file or folder
    [refused] permission denied
    [no-folder] not a folder
    [folder] a folder
    [read-only] on a file system that is read-only
   *[other] { $reason }
}
command-file-too-large = { $path } is too large; { $limit } bytes are read at most
command-not-regular = { $path } is no regular file, or lies outside of the project
command-no-text = { $path } cannot be read as UTF-8 text ({ $rule })
command-internal-error = An internal error; run again with -v and report the output to the developers
command-no-document = { $path } is no Markdown document
command-no-schema = There is no schema “{ $name }”; there are { $names }
command-no-search-index = { $path } has no search index. Name the folder of a site that rbc build made with --site
command-index-damaged = The search index { $path } is missing or cut short. Copy the site again or make it with rbc build
command-index-mixed = The search index { $path } is of another build. Copy the site again or make it with rbc build
command-nothing-found = Nothing found for "{ $query }"
command-output-source = { $path } has been read and is not replaced; name another file
command-zip-inside = { $path } lies in the site; name a file outside of it
command-theme-unknown = There is no built-in file “{ $name }”; rbc theme list names all
command-theme-taken = { $path } is there already and is left alone
command-theme-written = Written to { $path }
command-zip-taken = { $path } is no ZIP file and is not replaced. Name another file (.zip)
command-single-unknown = There is no runbook “{ $name }”
command-single-taken = { $path } was not made by rbc and is not replaced; name another file (.html) with --out
command-single-written = Written to { $path } ({ $bytes } bytes)
command-anchors-moved = moved { $from } → { $to }
command-anchors-lost = lost { $from }
command-anchors-counts = Addresses: { $addresses }; not recorded: { $new }; gone: { $lost }
command-anchors-written = Written to { $path }; keep it in Git
command-anchors-none = There is no { $path }; rbc anchors --accept makes it
command-anchors-hint = rbc anchors --accept brings { $path } up to date
command-anchors-line = { $path }:{ $line }: the line cannot be read; look for marks of a merge (columns are parted by tabs)
command-batch-line = { $path }:{ $line }: no JSON of the shape {"{"}"qid": …, "query": "…"{"}"} ({ $reason })
command-no-command = There is no command “{ $name }”
command-no-rule = There is no rule “{ $name }”
command-failed = { $reason }
command-no-rule-but = There is no rule “{ $name }”; the nearest is “{ $near }”
publish-interrupted = Interrupted; { $path } is as it was
command-built-with-errors = { $documents } documents published in { $seconds } s: { $index } (there are errors, so the exit status is 1)
command-no-documents = { $path } holds no Markdown document. Nothing was published. Name the folder of your runbooks with --content or with content in rbc.yaml
command-no-content = { $path } does not exist. Name the folder of your runbooks with --content or with content in rbc.yaml
command-configuration = Configuration: { $path }, folder that was read: { $content }
command-no-configuration = No configuration (defaults), folder that was read: { $content }
command-default-level = Level by default: { $level }
command-default-levels = Default level: { $level } ({ $other } in comments of documents)
command-rule-of-policy = “{ $name }” is no rule of rbc. If a policy of the project names it, look into the files that rbc.yaml lists under policies
# Choosing findings, knowing them, mending them
command-unknown-rule = --{ $flag }: there is no rule or category “{ $name }”
command-unknown-rule-but = --{ $flag }: there is no rule or category “{ $name }”; the nearest is “{ $near }”
command-baseline-unreadable = { $path } cannot be read as a baseline: { $reason }
command-baseline-version = { $path } is the baseline of a later rbc (version { $version })
command-baseline-missing = There is no baseline { $path }; --write-baseline { $path } makes it
command-baseline-written = { $count ->
    [one] 1 finding
   *[other] { $count } findings
} written to { $path } as known
command-baseline-use = With baseline: { $path } in rbc.yaml only new findings are reported from now on
command-baseline-still = { $count ->
    [one] 1 finding is known from the baseline and not reported
   *[other] { $count } findings are known from the baseline and not reported
}
command-baseline-gone = { $count ->
    [one] 1 entry of the baseline is
   *[other] { $count } entries of the baseline are
} no longer found; --write-baseline { $path } brings it up to date
command-baseline-hint = Where there are many old findings, --write-baseline FILE notes them as known, and --baseline FILE shows the new ones only
command-narrow-hint = -q shows errors only, --select and --ignore choose rules or categories, --statistics counts the findings of each rule
command-fixable = { $safe } can be mended with --fix
command-fixable-unsafe = { $unsafe } can be mended with --fix --unsafe-fixes
command-fixable-both = { $safe } can be mended with --fix, and { $unsafe } more with --fix --unsafe-fixes
command-fixed = Mended { $count ->
    [one] 1 place
   *[other] { $count } places
} in { $files ->
    [one] 1 document
   *[other] { $files } documents
}
command-would-fix = { $count ->
    [one] 1 place
   *[other] { $count } places
} in { $files ->
    [one] 1 document
   *[other] { $files } documents
} can be mended
command-not-settled = Mending { $path } comes to no end, so it was left as it is
git-missing = There is no git; --changed-since needs it
git-no-repository = { $path } lies in no work tree of git, so --changed-since cannot be used
git-bad-revision = “{ $revision }” is no name of a revision
git-unknown-revision = There is no revision “{ $revision }”; git fetch may bring it
command-shallow = This clone is shallow, so pages do not say when documents were changed last; git fetch --unshallow brings the history (on GitHub Actions: fetch-depth: 0 of checkout)
git-shallow = This clone is shallow and lacks the history up to “{ $revision }”; git fetch --unshallow brings it (on GitHub Actions: fetch-depth: 0 of checkout)
git-failed = git does not answer: { $reason }
command-reading = Reading
command-writing = Writing
command-asking = Asking
command-interrupted = Interrupted
command-base-url = --base-url is “{ $value }”, which is no address. Write it as https://…
command-source-date = SOURCE_DATE_EPOCH is “{ $value }”, which is no time. Give whole seconds since 1970-01-01, or unset it
command-no-shellcheck = There is no shellcheck on this machine, so it was not asked. Install it, or leave --shellcheck out
command-shellcheck-silent = shellcheck gave no answer in time on { $count } code blocks
command-no-network = No host can be reached, so the URLs of other hosts were not checked. Look at the network or the proxy settings
# New projects and runbooks
start-template-service = A service, by failure pattern
start-template-spec = A service as a whole: contacts, severity, scenarios, rollback, checklists
start-template-index = The entrance to a team's runbooks
start-template-symptoms = What to check and how to recover, by symptom
start-template-handbook = A handbook of incidents and regular tasks
start-no-template = There is no template “{ $name }”. { $near ->
    [none] There are: { $names }
   *[other] The nearest: “{ $near }” (there are: { $names })
}
start-new = { $path } is there. Fill in each <…>, then run rbc check
start-occupied = { $path } is already there, so nothing was written. Name another one, or move it
start-no-folder = { $path } is no folder
start-config-there = { $path } is already there, so nothing was written. To add the files of CI only, give --ci github or --ci gitlab
start-config-kept = { $path } is already there and was left alone
start-written = Written: { $path }
start-first = There is no runbook, so first documents are in content. Fill in each <…>
start-found = { $whole ->
    [yes] This folder
   *[no] { $content }
} holds { $runbooks } runbooks and { $documents } other documents. None was changed
start-unread = { $count } files cannot be read:
start-unread-file = {"  "}{ $path }
start-unknown = Means nothing to rbc: { $headings ->
    [one] 1 heading
   *[other] { $headings } headings
}, { $columns ->
    [one] 1 column
   *[other] { $columns } columns
}. vocabulary in rbc.yaml has a proposal
start-findings = There are { $errors } errors and { $warnings } warnings. To see only new ones, run rbc check --write-baseline rbc-baseline.json and take the # from baseline in rbc.yaml
start-elsewhere = { $count ->
    [one] 1 document outside of it looks like a runbook
   *[other] { $count } documents outside of it look like runbooks
}. To publish them too, change content in rbc.yaml to a folder that holds them:
start-ignore = The site is written to { $out }. To keep it out of git, put /{ $out } into .gitignore
start-no-host = The origin of git does not tell whether this is on GitHub or GitLab: write --ci github or --ci gitlab
start-job-home = Put the repository of rbc in the place of OWNER in { $path }
start-next = Next: rbc check, rbc build, and rbc init --ci for checks of pull requests and publishing
# rbc serve
serve-at = Serving at { $address } (it follows what you save; Ctrl+C ends it)
serve-first = { $documents } documents read in { $seconds } s ({ $errors } errors, { $warnings } warnings; rbc check shows them)
serve-again = { $documents } documents made again in { $seconds } s ({ $errors } errors, { $warnings } warnings)
serve-fault = The site cannot be made; what is shown is the last one that could
serve-no-page = This page cannot be made
serve-port = Port { $port } is taken. Name another one with --port (0 takes any that is free)
serve-port-refused = Port { $port } cannot be used: { $reason }
serve-not-watched = Changes of { $path } cannot be heard of: { $reason }. With --poll they are looked for
serve-not-opened = No browser could be opened. Open { $address }
