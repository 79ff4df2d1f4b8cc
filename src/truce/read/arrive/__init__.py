"""Arrival: the bytes of one medium -> its text in blocks, and what its markup states."""
