"""Made-up residents: the same ones every time, common and rare names among them."""

SURNAMES = (
    "Ахметов Оспанов Сәрсенов Әлімбаев Жұмабеков Қалиев Нұрғалиев Төлегенов Мұратов Өмірзақов "
    "Ержанов Бекенов Сейтқали Тұрсынов Қасенов Иванов Ким Петров Абдрахманов Исаев Досжанов "
    "Кенжебаев Рахимов Смағұлов Үмбетов Байжанов Есімов Құлманов Манасов Сүлейменов"
).split()
GIVEN = (
    "Болат Ерлан Айдос Мақсат Нұрлан Серік Тимур Данияр Ғалым Қайрат Әділ Олег Аслан Бауыржан "
    "Жандос Ілияс Мейрам Руслан Санжар Үсен"
).split()
FATHERS = "Ерланұлы Болатұлы Серікұлы Маратұлы Асқарұлы Нұрланұлы Қанатұлы".split()
STREETS = ("Мәңгілік Ел", "Қабанбай батыр", "Республика", "Кенесары", "Абай", "Бөгенбай батыр")
TEXTS = (
    "Кеше кешкі сағат тоғыздан бері үйде жарық жоқ, көрші үйде бар.",
    "Во дворе третий день не вывозят мусор, контейнеры переполнены.",
    "Жолда терең шұңқыр бар, көліктер зақымдалып жатыр, шара қолданыңыз.",
)

COMMON_NAME = "Ахметов"
COMMON_PAIR = "Ахметов Болат"
RARE_NAME = "Қарлығашбаев"


def name_of(serial: int, *, is_rare: bool) -> str:
    """The name of one applicant; common surnames come more often, as in a city."""
    place = (serial * 2_654_435_761) % 2**32
    surname = SURNAMES[min(place % 60, place // 64 % len(SURNAMES))]
    given = GIVEN[place // 4096 % len(GIVEN)]
    return f"{RARE_NAME if is_rare else surname} {given} {FATHERS[serial % len(FATHERS)]}"


def phone_of(serial: int) -> str:
    """A number of one's own for every applicant."""
    return f"+7700{serial % 10_000_000:07d}"


def address_of(serial: int) -> str:
    """Where the problem is."""
    return f"{STREETS[serial % len(STREETS)]} {serial % 190 + 1}"


def text_of(serial: int) -> str:
    """What is said."""
    return TEXTS[serial % len(TEXTS)]
