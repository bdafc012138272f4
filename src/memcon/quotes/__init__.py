"""A manuscript's words against a record's: where they stand, what was changed, and whether the voice is the one given.

Pure functions: a manuscript's text and its parse, and records, as arguments; nothing here reads a file or a library.
"""
