"""The door for application servers and for `flask --app wsgi`."""

from mentornet import create_app

app = create_app()
