# References
reference-undefined = “{ $id }” is defined nowhere
reference-undefined-help = Mend the name, or add it to { $path }
reference-defined-twice = “{ $id }” is defined twice
reference-defined-twice-help = Give one of them another identifier, or make them one
reference-defined-twice-first = The first definition
