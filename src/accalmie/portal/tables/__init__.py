"""Tables that people hand in: pasted lines, CSV and XLSX become rows with their faults.

Nothing here knows Django, a database or a language: what cannot be read is a value that the pages
put into words. It lies with the pages because only people hand in such tables, and because the two
libraries for spreadsheets belong to the portal alone; software sends structured messages.
"""
