"""What a mail or a letter says, in each of its forms: subject, text, HTML, and a page to print. Channels carry it."""
