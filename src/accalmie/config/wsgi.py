"""The pages as a WSGI application, for granian: ``accalmie.config.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accalmie.config.settings")

application = get_wsgi_application()
