# What a document states of itself
metadata-front-matter-syntax = The front matter is no YAML: { $reason }
metadata-front-matter-duplicate-key = The front matter has the key "{ $key }" twice
metadata-front-matter-feature = The front matter uses YAML's { $feature }, which is not allowed
metadata-front-matter-limit = The front matter is too large or nested too deeply
metadata-front-matter-unreadable-help = Write "key: value", one a line. This document's front matter is not used
metadata-future-date = The date "{ $date }" lies ahead of today ({ $today })
metadata-future-date-help = Write the day on which it was written or changed
metadata-impossible-date = No calendar has the date "{ $date }"
metadata-impossible-date-help = Look at its month and day
metadata-no-owner = The runbook does not say who answers for it
metadata-no-owner-all = None of { $count } runbooks says who answers for it
metadata-no-owner-help = Say who mends it: `owners` in the front matter, or a line such as "**Owner**: team"
metadata-placeholder-value = "{ $key }" is still "{ $value }"
metadata-placeholder-value-help = Write the value. If this is a template, write template: true in the front matter
metadata-review-overdue = The review was due by "{ $date }" (today is { $today })
metadata-review-overdue-help = Review the document, and write the next date
