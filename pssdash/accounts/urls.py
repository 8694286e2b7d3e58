"""Routes under /accounts/."""

from django.urls import path

from pssdash.accounts import views
from pssdash.accounts.two_factor import views as two_factor

# django-allauth asks for some addresses by names of its own.
urlpatterns = [
    path("sign-in/code/", two_factor.EnterCode.as_view(), name="mfa_authenticate"),
    path("confirm/", two_factor.Confirm.as_view(), name="account_reauthenticate"),
    path("two-factor/", two_factor.SetUp.as_view(), name="mfa_activate_totp"),
    path("two-factor/off/", two_factor.TurnOff.as_view(), name="mfa_deactivate_totp"),
    path("two-factor/recovery-codes/", two_factor.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("two-factor/recovery-codes/new/", two_factor.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", views.SignOut.as_view(), name="sign_out"),
    path("password/", views.ChangePassword.as_view(), name="password_change"),
    path("password/changed/", views.PasswordChanged.as_view(), name="password_changed"),
    path("password/reset/", views.ResetPassword.as_view(), name="password_reset"),
    path("password/reset/sent/", views.ResetSent.as_view(), name="password_reset_sent"),
    path("password/reset/<uidb64>/<token>/", views.ResetConfirm.as_view(), name="password_reset_confirm"),
    path("password/reset/complete/", views.ResetComplete.as_view(), name="password_reset_complete"),
]
