"""Who said what in English: from the grammar of a text to its attributions and their speakers."""
