"""What a new site starts with: its languages, sections, groups with their rights, and workflows.

This file is data. To change what a new site gets, change it here, run `make docs` and then `manage.py setup_site`,
which adds what is missing and takes nothing away that editors or administrators made. Rights on a section hold for all
pages below it. How the words are meant is said in `declarations.py`.
"""

from cms_site.setup.declarations import (
    EVERY_LANGUAGE,
    EVERYTHING,
    FileRight,
    Folder,
    PageRight,
    Profile,
    RecordRight,
    Required,
    Role,
    Route,
    Section,
    Step,
)

LANGUAGES = ("uk", "en", "pl")

# The order is that of the menu.
SECTIONS = (
    Section(
        "home",
        "home.HomePage",
        {"uk": "Сумська міська рада", "en": "Sumy City Council", "pl": "Rada Miejska w Sumach"},
        parent=None,
    ),
    Section("news", "home.NewsIndexPage", {"uk": "Новини", "en": "News", "pl": "Aktualności"}, in_menu=True),
    Section(
        "delegations",
        "delegations.DelegationIndexPage",
        {"uk": "Візити делегацій", "en": "Delegation visits", "pl": "Wizyty delegacji"},
        in_menu=True,
    ),
    Section(
        "partnerships",
        "partnerships.PartnershipIndexPage",
        {"uk": "Партнери міста", "en": "Partners of the city", "pl": "Partnerzy miasta"},
        in_menu=True,
    ),
    Section(
        "agreements",
        "partnerships.AgreementIndexPage",
        {"uk": "Угоди про співпрацю", "en": "Cooperation agreements", "pl": "Umowy o współpracy"},
    ),
    Section(
        "convoys",
        "partnerships.ConvoyIndexPage",
        {"uk": "Гуманітарна допомога", "en": "Humanitarian aid", "pl": "Pomoc humanitarna"},
        in_menu=True,
    ),
    Section(
        "bulletin",
        "publications.BulletinIndexPage",
        {"uk": "Вісник міської ради", "en": "Herald of the City Council", "pl": "Biuletyn Rady Miejskiej"},
        in_menu=True,
    ),
    Section("books", "publications.BookIndexPage", {"uk": "Книги", "en": "Books", "pl": "Książki"}, in_menu=True),
    Section(
        "annual_reports",
        "publications.AnnualReportIndexPage",
        {"uk": "Річні звіти", "en": "Annual reports", "pl": "Sprawozdania roczne"},
    ),
    Section("about", "home.StandardPage", {"uk": "Про місто", "en": "About the city", "pl": "O mieście"}, in_menu=True),
    Section("documents", "home.StandardPage", {"uk": "Документи", "en": "Documents", "pl": "Dokumenty"}),
    Section("contacts", "home.StandardPage", {"uk": "Контакти", "en": "Contacts", "pl": "Kontakt"}, in_menu=True),
    Section(
        "accessibility",
        "home.StandardPage",
        {"uk": "Заява про доступність", "en": "Accessibility statement", "pl": "Deklaracja dostępności"},
    ),
)

FOLDERS = (
    Folder("press", "Пресслужба", "Press service"),
    Folder("foreign_relations", "Міжнародні зв’язки", "Foreign relations"),
    Folder("bulletin", "Вісник і книги", "Bulletin and books"),
)

STANDARD_PAGES = ("about", "documents", "contacts", "accessibility")
FOREIGN_RELATIONS = ("delegations", "partnerships", "agreements", "convoys")

REVISE = ("change",)
WRITE = ("add", "change")
PUBLISH = ("add", "change", "publish", "lock", "unlock")
EVERY_PAGE_RIGHT = (*PUBLISH, "bulk_delete")

CHOOSE = ("choose",)
CONTRIBUTE = ("add", "choose")
MANAGE = ("add", "change", "choose")

EDIT = ("add", "change")
# Whoever may change bundles puts the pages they edit into them; releasing needs the right to publish every page.
JOIN = ("change",)
EDIT_AND_DELETE = ("add", "change", "delete")

# Rights that are tied to no section, in the words of the document on permissions.
POWERS = {
    "home.change_homepage": "edit and publish the home page itself, without any right on the sections below it",
    "wagtail_localize.submit_translation": "have pages that they edit translated into languages whose pages they edit",
    "publications.unseal_issue": "change the list of acts of a published bulletin issue",
    "core.keep_bin": "restore and delete for good what anybody put into the bin",
    "core.keep_outbox": "see what waits to be sent by mail, or could not be sent, and send it again",
    "core.approve_term": "approve forms of names that somebody else entered, in the languages whose pages they edit",
    "core.view_importrun": "see every imported table, whoever uploaded it",
    "core.view_story": "read who did what to any page and why, and download it as a table",
    "core.publish_urgently": "publish urgently what they may edit, alone and with a written reason",
}

ROLES = (
    Role(
        "author",
        "Автори",
        "author",
        "Write news and warnings for residents and submit them to the chief editor.",
        pages=(PageRight(WRITE, ("news",)),),
        files=(FileRight(CONTRIBUTE, "press"),),
        records=(RecordRight(EDIT, ("home.Alert", "core.Bundle")),),
    ),
    Role(
        "duty_editor",
        "Чергові редактори",
        "duty editor",
        "Publish news and warnings at night, alone and with a reason; a chief editor confirms or corrects them later.",
        pages=(PageRight(WRITE, ("news",)),),
        files=(FileRight(CONTRIBUTE, "press"),),
        records=(RecordRight(EDIT, ("home.Alert", "core.Bundle")),),
        powers=("core.publish_urgently",),
    ),
    Role(
        "chief_editor",
        "Головні редактори",
        "chief editor",
        "Read, return and publish what the press service and the bulletin clerk wrote, in every language.",
        pages=(
            PageRight(PUBLISH, ("news", *STANDARD_PAGES, "books", "bulletin", "annual_reports"), (EVERY_LANGUAGE,)),
        ),
        files=(FileRight(MANAGE, "press"), FileRight(MANAGE, "bulletin"), FileRight(CHOOSE, "foreign_relations")),
        records=(
            RecordRight((*EDIT_AND_DELETE, "publish", "lock", "unlock"), ("home.Alert",)),
            RecordRight(EDIT_AND_DELETE, ("home.Topic", "core.Bundle", "core.Term")),
        ),
        powers=("home.change_homepage", "wagtail_localize.submit_translation", "core.approve_term"),
    ),
    Role(
        "foreign_relations_officer",
        "Спеціалісти з міжнародних зв’язків",
        "foreign-relations officer",
        "Log visits, partners, agreements and convoys and submit them to the head of foreign relations.",
        pages=(PageRight(WRITE, FOREIGN_RELATIONS),),
        files=(FileRight(CONTRIBUTE, "foreign_relations"), FileRight(CHOOSE, "press", ("images",))),
        records=(RecordRight(EDIT, ("partnerships.Organisation", "core.Bundle", "core.Term")),),
    ),
    Role(
        "head_of_foreign_relations",
        "Керівники міжнародних зв’язків",
        "head of foreign relations",
        "Publish visits, partners, agreements and convoys in every language; write the annual report.",
        pages=(
            PageRight(PUBLISH, FOREIGN_RELATIONS, (EVERY_LANGUAGE,)),
            PageRight(WRITE, ("annual_reports",)),
        ),
        files=(FileRight(MANAGE, "foreign_relations"), FileRight(CHOOSE, "press", ("images",))),
        records=(
            RecordRight(
                EDIT_AND_DELETE, ("partnerships.Organisation", "core.ReportedFigure", "core.Bundle", "core.Term")
            ),
        ),
        powers=("wagtail_localize.submit_translation", "core.approve_term"),
    ),
    Role(
        "translator_en",
        "Перекладачі англійською",
        "translator into English",
        "Translate into English and submit to a reviewer of English.",
        pages=(PageRight(REVISE, ("home",), ("en",)),),
        files=(FileRight(CHOOSE, EVERYTHING, ("images",)),),
        records=(RecordRight(JOIN, ("core.Bundle",)), RecordRight(EDIT, ("core.Term",))),
    ),
    Role(
        "translator_pl",
        "Перекладачі польською",
        "translator into Polish",
        "Translate into Polish and submit to a reviewer of Polish.",
        pages=(PageRight(REVISE, ("home",), ("pl",)),),
        files=(FileRight(CHOOSE, EVERYTHING, ("images",)),),
        records=(RecordRight(JOIN, ("core.Bundle",)), RecordRight(EDIT, ("core.Term",))),
    ),
    Role(
        "reviewer_en",
        "Редактори перекладів англійською",
        "reviewer of English",
        "Approve translations and names that others wrote in English, and translate themselves.",
        pages=(PageRight(REVISE, ("home",), ("en",)),),
        files=(FileRight(CHOOSE, EVERYTHING, ("images",)),),
        records=(RecordRight(JOIN, ("core.Bundle",)), RecordRight(EDIT, ("core.Term",))),
        powers=("core.approve_term",),
    ),
    Role(
        "reviewer_pl",
        "Редактори перекладів польською",
        "reviewer of Polish",
        "Approve translations and names that others wrote in Polish, and translate themselves.",
        pages=(PageRight(REVISE, ("home",), ("pl",)),),
        files=(FileRight(CHOOSE, EVERYTHING, ("images",)),),
        records=(RecordRight(JOIN, ("core.Bundle",)), RecordRight(EDIT, ("core.Term",))),
        powers=("core.approve_term",),
    ),
    Role(
        "bulletin_clerk",
        "Укладачі Вісника",
        "bulletin clerk",
        "Prepare bulletin issues with their acts, and books, and submit them.",
        pages=(PageRight(WRITE, ("bulletin", "books")),),
        files=(FileRight(CONTRIBUTE, "bulletin"),),
        records=(RecordRight(EDIT, ("core.Bundle",)),),
    ),
    Role(
        "legal_reader",
        "Юристи",
        "legal reader",
        "Check bulletin issues and acts before the chief editor sees them; read the story of every page.",
        pages=(PageRight(REVISE, ("bulletin",)),),
        files=(FileRight(CHOOSE, "bulletin"),),
        powers=("core.view_story",),
    ),
    Role(
        "administrator",
        "Адміністратори",
        "administrator",
        "Keep users, groups, languages and workflows, and help out everywhere. Can make anybody an administrator.",
        pages=(PageRight(EVERY_PAGE_RIGHT, (EVERYTHING,), (EVERY_LANGUAGE,)),),
        files=(FileRight(MANAGE, EVERYTHING), FileRight(EDIT_AND_DELETE, EVERYTHING, ("folders",))),
        records=(
            RecordRight((*EDIT_AND_DELETE, "publish", "lock", "unlock"), ("home.Alert",)),
            RecordRight(REVISE, ("core.TermSettings",)),
            RecordRight(
                EDIT_AND_DELETE,
                (
                    "home.Topic",
                    "partnerships.Organisation",
                    "core.ReportedFigure",
                    "core.ContentRule",
                    "core.Bundle",
                    "core.Term",
                    "users.User",
                    "auth.Group",
                    "wagtailcore.Locale",
                    "wagtailcore.Site",
                    "wagtailcore.Workflow",
                    "wagtailcore.Task",
                    "wagtailredirects.Redirect",
                ),
            ),
        ),
        powers=tuple(power for power in POWERS if power != "core.publish_urgently"),
    ),
)

# A translation is approved by a reviewer of its language who did not write it.
ROUTES = (
    Route(
        "Новини та сторінки",
        "News and pages",
        (Step("Затверджує головний редактор", "chief_editor"),),
        ("home", "news"),
        ("home.Alert",),
    ),
    Route(
        "Міжнародні зв’язки",
        "Foreign relations",
        (Step("Затверджує керівник міжнародних зв’язків", "head_of_foreign_relations"),),
        FOREIGN_RELATIONS,
    ),
    Route(
        "Вісник",
        "Bulletin",
        (Step("Перевіряє юрист", "legal_reader"), Step("Затверджує головний редактор", "chief_editor")),
        ("bulletin",),
    ),
    Route(
        "Переклади англійською",
        "Translations into English",
        (Step("Затверджує редактор перекладів англійською", "reviewer_en"),),
        ("home",),
        language="en",
    ),
    Route(
        "Переклади польською",
        "Translations into Polish",
        (Step("Затверджує редактор перекладів польською", "reviewer_pl"),),
        ("home",),
        language="pl",
    ),
)

# Whoever wrote or submitted a text of these types cannot make it public, superusers included.
FOUR_EYES = (
    "home.HomePage",
    "home.StandardPage",
    "home.NewsPage",
    "home.Alert",
    "delegations.DelegationPage",
    "partnerships.PartnershipPage",
    "partnerships.Agreement",
    "partnerships.ConvoyPage",
    "publications.BulletinIssuePage",
    "publications.Act",
    "publications.BookPage",
    "publications.AnnualReportPage",
)

# What is translated into which language, within how many working hours (nine a day).
REQUIRED = (
    Required("home.NewsPage", {"en": 9, "pl": 18}),
    Required("home.StandardPage", {"en": 45, "pl": 45}),
    Required("delegations.DelegationPage", {"en": 18}),
    Required("partnerships.PartnershipPage", {"en": 27, "pl": 45}),
    Required("partnerships.Agreement", {"en": 45}),
    Required("partnerships.ConvoyPage", {"en": 9}),
    Required("publications.Act", {"en": 45}, correction=9, summary=True),
    Required("publications.AnnualReportPage", {"en": 90}, correction=18),
)

# Working hours, of which a day has nine, that a text may wait at a step before it is overdue.
HOURS_UNTIL_DUE = {
    "home.Alert": 1,
    "home.NewsPage": 3,
    "publications.BulletinIssuePage": 18,
    "publications.Act": 18,
    EVERYTHING: 9,
}

PROFILE = Profile(LANGUAGES, SECTIONS, FOLDERS, ROLES, ROUTES, POWERS, FOUR_EYES, HOURS_UNTIL_DUE, REQUIRED)
