# Objectives
slo-error-budget = The error budget “{ $budget }” does not follow from the objective of { $objective }%
slo-error-budget-help = { $objective }% allows { $value } { $unit ->
    [seconds] seconds
    [minutes] minutes
   *[hours] hours
} in { $days } days
slo-error-budget-help-share = { $objective }% leaves { $share }%
slo-contradicting-thresholds = The threshold “{ $text }” differs from “{ $other }” in another document
slo-contradicting-thresholds-help = Find out which is right and write it in one place, or name what each is for
slo-contradicting-thresholds-other = The other value
