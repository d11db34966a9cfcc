"""The pages as a WSGI application, for granian: ``accalmie.config.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from accalmie.law.catalogue import catalogue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accalmie.config.settings")

application = get_wsgi_application()

# What the law holds is read once, before the first page is asked for.
catalogue()
