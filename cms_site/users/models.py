from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff who can sign in to the editing interface."""

    def __str__(self) -> str:
        return self.get_full_name() or str(self.get_username())
