# What a document states of itself
metadata-front-matter-syntax = The front matter is no YAML: { $reason }
metadata-front-matter-duplicate-key = The front matter has the key "{ $key }" twice
metadata-front-matter-feature = The front matter uses YAML's { $feature }, which is not allowed
metadata-front-matter-limit = The front matter is too large or nested too deeply
metadata-front-matter-unreadable-help = Write "key: value", one a line. This document's front matter is not used
