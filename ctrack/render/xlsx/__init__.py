"""What a workbook is made of: its sheets of tables, of charts, and its first one."""
