"""Reading: from bytes to Documents, and from Documents to Statements, Comparisons and a Draft."""
