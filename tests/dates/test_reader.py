"""Printed times, and what they mean."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys

import pytest
from support.paths import SHARED

from newsparse.dates.calendar_date import Order
from newsparse.dates.reader import read_time

ISO = [
    ("2023", "2023"), ("2023-04", "2023-04"), ("2023-04-05", "2023-04-05"), ("20230405", "2023-04-05"),
    ("2024-02-29", "2024-02-29"), ("2000-02-29", "2000-02-29"), (" 2023-04-05 ", "2023-04-05"),
    ("2023-W14-3", "2023-04-05"), ("2023W143", "2023-04-05"), ("2023-04-05T06", "2023-04-05T06"),
    ("2023-04-05T06:07", "2023-04-05T06:07"), ("2023-04-05 06:07:08", "2023-04-05T06:07:08"),
    ("2023-04-05t06:07:08z", "2023-04-05T06:07:08Z"), ("2023-04-05T06:07:08.250", "2023-04-05T06:07:08.250"),
    ("2023-04-05T06:07:08,25Z", "2023-04-05T06:07:08.25Z"), ("2023-04-05T06:07:08.000Z", "2023-04-05T06:07:08Z"),
    ("2023-04-05T06:07+02:00", "2023-04-05T06:07+02:00"), ("2023-04-05T06:07:08-0330", "2023-04-05T06:07:08-03:30"),
    ("2023-04-05T06:07:08+00:00", "2023-04-05T06:07:08Z"), ("2023-04-05 06:07:08 UTC", "2023-04-05T06:07:08Z"),
    ("2023-04-05T06:07:08 +09", "2023-04-05T06:07:08+09:00"), ("20230405T060708Z", "2023-04-05T06:07:08Z"),
]  # fmt: skip
WORDS = [
    ("pubblicato il 5 aprile 2023", "2023-04-05"), ("Publicado em 5 de abril de 2023 às 14h05", "2023-04-05T14:05"),
    ("Gepubliceerd op 5 april 2023", "2023-04-05"),
    ("5 April 2023", "2023-04-05"), ("April 5, 2023", "2023-04-05"), ("Apr 5 2023", "2023-04-05"),
    ("5th of April, 2023", "2023-04-05"), ("Sept. 5, 2023", "2023-09-05"), ("05APR2023", "2023-04-05"),
    ("2023-Apr-05", "2023-04-05"), ("April 2023", "2023-04"),
    ("5. April 2023", "2023-04-05"), ("5 avril 2023", "2023-04-05"), ("1er mai 2020", "2020-05-01"),
    ("5 de abril de 2023", "2023-04-05"), ("5 aprile 2023", "2023-04-05"), ("5 апреля 2023 г.", "2023-04-05"),
    ("２０２３年４月５日", "2023-04-05"),
    ("5 kwietnia 2023", "2023-04-05"), ("Mittwoch, 5. April 2023, 14:05 Uhr", "2023-04-05T14:05"),
    ("Wed, 05 Apr 2023 14:05:06 +0200", "2023-04-05T14:05:06+02:00"),
    ("Wed Apr  5 14:05:06 2023", "2023-04-05T14:05:06"),
    ("Wed Apr 5 14:05:06 UTC 2023", "2023-04-05T14:05:06Z"), ("April 5, 2023 at 2:05 PM EDT", "2023-04-05T14:05-04:00"),
    ("July 5, 2023, 9:15 a.m. ET", "2023-07-05T09:15-04:00"), ("Dec. 5, 2023, 9:15 a.m. PT", "2023-12-05T09:15-08:00"),
    ("5 Apr 2023 12:30 am", "2023-04-05T00:30"), ("5 Apr 2023 12:30 pm", "2023-04-05T12:30"),
    ("5. dubna 2023", "2023-04-05"), ("5. září 2023", "2023-09-05"), ("5 Agustus 2023", "2023-08-05"),
    ("Rabu, 5 April 2023 14:05 WIB", "2023-04-05T14:05+07:00"), ("5. huhtikuuta 2023", "2023-04-05"),
    ("2023. április 5., szerda 14:05", "2023-04-05T14:05"), ("5 aprilie 2023", "2023-04-05"),
    ("5 Απριλίου 2023", "2023-04-05"), ("5 أبريل 2023", "2023-04-05"), ("٥ أبريل ٢٠٢٣", "2023-04-05"),
    ("5 Nisan 2023 Çarşamba", "2023-04-05"), ("5 tháng 4, 2023", "2023-04-05"), ("5 listopada 2023", "2023-11-05"),
    ("5. april 2023 kl. 14.05", "2023-04-05T14:05"), ("5 April 2023, 14.05", "2023-04-05T14:05"),
    ("5 de abril de 2023 às 14h", "2023-04-05T14"), ("5 de abril de 2023, 2:05 de la tarde", "2023-04-05T14:05"),
    ("5. Februar 2023, 14.05 Uhr MEZ", "2023-02-05T14:05+01:00"),
    ("5 апреля 2023, 14:05 МСК", "2023-04-05T14:05+03:00"),
    ("April 5, 2023 2:05 p.m. Eastern", "2023-04-05T14:05-04:00"),
    ("Feb. 5, 2023 2:05 p.m. Pacific Standard Time", "2023-02-05T14:05-08:00"),
    ("5 April 2023, 2 pm Beijing time", "2023-04-05T14+08:00"), ("noon, 5 April 2023", "2023-04-05T12"),
    ("5th day of April, 2023", "2023-04-05"),
    ("5 Apr 2023 14:05 GMT+5:30", "2023-04-05T14:05+05:30"),
    ("5 Apr 2023 14:05 UTC-3", "2023-04-05T14:05-03:00"),
    ("Publié le 5 avril 2023 à 14h05, mis à jour le 6 avril 2023 à 9h00", "2023-04-05T14:05"),
    ("Wed Apr 05 2023 14:05:06 GMT+0800 (Malaysia Time)", "2023-04-05T14:05:06+08:00"),
    ("5 April 2023 | 14:05 GMT+8", "2023-04-05T14:05+08:00"), ("14:05, 5 April 2023", "2023-04-05T14:05"),
    ("5 April 2023 10.42am BST", "2023-04-05T10:42+01:00"), ("6 PM, 5 April 2023", "2023-04-05T18"),
    ("Wednesday 5 April 2023 at 14h05", "2023-04-05T14:05"), ("April 5th 2023, 2:05:06 pm", "2023-04-05T14:05:06"),
]  # fmt: skip
NUMBERS = [
    ("10:05 - 25 Dec 2021", "2021-12-25T10:05"), ("2022-01-05 04:30:00  PM", "2022-01-05T16:30:00"),
    ("2022/1/11 PM 3:05", "2022-01-11T15:05"), ("2022.01.11. 오후 3:05", "2022-01-11T15:05"),
    ("2023/04/05", "2023-04-05"), ("2023.4.5", "2023-04-05"), ("2023-4-5", "2023-04-05"),
    ("2023年4月5日", "2023-04-05"),
    ("2023年4月", "2023-04"), ("2023년 4월 5일", "2023-04-05"), ("2023-02-05 14:05 CET", "2023-02-05T14:05+01:00"),
    ("2023-04-05 2:05 pm", "2023-04-05T14:05"), ("2023/4/5 7:05:06", "2023-04-05T07:05:06"),
    ("(2023-04-05)", "2023-04-05"), ("4/2023", "2023-04"), ("04.2023", "2023-04"), ("2023/04", "2023-04"),
    ("2023-04-05 14:05 (GMT+8)", "2023-04-05T14:05+08:00"), ("2023-04-05 14：05", "2023-04-05T14:05"),
    ("2023-04-05 14:05 Asia/Tokyo", "2023-04-05T14:05+09:00"), ("202304051405", "2023-04-05T14:05"),
    ("2023-04-05T06:07:08Z[UTC]", "2023-04-05T06:07:08Z"),
    ("2023-04-05T06:07:08 -0500 EST", "2023-04-05T06:07:08-05:00"),
    ("/Date(1680703506000)/", "2023-04-05T14:05:06Z"), ("D:20230405140506Z", "2023-04-05T14:05:06Z"),
    ("1680703506000000", "2023-04-05T14:05:06Z"), ("1680703506.25", "2023-04-05T14:05:06.25Z"),
    ("05/Apr/2023:14:05:06 +0000", "2023-04-05T14:05:06Z"), ("2023年4月5日（水）14時05分", "2023-04-05T14:05"),
    ("입력 2023.04.05 14:05 수정 2023.04.06 09:00", "2023-04-05T14:05"), ("5 April 2023 14:05 UT", "2023-04-05T14:05Z"),
    ("25/12/2022", "2022-12-25"), ("12/25/2022", "2022-12-25"), ("03/03/2023", "2023-03-03"),
    ("25-12-2022", "2022-12-25"),
    ("25.12.2022 08:00", "2022-12-25T08:00"), ("1680703506", "2023-04-05T14:05:06Z"),
    ("1680703506000", "2023-04-05T14:05:06Z"), ("20230405140506", "2023-04-05T14:05:06"),
    ("Published: 5 April 2023", "2023-04-05"), ("Published: 5 April 2023 Updated: 6 April 2023", "2023-04-05"),
    ("Updated 6 April 2023, first published 5 April 2023", "2023-04-05"), ("2023-04-05 (Wed)", "2023-04-05"),
    ("First published on Wed 5 Apr 2023 14.05 BST", "2023-04-05T14:05+01:00"),
]  # fmt: skip
UNSURE = [
    ("25 Dec 2021 10:05-11:05", "2021-12-25T10:05"), ("25 Dec 2021 10:05 - 3 min read", "2021-12-25T10:05"),
    ("July 5, 2023, 9:15 a.m. EST", "2023-07-05T09:15-05:00"), ("5 Jan 2023 14:05 BST", "2023-01-05T14:05+01:00"),
    ("Mar 12, 2023, 2:30 a.m. ET", "2023-03-12T02:30"), ("Nov 5, 2023, 1:30 a.m. ET", "2023-11-05T01:30"),
    ("No. 10, Oct 12 2021", "2021-10-12"), ("circa 1990", "1990"),
    ("5 April 2023 14:05 Mars/Phobos", "2023-04-05T14:05"),
    ("--/--/1987", "1987"), ("??/??/1987", "1987"), ("1987-00-00", "1987"), ("1987-00", "1987"),
    ("1987-05-00", "1987-05"),
    ("5-Apr-23", "2023-04-05"), ("Apr 5, '23", "2023-04-05"), ("5 May 71", "1971-05-05"), ("05.04.2023", "2023-04-05"),
    ("Tuesday, 5 April 2023", "2023-04-05"), ("2023-04-05 14:05 CST", "2023-04-05T14:05"),
    ("5 April 2023 10:30 IST", "2023-04-05T10:30"), ("Post, Velsen. 5 Apr 2023: B.2.", "2023-04-05"),
    ("Desk, 2023-04-05T06:07:08+10:00, 2023-04-05T06:07:08+10:00", "2023-04-05T06:07:08+10:00"),
    ("By Lena Maur | 2023/4/5 20:45:59", "2023-04-05T20:45:59"), ("2023-04-05T06:07:08 Velsen", "2023-04-05T06:07:08"),
]  # fmt: skip
PARTS_OF_DAY = [
    ("2021年3月5日 下午6:20", "2021-03-05T18:20"), ("2021年3月5日下午6点20分", "2021-03-05T18:20"),
    ("2021年3月5日 午後6時20分", "2021-03-05T18:20"), ("2021/03/05 午後6:20", "2021-03-05T18:20"),
    ("2021-03-05 06:20 下午", "2021-03-05T18:20"), ("2021年3月5日 上午6:20", "2021-03-05T06:20"),
    ("2021年3月5日 下午15:20", "2021-03-05T15:20"), ("2021년 3월 5일 오후6시", "2021-03-05T18"),
    ("PM6:20, 2021-03-05", "2021-03-05T18:20"), ("2021年3月5日 晚上8:30", "2021-03-05T20:30"),
    ("2021年3月5日傍晚6点20分", "2021-03-05T18:20"), ("2021年3月5日 夜8時30分", "2021-03-05T20:30"),
    ("2021年3月5日 午後0時30分", "2021-03-05T12:30"), ("5. března 2021 v 8:30 večer", "2021-03-05T20:30"),
    ("2021年3月5日 晚8时", "2021-03-05T20"), ("2021年3月5日 凌晨12:30", "2021-03-05T00:30"),
    ("2021年3月5日 中午1:30", "2021-03-05T13:30"), ("2021年3月5日 中午11:30", "2021-03-05T11:30"),
    ("5 марта 2021, 6:20 вечера", "2021-03-05T18:20"), ("5 марта 2021 в 2 часа ночи", "2021-03-05T02"),
    ("5 марта 2021 6:20 дня", "2021-03-05T18:20"), ("5 Μαρτίου 2021 6:20 μ.μ.", "2021-03-05T18:20"),
    ("5 مارس 2021 06:20 مساءً", "2021-03-05T18:20"), ("5 مارس 2021 6:20 م", "2021-03-05T18:20"),
    ("5 مارس 2021 6:20 ص", "2021-03-05T06:20"), ("25/03/2021 6:20 chiều", "2021-03-25T18:20"),
    ("25 Mac 2021, 6.20 petang", "2021-03-25T18:20"), ("5. März 2021, 6 Uhr abends", "2021-03-05T18"),
    ("5. März 2021, 11 Uhr nachts", "2021-03-05T23"), ("5 marzo 2021 6:20 di sera", "2021-03-05T18:20"),
    ("5 March 2021 6.20 in the evening", "2021-03-05T18:20"), ("5 mars 2021, 6h20 du soir", "2021-03-05T18:20"),
    ("5 de março de 2021, 11:20 da noite", "2021-03-05T23:20"), ("2021. március 5. este 8:30", "2021-03-05T20:30"),
    ("2021年3月5日 18时20分", "2021-03-05T18:20"), ("2021年3月5日 18时", "2021-03-05T18"),
    ("2021年3月5日午後6時", "2021-03-05T18"), ("2021年3月5日 下午6点半", "2021-03-05T18:30"),
    ("2021年3月5日 下午6点5分", "2021-03-05T18:05"), ("2021年3月5日18時配信", "2021-03-05T18"),
    ("5 Mar 2021 0930 GMT", "2021-03-05T09:30Z"), ("0930 hrs, 5 Mar 2021", "2021-03-05T09:30"),
    ("5 Mar 2021 2021 GMT", "2021-03-05T20:21Z"), ("2021-03-05T18:20+5", "2021-03-05T18:20+05:00"),
    ("2021-03-05T18:20-5", "2021-03-05T18:20-05:00"), ("5 maart 2021 om 18.20 uur", "2021-03-05T18:20"),
    ("5 de marzo de 2021 a las 6:20 p. m.", "2021-03-05T18:20"), ("5 March 2021, 12 noon", "2021-03-05T12"),
]  # fmt: skip
PART_UNSURE = [  # of the day before or after, or far from the clock: the day alone
    ("2021年3月5日 晚上12:30", "2021-03-05"), ("2021年3月5日 夜1時", "2021-03-05"),
    ("下午 2021-03-05 06:20", "2021-03-05"),
    ("Friday evening, 5 March 2021, 6:20", "2021-03-05"), ("5. März 2021, abends um 6 Uhr", "2021-03-05"),
    ("5 March 2021, 13:20 at night", "2021-03-05"), ("Evening Post, 5 March 2021, 18:20", "2021-03-05T18:20"),
    ("Morning Herald, 5 March 2021, 12:20", "2021-03-05T12:20"), ("5 مارس 2021م 06:20", "2021-03-05T06:20"),
    ("北京晚报 2021年3月5日 10:20", "2021-03-05T10:20"), ("5 Mar 2021 1200 feet", "2021-03-05"),
]  # fmt: skip
PARTS_OF_YEAR = [
    ("Autumn 1999", "1999"), ("Winter, 2020", "2020"), ("Q3 2022", "2022"), ("third quarter of 2022", "2022"),
    ("Sommer 2022", "2022"), ("Spring/Summer 2022", "2022"), ("Fall 2021", "2021"), ("H1 2021", "2021"),
    ("2021 Q3", "2021"), ("1H 2021", "2021"), ("Early 2021", "2021"), ("mid-2021", "2021"), ("2021年第3四半期", "2021"),
    ("2021年春", "2021"), ("primavera de 2021", "2021"), ("3. Quartal 2021", "2021"), ("March 2021, 18:20", "2021-03"),
]  # fmt: skip
COUNTED = [
    ("Vol. 12, March 2021", "2021-03"), ("No. 7, March 2021", "2021-03"), ("Page 12, March 2021", "2021-03"),
    ("Vol. 12 No. 7 March 2021", "2021-03"), ("N° 12, mars 2021", "2021-03"),
    ("№ 5, март 2021", "2021-03"), ("Nr. 5, marca 2021", "2021-03"), ("Top 10, March 2021", "2021-03"),
    ("Issue 7, 12 March 2021", "2021-03-12"),
    ("Vol. 3, March 12, 2021", "2021-03-12"),
    ("Toronto 12 March 2021", "2021-03-12"), ("Vol. 12, 5th March 2021", "2021-03-05"),
]  # fmt: skip
PUBLISHED = [
    ("令和3年（2021年）3月5日", "2021-03-05"), ("2021年（令和3年）3月5日", "2021-03-05"),
    ("Fr. 5. März 2021", "2021-03-05"),
    ("Fr 5. März 2021", "2021-03-05"), ("5. März 2021 (Fr)", "2021-03-05"),
    ("Actualizado el 6 de marzo de 2021, publicado el 5 de marzo de 2021", "2021-03-05"),
    ("Publicado el 5 de marzo de 2021, actualizado el 6 de marzo de 2021", "2021-03-05"),
    ("Mar 6, 2021 (first published Mar 5, 2021)", "2021-03-05"), ("2021/03/05 公開 2021/03/06 更新", "2021-03-05"),
    ("2021.03.05 14:05 입력 | 2021.03.06 09:00 수정", "2021-03-05T14:05"),
    ("发布时间：2021-03-05 18:20 更新时间：2021-03-06 09:00", "2021-03-05T18:20"),
    ("Published: March 5, 2021; last updated March 6, 2021", "2021-03-05"),
    ("Zuletzt aktualisiert: 6. März 2021, veröffentlicht: 5. März 2021", "2021-03-05"),
    ("5 March 2021, 18:20 (updated 19:30)", "2021-03-05T18:20"),
    ("March 5, 2021 | Published 6:20 pm", "2021-03-05T18:20"),
    ("Updated 2021-03-06T18:20:00Z, published 2021-03-05T18:20:00Z", "2021-03-05T18:20:00Z"),
]  # fmt: skip
ROUND = [
    ("5 marzo 2021, bar di Anna", "2021-03-05"),
    ("5 March 2021 (updated)", "2021-03-05"), ("김수정 기자 2021.03.05", "2021-03-05"),
    ("March 5, 2021. A version of this article appears in print on March 6, 2021, Section A", "2021-03-05"),
    ("Grand Stand, March 5, 2021", "2021-03-05"), ("Stand by me, March 5, 2021", "2021-03-05"),
    ("Late edition, 5 March 2021", "2021-03-05"), ("Asia Edition 5 March 2021", "2021-03-05"),
    ("2021-03-05 18:20 更新时间：", "2021-03-05T18:20"),
    ("İSTANBUL, 5 Mart 2021 18:20", "2021-03-05T18:20"),
]  # fmt: skip
ELSEWHEN = [
    "更新时间：2021-03-05 18:20", "最后更新：2021-03-05", "更新于 2021-03-05", "修改时间：2021-03-05",
    "更新日時：2021-03-05 18:20", "2021/03/05 18:20 更新", "2021年3月5日現在", "최종수정 2021.03.05",
    "업데이트 2021.03.05",
    "Cập nhật: 25/03/2021", "Ultimo aggiornamento: 5 marzo 2021", "Última actualización: 5 de marzo de 2021",
    "Última atualização 5 de março de 2021", "Zaktualizowano 5 marca 2021", "Aktualizováno 5. března 2021",
    "Frissítve: 2021. március 5.", "Actualizat: 5 martie 2021", "Päivitetty 5.3.2021", "Ενημέρωση: 5 Μαρτίου 2021",
    "Оновлено 5 березня 2021", "Изменено: 5 марта 2021", "آخر تحديث: 5 مارس 2021", "अपडेटेड 5 मार्च 2021",
    "GÜNCELLEME: 5 MART 2021", "5 Mart 2021 18:20 güncellendi", "Amended on March 5, 2021", "Refreshed: March 5, 2021",
    "Stand: 05.03.2021 14:32 Uhr", "Stand 5. März 2021", "Stand März 2021",
    "Embargoed until March 5, 2021", "Event date: March 5, 2021",
    "As of March 5, 2021", "Archived March 5, 2021", "A version of this article appears in print on March 6, 2021",
    "Sperrfrist: 5. März 2021", "Archivé le 5 mars 2021", "Дата обращения: 5 марта 2021",
]  # fmt: skip
EITHER = [  # what the message promises of --date-order
    ("01/02/2022", None, "--date-order says which"), ("25/12/21", None, "--date-order says which"),
    ("25/12/21", "mdy", "neither is in the order mdy"), ("01/02/2022 01/02/2022", None, "--date-order says which"),
    ("5 March 2021 and 6 March 2021", None, ""), ("25/12/2021 - 26/12/2021", None, ""),
    ("2021-03-05T18:20Z 2021-03-06T18:20Z", None, ""), ("5. listopada 2021.", None, ""),
]  # fmt: skip
ERAS = ["令和3年3月5日", "民國110年3月5日", "平成31年4月", "5 March Reiwa 3"]
ABSENT = ["", "-", "--"]
SPANS = [
    "2021/22",
    "5-7, January 2022",
    "pp. 12-14, March 2021",
    "2019-2021",
    "Winter 2021-22",
    "December 20-26, 2021",
    "5-7 January 2022",
    "Jan-Feb 2022",
]
UNREADABLE = [
    "1402/10/15", "0001-01-01T00:00:00", "9999-12-31", "5 May 2565", "1" * 300,
    "10", "1A2B", "26 s", "99", "202304", "12345", "soon", "Vol. 3, No. 4", "17:30",
    "0000-00-00", "0000-00-00 00:00:00", "0000-00-00T00:00:00Z", "00/00/0000", "0", "--/--/----", "0:00",
    "2023-04 06:07", "© 2023", "1970-01-01T00:00:00Z", "1970-01-01 00:00:00",
]  # fmt: skip
AMBIGUOUS = [
    ("01/02/2022", "2022-02-01", "2022-01-02"), ("4/9/24, 2:36 PM", "2024-09-04T14:36", "2024-04-09T14:36"),
    ("22-01-11", "2011-01-22", "2022-01-11"), ("03-04-05", "2005-04-03", "2003-04-05"),
    ("5 April 2023; 6 May 2023", "2023-04-05", "2023-05-06"), ("2023-04-05 2023-05-06", "2023-04-05", "2023-05-06"),
    ("20/12/21", "2021-12-20", "2020-12-21"), ("5. listopada 2021.", "2021-11-05", "2021-10-05"),
]  # fmt: skip
INCOMPLETE = [
    "Heft 3/März 2021",
    "3月5日",
    "8h ago",
    "2 days ago",
    "Yesterday 4:00 pm",
    "just now",
    "Tuesday",
    "5 April",
    "May",
    "Updated: May 5, 2023",
]
LEAP_SECONDS = [
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"), ("2016-12-31 23:59:60", "2016-12-31T23:59:60"),
    ("31 Dec 2016 23:59:60 EST", "2016-12-31T23:59:60-05:00"), ("31 Dec 2016 23:59:60 ET", "2016-12-31T23:59:60-05:00"),
    ("30 June 2015, 23:59:60 CEST", "2015-06-30T23:59:60+02:00"),
    ("1 Jan 2017 08:59:60 JST", "2017-01-01T08:59:60+09:00"),
    ("Dec. 31, 2016, 11:59:60 pm Eastern", "2016-12-31T23:59:60-05:00"),
    ("1 Jan 2017 00:59:60.25 Europe/Paris", "2017-01-01T00:59:60.25+01:00"),
]  # fmt: skip
NO_NEWS = [
    "1 January 0001 00:30 CET", "31 December 9999 23:30 EST", "0001-01-01 00:00 Europe/Paris",
    "January 1, 0001 9 am ET",
    "31 December 9999 23:59:60 ET", "Dec 31, 9999, 11 pm Pacific Time", "9999-12-31T23:59:59 PT",
]  # fmt: skip
NO_ZONE = [  # names with digits are no rules of POSIX
    ("5 April 2023 14:05 Nowhere/City", "2023-04-05T14:05"), ("5 April 2023 14:05 Europe/Paris36", "2023-04-05T14:05"),
    ("5 April 2023 14:05 Abc/Def3", "2023-04-05T14:05"),
]  # fmt: skip
IMPOSSIBLE = [
    ("2023-02-30", "day", 8), ("2023-02-29", "day", 8), ("1900-02-29", "day", 8), ("2023-13-01", "month", 5),
    ("20230431", "day", 6), ("0000-01-01", "year", 0), ("2023-W54-1", "week", 6),
    ("9999-W52-7", "week", 6),
    ("2023-04-05T24:07", "hour", 11), ("2023-04-05T06:60", "minute", 14), ("2023-04-05T06:07:61", "second", 17),
    ("2023-04-05T06:07+19:00", "offset", 16), ("31 April 2023", "day", 0), ("on 30 Feb 2023", "day", 3),
    ("32/01/2023", "day", 0), ("5 April 2023 25:10", "hour", 13), ("13:05 pm 5 April 2023", "hour", 0),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "value"), [*ISO, *WORDS, *NUMBERS, *PARTS_OF_DAY, *PUBLISHED])
def test_reads(printed: str, value: str) -> None:
    assert read_time(printed) == (value, None, "", 0)


@pytest.mark.parametrize(("printed", "value"), [*UNSURE, *PART_UNSURE, *PARTS_OF_YEAR, *COUNTED, *ROUND])
def test_says_what_it_is_not_sure_of(printed: str, value: str) -> None:
    time = read_time(printed)
    assert (time.value, time.code) == (value, "N205")
    assert printed in time.message


@pytest.mark.parametrize(("printed", "value"), LEAP_SECONDS)
def test_keeps_a_leap_second(printed: str, value: str) -> None:
    assert read_time(printed) == (value, None, "", 0)


@pytest.mark.parametrize("printed", NO_NEWS)
def test_the_first_and_the_last_year_have_no_news_in_any_zone(printed: str) -> None:
    time = read_time(printed)
    assert (time.value, time.code) == (None, "N201")


@pytest.mark.parametrize(("printed", "value"), NO_ZONE)
def test_says_that_a_zone_is_not_known(printed: str, value: str) -> None:
    time = read_time(printed)
    assert (time.value, time.code) == (value, "N205")
    assert "offset" in time.message


@pytest.mark.parametrize(
    "printed", ["May 2022 or June 2022, 14:05 ET", "5. listopada 2021. 23:59:60 ET", "4/2022, 5/2022 9 am"]
)
def test_readings_have_a_time_of_day_only_behind_a_day(printed: str) -> None:
    assert not re.search(r"\b\d{4}-\d\dT", read_time(printed).message)


@pytest.mark.parametrize("printed", ABSENT)
def test_no_time_is_no_problem(printed: str) -> None:
    assert read_time(printed) == (None, None, "", 0)


@pytest.mark.parametrize(("code", "printed"), [("N201", x) for x in UNREADABLE] + [("N204", x) for x in INCOMPLETE]
                         + [("N204", x) for x in ELSEWHEN] + [("N203", x) for x in SPANS])  # fmt: skip
def test_guesses_nothing(code: str, printed: str) -> None:
    time = read_time(printed)
    assert (time.value, time.code) == (None, code)
    assert printed[:40] in time.message


@pytest.mark.parametrize(("printed", "one", "other"), AMBIGUOUS)
def test_names_both_readings(printed: str, one: str, other: str) -> None:
    time = read_time(printed)
    assert (time.value, time.code) == (None, "N203")
    assert one in time.message
    assert other in time.message


@pytest.mark.parametrize(("order", "value"), [("dmy", "2005-04-03"), ("mdy", "2005-03-04"), ("ymd", "2003-04-05")])
def test_order_decides(order: Order, value: str) -> None:
    assert read_time("03-04-05", order).value == value


@pytest.mark.parametrize(("printed", "order", "advice"), EITHER)
def test_promises_an_order_only_where_one_decides(printed: str, order: Order | None, advice: str) -> None:
    time = read_time(printed, order)
    assert (time.value, time.code) == (None, "N203")
    assert ("order" in time.message) == bool(advice)
    assert advice in time.message


@pytest.mark.parametrize("printed", ERAS)
def test_tells_that_an_era_is_none_of_this_calendar(printed: str) -> None:
    time = read_time(printed)
    assert (time.value, time.code) == (None, "N201")
    assert "era" in time.message


@pytest.mark.parametrize("printed", [row[0] for row in [*UNSURE, *ROUND] if "di" in row[0]])
def test_takes_no_other_word_for_a_weekday(printed: str) -> None:
    assert "is no Di" not in read_time(printed).message


@pytest.mark.parametrize(("printed", "part", "offset"), IMPOSSIBLE)
def test_says_what_does_not_exist_and_where(printed: str, part: str, offset: int) -> None:
    time = read_time(printed)
    assert (time.value, time.code, time.offset) == (None, "N202", offset)
    assert f"no such {part}" in time.message


def test_neither_the_zone_nor_the_day_of_the_machine_changes_anything() -> None:
    printed = [row[0] for row in [*ISO, *WORDS, *NUMBERS, *UNSURE, *AMBIGUOUS]] + INCOMPLETE
    code = (
        "import sys, time; real = time.time; time.time = lambda: real() + float(sys.argv[1])\n"
        "from newsparse.dates.reader import read_time\nprint([read_time(x) for x in sys.argv[2:]])"
    )
    outputs = set()
    for zone in ("America/New_York", "Asia/Kolkata"):
        for later in ("0", "-900000000"):
            command = [sys.executable, "-c", code, later, *printed]
            done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "TZ": zone})
            outputs.add(done.stdout)
    assert len(outputs) == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the real strings are not at {SHARED}")
def test_real_strings() -> None:
    with (SHARED / "dates.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    assert len(rows) == 40
    for printed, expected, *_ in rows:
        if printed == "nan":
            continue  # a placeholder, which is told before any date is read
        value, remark = [*expected.split(" ", 1), ""][:2]
        time = read_time(printed)
        assert time.value == (None if value in ("null", "?", "!") else value), printed
        if value in ("?", "!"):
            assert time.code in (("N203", "N204") if value == "?" else ("N201", "N202")), printed
        if "+ warning" in remark and value not in ("?", "!"):
            assert time.code == "N205", printed
