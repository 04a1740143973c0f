# rbc.yaml
config-syntax = Not readable as YAML: { $reason }
config-feature = A YAML { $feature ->
    [tag] tag
    [anchor] anchor
    [alias] alias
   *[other] merge key
} is not allowed here
config-duplicate-key = The key “{ $key }” stands twice
config-first-here = The first is here
config-too-large = Too large: { $bytes } bytes are read at most
config-too-deep = Nested too deeply: { $depth } levels are read at most
config-words-syntax = This is not of the form “key = sentence”
config-words-syntax-help = rbc theme eject text/en/site.ftl writes the built-in words out
config-unknown-variable = “{ $key }” has no variable “{ $name }”
config-known-variables = Variables that it has: { $names }
config-unknown-key = There is no key “{ $name }”
config-unknown-property = Nothing that is read of a runbook is called “{ $name }”: this condition does not do what it looks like
config-known-names = The names here are { $names }
config-rule-name-help = Give the rule a name of lower-case letters, digits and hyphens (two-contacts, which findings call schema/two-contacts)
config-unknown-rule = There is no rule “{ $name }”
config-unknown-role = There is no role or kind of column “{ $name }”
config-missing-key = The key “{ $key }” is missing
config-nearest = The nearest name is “{ $name }”
config-wrong-type = “{ $key }” takes { $expected ->
    [string] a string
    [number] a whole number
    [list] a list
    [map] a map
   *[other] one of { $expected }
}
config-invalid-value = “{ $key }” does not take “{ $value }”
config-expected = It takes { $expected }
config-path-outside = The path “{ $path }” of “{ $key }” leads out of the folder of rbc.yaml
config-out-overlaps-content = The output “{ $out }” lies over the content “{ $content }”: publishing would destroy the sources
config-invalid-pattern = The pattern of “{ $key }” cannot be read: { $reason }
config-limit-raised = The limit “{ $key }” can only be lowered, to a value from 1 to { $bound }
config-unknown-time-zone = There is no time zone “{ $name }”

# Policies
config-unmatched-glob = No document fits “{ $glob }”
config-unmatched-glob-help = Globs are paths from the folder of rbc.yaml (a document: { $path })
config-unmatched-glob-near = Globs are paths from the folder of rbc.yaml: “{ $glob }” fits
config-unmatched-glob-none = Globs are paths from the folder of rbc.yaml. Where no document is written yet, it can wait
config-unused-policy = Nothing uses the policy “{ $path }”
config-unused-policy-help = Write policy: { $path } in policies, or take the file away
config-unknown-policy = There is no policy “{ $name }”
config-unknown-policy-help = Write minimal, standard, strict, or a path from the folder of rbc.yaml
config-policy-outside = The policy “{ $path }” lies outside of the project
config-policy-unreadable = The policy “{ $path }” cannot be read: { $reason }
config-policy-cycle = The policy “{ $name }” builds on itself
config-invalid-policy = The value of “{ $keyword }” is not what JSON Schema takes
config-reference-foreign = The reference “{ $target }” leads to the outside
config-reference-foreign-help = Nothing is fetched from the network: keep a file in the project and refer to it by a relative path
config-broken-reference = What the reference “{ $target }” names is not in { $path }
config-broken-reference-file = There is no file “{ $path }” to refer to
# Comments that silence
config-unused-suppression = This comment silences nothing: { $names }
config-unused-suppression-at-end = Nothing follows this comment, so it silences nothing: { $names }
config-unused-suppression-help = If it is mended, delete the comment
config-suppression-without-reason = The comment does not say why
config-suppression-without-reason-help = Write the reason behind “:”: <!-- { $form }: reason -->
config-expired-suppression = This comment held until { $date } and silences nothing any more
config-expired-suppression-help = Mend it and delete the comment, or set a new date
config-suppression-word = There is no “{ $word }”
config-suppression-no-rule = The comment names no rule
config-suppression-form = It reads <!-- rbc-ignore RULE: reason --> or <!-- rbc-ignore-file RULE: reason -->
config-suppression-until = “{ $date }” behind “until” is no date
config-suppression-until-help = Write it as 2027-03-31
