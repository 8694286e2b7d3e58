"""Routes under /accounts/ about people."""

from django.urls import path

from pssdash.people.views import accounts, invitations, own

urlpatterns = [
    path("you/", own.your_account, name="your_account"),
    path("you/sessions/end/", own.end_other_sessions, name="end_other_sessions"),
    path("you/sessions/<int:pk>/end/", own.end_session, name="end_session"),
    path("people/", accounts.account_list, name="account_list"),
    path("people/export.<str:file_format>", accounts.account_export, name="account_export"),
    path("people/two-factor/", accounts.second_factor_roles, name="second_factor_roles"),
    path("people/<int:pk>/", accounts.account, name="account"),
    path("people/<int:pk>/close/", accounts.close, name="close_account"),
    path("people/<int:pk>/open-again/", accounts.open_again, name="open_account_again"),
    path("people/<int:pk>/two-factor/", accounts.second_factor, name="take_away_second_factor"),
    path("people/invitations/", invitations.invitation_list, name="invitation_list"),
    path("people/invitations/new/", invitations.invite_one, name="invite"),
    path("people/invitations/list/", invitations.invite_several, name="invite_several"),
    path("people/invitations/<int:pk>/again/", invitations.send_again, name="invite_again"),
    path("people/invitations/<int:pk>/withdraw/", invitations.take_back, name="withdraw_invitation"),
    # Where a mail leads, for people without an account.
    path("invitation/accepted/", invitations.invitation_accepted, name="invitation_accepted"),
    path("invitation/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
]
