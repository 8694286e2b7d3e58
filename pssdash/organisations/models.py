"""Every organisation in one table, how they belong together over time, and who delivers what."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from pssdash.accounts.once import once_a_request
from pssdash.accounts.permissions import Permission


class OrganisationKind(models.TextChoices):
    NATION = "nation", "Nation"
    REGION = "region", "Region"
    COLLABORATIVE = "collaborative", "Patient safety collaborative"
    ICB = "icb", "Integrated care board"
    TRUST = "trust", "Trust"
    PRACTICE = "practice", "General practice"
    NATIONAL_BODY = "national_body", "National body"


def _open_at(day: date, prefix: str = "") -> Q:
    """Rows (organisations or links) whose dates include `day`; a date that is not known bounds nothing."""
    begun = Q(**{f"{prefix}start__isnull": True}) | Q(**{f"{prefix}start__lte": day})
    not_ended = Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gte": day})
    return begun & not_ended


class OrganisationQuerySet(models.QuerySet):
    def open_at(self, day: date) -> "OrganisationQuerySet":
        return self.filter(_open_at(day))

    def of_kind(self, kind: str) -> "OrganisationQuerySet":
        return self.filter(kind=kind)

    def regions(self) -> "OrganisationQuerySet":
        return self.filter(kind=OrganisationKind.REGION)

    def inside_regions(self, regions: models.QuerySet | list) -> "OrganisationQuerySet":
        """The regions themselves, their ICBs, these ICBs' trusts, and the collaboratives that work with an ICB.

        Links of any date count: whoever was inside a region stays visible to it in the quarters of that time.
        """
        return self.filter(pk__in=keys_inside({region.pk for region in regions}))

    def of_user(self, user) -> "OrganisationQuerySet":
        """The organisations that a person answers for."""
        return self.filter(memberships__user=user)

    def regions_readable_by(self, user) -> "OrganisationQuerySet":
        """All regions for the national team, their own for a regional lead, none for others."""
        if not user.has_perm(Permission.READ_REGIONS):
            return self.none()
        if user.has_perm(Permission.READ_DRAFTS):
            return self.regions()
        return self.regions().of_user(user)

    def with_local_rows_for(self, user) -> "OrganisationQuerySet":
        """The organisations whose own rows (local updates) a person may read."""
        if user.has_perm(Permission.READ_DRAFTS):
            return self.all()
        return self.filter(pk__in=local_keys(user))


def keys_inside(regions: set[int]) -> set[int]:
    """`inside_regions` by their keys. Two short queries: as parts of each query that asks, they took longer than it."""
    if not regions:
        return set()
    kinds, links = OrganisationLink.Kind, OrganisationLink.objects.order_by()
    lying = links.filter(kind=kinds.REGION, parent__in=regions, child__kind=OrganisationKind.ICB)
    icbs = set(lying.values_list("child_id", flat=True))
    tied = links.filter(Q(kind=kinds.ICB, parent__in=icbs) | Q(kind=kinds.COLLABORATIVE, child__in=icbs))
    pairs = tied.values_list("kind", "child_id", "parent_id")
    return regions | icbs | {child if kind == kinds.ICB else parent for kind, child, parent in pairs}


@once_a_request
def local_keys(user) -> set[int]:
    """The organisations whose own rows a person who reads no drafts may read, by their keys."""
    leads, submits = user.has_perm(Permission.READ_REGIONS), user.has_perm(Permission.SUBMIT_FOR_ORGANISATION)
    if not (leads or submits):
        return set()
    own = list(Membership.objects.filter(user=user).values_list("organisation_id", "organisation__kind"))
    regions = {pk for pk, kind in own if leads and kind == OrganisationKind.REGION}
    return keys_inside(regions) | ({pk for pk, _ in own} if submits else set())


class Organisation(models.Model):
    """A nation, region, collaborative, ICB, trust, practice or national body. Closed ones stay, with successors."""

    # Half as wide as other keys, because millions of values name it.
    id = models.AutoField(primary_key=True)
    code = models.CharField(
        max_length=30, unique=True, help_text="The ODS code where there is one; codes are never reused."
    )
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120)
    ods_code = models.CharField("ODS code", max_length=10, blank=True)
    ons_code = models.CharField("ONS code", max_length=10, blank=True)
    trust_type = models.CharField(
        max_length=30, blank=True, help_text="Trusts only: acute, mental_health, community, …"
    )
    start = models.DateField("opened on", null=True, blank=True, help_text="Blank where it is not known.")
    end = models.DateField("closed on", null=True, blank=True)
    note = models.TextField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                name="organisation_closes_after_it_opens",
                violation_error_message="It cannot close before it opens.",
            ),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=OrganisationKind.NATION),
                name="one_nation",
                violation_error_message="There is one nation, England.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @classmethod
    def england(cls) -> "Organisation":
        """The nation, under which the national view is written."""
        return cls.objects.get(kind=OrganisationKind.NATION)


class OrganisationLink(models.Model):
    """A dated tie from a part to what it belongs to: trust to ICB, ICB to region, ICB to collaborative.

    A region is not made of collaboratives, and an ICB can work with two of them. A trust works with its ICB's
    collaboratives unless it has a link of its own; that says which.
    """

    class Kind(models.TextChoices):
        ICB = "icb", "belongs to the ICB"
        REGION = "region", "lies in the region"
        COLLABORATIVE = "collaborative", "works with the collaborative"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    child = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parent_links")
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="child_links")
    start = models.DateField("from", null=True, blank=True)
    end = models.DateField("until", null=True, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="How sure the link is, and what says so.")

    class Meta:
        ordering = ["child", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "child", "parent"],
                condition=Q(end__isnull=True),
                name="one_lasting_link_of_a_kind",
                violation_error_message="This link is there already and has not ended.",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                name="link_ends_after_it_starts",
                violation_error_message="It cannot end before it starts.",
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="link_joins_two_organisations"),
        ]

    def __str__(self) -> str:
        return f"{self.child} {self.get_kind_display()} {self.parent}"

    def clean(self) -> None:
        """A link of a kind leads to that kind of organisation, from those that can have it."""
        fits = {
            self.Kind.ICB: [OrganisationKind.TRUST],
            self.Kind.REGION: [OrganisationKind.ICB],
            self.Kind.COLLABORATIVE: [OrganisationKind.ICB, OrganisationKind.TRUST],
        }
        if not (self.child_id and self.parent_id and self.kind):
            return
        if self.parent.kind != self.kind or self.child.kind not in fits[self.kind]:
            child, parent = self.child.get_kind_display(), self.parent.get_kind_display()
            raise ValidationError(f"A link that says “{self.get_kind_display()}” cannot go from {child} to {parent}.")


class Succession(models.Model):
    """An organisation whose work passed to another on a date; a split has several rows."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="predecessions")
    date = models.DateField()

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_a_pair")]

    def __str__(self) -> str:
        return f"{self.predecessor} became {self.successor} on {self.date.day} {self.date:%B %Y}"


class Membership(models.Model):
    """A person answers for, or leads, an organisation. A person may have several."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_a_pair")]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"


class DelivererQuerySet(models.QuerySet):
    def answered_by(self, organisations: models.QuerySet) -> "DelivererQuerySet":
        """The deliverers that are, or have as a member, one of `organisations`."""
        kinds = organisations.values("kind")
        trust_types = organisations.filter(kind=OrganisationKind.TRUST).values("trust_type")
        by_kind = Q(member_kind__in=kinds) & (Q(member_trust_type="") | Q(member_trust_type__in=trust_types))
        return self.filter(
            Q(organisation__in=organisations) | Q(members__in=organisations) | (~Q(member_kind="") & by_kind)
        ).distinct()


class Deliverer(models.Model):
    """Who delivers a target: one body, or a group of organisations such as "Local systems".

    A group's members say who answers. They are found by kind (`member_kind`, with `member_trust_type` for trusts), or
    listed; a group of people, such as patient safety partners, has none.
    """

    class Kind(models.TextChoices):
        BODY = "body", "One body"
        GROUP = "group", "A group"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="delivers_as"
    )
    member_kind = models.CharField(max_length=20, choices=OrganisationKind.choices, blank=True)
    member_trust_type = models.CharField(max_length=30, blank=True)
    members = models.ManyToManyField(Organisation, blank=True, related_name="listed_in_deliverers")
    note = models.CharField(max_length=300, blank=True)

    objects = DelivererQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="body") | Q(organisation__isnull=True),
                name="group_is_no_single_body",
                violation_error_message="A group has members and not one organisation.",
            ),
            models.CheckConstraint(
                condition=Q(member_trust_type="") | Q(member_kind=OrganisationKind.TRUST),
                name="trust_type_of_trusts",
                violation_error_message="Only trusts have a trust type.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def members_at(self, day: date) -> models.QuerySet:
        """The organisations that answer for this deliverer on `day`."""
        if self.kind == self.Kind.BODY:
            return Organisation.objects.filter(pk=self.organisation_id).open_at(day)
        if not self.member_kind:
            return self.members.open_at(day)
        members = Organisation.objects.of_kind(self.member_kind).open_at(day)
        return members.filter(trust_type=self.member_trust_type) if self.member_trust_type else members
