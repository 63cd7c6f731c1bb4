"""Find words around a printed time that change its meaning: day periods, publication and update labels, eras."""

from __future__ import annotations

import re
from functools import cache

# Day periods as in Unicode CLDR, and their hours on a 24-hour clock. An hour of a 12-hour clock is certain if exactly
# one of its two readings is in the set. No evening contains midnight: it may belong to the day before.
DAY_PERIOD_HOURS = {
    "am": frozenset(range(12)),
    "pm": frozenset(range(12, 24)),
    "dawn": frozenset(range(7)),
    "noon": frozenset(range(11, 16)),
    "evening": frozenset(range(16, 24)),
    "night": frozenset((1, 2, 3, 4, 5, 21, 22, 23)),
}
# The mark that replaces the words of each day period: a Unicode noncharacter, reserved for internal use.
MARK_HOURS = {chr(0xFDD0 + number): hours for number, hours in enumerate(DAY_PERIOD_HOURS.values())}
_DAY_PERIODS = """
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
# Words that are day periods only directly before a time of day.
_DAY_PERIODS_BEFORE_CLOCK = {
    word: period
    for period, words in {
        "am": "朝 晨 早",
        "noon": "昼 낮",
        "evening": "夕 夜 晚 밤 este",
    }.items()
    for word in words.split()
}
_CLOCK_AHEAD = r"(?=\s?\d{1,2}\s?[:.h時时点點시])"
# Words that are day periods only directly after a time of day; elsewhere they may be words of another language.
# Matched by case: `CH` and `SA` are Vietnamese.
DAY_PERIODS_AFTER_CLOCK = {
    word: period
    for period, words in {
        "pm": "μ.μ. μμ م ب.ظ дня sore du. em. e.m. ip. nm. CH ÖS",
        "am": "π.μ. πμ ص ق.ظ de. fm. f.m. ap. vm. SA ÖÖ",
    }.items()
    for word in words.split()
}
# A year counted from the beginning of a reign or a state.
ERA_PATTERN = (
    r"(?i)[(\[]?(?:(?:令和|平成|昭和|大正|明治|民國|民国|단기|พ\.?ศ\.?)\s?(?:\d{1,4}|元)\s?[年년]?"
    r"|\b(?:reiwa|heisei|showa|taisho|minguo)\s\d{1,3})[)\]]?"
)
# A number after one of these words is not a day. `edition` and `section` are left out: a day may follow them.
COUNTED_NOUNS = frozenset(
    """
    # № vol vols volume volumes no nos nr num number issue page pages p pp pg chapter band heft jg seite seiten nummer
    numéro numero número núm tome tomo fascicule pagina página pág pag blz årgang tom zeszyt strona str číslo ročník
    strana broj том выпуск стр номер випуск τεύχος sayı cilt sayfa trang số halaman hlm العدد صفحة अंक
    """.split()
)
# Labels of the time of publication.
PUBLICATION_WORDS = frozenset(
    """
    published publish posted publié publiée publicado publicada publicat pubblicato pubblicata veröffentlicht erschienen
    gepubliceerd geplaatst publicerad publicerat publisert publiceret udgivet julkaistu avaldatud opublikowano
    publikováno vydáno zveřejněno publikované objavljeno közzétéve megjelent δημοσιεύθηκε δημοσίευση опубликовано
    опубликован публикация публикации опубліковано публикувано yayınlanma yayınlandı diterbitkan tayang đăng نشر نُشر
    प्रकाशित पब्लिश 发布 發布 发表 發表 公開 公开 配信 掲載 投稿 입력 게시 등록
    """.split()
)
# Labels of other times: of an update, a visit, an event, an embargo.
OTHER_TIME_WORDS = frozenset(
    word.replace("_", " ")
    for word in """
    updated update upd modified edited corrected revised amended refreshed reviewed last_changed accessed retrieved
    last_visited last_viewed downloaded cached crawled scraped fetched archived expires load-date embargo embargoed
    event_date event: date_of_event as_of as_at valid_until effective_date effective_from appears_in_print in_print_on
    aktualisiert aktualisierung geändert änderung überarbeitet korrigiert abgerufen archiviert sperrfrist stand:
    stand_vom mis_à_jour mise_à_jour modifié modifiée actualisé actualisée corrigé révisé consulté archivé
    embargo_jusqu'au actualizado actualizada actualización modificado modificada corregido consultado archivado
    embargado fecha_del_evento atualizado atualizada atualização actualização alterado editado arquivado acessado
    acesso_em aggiornato aggiornata aggiornamento modificato modifica archiviato consultato actualitzat actualització
    actualizat actualizată actualizare modificat bijgewerkt gewijzigd geüpdatet geactualiseerd geraadpleegd
    gearchiveerd uppdaterad uppdaterat ändrad hämtad arkiverad opdateret ændret hentet arkiveret oppdatert endret
    arkivert päivitetty muokattu haettu uuendatud muudetud aktualizacja zaktualizowano zaktualizowany zmodyfikowano
    zmieniono dostęp aktualizováno aktualizace upraveno změněno aktualizované aktualizácia upravené ažurirano
    izmijenjeno posodobljeno frissítve frissítés frissült módosítva ενημέρωση ενημερώθηκε τροποποιήθηκε обновлено
    обновление обновлен обновлён изменено изменен отредактировано архивировано дата_обращения по_состоянию_на оновлено
    оновлення змінено обновена обновен актуализирано актуализиран актуализация güncelleme güncellendi güncellenme
    değiştirildi diperbarui diperbaharui pembaruan dikemas_kini kemas_kini kemaskini cập_nhật sửa_đổi chỉnh_sửa تحديث
    التحديث محدث تعديل بروزرسانی अपडेटेड अपडेट अद्यतन संशोधित עודכן עדכון
    更新 修改 修订 修訂 改訂 訂正 修正 截至 存档 存檔 检索 访问日期 访问时间 現在 閲覧
    수정 최종수정 최종업데이트 업데이트 정정 기준
    """.split()
)
# Words for `last`, which may precede these labels.
LAST_WORDS = frozenset(
    """
    last zuletzt letzte dernière última ultima último ultimo laatst senast sist sidst viimeksi son ostatnia poslední
    последнее останнє τελευταία آخر 最后 最後 最終 最终 최종
    """.split()
)
# Labels that follow the date, in languages whose verbs come last; CJK labels may follow it too.
VERB_FINAL_WORDS = frozenset(
    "güncellendi değiştirildi yayınlandı frissítve közzétéve päivitetty julkaistu अपडेट अपडेटेड प्रकाशित".split()
)
# First and last characters of the Unicode ranges.
_CJK = ("\u2e80", "\ufaff")
_HANGUL = ("\uac00", "\ud7a3")


def _marks_by_word(table: str) -> dict[str, str]:
    """Map each word of `table` to the mark of its line; indented lines continue a line."""
    lines = table.strip("\n").replace("\n ", " ").split("\n")
    return {word.replace("_", " "): mark for mark, line in zip(MARK_HOURS, lines, strict=True) for word in line.split()}


_PERIOD_MARKS = dict(zip(DAY_PERIOD_HOURS, MARK_HOURS, strict=True))
_WORD_MARKS = _marks_by_word(_DAY_PERIODS)
_PERIOD_WORDS = frozenset(_WORD_MARKS)
_PERIOD_WORDS_BEFORE_CLOCK = frozenset(_DAY_PERIODS_BEFORE_CLOCK)


def fold_case(text: str) -> str:
    """Fold the case of `text` and straighten its apostrophes; the length and all offsets stay the same."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = "".join(char.lower()[0] for char in text)
    return folded.replace("’", "'")


def is_cjk(word: str) -> bool:
    """Whether a word begins with a Chinese, Japanese or Korean character, of scripts with few spaces or none."""
    return _CJK[0] <= word[0] <= _CJK[1]


@cache
def _phrases_by_first_word(words: frozenset[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Split `words` into phrases by their first word, and CJK words."""
    phrases: dict[str, list[str]] = {}
    for word in words:
        if not is_cjk(word):
            phrases.setdefault(re.findall(r"[^\W\d_]+", word)[0], []).append(word)
    return phrases, [word for word in words if is_cjk(word)]


def word_pattern(folded: str, words: frozenset[str], hangul_boundary: bool = False) -> str:
    """Build a regular expression of those `words` that a case-folded text contains; empty if there are none.

    An expression of all words takes too long to compile. Words match whole, except for CJK words, which letters may
    surround. With `hangul_boundary` no letter may precede a Korean word: it could be the end of a person's name.

    >>> word_pattern("updated on", frozenset(["updated", "更新"])), word_pattern("soon", frozenset(["updated"]))
    ('(?<![^\\\\W\\\\d_])updated(?![^\\\\W\\\\d_])', '')
    """
    phrases, others = _phrases_by_first_word(words)
    present = {
        phrase for word in re.findall(r"[^\W\d_]+", folded) for phrase in phrases.get(word, ()) if phrase in folded
    }
    if not folded.isascii():
        present.update(word for word in others if word in folded)
    pattern = list[str]()
    for word in sorted(sorted(present), key=len, reverse=True):
        before = (
            "" if is_cjk(word) and not (hangul_boundary and _HANGUL[0] <= word[0] <= _HANGUL[1]) else r"(?<![^\W\d_])"
        )
        pattern.append(before + re.escape(word) + ("" if is_cjk(word) else r"(?![^\W\d_])"))
    return "|".join(pattern)


def mark_day_periods(text: str) -> str:
    """Replace each day period in `text` by its mark and spaces; all offsets stay the same."""
    folded = fold_case(text)
    for words, lookahead in ((_PERIOD_WORDS, ""), (_PERIOD_WORDS_BEFORE_CLOCK, _CLOCK_AHEAD)):
        if pattern := word_pattern(folded, words):
            for match in re.finditer(f"(?:{pattern}){lookahead}", folded):
                mark = _WORD_MARKS.get(match[0]) or _PERIOD_MARKS[_DAY_PERIODS_BEFORE_CLOCK[match[0]]]
                text = text[: match.start()] + mark.ljust(len(match[0])) + text[match.end() :]
            folded = fold_case(text)
    return text


def day_period_after(text: str, start: int) -> tuple[frozenset[int], int]:
    """Return the hours of the day period at `start`, and the offset of its end; no hours if there is none."""
    for word, period in DAY_PERIODS_AFTER_CLOCK.items():
        if text.startswith(word, start) and not text[start + len(word) : start + len(word) + 1].isalpha():
            return DAY_PERIOD_HOURS[period], start + len(word)
    return frozenset(), start
