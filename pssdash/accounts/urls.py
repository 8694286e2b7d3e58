"""Routes under /accounts/."""

from django.urls import path

from pssdash.accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.SignOut.as_view(), name="sign_out"),
    path("password/", views.ChangePassword.as_view(), name="password_change"),
    path("password/changed/", views.PasswordChanged.as_view(), name="password_changed"),
    path("password/reset/", views.ResetPassword.as_view(), name="password_reset"),
    path("password/reset/sent/", views.ResetSent.as_view(), name="password_reset_sent"),
    path("password/reset/<uidb64>/<token>/", views.ResetConfirm.as_view(), name="password_reset_confirm"),
    path("password/reset/complete/", views.ResetComplete.as_view(), name="password_reset_complete"),
]
