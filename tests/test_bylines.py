"""Printed bylines, and whom they name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.bylines import read_byline

SHARED = Path(__file__).parents[2] / "shared"
CASES = [
    ("Lena Maur", "Lena Maur"),
    ("By Lena Maur and Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur, Tom Okoro and NPA", "Lena Maur | Tom Okoro | org:NPA"),
    ("Lena Maur in Port Averil and Tom Okoro in Velsen", "Lena Maur@Port Averil | Tom Okoro@Velsen"),
    ("Northern Post", "org:Northern Post"),
    ("Xinhua – AFP", "org:Xinhua | org:AFP"),
    ("Post staff reporters", "org:Post staff reporters"),
    ("news.example.org", "org:news.example.org"),
    ("S.L. Perrin", "S.L. Perrin"),
    ("Bylund Ames", "Bylund Ames"),
    ("Lena Maur & Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur / Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur; Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Maur, Lena", "Lena Maur"),
    ("Maur, Lena; Okoro, Tom", "Lena Maur | Tom Okoro"),
    ("MAUR, LENA", "LENA MAUR"),
    ("LENA MAUR", "LENA MAUR"),
    ("Lena Maur, Jr.", "Lena Maur, Jr."),
    ("Lena Maur Jr", "Lena Maur Jr"),
    ("Lena Maur III", "Lena Maur III"),
    ("Lena Maur, PhD", "Lena Maur"),
    ("Lena Maur, M.D., and Tom Okoro, Ph.D.", "Lena Maur | Tom Okoro"),
    ("Lena Maur, Staff Writer", "Lena Maur"),
    ("Lena Maur, staff writer, and Tom Okoro, chief political correspondent", "Lena Maur | Tom Okoro"),
    ("Staff Writer Lena Maur", "Lena Maur"),
    ("Lena Maur Reporter", "Lena Maur"),
    ("Lena Maur Health Reporter", "Lena Maur"),
    ("Lena Maur, Reuters", "Lena Maur"),
    ("Lena Maur (Reuters)", "Lena Maur"),
    ("Lena Maur, Tom Okoro, Reuters", "Lena Maur | Tom Okoro"),
    ("AFP", "org:AFP"),
    ("AFP, LONDON", "org:AFP@LONDON"),
    ("Reuters, Beijing", "org:Reuters@Beijing"),
    ("Xinhua in Beijing", "org:Xinhua@Beijing"),
    ("Lena Maur, Beijing", "Lena Maur@Beijing"),
    ("Lena Maur and Tom Okoro in Beijing", "Lena Maur | Tom Okoro@Beijing"),
    ("Lena Maur for The Northern Post", "Lena Maur"),
    ("Lena Maur For Northern Mail", "Lena Maur"),
    ("Lena Maur with files from NPA", "Lena Maur"),
    ("Lena Maur, with additional reporting by Tom Okoro", "Lena Maur"),
    ("Lena Maur; editing by Tom Okoro", "Lena Maur"),
    ("Lena Maur, Photos by Tom Okoro", "Lena Maur"),
    ("Written by Lena Maur", "Lena Maur"),
    ("Reporting by Lena Maur in Velsen", "Lena Maur@Velsen"),
    ("Story by Lena Maur, photos by Tom Okoro", "Lena Maur"),
    ("lena.maur@example.com (Lena Maur)", "Lena Maur"),
    ("Lena Maur <lena@example.com>", "Lena Maur"),
    ("Lena Maur lena@example.com", "Lena Maur"),
    ("Lena Maur (@lenamaur)", "Lena Maur"),
    ("[[Lena Maur]]", "Lena Maur"),
    ("[[people/maur|Lena Maur]]", "Lena Maur"),
    ('Lena "The Pen" Maur', 'Lena "The Pen" Maur'),
    ("Lena van der Maur and Tom d'Okoro", "Lena van der Maur | Tom d'Okoro"),
    ("Dr. Lena Maur", "Dr. Lena Maur"),
    ("Associated Press", "org:Associated Press"),
    ("The Associated Press", "org:The Associated Press"),
    ("By The Associated Press", "org:The Associated Press"),
    ("The Editorial Board", "org:The Editorial Board"),
    ("Editorial Board", "org:Editorial Board"),
    ("Post Editorial", "org:Post Editorial"),
    ("GT Staff", "org:GT Staff"),
    ("Global Times staff reporters", "org:Global Times staff reporters"),
    ("Ministry of Foreign Affairs", "org:Ministry of Foreign Affairs"),
    ("Embassy of Velsen", "org:Embassy of Velsen"),
    ("Our Correspondent", "org:Our Correspondent"),
    ("Special Correspondent", "org:Special Correspondent"),
    ("Staff Reporter", "org:Staff Reporter"),
    ("Staff", "org:Staff"),
    ("Agencies", "org:Agencies"),
    ("Press Trust of India", "org:Press Trust of India"),
    ("PTI", "org:PTI"),
    ("Lena Maur | Northern Post", "Lena Maur"),
    ("Lena Maur | 5 April 2023", "Lena Maur"),
    ("Lena Maur, 5 April 2023", "Lena Maur"),
    ("Lena Maria Maur", "Lena Maria Maur"),
    ("José Luis García de la Torre", "José Luis García de la Torre"),
    ("Wang Xiaoming, Li Mei and Xu Yelu", "Wang Xiaoming | Li Mei | Xu Yelu"),
    ("Li Wei, Li Mei", "Li Wei | Li Mei"),
    ("By: Lena Maur", "Lena Maur"),
    ("by Lena Maur", "Lena Maur"),
    ("BY LENA MAUR", "LENA MAUR"),
    ("Lena Maur, Tom Okoro, Dov Ames, and Ann Bell", "Lena Maur | Tom Okoro | Dov Ames | Ann Bell"),
    ("Lena Maur – Northern Post", "Lena Maur"),
    ("Lena Maur - Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur And Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Sputnik International", "org:Sputnik International"),
    ("https://example.org/lena", "org:https://example.org/lena"),
    ("Name, First; Name, Second", "First Name | Second Name"),
    ("Mary-Jane O'Neil", "Mary-Jane O'Neil"),
    ("Lena Maur, Northern Post; Tom Okoro, NPA", "Lena Maur | Tom Okoro"),
    ("Lena Maur and agencies", "Lena Maur | org:agencies"),
    ("Lena Maur and AFP", "Lena Maur | org:AFP"),
    ("Lena Maur, Tom Okoro and agencies", "Lena Maur | Tom Okoro | org:agencies"),
    ("Lena Maur, Senior Fellow at the Harbour Institute", "Lena Maur"),
    ("Guest Writer", "org:Guest Writer"),
    ("Lena Maur, CNN Business", "Lena Maur"),
    ("K. Maur", "K. Maur"),
    ("Li Mei, Global Times", "Li Mei"),
    ("Sir Tom Okoro", "Sir Tom Okoro"),
    ("Rabbi Dov Ames", "Rabbi Dov Ames"),
    ("Lena Maur, Op-Ed Contributor", "Lena Maur"),
    ("Velsen Harbour Mail; Tom Okoro", "org:Velsen Harbour Mail | Tom Okoro"),
    ("Sun Haoran", "Sun Haoran"),
    ("Reed, Dov A.", "Dov A. Reed"),
    ("Anna Post", "Anna Post"),
    ("Li Sun", "Li Sun"),
    ("Frank Press", "Frank Press"),
    ("Emily Bank", "Emily Bank"),
    ("George Daily and Ann Times", "George Daily | Ann Times"),
    ("Washington Post", "org:Washington Post"),
    ("China Daily", "org:China Daily"),
    ("The Straits Times", "org:The Straits Times"),
    ("Le Monde", "org:Le Monde"),
    ("Al Jazeera", "org:Al Jazeera"),
    ("United Nations", "org:United Nations"),
    ("El País", "org:El País"),
    ("La Repubblica", "org:La Repubblica"),
    ("Der Spiegel", "org:Der Spiegel"),
    ("Deutsche Welle", "org:Deutsche Welle"),
    ("Agence France-Presse", "org:Agence France-Presse"),
    ("新华社", "org:新华社"),
    ("ТАСС", "org:ТАСС"),
    ("РИА Новости", "org:РИА Новости"),
    ("HT Correspondent", "org:HT Correspondent"),
    ("PTI Bureau", "org:PTI Bureau"),
    ("Express Web Desk", "org:Express Web Desk"),
    ("TNN", "org:TNN"),
    ("Special to the Star", "org:Special to the Star"),
    ("Wire reports", "org:Wire reports"),
    ("The Canadian Press", "org:The Canadian Press"),
    ("Bloomberg News", "org:Bloomberg News"),
    ("Human Rights Watch", "org:Human Rights Watch"),
    ("WHO", "org:WHO"),
    ("UNICEF", "org:UNICEF"),
    ("Amnesty International", "org:Amnesty International"),
    ("Chinese Embassy in Canada", "org:Chinese Embassy in Canada"),
    ("Ministry of Foreign Affairs and Trade", "org:Ministry of Foreign Affairs and Trade"),
    ("Acme Ltd", "org:Acme Ltd"),
    ("Acme GmbH", "org:Acme GmbH"),
    ("van der Berg, Jan", "Jan van der Berg"),
    ("Maur, Lena and Okoro, Tom", "Lena Maur | Tom Okoro"),
    ("Bill & Melinda Gates Foundation", "org:Bill & Melinda Gates Foundation"),
    ("Lena Maur, New York", "Lena Maur@New York"),
    ("Lena Maur in Washington, D.C.", "Lena Maur@Washington, D.C."),
    ("Lena Maur, Hong Kong", "Lena Maur@Hong Kong"),
    ("Lena Maur/AP", "Lena Maur"),
    ("AP/Lena Maur", "Lena Maur"),
    ("Lena Maur | AP", "Lena Maur"),
    ("Lena Maur of The Associated Press", "Lena Maur"),
    ("Lena Maur, of the Star", "Lena Maur"),
    ("Lena Maur, January 5, 2022", "Lena Maur"),
    ("Lena Maur et al.", "Lena Maur"),
    ("Lena Maur and others", "Lena Maur"),
    ("Par Lena Maur", "Lena Maur"),
    ("Por Lena Maur", "Lena Maur"),
    ("Von Lena Maur", "Lena Maur"),
    ("作者：王伟", "王伟"),
    ("记者 王伟", "王伟"),
    ("王伟、李娜", "王伟 | 李娜"),
    ("Lena Maur + Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur • Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Par Lena Maur et Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Por Lena Maur y Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Prof. Tom Okoro", "Prof. Tom Okoro"),
    ("Lena Maur PhD", "Lena Maur"),
    ("Lena Maur (Beijing)", "Lena Maur@Beijing"),
    ("Lena Maur [NPA]", "Lena Maur"),
    ("@lmaur", "@lmaur"),
    ("lmaur@example.org", "lmaur@example.org"),
    ("Lena Maur - Correspondent", "Lena Maur"),
    ("Reporting by Lena Maur; Editing by Tom Okoro", "Lena Maur"),
    ("Photos by Lena Maur", "Lena Maur"),
    ("Text and photos: Lena Maur", "Lena Maur"),
    ("By Lena Maur Special to The Herald", "Lena Maur"),
    ("By LENA MAUR and TOM OKORO", "LENA MAUR | TOM OKORO"),
    ("by lena maur", "lena maur"),
    ("Lena Maur and the Herald's Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur with Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Banksy", "Banksy"),
    ("J.K. Rowan", "J.K. Rowan"),
    ("Zhang Wei and Li Na in Beijing", "Zhang Wei | Li Na@Beijing"),
    ("Zhang Wei in Beijing and Shanghai", "Zhang Wei@Beijing and Shanghai"),
    ("GT staff reporters", "org:GT staff reporters"),
    ("Global Times editorial", "org:Global Times editorial"),
    ("Xinhua News Agency", "org:Xinhua News Agency"),
    ("CGTN", "org:CGTN"),
    ("Lena Maur, Political Editor", "Lena Maur"),
    ("Lena Maur, BBC News, Brussels", "Lena Maur@Brussels"),
    ("BBC News", "org:BBC News"),
    ("Lena Maur Business reporter, BBC News", "Lena Maur"),
    ("Lena Maur for CNN", "Lena Maur"),
    ("Analysis by Lena Maur", "Lena Maur"),
    ("Opinion by Lena Maur", "Lena Maur"),
    ("Lena Maur, Tom Okoro, Ann Bell and Dov Ames, CNN", "Lena Maur | Tom Okoro | Ann Bell | Dov Ames"),
    ("Lena Maur, Lecturer at Velsen University", "Lena Maur"),
    ("Lena Maur, University of Velsen", "Lena Maur"),
    ("Story by Lena Maur, Photos by Tom Okoro", "Lena Maur"),
    ("Lena Maur in Velsen and agencies", "Lena Maur@Velsen | org:agencies"),
    ("Staff and agencies", "org:Staff and agencies"),
    ("Editorial", "org:Editorial"),
    ("Admin", "org:Admin"),
    ("Maria de la Cruz", "Maria de la Cruz"),
    ("Mohammed bin Salim", "Mohammed bin Salim"),
    ("Seán O'Neil-Ames", "Seán O'Neil-Ames"),
    ("Nguyen Van An", "Nguyen Van An"),
    ("Kim Jong-su", "Kim Jong-su"),
    ("Park, Ji-hoon", "Ji-hoon Park"),
    ("O'NEIL, SEAN; MAUR, LENA", "SEAN O'NEIL | LENA MAUR"),
    ("By ANN BELL, Staff Writer", "ANN BELL"),
    ("By Ann Bell and Dov Ames, Staff Writers", "Ann Bell | Dov Ames"),
    ("CP", "org:CP"),
    ("Kyodo, Jiji", "org:Kyodo | org:Jiji"),
    ("Reuters/AFP", "org:Reuters | org:AFP"),
    ("AP, Reuters and Xinhua", "org:AP | org:Reuters | org:Xinhua"),
    ("Rep. Ann Bell", "Rep. Ann Bell"),
    ("Ann Bell Jr. and Dov Ames III", "Ann Bell Jr. | Dov Ames III"),
    ("Ann Bell, M.D., Ph.D.", "Ann Bell"),
    ("Compiled by Ann Bell", "Ann Bell"),
    ("Ann Bell, contributor", "Ann Bell"),
    ("Contributed by Ann Bell", "Ann Bell"),
    ("Ann Bell, Special to CNN", "Ann Bell"),
    ("Maur, Lena Jane", "Lena Jane Maur"),
    ("Maur, Dan, Jr.", "Dan Maur, Jr."),
    ("Ed Maur Okoro", "Ed Maur Okoro"),
    ("NPA reporter Li Mei and Wei Lan", "Li Mei | Wei Lan"),
]
SEVERAL = ["Tom and Ann Okoro", "Maur & Okoro", "Lena Maur Tom Okoro", "Lena Maria Sofia Maur Okoro"]


def shown(printed: str) -> str:
    marks = {"person": "", "organization": "org:"}
    names = read_byline(printed).names
    return " | ".join(marks[x.kind] + x.name + (f"@{x.location}" if x.location else "") for x in names)


@pytest.mark.parametrize(("printed", "expected"), CASES)
def test_reads(printed: str, expected: str) -> None:
    assert shown(printed) == expected
    assert read_byline(printed).unsure == ()


@pytest.mark.parametrize("printed", SEVERAL)
def test_keeps_whole_what_cannot_be_decided(printed: str) -> None:
    byline = read_byline(printed)
    assert [name.name for name in byline.names] == [printed] == list(byline.unsure)


@pytest.mark.parametrize("printed", [";", "-", " | ", "..."])
def test_marks_alone_name_nobody(printed: str) -> None:
    assert read_byline(printed).names == ()


@given(st.text(max_size=60))
def test_any_text_is_read(printed: str) -> None:
    for name in read_byline(printed).names:
        assert name.name.strip()


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the real strings are not at {SHARED}")
def test_real_strings() -> None:
    with (SHARED / "bylines.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    assert len(rows) == 29
    for printed, expected, *_ in rows:
        if expected or printed == ";":  # the others are placeholders, told before
            found = " | ".join(name.partition("@")[0] for name in shown(printed).split(" | "))
            assert found == expected, printed
            several = printed == "Robert Benzie Kristin Rushowy"
            assert bool(read_byline(printed).unsure) == several, printed
