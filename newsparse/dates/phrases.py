"""The words around a printed time that change what it says: parts of the day, in the languages of news files."""

from __future__ import annotations

import re
from functools import cache

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
# A year that is counted from the beginning of a reign or a state.
ERA = (
    r"(?i)[(\[]?(?:(?:令和|平成|昭和|大正|明治|民國|民国|단기|พ\.?ศ\.?)\s?(?:\d{1,4}|元)\s?[年년]?"
    r"|\b(?:reiwa|heisei|showa|taisho|minguo)\s\d{1,3})[)\]]?"
)
# What is counted: the number behind one of these is no day. Not `edition` or `section`: what follows may be one.
COUNTED = frozenset(
    """
    # № vol vols volume volumes no nos nr num number issue page pages p pp pg chapter band heft jg seite seiten nummer
    numéro numero número núm tome tomo fascicule pagina página pág pag blz årgang tom zeszyt strona str číslo ročník
    strana broj том выпуск стр номер випуск τεύχος sayı cilt sayfa trang số halaman hlm العدد صفحة अंक
    """.split()
)
# What tells of the publication.
PUBLISHED = frozenset(
    """
    published publish posted publié publiée publicado publicada publicat pubblicato pubblicata veröffentlicht erschienen
    gepubliceerd geplaatst publicerad publicerat publisert publiceret udgivet julkaistu avaldatud opublikowano
    publikováno vydáno zveřejněno publikované objavljeno közzétéve megjelent δημοσιεύθηκε δημοσίευση опубликовано
    опубликован публикация публикации опубліковано публикувано yayınlanma yayınlandı diterbitkan tayang đăng نشر نُشر
    प्रकाशित पब्लिश 发布 發布 发表 發表 公開 公开 配信 掲載 投稿 입력 게시 등록
    """.split()
)
# What tells of another day than that of the publication: of a change, a visit, an event, an embargo.
ELSEWHEN = frozenset(
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
# What stands before some of them.
LAST = frozenset(
    """
    last zuletzt letzte dernière última ultima último ultimo laatst senast sist sidst viimeksi son ostatnia poslední
    последнее останнє τελευταία آخر 最后 最後 最終 最终 최종
    """.split()
)
# Languages whose verbs come last say it behind the date, as those of Asia do.
LATE = frozenset(
    "güncellendi değiştirildi yayınlandı frissítve közzétéve päivitetty julkaistu अपडेट अपडेटेड प्रकाशित".split()
)
_ASIAN, _HANGUL = ("\u2e80", "\ufaff"), ("\uac00", "\ud7a3")


def _by_row(rows: str) -> dict[str, str]:
    """The words of lines, by the mark of their line; a line that begins with a space goes on with the one before."""
    lines = rows.strip("\n").replace("\n ", " ").split("\n")
    return {word.replace("_", " "): mark for mark, row in zip(MARKS, lines, strict=True) for word in row.split()}


_MARK_OF = dict(zip(HOURS, MARKS, strict=True))
_PART_OF = _by_row(_PARTS)
_PARTS_OF_DAY, _PARTS_BEFORE = frozenset(_PART_OF), frozenset(_BEFORE)


def small(text: str) -> str:
    """`text` in small letters, character by character, with straight apostrophes: places in it stay the same."""
    low = text.casefold()
    if len(low) != len(text):
        low = "".join(char.lower()[0] for char in text)
    return low.replace("’", "'")


def is_asian(word: str) -> bool:
    """Whether a word is of a script that has few spaces or none."""
    return _ASIAN[0] <= word[0] <= _ASIAN[1]


@cache
def _by_first(words: frozenset[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Of a table: phrases by their first word, and the words of scripts without spaces."""
    phrases: dict[str, list[str]] = {}
    for word in words:
        if not is_asian(word):
            phrases.setdefault(re.findall(r"[^\W\d_]+", word)[0], []).append(word)
    return phrases, [word for word in words if is_asian(word)]


def choice_of(low: str, words: frozenset[str], apart: bool = False) -> str:
    """A pattern of those of `words` that a text of small letters holds: compiling them all takes too long.

    Letters may stand beside a word only where scripts have no spaces; `apart` keeps those of Korea from standing before
    it, where they would be the rest of a person's name.

    >>> choice_of("updated on", frozenset(["updated", "更新"])), choice_of("soon", frozenset(["updated"]))
    ('(?<![^\\\\W\\\\d_])updated(?![^\\\\W\\\\d_])', '')
    """
    phrases, others = _by_first(words)
    held = {phrase for word in re.findall(r"[^\W\d_]+", low) for phrase in phrases.get(word, ()) if phrase in low}
    if not low.isascii():
        held.update(word for word in others if word in low)
    choice = list[str]()
    for word in sorted(sorted(held), key=len, reverse=True):
        before = "" if is_asian(word) and not (apart and _HANGUL[0] <= word[0] <= _HANGUL[1]) else r"(?<![^\W\d_])"
        choice.append(before + re.escape(word) + ("" if is_asian(word) else r"(?![^\W\d_])"))
    return "|".join(choice)


def mark_parts(text: str) -> str:
    """`text` with a mark and spaces in the place of each part of the day; places in it stay the same."""
    low = small(text)
    for words, ahead in ((_PARTS_OF_DAY, ""), (_PARTS_BEFORE, _CLOCK_NEXT)):
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
