"""The site as a WSGI application, for waitress or any other server."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pssdash.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
# All code is loaded now, and stays as long as the process: the collector need not look through it again, which made
# one long page in forty wait a tenth of a second.
gc.collect()
gc.freeze()
