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
config-unknown-key = There is no key “{ $name }”
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
