# Checklists
checklist-unreadable-marker = "{ $marker }" is not read as a checkbox
checklist-unreadable-marker-help = Write "{ $marker }" with a blank behind it
checklist-empty = A checklist has no item with text
checklist-empty-item = An item of a checklist has no text
checklist-empty-item-help = Write what to check, or remove the item
