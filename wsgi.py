"""The door for application servers and for `flask --app wsgi`."""

import sys

from mentornet import create_app
from mentornet.cli.alone import create_bare_app, is_alone

app = create_bare_app() if is_alone(sys.argv) else create_app()
