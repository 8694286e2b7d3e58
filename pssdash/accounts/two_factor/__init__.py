"""Signing in with a second factor: a code of an app on the phone, or a recovery code.

django-allauth does the arithmetic, keeps the sign-in that waits for its code, and can bring single sign-on (OpenID
Connect) later.
"""
