# How to use it. Keys are help-COMMAND and help-flag-FLAG
help-heading-usage = Usage:
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-examples = Examples:
help-heading-statuses = Exit status:
help-status-clean = no errors (with --deny warnings: no warnings either)
help-status-findings = there are errors; build publishes all the same, unless --strict is given
help-status-refused = rbc could not do its work (a wrong argument or setting, an unreadable folder, a full disk)
help-status-interrupted = ended by a signal; the old site stands
help-rbc = Checks Japanese operations runbooks (Markdown) and makes a site, checklists and JSON of them
help-build = Checks the runbooks and builds the site
help-check = Checks the runbooks; changes none of them unless --fix is given
help-explain = Shows what a rule checks and why, and how to mend or silence it
help-search = Searches a built site, with the ranking of its pages
help-anchors = Compares the addresses of pages and headings with anchors.lock
help-theme = Lists and writes out built-in templates, styles and scripts
help-list = Lists their names
help-eject = Writes one into templates, where it takes the place of the built-in one
help-schema = Prints a JSON Schema
help-completions = Prints the completions of a shell
help-man = Prints the manual
help-init = Writes an rbc.yaml that fits the folder; changes no runbook
help-new = Makes a new runbook from a template
help-flag-folder = Folder of the project (default: the working directory)
help-flag-ci = Also write the file of CI that checks and publishes (without HOST, for the host of git's origin)
help-flag-template = Name of the template
help-flag-path = Path of the new document
help-flag-list = List the templates
help-serve = Shows the site on this machine and follows what you save
help-flag-port = Port; 0 takes any that is free
help-flag-open = Open it in the browser
help-flag-poll = Look for changes in place of waiting to be told (network drives, containers)
help-flag-help = Print help
help-flag-version = Print version
help-flag-config = Configuration (default: rbc.yaml, looked for from the working directory upwards)
help-flag-directory = Run as if started in this directory
help-flag-verbose = Say more: hints with their lines and what to do, each time
help-flag-quiet = Say only errors and failures (warnings too with --deny warnings; formats other than text hold every finding)
help-flag-color = Whether to colour
help-flag-lang = Language of messages and of the site
help-flag-content = Folder of the runbooks (default: content)
help-flag-format = Format of the output
help-flag-output-file = File to write the findings to (default: standard output)
help-flag-statistics = Count the findings of each rule (in place of them as text, else on standard error)
help-flag-deny = warnings: warnings count as errors
help-flag-today = The date that counts as today, like 2026-04-01 (default: the day of the run)
help-flag-select = Rules or categories to report (link,table/too-few-cells)
help-flag-ignore = Rules or categories not to report
help-flag-changed-since = Report only on files changed since this revision (all of them are still resolved)
help-flag-baseline = File of known findings, which are not reported
help-flag-write-baseline = Write all findings to this file as known
help-flag-fix = Mend what can be mended safely, and write it
help-flag-unsafe-fixes = Also mend what may change the meaning (with --fix or --diff)
help-flag-diff = Show what mending would change; write nothing
help-flag-shellcheck = Asks an installed shellcheck about shell code too (without it, it is never started)
help-flag-online = Asks other hosts for the URLs (without it, no network is used)
help-flag-online-cache = File where answers are kept (default: rbc/links.json in the cache folder)
help-flag-online-max-age = Hours for which kept answers are used; answers that are no good ones for an hour at most
help-flag-out = Folder to write the site to (default: site)
help-flag-accept = Write the addresses of today into anchors.lock and accept what is gone
help-flag-base-url = Address of the published site
help-flag-strict = Publish nothing when there are errors
help-flag-no-search = Makes no index of the search
help-flag-zip = Also pack the site into one ZIP file
help-flag-part = What to write out (rbc theme list names all)
help-flag-single-file = Make one HTML file of this runbook and no site (--out, else here)
help-flag-query = What to search for
help-flag-site = Folder of the built site
help-flag-limit = Most results
help-flag-batch = A file whose lines are {"{"}"qid", "query"{"}"}; each is answered by a line of JSON
help-flag-paths = Folders or documents; - is the document on standard input (default: content)
help-flag-stdin-filename = Path of the document on standard input
help-flag-rule = Name of a rule (link/broken-anchor); without it, the list
help-flag-name = Name of a schema; without it, the list
help-flag-shell = Name of the shell
help-flag-command = Name of a command; without it, the whole
usage-unknown-argument = There is no option or argument “{ $name }”
usage-no-command = Name a command
usage-no-value = { $name } needs a value
usage-invalid-value = { $name } cannot be “{ $value }”
usage-conflict = { $name } and { $other } cannot be used together
usage-twice = { $name } can be used only once
usage-missing = { $name } is needed
usage-values-number = { $name } has a wrong number of values
usage-not-utf8 = An argument is not UTF-8
usage-nearest = The nearest: { $name }
usage-values = Possible: { $values }
usage-date = A date is written like 2026-04-01
usage-help = Run it with --help for more
help-values = one of { $values }
help-default = default: { $value }
# Examples of use: lines as they can be typed
help-example-rbc =
    rbc init          # start from the folder that is there
    rbc check         # look for what would fail an operator
    rbc build         # make the site, in site
    rbc serve --open  # see the site while you write
help-example-build =
    rbc build                            # make site out of content
    rbc build --content docs/runbooks --out public
    rbc build --strict                   # publish nothing where there are errors
    rbc build --single-file db-failover  # one runbook as one HTML file
help-example-check =
    rbc check                                     # content, or the folder that rbc.yaml names
    rbc check docs/runbooks/db.md                 # this file only
    rbc check --changed-since origin/main         # files that a branch changes
    rbc check --fix                               # mend what is safe
    rbc check --write-baseline rbc-baseline.json  # what is found today is known
help-example-serve =
    rbc serve         # at http://127.0.0.1:1414/
    rbc serve --open  # open the browser too
    rbc serve --content docs/runbooks --port 8000
    rbc serve --poll  # on a network drive or in a container
help-example-init =
    rbc init              # start in the working directory
    rbc init ops          # start in ops
    rbc init --ci         # also checks of pull requests and publishing, where origin is
    rbc init --ci gitlab
help-example-new =
    rbc new --list                       # which templates there are
    rbc new service content/payment.md
    rbc --lang en new spec content/spec  # .md is added
help-example-search =
    rbc search レプリカ遅延
    rbc search --limit 3 つながらない
    rbc search --site public --format json 503
help-example-anchors =
    rbc anchors           # compare with what was published
    rbc anchors --accept  # record the addresses, and accept what is lost
help-example-theme =
    rbc theme list
    rbc theme eject base.html  # write templates/base.html
help-example-list =
    rbc theme list
help-example-eject =
    rbc theme eject base.html  # write templates/base.html
help-example-explain =
    rbc explain       # all rules
    rbc explain link/broken-anchor
    rbc explain link  # the rules of a category
help-example-schema =
    rbc schema  # which schemas there are
    rbc schema config > rbc.schema.json
help-example-completions =
    rbc completions bash > ~/.local/share/bash-completion/completions/rbc
    rbc completions zsh > ~/.zfunc/_rbc
    rbc completions fish > ~/.config/fish/completions/rbc.fish
help-example-man =
    rbc man > rbc.1
    rbc man check | man -l -  # read the manual of check
