"""Words that tell what kind of organisation it is and not which, as a search compares them.

Words of one or two letters, but for the preposition, are left: they are surnames and initials too.
"""

from backoffice.rules.names import search_words

LEGAL_FORM_WORDS = frozenset(
    search_words(
        "жауапкершілігі қосымша шектеулі серіктестік серіктестігі ЖШС акционерлік қоғам қоғамы "
        "мемлекеттік мекеме мекемесі кәсіпорын кәсіпорны жеке кәсіпкер қоғамдық бірлестік "
        "бірлестігі товарищество с дополнительной ограниченной ответственностью ТОО акционерное "
        "общество государственное учреждение предприятие индивидуальный предприниматель "
        "общественное объединение limited liability partnership LLP LLC LTD JSC"
    )
)
