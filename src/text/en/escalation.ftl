# Escalation
escalation-unfilled = Whom to call for "{ $condition }" is still to be filled in: { $text }
escalation-unfilled-empty = Nobody is named to be called for "{ $condition }"
escalation-unfilled-help = Write the role or the name, or "-" where nobody is called
escalation-times-out-of-order = This step ({ $time }) comes earlier than the one before ({ $before })
escalation-times-out-of-order-help = Each step has to come later than the one before: change the order or the times
escalation-times-out-of-order-related = The step before
escalation-unknown-role = "{ $role }" is to be called, and no contact of this document fills that role
escalation-unknown-role-help = Add it to the contacts, or call a role that stands there
escalation-nobody-on-call-night = "{ $name }" asks for an answer within { $target }, and nobody can be reached at night
escalation-nobody-on-call-holiday = "{ $name }" asks for an answer within { $target }, and nobody can be reached on holidays
escalation-nobody-on-call-both = "{ $name }" asks for an answer within { $target }, and nobody can be reached at night or on holidays
escalation-nobody-on-call-help = Name who is on call at night and on holidays, or say that the target holds in business hours
escalation-nobody-on-call-related = The target of the worst level
