"""`python3 dev.py bench`: how fast the site is on this machine. It tests nothing and is no part of the tests' run.

It stands among the tests because it needs what they need (Chromium, every floor of the site), and the site has no need
of it.
"""
