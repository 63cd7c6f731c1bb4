"""What is broken and what stays. A bar marks each place where a block must begin."""

from __future__ import annotations

import pytest

from newsparse.body import LEVELS, Level, repair_body

BREAKS = [
    "Photo: AFP|The bank holds five trillion.\nPhoto: AFP|The boats have left.",
    "They are level with Reed in Group H.|Russia beat Cyprus 2-0 away.",
    "It ended on January 24.|Maur fell again.",
    "His wage is soaring.|Net income leapt in spring.",
    "The boats left on Thursday.|Prior to that, they had waited.",
    "It cost 5%.|The rest was free.",
    "They spoke to the mayor (PMO).|Then they left.",
    "It ended in 2021.|The next one will be longer.",
    "The case of COVID-19.|Doctors were ready.",
    'She called it "peace."|The others laughed.',
    'She called it "peace".|The others laughed.',
    'He said: "There is nothing left."|"We have seen it," she said.',
    "It was over…|Both sides went home.",
    "It is on example.com.|The site was new.",
    "Who would pay?|Nobody answered.",
    "They won!|The town sang.",
    "He told the U.S.|The answer was no.",
    "It opens at 5 p.m.|The doors close at six.",
    "Pressure and counterweight|In two talks the port gave in.",
    "A long wait|Ships stood in line for days.",
    "(Photo: NPA)|Serious losses followed.",
    "Photo: NPA|Harder days came for the port.",
    "Illustration: Dov Ames/NPA|Most of them were old.",
    "'First try'|Members of the club were glad.",
    "What has changed?|Anna Bell: The river has.",
    "The report by Anna Bell|NP: What has changed?",
    "The port lost ($1.2 billion)|Its founder had sold in time.",
    "Threat from the NPA|The harbour stood still.",
    "Тихая ночь в порту.|Корабли ушли.",
    "It was told by the Northern Post。|Lu Ren agreed.",
]
# A bar is a block's beginning, as above; what is right otherwise stands on the right.
MENDS = [
    ("The U.\nS. envoy came on Feb.\n22.", "The U.S. envoy came on Feb. 22."),
    ("They met Dr.\nMaur, who told it.", "They met Dr. Maur, who told it."),
    ("It was led by George W.\nAmes until May.", "It was led by George W. Ames until May."),
    ("Boats, nets, ropes etc.\nwere sold in May.", "Boats, nets, ropes etc. were sold in May."),
    ('"Who shall pay?"\nReed asked.', '"Who shall pay?" Reed asked.'),
    ('"Who shall pay?"Reed asked.', '"Who shall pay?" Reed asked.'),
    ('"Who shall pay?"\nAnna Bell, head of the club, told the Northern Post.',
     '"Who shall pay?" Anna Bell, head of the club, told the Northern Post.'),
    ('He said: "We wait.\nWe have time.\n"Boats left on Monday.',
     'He said: "We wait.|We have time."|Boats left on Monday.'),
    ('"We wait for the boats.\n""They will come," he said.', '"We wait for the boats."|"They will come," he said.'),
    ("He called it 'a feast.\n'The others laughed.", "He called it 'a feast.|'The others laughed."),
    ("An expert fromthe harbour saidthat ropes are cheap.", "An expert from the harbour said that ropes are cheap."),
    ("Photo:Dov Ames", "Photo: Dov Ames"),
    ("Editor's Note:How many boats are there?", "Editor's Note: How many boats are there?"),
    ("2.Messy rooms are fine.", "2. Messy rooms are fine."),
    ("It is told by the harbour office,said Reed.", "It is told by the harbour office, said Reed."),
    ("Photo: VCG Boats leave the harbour on Monday.", "Photo: VCG|Boats leave the harbour on Monday."),
    ("Boats at the quay Photo: Dov Ames/NPA In spring they leave the harbour.",
     "Boats at the quay Photo: Dov Ames/NPA|In spring they leave the harbour."),
    ("The boats stayed in the harbour for all of the winters  Some members want that changed.",
     "The boats stayed in the harbour for all of the winters|Some members want that changed."),
    ("Fears and hopes The harbour board has met for the third time.",
     "Fears and hopes|The harbour board has met for the third time."),
    ("'A gift of the sea' The harbour board has met for the third time.",
     "'A gift of the sea'|The harbour board has met for the third time."),
]  # fmt: skip
STAYS = [
    'He said: "We will not stop.\n"And we will win.\n"Good night."',
    "Top three: 1.Reed, 2.Maur, 3.Ames.",
    "The terms thereof and whereof were not disclosed.",
    "Tags: boats,nets,ropes,Velsen",
    "He called print(nets,ropes) twice.",
    "In this section:\nboats\nnets\nropes",
    "Robin McCarthy and Iain MacAskill use TikTok on an iPhone.",
    "TimeWarner, JPMorgan, PetroChina and AliExpress lent it to NGOs and NEVs.",
    "S.L. Kanthan of the U.S. won No.1 and No. 2.",
    "U.S.Congress and J.K.Rowling are printed like this by some.",
    "See Halo.Bungie.Org or write to opinion@example.com.cn today.",
    "The worm Zafi.D met the M.A.S.K. team.",
    "See www.example.org/Page.Html and https://example.org/A.B?Id=C for more.",
    "He was on LinkedIn as a PhD of O'Rourke's with a Ballon d'Or and 10MW.",
    "Mr.Smith paid $1.5 on Jan.5 for 3.5% of Foo Co.Ltd in version 2.0.",
    "ASP.NET and Node.JS run on Yahoo! Japan.",
    '"We began here," she said. "Now we are there."',
    "00NP: What is this?",
    "The GDPNow model of the bank said so, and easyJet flew.",
    "The class java.lang.String and the field foo.bar.Baz are names.",
    "VELSEN (NPA)The mayor spoke.",
    "上海。北京的人也说。TikTok是好的。",
    "The TEUs, ICBMs and IPOs of the B-1Bs.",
    "A Beijinger went onto the roof, therein lies the rub, and another bathed.",
    "At 10:30 the ratio was 3:2, see x:Y or a,b.",
    "The harbour board of Port Averil The Mill has won.",
    "Former harbour master Anna Bell said that boats are cheap.",
    "The film director Anna Bell and The Mill have won the prize.",
    '"We wait for the boats.\n"They will come one day," he said. "We know it.',
    "They went to the U.S.\nThe others stayed at home.",
    '"Who shall pay?"\nReed said that the harbour had no money left.',
    '"Who shall pay?"\nNobody answered.',
    "Write to the board.\nboard@example.com",
    "Lines of poems\nBegin with capitals,\nAs they should",
]


@pytest.mark.parametrize("marked", BREAKS)
def test_breaks(marked: str) -> None:
    blocks = [text for _, text in repair_body(marked.replace("|", "")).blocks]
    assert "\n".join(blocks) == marked.replace("|", "\n")


@pytest.mark.parametrize(("body", "marked"), MENDS)
def test_mends(body: str, marked: str) -> None:
    assert repair_body(body).text == marked.replace("|", "\n")


@pytest.mark.parametrize("text", STAYS)
def test_stays(text: str) -> None:
    repaired = repair_body(text)
    assert repaired.text == text
    assert not [found for found in repaired.found if found.applied]


def test_compound_that_comes_twice_is_a_name() -> None:
    body = "Old friends\nBlueHarbour lost.\nThe club of BlueHarbour won."
    assert len(repair_body(body).blocks) == 3


@pytest.mark.parametrize(
    "body", ['It rained"A\t', "NP: WhatAnna BellAnna BellAnna Bell:", "(NPA/Dov Ames)The sea.The boats."]
)
def test_what_a_second_repair_once_changed(body: str) -> None:
    for level in LEVELS:
        repaired = repair_body(body, level)
        again = repair_body("\n".join(text for _, text in repaired.blocks), level)
        assert again.blocks == repaired.blocks


@pytest.mark.parametrize(("level", "count"), [("none", 1), ("safe", 2), ("all", 3)])
def test_level_says_what_is_applied(level: Level, count: int) -> None:
    body = "It ended on Monday.The well known BluNext board fell."
    repaired = repair_body(body, level)
    assert len(repaired.blocks) == count
    assert sum(found.applied for found in repaired.found) == count - 1


def test_place_and_surroundings() -> None:
    (found,) = repair_body("\nThe boats left the harbour on Thursday.Prior to that, they had waited.").found
    assert (found.code, found.line, found.column) == ("N301", 2, 40)
    assert found.before == "…harbour on Thursday.Prior to that, they …"


@pytest.mark.parametrize("unit", [".", '"', "aA", "A.", '."A', "Word.", "?'X", "Photo: A", "\n", "é”X"])
def test_hostile_bodies_end(unit: str) -> None:
    body = unit * (20_000 // len(unit))
    assert "".join("".join(text for _, text in repair_body(body).blocks).split()) == "".join(body.split())
