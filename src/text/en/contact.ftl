# Contacts
contact-no-channel = There is no way to reach "{ $role }"
contact-no-channel-unfilled = The contact "{ $text }" of "{ $role }" is still to be filled in{ $why ->
    [host] {" "}(names such as example.com are reserved for examples and reach nobody)
    [digits] {" "}(digits of the number are masked, so nobody can call it)
   *[open] {""}
}
contact-no-channel-several = There is no way to reach "{ $role }", and { $count } places are still to be filled in: { $cells }{ $why ->
    [host] {" "}(names such as example.com are reserved for examples and reach nobody)
    [digits] {" "}(digits of the number are masked, so nobody can call it)
   *[open] {""}
}
contact-no-channel-means = "{ $role }" has no name and no address, and "{ $text }" alone reaches nobody
contact-no-channel-help = Write what really reaches someone: a phone number, a mail address, a chat channel
contact-unfilled = "{ $name }" of "{ $role }" is still to be filled in: { $text }{ $why ->
    [host] {" "}(names such as example.com are reserved for examples and reach nobody)
    [digits] {" "}(digits of the number are masked, so nobody can call it)
   *[open] {""}
}
contact-unfilled-several = { $count } places of "{ $role }" are still to be filled in: { $cells }{ $why ->
    [host] {" "}(names such as example.com are reserved for examples and reach nobody)
    [digits] {" "}(digits of the number are masked, so nobody can call it)
   *[open] {""}
}
contact-unfilled-also = This is still to be filled in too
contact-unfilled-line = "{ $name }" is still to be filled in: { $text }{ $why ->
    [host] {" "}(names such as example.com are reserved for examples and reach nobody)
    [digits] {" "}(digits of the number are masked, so nobody can call it)
   *[open] {""}
}
contact-unfilled-help = Write the value, or "-" where there is none
contact-unfilled-help-person = Write the name of a person or a team, or "-" where the role has none
contact-unfilled-help-channel = Write what really reaches someone, or take it away (samples such as example.com and 0000 reach nobody)
contact-empty-cell = "{ $name }" of "{ $role }" is empty
contact-empty-cell-role = "{ $name }" of this contact is empty
contact-empty-cell-help = Write what was forgotten, or "-" where there is none
contact-malformed-phone = The phone number "{ $text }" of "{ $role }" has a wrong number of digits
contact-malformed-phone-help = A Japanese number has 10 digits with its area code, 11 for mobile phones, 10 for 0120
contact-malformed-email = The mail address "{ $text }" of "{ $role }" cannot be written to
contact-malformed-email-help = It needs one ASCII @ and a domain with a dot (oncall@corp.jp)
contact-malformed-url = The URL "{ $text }" of "{ $role }" cannot be opened
contact-malformed-url-help = It begins with http:// or https://, followed by a host
