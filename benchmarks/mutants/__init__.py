"""Small changes made in the core, one at a time: which do the tests not see?"""
