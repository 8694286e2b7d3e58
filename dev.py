#!/usr/bin/env python3
"""Everything that a person or a machine does with this repository: set it up, run it, test it.

    python3 dev.py run [PORT]            set up, then serve the demo on http://127.0.0.1:8000/
    python3 dev.py setup                 the same without serving
    python3 dev.py assets                the front-end files alone, for an installation of your own
    python3 dev.py test [PYTEST ARGS]    set up what the tests need, and run them on SQLite and PostgreSQL
    python3 dev.py check                 linter, formatter, types, imports, migrations, deployment, locks
    python3 dev.py screenshots DIR       pictures of every page, as each role, wide, narrow and printed
    python3 dev.py bench [--large]       how fast the pages, the imports and the charts are on this machine

Needs Python 3.11 or newer and nothing else: what is missing is fetched, or the command says what to install.
"""

import os
import sys


def main(arguments):
    if sys.version_info < (3, 11):  # noqa: UP036 - it says so to whoever has an older one
        print("pssdash needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
        return 2
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".ci"))
    from devtools import commands

    return commands.main(arguments, __doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
