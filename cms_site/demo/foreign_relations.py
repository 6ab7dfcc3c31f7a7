"""Partners, agreements, visits and convoys of the demo."""

from decimal import Decimal
from typing import Any

from cms_site.demo.accounts import username
from cms_site.demo.facts import LANGUAGES, dated, facts, texts, words
from cms_site.demo.pages import Draft, Pages
from cms_site.demo.records import Records
from delegations.models import DelegationPage
from partnerships.models import Agreement, ConvoyPage, PartnershipPage

OFFICER = username("officer")
PICTURE_OF_CONVOYS = PICTURE_OF_OTHER_AGREEMENTS = "humanitarian"


def ensure(pages: Pages, records: Records) -> None:
    """Make what is missing, in the order in which one refers to the other."""
    for record in facts("partners"):
        pages.ensure(_partner(record, pages, records))
    for record in facts("agreements"):
        pages.ensure(_agreement(record, pages, records))
    for record in facts("visits"):
        pages.ensure(_visit(record, pages, records))
    for record in facts("convoys"):
        pages.ensure(_convoy(record, pages, records))


def _partner(record: dict[str, Any], pages: Pages, records: Records) -> Draft:
    written = texts("partners")[record["key"]]
    titles = {f"title_{language}": record[f"name_{language}"] for language in ("uk", "en")}
    return Draft(
        f"partner:{record['key']}",
        PartnershipPage,
        pages.below("partnerships"),
        words(titles, written),
        lambda: {
            "kind": record["kind"],
            "stage": record["stage"],
            "country": record["country"] or "",
            "latitude": Decimal(str(record["lat"])) if "lat" in record else None,
            "longitude": Decimal(str(record["lon"])) if "lon" in record else None,
            "organisation": records.organisation(record["organisation"]) if "organisation" in record else None,
        },
        lambda: {
            "stage_changes": [{"stage": step["stage"], **dated(step, "date")} for step in written.get("history", [])]
        },
        picture=record["key"],
        owner=OFFICER,
    )


def _agreement(record: dict[str, Any], pages: Pages, records: Records) -> Draft:
    return Draft(
        f"agreement:{record['key']}",
        Agreement,
        pages.below("agreements"),
        words(record, texts("agreements")[record["key"]]),
        lambda: {
            "kind": record["kind"],
            "partner": _partner_page(record, pages),
            "valid_from": record.get("valid_from"),
            "valid_to": record.get("valid_to"),
            **dated(record, "signed"),
        },
        lambda: {"parties": records.organisations(record["parties"])},
        picture=record.get("partner", PICTURE_OF_OTHER_AGREEMENTS),
        owner=OFFICER,
    )


def _visit(record: dict[str, Any], pages: Pages, records: Records) -> Draft:
    written = texts("visits")[record["key"]]
    by_language = words(record, {code: written[code] for code in LANGUAGES if code in written})
    people = {code: found.pop("people", []) for code, found in by_language.items()}
    for code, found in by_language.items():
        if f"place_{code}" in record:
            found["place"] = record[f"place_{code}"]
    return Draft(
        f"visit:{record['key']}",
        DelegationPage,
        pages.below("delegations"),
        by_language,
        lambda: {
            "direction": record["direction"],
            "kind": record["kind"],
            "official": record["official"],
            "countries": record["countries"],
            "partner": _partner_page(record, pages),
            "head_count": record["participants"],
            **dated(record),
        },
        lambda: {
            "members": _members(record, people),
            "organisations": records.organisations(record.get("organisations", [])),
            "signed_agreements": _signed(record, pages),
        },
        picture=written.get("picture", record.get("partner")),
        owner=OFFICER,
    )


def _members(record: dict[str, Any], people: dict[str, list[dict[str, str]]]) -> list[dict[str, Any]]:
    """Head and members of a visit; names in a language that the facts lack come from the texts."""
    head = [record["head"]] if "head" in record else []
    rows = []
    for order, person in enumerate([*head, *record.get("members", [])]):
        more = {code: listed[order] for code, listed in people.items() if len(listed) > order}
        rows.append(
            {
                "name": {"uk": person["name_uk"], "en": person["name_en"]} | {c: p["name"] for c, p in more.items()},
                "post": {"uk": person["role_uk"], "en": person["role_en"]} | {c: p["role"] for c, p in more.items()},
                "is_head": person in head,
            }
        )
    return rows


def _signed(record: dict[str, Any], pages: Pages) -> list[dict[str, Any]]:
    kind, _space, key = record.get("outcome", "").partition(" ")
    return [{"agreement": pages.get(Agreement, f"agreement:{key}")}] if kind == "agreement" else []


def _convoy(record: dict[str, Any], pages: Pages, records: Records) -> Draft:
    return Draft(
        f"convoy:{record['key']}",
        ConvoyPage,
        pages.below("convoys"),
        words(record, texts("convoys")[record["key"]]),
        lambda: {
            "agreement": pages.get(Agreement, f"agreement:{record['agreement']}"),
            "container_count": record["containers"],
            "weight_t": record["weight_t"],
            **dated(record, "arrived"),
        },
        lambda: {
            "donors": records.organisations(record["donors"]),
            "cargo_lines": [{"kind": kind} for kind in record["cargo"]],
        },
        picture=PICTURE_OF_CONVOYS,
        owner=OFFICER,
    )


def _partner_page(record: dict[str, Any], pages: Pages) -> PartnershipPage | None:
    return pages.get(PartnershipPage, f"partner:{record['partner']}") if "partner" in record else None
