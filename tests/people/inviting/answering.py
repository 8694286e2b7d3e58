"""What an administrator types of Ann, the link in her mail, and how it is answered."""

import re

PASSWORD = "heron lantern gravel"
INVITED = {"name": "Ann Example", "email": "ann@example.org", "codes": "psc-1"}


def link_in(message):
    return re.search(r"http://127\.0\.0\.1:8000(/accounts/invitation/\S+)", message.body).group(1)


def choose(client, link, again=PASSWORD):
    return client.post(link, {"new_password1": PASSWORD, "new_password2": again})
