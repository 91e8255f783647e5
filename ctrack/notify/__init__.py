"""How reminders leave: the channels, the mail that all of them carry, and how it is written and sent."""
