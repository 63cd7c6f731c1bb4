"""The words of printed times: months, weekdays, zones, in the languages that news files bring."""

from __future__ import annotations

# Month by month, a line for each family of languages. No word may stand in two months.
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


def _numbered(rows: str, first: int) -> dict[str, int]:
    """The words of lines, by the number of their line; a line that begins with a space goes on with the one before."""
    lines = rows.strip("\n").replace("\n ", " ").split("\n")
    return {word: number for number, row in enumerate(lines, first) for word in row.split()}


MONTHS = _numbered(_MONTHS, 1)
# November in Polish; where a full stop stands after the day, as Croatian writes, it may be October.
EITHER_MONTH = {"listopada": 10}

# Day by day, Monday first.
WEEKDAYS = _numbered(
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

# Abbreviations that mean one offset in news, in minutes east of Greenwich.
ZONES = {
    "z": 0, "utc": 0, "ut": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120,
    "sast": 120, "eet": 120, "eest": 180, "msk": 180, "pkt": 300, "ict": 420, "wib": 420, "hkt": 480, "sgt": 480,
    "awst": 480, "jst": 540, "kst": 540, "acst": 570, "aest": 600, "acdt": 630, "aedt": 660, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540,
    "hst": -600, "nst": -210, "ndt": -150, "akdt": -480, "adt": -180, "brt": -180, "art": -180, "cot": -300,
    "pet": -300, "wat": 60, "cat": 120, "eat": 180, "idt": 180, "мск": 180, "npt": 345, "pht": 480, "myt": 480,
    "wita": 480, "wit": 540,
}  # fmt: skip
# Those that mean several: what they may mean.
UNSURE_ZONES = {
    "ist": "+05:30, +02:00 or +01:00", "cst": "-06:00 or +08:00", "ast": "-04:00 or +03:00", "sst": "+08:00 or -11:00",
}  # fmt: skip
# Those that follow a place's clock, by the name of the place in the time zone database.
PLACES = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "beijing time": "Asia/Shanghai", "london time": "Europe/London",
    "uk time": "Europe/London", "moscow time": "Europe/Moscow", "tokyo time": "Asia/Tokyo",
    "paris time": "Europe/Paris",
    "singapore time": "Asia/Singapore", "hong kong time": "Asia/Hong_Kong", "india time": "Asia/Kolkata",
}  # fmt: skip
# Whose clocks the abbreviations of one half of the year are; the other half makes them unsure.
SEASONAL = {
    "bst": "Europe/London", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin", "eest": "Europe/Kiev", "est": "America/New_York", "edt": "America/New_York",
    "cdt": "America/Chicago", "mdt": "America/Denver", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "idt": "Asia/Jerusalem", "aedt": "Australia/Sydney", "nzdt": "Pacific/Auckland", "nzst": "Pacific/Auckland",
}  # fmt: skip
SEASONS = frozenset(
    """
    spring summer autumn fall winter frühling sommer herbst printemps été automne hiver primavera verano otoño invierno
    estate autunno inverno verão outono весна лето осень зима
    """.split()
)
# What may stand around a date and says nothing more of it.
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
# What needs to know the day on which it was printed.
RELATIVE = frozenset(
    """
    ago ahead earlier hace heute hier hoy il just last last-week moments next now ontem past recently since today
    tomorrow tonight vor yesterday gestern вчера сегодня
    """.split()
)
