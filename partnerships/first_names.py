"""Common Ukrainian first names, as a ledger writes them: who, of whom, to whom."""

_WRITTEN = """
    Анатолій Андрій Антон Арсен Артем Артур Богдан Борис Вадим Валентин Валерій Василь Віктор Віталій Владислав
    Володимир В'ячеслав Геннадій Георгій Григорій Данило Денис Дем'ян Дмитро Едуард Євген Захар Іван Ігор Ілля Кирило
    Костянтин Леонід Лук'ян Максим Марко Матвій Микита Микола Мирон Михайло Назар Олег Олександр Олексій Орест Остап
    Павло Петро Роман Ростислав Руслан Святослав Семен Сергій Станіслав Степан Тарас Тимофій Тимур Федір Юрій Яків
    Ярослав

    Аліна Алла Анастасія Ангеліна Анжела Анна Антоніна Богдана Валентина Валерія Варвара Василина Вероніка Віра
    Вікторія Віталіна Галина Ганна Дар'я Дарина Діана Євгенія Єва Єлизавета Злата Зоя Інна Ірина Катерина Кіра Лариса
    Леся Лідія Лілія Любов Людмила Маргарита Марина Марія Мар'яна Мілана Мирослава Надія Наталія Наталя Неля Ніна
    Оксана Олександра Олена Олеся Ольга Поліна Раїса Роксолана Руслана Світлана Соломія Софія Тамара Таїсія Тетяна
    Уляна Христина Юлія Юліана Яна Ярина Ярослава
"""
_NAMES = _WRITTEN.split()
_IRREGULAR = {
    "Ігор": ("Ігоря", "Ігорю", "Ігореві"),
    "Любов": ("Любові", "Любові"),
    "Федір": ("Федора", "Федору", "Федорові"),
    "Яків": ("Якова", "Якову", "Якову"),
}
_SOFTENED = str.maketrans("гкх", "зцс")


def _cases(name: str) -> tuple[str, ...]:
    """The genitive and the datives of a name."""
    stem, ending = name[:-1], name[-1]
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    if ending == "а":
        return f"{stem}и", f"{stem[:-1]}{stem[-1].translate(_SOFTENED)}і"
    if ending == "я":
        vowel = "ї" if stem[-1] in "аеиіїоу'" else "і"
        return f"{stem}{vowel}", f"{stem}{vowel}"
    if ending == "о":
        return f"{stem}а", f"{stem}у", f"{stem}ові"
    if ending == "й":
        return f"{stem}я", f"{stem}ю", f"{stem}єві"
    if ending == "ь":
        return f"{stem}я", f"{stem}ю", f"{stem}еві"
    return f"{name}а", f"{name}у", f"{name}ові"


GENITIVES = frozenset(_cases(name)[0].lower() for name in _NAMES)
FORMS = GENITIVES.union(form.lower() for name in _NAMES for form in (name, *_cases(name)))
