"""Word lists for printed times: months, weekdays, time zones, seasons and filler words of many languages."""

from __future__ import annotations

# One unindented line per month; indented lines continue it. No word may belong to two months.
_MONTHS = """
january jan januar janvier janv enero ene gennaio gen janeiro januari gener jaanuar jänner ianuarie januára januarja
    január jan tammikuu tammikuuta leden ledna siječnja января январь янв січня януари ιανουαρίου
    stycznia ocak يناير जनवरी
february feb februar février fevrier févr fevr fev febrero febbraio fevereiro februari febrer veebruar feber
    februarie februára februarja február febr helmikuu helmikuuta únor února veljače февраля февраль фев лютого
    февруари φεβρουαρίου lutego şubat فبراير फरवरी
march mar märz maerz mars marzo março mars maart mrt marts març märts martie marca március márc maret mac maaliskuu
    maaliskuuta březen března ožujka марта март березня μαρτίου marta mart مارس मार्च
april apr avril avr abril abr aprile aprill aprilie apríla aprila április ápr huhtikuu huhtikuuta duben dubna travnja
    апреля апрель апр април квітня απριλίου kwietnia nisan أبريل ابريل अप्रैल
may mai mayo maggio mag maio mei maj maig mája maja május máj toukokuu toukokuuta květen května svibnja мая май травня
    μαΐου μαίου mayıs مايو मई
june jun juni juin junio giugno giu junho juny juuni iunie júna junija június jún kesäkuu kesäkuuta červen června
    lipnja июня июнь июн юни червня ιουνίου czerwca haziran يونيو जून
july jul juli juillet juil juill julio luglio lug julho juliol juuli iulie júla julija július júl julai heinäkuu
    heinäkuuta červenec července srpnja июля июль июл юли липня ιουλίου lipca temmuz يوليو जुलाई
august aug août aout agosto ago augustus augusti agost augusta avgusta augusztus agustus ogos elokuu elokuuta srpen
    srpna kolovoza августа август авг серпня αυγούστου sierpnia ağustos أغسطس اغسطس अगस्त
september sep sept septembre septiembre setiembre settembre set setembro setembre septembrie septembra szeptember szept
    syyskuu syyskuuta září rujna сентября сентябрь сен сент септември вересня σεπτεμβρίου września eylül سبتمبر सितंबर
october oct oktober okt octobre octubre ottobre ott outubro out oktoober octombrie októbra oktobra október lokakuu
    lokakuuta říjen října октября октябрь окт октомври жовтня οκτωβρίου października ekim أكتوبر اكتوبر अक्टूबर
november nov novembre noviembre novembro noiembrie novembra marraskuu marraskuuta listopad listopadu studenoga studenog
    ноября ноябрь ноя ноември листопада νοεμβρίου listopada kasım نوفمبر नवंबर
december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desembre detsember decembrie decembra
    desember des disember joulukuu joulukuuta prosinec prosince prosinca декабря декабрь дек декември грудня δεκεμβρίου
    grudnia aralık ديسمبر दिसंबर
"""


def _number_words(table: str, first: int) -> dict[str, int]:
    """Map each word of `table` to the number of its line, counted from `first`; indented lines continue a line."""
    lines = table.strip("\n").replace("\n ", " ").split("\n")
    return {word: number for number, line in enumerate(lines, first) for word in line.split()}


MONTHS = _number_words(_MONTHS, 1)
# November in Polish, October in Croatian. Croatian writes a full stop after the day.
AMBIGUOUS_MONTHS = {"listopada": 10}

# One unindented line per weekday, Monday first.
WEEKDAYS = _number_words(
    """
monday mon montag mo lundi lunes lunedì segunda segunda-feira maandag mandag måndag maanantai maanantaina poniedziałek
    pondělí pondelok ponedjeljak hétfő luni pazartesi senin понедельник понеділок понеделник δευτέρα الاثنين 星期一 周一
    月曜日 月曜 月 월요일 월
tuesday tue tues dienstag di mardi martes martedì terça terça-feira dinsdag tirsdag tisdag tiistai tiistaina wtorek
    úterý utorok utorak kedd marți salı selasa вторник вівторок τρίτη الثلاثاء 星期二 周二 火曜日 火曜 火 화요일 화
wednesday wed weds mittwoch mi mercredi miércoles mercoledì quarta quarta-feira woensdag onsdag keskiviikko
    keskiviikkona środa středa streda srijeda szerda miercuri çarşamba rabu среда середа сряда τετάρτη الأربعاء
    星期三 周三 水曜日 水曜 水 수요일 수
thursday thu thur thurs donnerstag do jeudi jueves giovedì quinta quinta-feira donderdag torsdag torstai torstaina
    czwartek čtvrtek štvrtok četvrtak csütörtök joi perşembe kamis четверг четвер четвъртък πέμπτη الخميس 星期四 周四
    木曜日 木曜 木 목요일 목
friday fri freitag fr vendredi viernes venerdì sexta sexta-feira vrijdag fredag perjantai perjantaina piątek pátek
    piatok petak péntek vineri cuma jumat пятница п'ятниця петък παρασκευή الجمعة 星期五 周五 金曜日 金曜 金 금요일 금
saturday sat samstag sonnabend sa samedi sábado sabato zaterdag lørdag lördag lauantai lauantaina sobota subota
    szombat sâmbătă cumartesi sabtu суббота субота събота σάββατο السبت 星期六 周六 土曜日 土曜 土 토요일 토
sunday sun sonntag so dimanche domingo domenica zondag søndag söndag sunnuntai sunnuntaina niedziela neděle nedeľa
    nedjelja vasárnap duminică pazar minggu ahad воскресенье неділя неделя κυριακή الأحد 星期日 星期天
    周日 日曜日 日曜 日 일요일 일
""",
    0,
)

# Abbreviations with one meaning in news, by their offset in minutes east of Greenwich.
ZONES = {
    name: minutes
    for minutes, names in {
        -600: "hst",
        -540: "akst",
        -480: "pst akdt",
        -420: "mst pdt",
        -360: "mdt",
        -300: "est cdt cot pet",
        -240: "edt",
        -210: "nst",
        -180: "adt brt art",
        -150: "ndt",
        0: "z utc ut gmt wet",
        60: "bst west cet mez wat",
        120: "cest mesz sast eet cat",
        180: "eest msk eat idt мск",
        300: "pkt",
        345: "npt",
        420: "ict wib",
        480: "hkt sgt awst pht myt wita",
        540: "jst kst wit",
        570: "acst",
        600: "aest",
        630: "acdt",
        660: "aedt",
        720: "nzst",
        780: "nzdt",
    }.items()
    for name in names.split()
}
# Abbreviations with several meanings, and the offsets that they may mean.
AMBIGUOUS_ZONES = {
    "ist": "+05:30, +02:00 or +01:00",
    "cst": "-06:00 or +08:00",
    "ast": "-04:00 or +03:00",
    "sst": "+08:00 or -11:00",
}
# Zone names that cover standard and daylight saving time, by key of the IANA time zone database.
ZONE_LOCATIONS = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "beijing time": "Asia/Shanghai",
    "london time": "Europe/London",
    "uk time": "Europe/London",
    "moscow time": "Europe/Moscow",
    "tokyo time": "Asia/Tokyo",
    "paris time": "Europe/Paris",
    "singapore time": "Asia/Singapore",
    "hong kong time": "Asia/Hong_Kong",
    "india time": "Asia/Kolkata",
}
# Abbreviations used in one half of the year only, by key of the IANA time zone database. In the other half
# of the year the time is reported as uncertain.
SEASONAL_ZONES = {
    name: location
    for location, names in {
        "Europe/London": "bst",
        "Europe/Berlin": "cet cest mez mesz",
        "Europe/Kiev": "eest",
        "America/New_York": "est edt",
        "America/Chicago": "cdt",
        "America/Denver": "mdt",
        "America/Los_Angeles": "pst pdt",
        "Asia/Jerusalem": "idt",
        "Australia/Sydney": "aedt",
        "Pacific/Auckland": "nzdt nzst",
    }.items()
    for name in names.split()
}
SEASONS = frozenset(
    """
    spring summer autumn fall winter frühling sommer herbst printemps été automne hiver primavera verano otoño invierno
    estate autunno inverno verão outono весна лето осень зима
    """.split()
)
# Words that may surround a date without changing its meaning.
FILLERS = frozenset(
    """
    a.m am at by clock date dated de del den der du el en et first from h hours hrs hr in kl klo le local o'clock of
    on online originally p.m pm posted publication published publishing pubdate release released the time times uhr
    um t à às o г года г. vom la las alle ore ora på klockan godz saat publié publiée publicado publicada em il op
    pubblicato pubblicata veröffentlicht erschienen gepubliceerd publicerad publicerat publisert udgivet opublikowano
    yayınlanma опубликовано публикации diterbitkan tayang
    发布 发表 发布时间 时间 日期 來源 公開 公開日 配信 掲載 입력 게시 등록
    发布于
    a om uur geplaatst v в о تم 公開日時
    thứ hai ba tư năm sáu bảy chủ nhật ngày lúc giờ roku rok jam pukul second third fourth
    """.split()
)
# Words of relative dates, which depend on the day of printing.
RELATIVE_WORDS = frozenset(
    """
    ago ahead earlier hace heute hier hoy il just last last-week moments next now ontem past recently since today
    tomorrow tonight vor yesterday gestern вчера сегодня
    """.split()
)
