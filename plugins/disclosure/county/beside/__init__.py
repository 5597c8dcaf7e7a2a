"""Files that lie beside records and go with them: attachments, lists of persons, data of ledgers."""
