"""The ledgers of many convoys added up: by kind of cargo, recipient, donor and year.

Weights alone can be added. What was handed over of a line weighs as much of the line's weight as its quantity is of the
line's quantity; lines without one of the two add nothing.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, DecimalField, F, Func, IntegerField, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from cms_site.core.alphabet import alphabetical
from partnerships.models import CargoLine, Container, ConvoyDonor, ConvoyPage, HandOver, Organisation
from partnerships.models.cargo import CargoKind

KILOGRAMS: DecimalField = DecimalField(max_digits=16, decimal_places=3)


class Quotient(Func):
    """The first of two decimals divided by the second, with its fraction.

    SQLite stores a decimal without a fraction as an integer, and of two integers it gives a whole quotient.
    """

    template = "(%(expressions)s)"
    arg_joiner = " / "
    arity = 2
    output_field = KILOGRAMS

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="(CAST(%(expressions)s))", arg_joiner=" AS REAL) / (", **context
        )


@dataclass(frozen=True)
class Total:
    """One row: what it is about, how many convoys and lines or entries, weights in kg, None where not recorded."""

    label: Any
    convoys: int
    rows: int
    received_kg: Decimal | None
    handed_over_kg: Decimal | None = None


@dataclass(frozen=True)
class YearTotal:
    """What arrived in a year; None where nothing is recorded."""

    year: int
    convoys: int
    containers: int | None
    tonnes: Decimal | None


class Totals:
    """The totals of some convoys in the source language, each in a constant number of queries."""

    def __init__(self, convoys: QuerySet) -> None:
        """`convoys` gives the ids of their pages, as a subquery."""
        self._convoys = convoys

    @cached_property
    def kinds(self) -> list[Total]:
        """By kind of cargo, in the order of the kinds."""
        lines = with_handed_over(CargoLine.objects.filter(page__in=self._convoys)).order_by()
        rows = lines.values("kind").annotate(
            convoys=Count("page", distinct=True),
            lines=Count("pk"),
            received=Sum("weight_kg"),
            handed_over=Sum("handed_over_kg"),
        )
        found = {row["kind"]: row for row in rows}
        return [
            Total(label, row["convoys"], row["lines"], _kg(row["received"]), _kg(row["handed_over"]))
            for kind, label in CargoKind.choices
            if (row := found.get(kind))
        ]

    @cached_property
    def recipients(self) -> list[Total]:
        """By recipient, in alphabetical order."""
        share = Quotient(F("quantity") * F("cargo_line__weight_kg"), F("cargo_line__quantity"))
        entries = HandOver.objects.standing().filter(convoy__in=self._convoys).order_by()
        rows = list(
            entries.values("recipient").annotate(
                convoys=Count("convoy", distinct=True),
                entries=Count("pk"),
                received=Sum(share),
            )
        )
        names = Organisation.objects.in_bulk([row["recipient"] for row in rows])
        found = [Total(names[row["recipient"]], row["convoys"], row["entries"], _kg(row["received"])) for row in rows]
        return sorted(found, key=lambda total: alphabetical(str(total.label)))

    @cached_property
    def donors(self) -> list[Total]:
        """By donor, in alphabetical order. A convoy of several donors counts for each of them."""
        donors = ConvoyDonor.objects.filter(page__in=self._convoys).order_by()
        weights = dict(with_arrived(ConvoyPage.objects.filter(pk__in=self._convoys)).values_list("pk", "arrived_kg"))
        by_donor: dict[int, set[int]] = {}
        for organisation, convoy in donors.values_list("organisation", "page"):
            by_donor.setdefault(organisation, set()).add(convoy)
        names = Organisation.objects.in_bulk(by_donor)
        found = []
        for organisation, convoys in by_donor.items():
            known = [weight for convoy in convoys if (weight := weights.get(convoy)) is not None]
            found.append(Total(names[organisation], len(convoys), len(known), sum(known) if known else None))
        return sorted(found, key=lambda total: alphabetical(str(total.label)))


def by_year(convoys: QuerySet) -> list[YearTotal]:
    """What arrived in each year, the newest first, of the convoys with these ids."""
    pages = with_arrived(ConvoyPage.objects.filter(pk__in=convoys, start_date__isnull=False)).order_by()
    rows = pages.values("start_date__year").annotate(
        convoys=Count("pk"), containers=Sum("arrived_containers"), kg=Sum("arrived_kg")
    )
    found = [YearTotal(row["start_date__year"], row["convoys"], row["containers"], _tonnes(row["kg"])) for row in rows]
    return sorted(found, key=lambda total: -total.year)


def with_arrived(pages: QuerySet) -> QuerySet:
    """Convoy pages with `arrived_containers` and `arrived_kg`, which say in SQL what the page says of itself."""
    containers = Container.objects.filter(page=OuterRef("pk")).order_by().values("page")
    listed = Subquery(containers.annotate(found=Count("pk")).values("found"))
    weighed = Subquery(
        containers.annotate(found=Count("pk"), weighed=Count("weight_kg"), total=Sum("weight_kg"))
        .filter(found=F("weighed"))
        .values("total"),
        output_field=KILOGRAMS,
    )
    return pages.annotate(
        arrived_containers=Coalesce(listed, "container_count", output_field=IntegerField()),
        arrived_kg=Case(
            When(weight_t__isnull=False, then=F("weight_t") * 1000), default=weighed, output_field=KILOGRAMS
        ),
    )


def with_handed_over(lines: QuerySet) -> QuerySet:
    """Cargo lines with `handed_over_kg`, the weight of what was handed over."""
    entries = HandOver.objects.standing().filter(cargo_line=OuterRef("pk")).order_by().values("cargo_line")
    handed = Subquery(entries.annotate(total=Sum("quantity")).values("total"), output_field=KILOGRAMS)
    share = Quotient(F("weight_kg") * Coalesce(handed, 0, output_field=KILOGRAMS), F("quantity"))
    return lines.annotate(
        handed_over_kg=Case(When(quantity__isnull=False, weight_kg__isnull=False, then=share), output_field=KILOGRAMS)
    )


def _kg(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(Decimal("0.001"))


def _tonnes(kilograms: Decimal | None) -> Decimal | None:
    return None if kilograms is None else Decimal(kilograms).quantize(Decimal("0.001")) / 1000
