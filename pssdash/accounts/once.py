"""What is worked out of a person once for each request."""

from collections.abc import Callable
from functools import wraps


def once_a_request(work: Callable) -> Callable:
    """What is worked out of a person is kept on the person, as Django keeps permissions: each request reads them anew.

    A page asks a dozen times, and to build the query takes as long as to answer it.
    """
    name = f"_{work.__name__}"

    def kept(user):
        if not hasattr(user, name):
            setattr(user, name, work(user))
        return getattr(user, name)

    return wraps(work)(kept)
