from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff who can sign in to the editing interface."""
