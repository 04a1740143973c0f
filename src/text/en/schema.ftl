# Violations of a policy
schema-own = { $text }
schema-demanded = The policy { $policy } asks for it here
schema-built-in = The built-in policy “{ $policy }” asks for it
schema-this-row = This row
schema-description = { $text }
schema-allowed = It can be { $values }
schema-pattern-help = The pattern is { $pattern }

# What is asked for is not there
schema-required = “{ $property }” is missing from the { $part }
schema-required-all = No row of the { $part } has “{ $property }”
schema-required-rows = Of the { $part }, “{ $property }” is missing from { $rows }
schema-min-properties = The { $part } says too little: at least { $limit } entries are needed

# How many
schema-min-items = { $count ->
    [0] There are no { $part }: at least { $limit } are needed
   *[other] Too few { $part }: { $count } where at least { $limit } are needed
}
schema-max-items = Too many { $part }: { $count } where { $limit } are allowed
schema-max-properties = The { $part } says too much: { $limit } entries are allowed
schema-contains = None of the { $part } is as the policy asks
schema-contains-this = None of the { $part } is as the policy asks: { $condition }
schema-min-contains = Too few of the { $part } are as the policy asks: at least { $limit } are needed
schema-min-contains-this = Too few of the { $part } are as the policy asks (at least { $limit } are needed): { $condition }
schema-max-contains = Too many of the { $part } are as the policy describes: { $limit } are allowed
schema-max-contains-this = Too many of the { $part } are as the policy describes ({ $limit } are allowed): { $condition }
schema-unique-items = Two of the { $part } are the same

# Values
schema-enum = The { $part } cannot be “{ $value }”
schema-const = The { $part } must be “{ $expected }” and is “{ $value }”
schema-type = The { $part } is not { $expected ->
    [string] a string
    [integer] a whole number
    [number] a number
    [boolean] true or false
    [array] a list
    [object] a set of entries
    [null] empty
   *[other] one of { $expected }
}
schema-pattern = The { $part } “{ $value }” is not written as the policy asks
schema-format = The { $part } “{ $value }” is not { $format ->
    [email] a mail address
    [uri] a URL
    [date] a date (YYYY-MM-DD)
    [duration] a duration in ISO 8601
   *[other] in the form { $format }
}
schema-not-a-duration = The { $part } “{ $value }” is not readable as a duration
schema-not-a-date = The { $part } “{ $value }” is not readable as a date
schema-minimum = The { $part } must be at least { $limit } and is { $value }
schema-exclusive-minimum = The { $part } must be more than { $limit } and is { $value }
schema-maximum = The { $part } must be at most { $limit } and is { $value }
schema-exclusive-maximum = The { $part } must be less than { $limit } and is { $value }
schema-minimum-duration = The { $part } “{ $value }” is too short: at least { $limit } are needed
schema-maximum-duration = The { $part } “{ $value }” is too long: at most { $limit } are allowed
schema-multiple-of = The { $part } must be a multiple of { $limit } and is { $value }
schema-min-length = The { $part } “{ $value }” is too short: at least { $limit } characters are needed
schema-max-length = The { $part } “{ $value }” is too long: { $limit } characters are allowed

# What must not be there
schema-unexpected = The { $part } must not have { $names }
schema-unexpected-items = The { $part } has too many items
schema-false = The { $part } must not be here
schema-property-name = A name in the { $part } is not as the policy asks

# Combinations
schema-any-of = The { $part } has none of the forms that the policy allows
schema-any-of-these = The { $part } needs one of these: { $choices }
schema-one-of-many = The { $part } has more than one of the forms of which the policy allows one
schema-not = The { $part } has a form that the policy forbids
schema-not-this = The { $part } has a form that the policy forbids: { $condition }
schema-violation = The { $part } breaks the policy’s { $keyword }

# Conditions in words
schema-clause-const = { $part } is “{ $value }”
schema-clause-enum = { $part } is one of { $values }
schema-clause-required = “{ $property }” is there
schema-clause-min-items = there are at least { $limit } { $part }
schema-clause-minimum = { $part } is at least { $limit }
schema-clause-maximum = { $part } is at most { $limit }
schema-clause-and = { $left } and { $right }
schema-clause-or = { $left }, or { $right }
schema-quoted = “{ $text }”
schema-list = { $left }, { $right }

# Lengths of time
schema-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
schema-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
schema-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
schema-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}

# The parts of a runbook by name
schema-of = { $part } of { $owner }
schema-named = “{ $name }” ({ $list })
schema-numbered = number { $number } of the { $list }
schema-whole = runbook
schema-this-value = value
schema-part-contacts = contacts
schema-part-escalation = escalation
schema-part-severity-levels = severity levels
schema-part-severity-mentions = mentions of severity levels
schema-part-scenarios = scenarios
schema-part-sections = sections
schema-part-children = sections
schema-part-metadata = metadata
schema-part-alerts = alerts
schema-part-checklists = checklists
schema-part-code-blocks = code blocks
schema-part-inline-commands = commands in prose
schema-part-commands = commands
schema-part-statements = SQL statements
schema-part-sql = SQL statements
schema-part-thresholds = thresholds
schema-part-links = links
schema-part-placeholders = placeholders
schema-part-references = references
schema-part-tables = tables
schema-part-title = title
schema-part-kind = kind
schema-part-id = id
schema-part-source = file
schema-part-url = address
schema-part-role = role
schema-part-assignee = assignee
schema-part-availability = availability
schema-part-hours = hours
schema-part-note = note
schema-part-is-placeholder = being unfilled
schema-part-channels = channels
schema-part-value = value
schema-part-name = name
schema-part-label = label
schema-part-rank = rank
schema-part-definition = definition
schema-part-response-target = response target
schema-part-resolution-target = resolution target
schema-part-examples = examples
schema-part-condition = condition
schema-part-within = time limit
schema-part-to = addressees
schema-part-symptoms = symptoms
schema-part-failure-modes = failure modes
schema-part-causes = causes
schema-part-parts = parts
schema-part-section = section
schema-part-steps = steps
schema-part-details = details
schema-part-number = number
schema-part-level = level
schema-part-form = form
schema-part-items = items
schema-part-checked = being checked
schema-part-choices = choices
schema-part-depth = depth
schema-part-info = info string
schema-part-language = language
schema-part-text = text
schema-part-effect = effect
schema-part-program = program
schema-part-path = sub-commands
schema-part-description = description
schema-part-expected = expected output
schema-part-bounded = being bounded
schema-part-metric = metric
schema-part-comparator = comparison
schema-part-unit = unit
schema-part-window = window
schema-part-target = target
schema-part-status = status
schema-part-resolved = destination
schema-part-image = being an image
schema-part-occurrences = occurrences
schema-part-columns = columns
schema-part-rows = rows
schema-part-scenario = scenario
schema-part-checklist = checklist
schema-part-service = service
schema-part-environments = environments
schema-part-owners = owners
schema-part-version = version
schema-part-updated-on = date of change
schema-part-review-by = review date
schema-part-tags = tags
schema-part-entries = entries
schema-part-key = key
schema-part-seconds = seconds
schema-part-from-seconds = lower end in seconds
schema-part-iso8601 = duration
schema-part-bound = bound
schema-part-calendar = calendar
schema-part-anchor = starting point
schema-part-date = date
schema-part-days = days
schema-part-from = start
schema-part-tz = time zone
schema-part-template = being a template
schema-part-location = location
schema-part-schema-version = version of the format
schema-part-markdown = address of the Markdown twin
schema-part-asset = file
schema-part-project = file of the project
schema-part-line = line
schema-part-column = column
schema-part-end-line = last line
schema-part-end-column = last column
