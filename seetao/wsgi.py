"""The door for a WSGI server: `granian --interface wsgi seetao.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from seetao.charset import utf8_only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seetao.settings")
application = utf8_only(get_wsgi_application())
