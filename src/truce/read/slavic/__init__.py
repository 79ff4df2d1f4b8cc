"""Who said what in two East Slavic languages, by signs and words alone: there is no parser."""
