"""The words of printed times: months, weekdays, zones, in the languages that news files bring."""

from __future__ import annotations

# Month by month, English first; a word's first letters of three or more count where no other month has them.
_MONTHS = """
january jan januar janvier janv enero ene gennaio gen janeiro januari января январь янв січня stycznia ocak
february feb februar février févr fev febrero febbraio fevereiro februari февраля февраль фев лютого lutego şubat
march mar märz maerz mars marzo março mars maart mrt марта март березня marca mart
april apr avril avr abril abr aprile апреля апрель апр квітня kwietnia nisan
may mai mayo maggio mag maio mei maj мая май травня maja mayıs
june jun juni juin junio giugno giu junho июня июнь июн червня czerwca haziran
july jul juli juillet juil julio luglio lug julho июля июль июл липня lipca temmuz
august aug août aout agosto ago augustus augusti августа август авг серпня sierpnia ağustos
september sep sept septembre septiembre settembre set setembro сентября сентябрь сен сент вересня września eylül
october oct oktober okt octobre octubre ottobre ott outubro out октября октябрь окт жовтня października ekim
november nov novembre noviembre novembro ноября ноябрь ноя листопада listopada kasım
december dec dezember dez décembre déc diciembre dic dicembre dezembro декабря декабрь дек грудня grudnia aralık
"""
MONTHS = {word: number for number, row in enumerate(_MONTHS.split("\n")[1:-1], 1) for word in row.split()}

# Day by day, Monday first.
_WEEKDAYS = """
monday mon montag mo lundi lunes lunedì segunda segunda-feira maandag понедельник
tuesday tue tues dienstag di mardi martes martedì terça terça-feira dinsdag вторник
wednesday wed weds mittwoch mi mercredi miércoles mercoledì quarta quarta-feira woensdag среда
thursday thu thur thurs donnerstag do jeudi jueves giovedì quinta quinta-feira donderdag четверг
friday fri freitag fr vendredi viernes venerdì sexta sexta-feira vrijdag пятница
saturday sat samstag sonnabend sa samedi sábado sabato zaterdag суббота
sunday sun sonntag so dimanche domingo domenica zondag воскресенье
"""
WEEKDAYS = {word: number for number, row in enumerate(_WEEKDAYS.split("\n")[1:-1]) for word in row.split()}

# Abbreviations that mean one offset in news, in minutes east of Greenwich.
ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120,
    "sast": 120, "eet": 120, "eest": 180, "msk": 180, "pkt": 300, "ict": 420, "wib": 420, "hkt": 480, "sgt": 480,
    "awst": 480, "jst": 540, "kst": 540, "acst": 570, "aest": 600, "acdt": 630, "aedt": 660, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540,
    "hst": -600, "nst": -210, "ndt": -150,
}  # fmt: skip
# Those that mean several: what they may mean.
UNSURE_ZONES = {
    "ist": "+05:30, +02:00 or +01:00", "cst": "-06:00 or +08:00", "ast": "-04:00 or +03:00", "sst": "+08:00 or -11:00",
}  # fmt: skip
# Those that follow a place's clock, by the name of the place in the time zone database.
PLACES = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip
SEASONS = frozenset("spring summer autumn fall winter".split())
# What may stand around a date and says nothing more of it.
FILLERS = frozenset(
    """
    a.m am at by clock date dated de del den der du el en et first from h hours hrs hr in kl klo le local o'clock of
    on online originally p.m pm posted publication published publishing pubdate release released the time times uhr
    um t à às o г года г. vom
    """.split()
)
# What needs to know the day on which it was printed.
RELATIVE = frozenset(
    """
    ago ahead earlier hace heute hier hoy il just last last-week moments next now ontem past recently since today
    tomorrow tonight vor yesterday gestern вчера сегодня
    """.split()
)
UPDATES = frozenset(
    """
    updated update modified edited corrected revised upd accessed retrieved reviewed expires load-date aktualisiert
    actualizado actualizada atualizado atualizada aggiornato bijgewerkt uppdaterad opdateret oppdatert aktualizacja
    güncelleme обновлено 更新 수정 mis\u00a0à\u00a0jour
    """.split()
)
