"""Services of reminders: who is to be told of what, and how the mails get out."""
