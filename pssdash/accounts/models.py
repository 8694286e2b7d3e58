"""People and the permanent record of what they did."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from pssdash.accounts.append_only import AppendOnly
from pssdash.accounts.permissions import Permission


class UserManager(BaseUserManager):
    """Makes accounts; the email address is the sign-in name, whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A named account. What it may do comes from its roles (groups), what it may see also from its organisations."""

    email = models.EmailField("email address", unique=True, error_messages={"unique": "This address has an account."})
    name = models.CharField("name or role", max_length=150)
    is_active = models.BooleanField(
        "may sign in", default=True, help_text="Clear this for leavers; never delete an account."
    )
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name"]
        permissions = [(verb.codename, verb.description) for verb in Permission]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address",
                violation_error_message="This address has an account, perhaps with other capitals.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class SecondFactorRule(models.Model):
    """A role that signs in with a second factor. Without a row it may, but need not."""

    role = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="second_factor_rule")

    def __str__(self) -> str:
        return f"{self.role.name} needs two-factor sign-in"


class AuditEvent(AppendOnly):
    """One change: who, when, what, each field before and after, and why.

    It names what it is about by kind and key and not by foreign key: the trail stands on the lowest floor, below all
    that it speaks of, and outlives it. `subject` is the page under which it is shown, for example `objective/SC-1`.
    """

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="audit_events")
    action = models.CharField(max_length=60)
    item_kind = models.CharField(max_length=40)
    item_key = models.CharField(max_length=120)
    subject = models.CharField(max_length=120, blank=True)
    changes = models.JSONField(default=list, help_text="A list of {field, before, after}.")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject", "-at"]), models.Index(fields=["item_kind", "item_key"])]

    def __str__(self) -> str:
        return f"{self.action} {self.item_kind} {self.item_key}"
