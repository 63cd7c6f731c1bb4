"""The words around a printed time that change what it says: parts of the day, in the languages of news files."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The hours that each part of a day can mean; of a part's hour and the one twelve hours later, one is among them or
# the hour is not sure. Midnight is in none of the evenings: it may be that of the day before.
HOURS = {
    "am": frozenset(range(12)),
    "pm": frozenset(range(12, 24)),
    "dawn": frozenset(range(7)),
    "noon": frozenset(range(11, 16)),
    "evening": frozenset(range(16, 24)),
    "night": frozenset((1, 2, 3, 4, 5, 21, 22, 23)),
}
# Each part's mark in the place of its word: characters that no text has, for Unicode keeps them for such uses.
MARKS = {chr(0xFDD0 + number): hours for number, hours in enumerate(HOURS.values())}
_PARTS = """
上午 早上 早晨 清晨 早朝 午前 오전 아침 de_la_mañana por_la_mañana da_manhã del_mattino di_mattina du_matin del_matí
    morgens vormittags frühmorgens 's_ochtends 's_morgens in_the_morning утра ранку rano ráno dopoledne ujutro сутринта
    το_πρωί pagi sáng صباحا صباحًا सुबह पूर्वाह्न reggel délelőtt aamulla på_morgonen om_morgenen på_morgenen dimineața
    hommikul ng_umaga
下午 午後 午后 오후 de_la_tarde por_la_tarde da_tarde del_pomeriggio di_pomeriggio de_l'après-midi de_la_tarda
    nachmittags 's_middags in_the_afternoon po_południu odpoledne popodne poslijepodne popoludní следобед το_απόγευμα
    öğleden_sonra petang chiều अपराह्न délután iltapäivällä på_eftermiddagen om_eftermiddagen om_ettermiddagen
    după-amiaza بعد_الظهر pärastlõunal ng_hapon
凌晨 未明 明け方 새벽 de_la_madrugada da_madrugada subuh dini_hari rạng_sáng
中午 正午 昼過ぎ 정오 mittags del_mediodía do_meio-dia di_mezzogiorno siang trưa tengah_hari दोपहर το_μεσημέρι
    w_południe v_poledne
晚上 晚间 晚間 夜晚 夜间 夜間 夜里 夜裡 深夜 傍晚 夕方 저녁 de_la_noche por_la_noche da_noite di_sera du_soir del_vespre
    abends in_the_evening at_night evening вечера вечора вечерта wieczorem večer navečer uvečer το_βράδυ akşam malam tối
    مساء शाम रात illalla på_kvällen om_aftenen om_kvelden 's_avonds seara õhtul ng_gabi
ночи ночі nachts 's_nachts di_notte w_nocy v_noci éjjel yöllä gece đêm de_la_nit
"""
# Those that mean a part of the day only directly before a clock.
_BEFORE = {
    "朝": "am", "晨": "am", "早": "am", "昼": "noon", "낮": "noon", "夕": "evening", "夜": "evening", "晚": "evening",
    "밤": "evening", "este": "evening",
}  # fmt: skip
_CLOCK_NEXT = r"(?=\s?\d{1,2}\s?[:.h時时点點시])"
# Those that do only directly behind one; the others of these letters are words of other languages.
BEHIND = {
    "μ.μ.": "pm", "μμ": "pm", "π.μ.": "am", "πμ": "am", "م": "pm", "ص": "am", "ب.ظ": "pm", "ق.ظ": "am", "дня": "pm",
    "sore": "pm", "du.": "pm", "de.": "am", "em.": "pm", "e.m.": "pm", "fm.": "am", "f.m.": "am", "ip.": "pm",
    "ap.": "am", "nm.": "pm", "vm.": "am", "CH": "pm", "SA": "am", "ÖS": "pm", "ÖÖ": "am",
}  # fmt: skip
# What is counted: the number behind one of these is no day.
COUNTED = frozenset(
    """
    # № vol vols volume volumes no nos nr num number issue page pages p pp pg chapter part edition band heft ausgabe
    jahrgang jg seite seiten nummer numéro numero número núm tome tomo fascicule pagina página pág pag blz årgang utgave
    tom zeszyt strona str číslo ročník strana broj том выпуск стр номер випуск section book series season episode τεύχος
    sayı cilt sayfa trang số halaman hlm edisi العدد صفحة अंक
    """.split()
)
_ASIAN = ("\u2e80", "\ufaff")


def _by_row(rows: str) -> dict[str, str]:
    """The words of lines, by the mark of their line; a line that begins with a space goes on with the one before."""
    lines = rows.strip("\n").replace("\n ", " ").split("\n")
    return {word.replace("_", " "): mark for mark, row in zip(MARKS, lines, strict=True) for word in row.split()}


_MARK_OF = dict(zip(HOURS, MARKS, strict=True))
_PART_OF = _by_row(_PARTS)


def small(text: str) -> str:
    """`text` in small letters, character by character, with straight apostrophes: places in it stay the same."""
    low = text.casefold()
    if len(low) != len(text):
        low = "".join(char.lower()[0] for char in text)
    return low.replace("’", "'")


def choice_of(low: str, words: Iterable[str]) -> str:
    """A pattern of those of `words` that a text of small letters holds: compiling them all takes too long.

    Letters may stand beside a word only where scripts have no spaces.

    >>> choice_of("updated on", ("updated", "更新")), choice_of("soon", ("updated",))
    ('(?<![^\\\\W\\\\d_])updated(?![^\\\\W\\\\d_])', '')
    """
    held = sorted((word for word in words if word in low), key=len, reverse=True)
    return "|".join(
        re.escape(word) if _ASIAN[0] <= word[0] <= _ASIAN[1] else rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])"
        for word in held
    )


def mark_parts(text: str) -> str:
    """`text` with a mark and spaces in the place of each part of the day; places in it stay the same."""
    low = small(text)
    for words, ahead in ((_PART_OF, ""), (_BEFORE, _CLOCK_NEXT)):
        if choice := choice_of(low, words):
            for match in re.finditer(f"(?:{choice}){ahead}", low):
                mark = _PART_OF.get(match[0]) or _MARK_OF[_BEFORE[match[0]]]
                text = text[: match.start()] + mark.ljust(len(match[0])) + text[match.end() :]
            low = small(text)
    return text


def part_behind(text: str, start: int) -> tuple[frozenset[int], int]:
    """The hours of the part of the day whose letters stand at `start`, and where they end; none if none does."""
    for word, part in BEHIND.items():
        if text.startswith(word, start) and not text[start + len(word) : start + len(word) + 1].isalpha():
            return HOURS[part], start + len(word)
    return frozenset(), start
