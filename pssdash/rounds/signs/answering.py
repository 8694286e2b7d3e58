"""Who is there to be asked: accounts that were closed, and deliverers and organisations for which nobody answers.

Organisations count as at the end of the quarter, accounts as they are today: of these no history is kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission
from pssdash.organisations.models import Deliverer, Membership, Organisation, OrganisationKind
from pssdash.reporting.rag import in_words
from pssdash.rounds.signs.items import Item
from pssdash.rounds.signs.scope import organisations_seen_by
from pssdash.rounds.signs.silence import Answering


@dataclass(frozen=True)
class Unanswered:
    """An organisation for which no active account answers, and what it helps to deliver."""

    name: str
    kind: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Asked:
    """The deliverers of some items, with the organisations that answer for each (those that `user` may see)."""

    answering: Answering
    organisations: tuple[Unanswered, ...]


def who_answers(items: Iterable[Item], day: date, user: User) -> Asked:
    """For the items that are not over. Six queries at most, however many there are."""
    running = [item for item in items if not item.is_over]
    by_deliverer = defaultdict(list)
    for item in running:
        for deliverer in item.row.deliverers:
            by_deliverer[deliverer.slug].append(item)
    deliverers = deliverers_named(by_deliverer)
    members = members_of(deliverers, day, user)
    answered = set(Membership.objects.filter(user__is_active=True).values_list("organisation_id", flat=True))
    answering = Answering(
        left=names_of_leavers() if user.has_perm(Permission.READ_DRAFTS) else frozenset(),
        closed={each.slug: closed_words(each.organisation) for each in deliverers if has_closed(each, day)},
        unanswered={
            deliverer.slug: f"Nobody answers for {deliverer.name}"
            for deliverer in deliverers
            if members[deliverer.slug] and not answered & {each.pk for each in members[deliverer.slug]}
        },
    )
    return Asked(answering, unanswered_among(members, answered, by_deliverer))


def deliverers_named(slugs: Iterable[str]) -> list[Deliverer]:
    return list(
        Deliverer.objects.filter(slug__in=list(slugs)).select_related("organisation").prefetch_related("members")
    )


def members_of(deliverers: Iterable[Deliverer], day: date, user: User) -> dict[str, list[Organisation]]:
    """Deliverer (slug) -> the organisations open on `day` that answer for it, of those that `user` may see. England is
    the national team's own, so nobody else is missing there.
    """
    deliverers = list(deliverers)
    kinds = {each.member_kind for each in deliverers if each.member_kind}
    wanted = {each.organisation_id for each in deliverers if each.organisation_id}
    wanted |= {member.pk for each in deliverers for member in each.members.all()}
    seen = organisations_seen_by(user).open_at(day).exclude(kind=OrganisationKind.NATION)
    found = [*seen.filter(pk__in=wanted), *seen.filter(kind__in=kinds).exclude(pk__in=wanted)]
    return {each.slug: [one for one in found if answers_for(one, each)] for each in deliverers}


def answers_for(organisation: Organisation, deliverer: Deliverer) -> bool:
    """`Deliverer.objects.answered_by` for one pair, from what is already read."""
    if deliverer.organisation_id == organisation.pk or organisation in deliverer.members.all():
        return True
    of_kind = bool(deliverer.member_kind) and deliverer.member_kind == organisation.kind
    return of_kind and deliverer.member_trust_type in ("", organisation.trust_type)


def has_closed(deliverer: Deliverer, day: date) -> bool:
    """A body whose organisation was not open any more on that day."""
    organisation = deliverer.organisation
    return organisation is not None and organisation.end is not None and organisation.end < day


def closed_words(organisation: Organisation) -> str:
    return f"{organisation.short_name} closed on {in_words(organisation.end)}"


def names_of_leavers() -> frozenset[str]:
    """The names and addresses of closed accounts, in small letters, unless an active account has the same name."""
    accounts = User.objects.values_list("is_active", "name", "email")
    here = {name.casefold() for active, *names in accounts if active for name in names}
    left = {name.casefold() for active, *names in accounts if not active for name in names if name.strip()}
    return frozenset(left - here)


def unanswered_among(
    members: dict[str, list[Organisation]], answered: set[int], by_deliverer: dict[str, list[Item]]
) -> tuple[Unanswered, ...]:
    """The organisations that nobody answers for, those with most to deliver first."""
    theirs: dict[Organisation, dict[str, Item]] = defaultdict(dict)
    for slug, organisations in members.items():
        for organisation in organisations:
            if organisation.pk not in answered:
                theirs[organisation] |= {item.ref: item for item in by_deliverer[slug]}
    found = [
        Unanswered(organisation.name, OrganisationKind(organisation.kind).label, tuple(items.values()))
        for organisation, items in theirs.items()
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.items), each.name)))
