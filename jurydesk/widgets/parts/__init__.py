"""What any page may use: forms, tables, labels, theme, dialogs, background work."""
