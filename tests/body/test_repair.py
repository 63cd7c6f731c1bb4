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
    "<p>It left on Friday.|The end.</p><p>Nobody saw it.</p>",
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
    "Unemployment is stuck at 18.8%.|The harbour pays for it.",
    "Oil from Malmo gained $1.32 to $44.45.|The agency was not glad.",
    "It was bought for £11bn (£5.7bn).|On the quay nobody cared.",
    "Its index closed down 7.9% at 642.80.|Solid, a builder, lost most.",
    "It was settled with the SEC.|The SEC has been strict.",
    "It is a part of Ames & Co, said B&S.|Reed was not at home.",
    "It has been so since 2005.|US harbours are older.",
    "Its accounts were wrong by $11bn (£8.5bn).|Mr Ames has pleaded guilty.",
    "Growth is to be slower in 2005/06.|After that it will rise.",
    "They live in Malmo/Lund.|They have a boat.",
    "He told it to Dov Ames, 36.|Mr Ames did not believe it.",
    "They hold the debt of all harbours.|S&B had held back for long.",
    "It was called the best film of the year.|X Harbour star Ames agreed.",
    "It opened on Friday at the box office.|De Rossi has been there.",
    "They fell on Thursday .|Then they rose.",
    "By Dov Ames and Ann Bell|A wall fell in Malmo on Tuesday.",
    "By Dov Ames|MALMO (NPA) - The builders cut jobs in May.",
    "Dov Ames at the wall. © Ann Bell/NPA|Residents were moved to a school on Tuesday.",
    "The wall fell. REUTERS/Ann Bell|Residents were moved to a school.",
    "They spoke in short.\nDistant Shores|Xu said that the old boats will stay.",
    "The quay was full.\nShipbuilding|Today, one in four boats is built there.",
    "The quay was full.\nNegligence|In some harbours the boats are never looked at.",
    "The quay was full.\nOutlook|US officials said they would wait.",
    "The quay was full.\nTwo ports at the same time|US Secretary Ames spoke to both.",
    "They had come to Malmo by boat. It rained.\nBroad disapproval in Malmo|Public anger grew over the price.",
    "It was a long week.\nPhoto: VCG|A heavy price was paid.",
    "Photo: Dov Bell/GT|Lu Xiang, who leads the club, was there.",
    "Photo: Dov Bell/GT|GT: What has changed since?",
    "Photo: Courtesy of Paul W. Ames Jr.|GT: In the old days, the boats were small.",
    "Four boats were lost on Sunday, according to Xinhua|At least eight men are missing.",
    "Dov Ames visits the old yard in June 2016|President Reed came later to the yard.",
    "He was fourth in 1:53.61.|Defending champion Ames was fifth.",
    "Ames won the heat (7:40.05).|Reed was far behind.",
    "The harbour opens again, they said Sun.|Malmo and Lund had waited for it.",
    "It was no more than a photo op.|To begin with, nobody had asked.",
    "It is a ship of the US.|US sailors had built it.",
    'It is called the "City of Ropes".|US sailors know it well.',
    "The boats are the best of the world.|Malmo-U.S. trade is older.",
    "It may lead to an inquiry.|L'Arena is a small town.",
    "(they look for a berth in May) .|Falsehood is the word for it.",
    "He is head of Deep.AI.|Reed said that they will wait.",
    "Others followed in recent years.|2. Messy rooms are fine.",
    "Does it show a new trend?|el-Maur: As far as the boats go, yes.\nIt did.|van der Aal: I said so.",
    'The four faults|(1) The boats are old|(2) "New boats" in name only|(3) The "new quay"|(4)Nobody asked.',
]
# A bar is a block's beginning, as above; what is right otherwise stands on the right.
MENDS = [
    ("The Malmo-\nbased firm of Ames Inc.\n, a maker.", "The Malmo-based firm of Ames Inc., a maker."),
    ("He toldReuters that. She told theGuardian no.", "He told Reuters that. She told the Guardian no."),
    ("The wall (built in 1962)fell, (she)said.", "The wall (built in 1962) fell, (she)said."),
    ('“We wait,”he said, "and why?"she asked.', '“We wait,” he said, "and why?" she asked.'),
    ('The "free trade"zones and the ‘free’ ones sent "a signal"to them.',
     'The "free trade" zones and the ‘free’ ones sent "a signal" to them.'),
    ('He said"I am here"and left.', 'He said "I am here" and left.'),
    ("Source:Reuters:Photo:Ames:Note:Time:By:Dov", "Source: Reuters:Photo: Ames:Note: Time: By: Dov"),
    ("Boats at the quay. (NP Photo/Ann Rowe) The boats left at six.",
     "Boats at the quay. (NP Photo/Ann Rowe)|The boats left at six."),
    ("Source:Reuters\nPhoto:Ames\nNote:Time", "Source: Reuters|Photo: Ames|Note: Time"),
    ("They waited for long years.3.\nMessy rooms are fine.", "They waited for long years.|3. Messy rooms are fine."),
    ("They had waited.\nII.\nThe old harbour", "They had waited.|II. The old harbour"),
    ('"Nobody has asked us."\nReed said.', '"Nobody has asked us." Reed said.'),
    ("They are old (i.e.\nnon-iron) boats, i.e.\nAmes has built them.",
     "They are old (i.e. non-iron) boats, i.e. Ames has built them."),
    ("Ropes, nets, oars, etc.\n; sails and masts.", "Ropes, nets, oars, etc.; sails and masts."),
    ("It was led by H.H.\nPrince Dov, a sailor.", "It was led by H.H. Prince Dov, a sailor."),
    ("It holds 70percent of the fish and 12tonnes.", "It holds 70 percent of the fish and 12 tonnes."),
    ("It grew by112 boats, or by approximately10 nets.", "It grew by 112 boats, or by approximately 10 nets."),
    ("They met.\nGT:How was the harbour? \nGT: It was full.", "They met.|GT: How was the harbour?|GT: It was full."),
    ("They have a better societyand a marketthat pays.", "They have a better society and a market that pays."),
    ("Photo: Courtesy of Dov Ames GT: What has changed in the harbour?",
     "Photo: Courtesy of Dov Ames|GT: What has changed in the harbour?"),
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
    'Rowe said: "This is an incident.\n"The inquiry is at an early stage.\n"Anyone is asked to call."\nIt was told.',
    'It said:\n"It was a difficult night.\n"The first goal killed the game.\n"The second was offside."',
    "10.42am: Hunt says growth will return.",
    "2.5m people voted. The film begins at 9.30pm.",
    "4.2million people were there.",
    "The 24 rebel MLAs met the governor. He holds two MBAs and a PhD.",
    "The man fired a .38-caliber revolver and a .22-caliber rifle, police said.",
    "According to TripAdvisor, it is the best.",
    "A spokesman for BlackRock said it had no comment.",
    "Data from FlightAware showed delays.",
    "KaDeWe, the Berlin store, closed.",
    "Sales at MakeMyTrip rose by 4% in the three months to June.",
    "According to USAToday, the firm is for sale. According to BBCTwo, it is not.",
    "The firm 23andMe wrote MyDocs on lncRNA.",
    "Fans wrote #FreeMalmo and #StandWithMalmo while #TimesUp faded.",
    "Photo by @JohnSmithPhoto on Friday. Follow @JaneDoe there.",
    "It cost £4million and he sold it for £12million.",
    "He is 5ft 10in, and about 12in of snow fell.",
    "England under21 coach Lee Ames spoke. The honorand was a confirmand.",
    "The plans of Character.AI to sell were leaked. Pay.UK and Pluto.TV on Tuesday said so.",
    "Smt.Devi Rao and Cllr.Rowe met Engr.Musa and Dy.CM Singh of Foo Pty.Ltd there.",
    "PHOTOS: Inside The White House on a big day for the mayor",
    "Video: Watch Ann And Harry arrive at the church in Windsor",
    "Photo: GettyImages",
    "Photo: SouthCoast Today",
    'The banner said "What now?"\nRowe told the council in May that she would go.',
    'Fans chanted "Who are they?"\nAmes added a third after the break.',
    "The plan would:\nclose the pool and the library on all Sundays\nraise the tax by 4.9% from April next year on",
    "Budget airlines face a summer of strikes across Europe\neasyJet said on Tuesday that it would cancel flights.",
    "Ann Rowe is the political editor of the Malmo Gazette\nmalmo.com/annrowe",
    "She reads E!News and OK!Magazine. Her book (M)Otherhood is out, and (Dis)Honesty too.",
    "The Mission:Impossible star was there.\nName,Town\nRowe,Malmo",
    "Budget carriers Harbour Air and SpiceJet are planning to fly. Their new SimpliFares were tried from August.",
    "The head of Deep.AI, Dov Ames, said that O'Brien of L'Arena knew it.",
    "He wrote about the .NET framework and about version 2.0.1 of it.",
    "The breadmakers of Disneyland, Rolland and Portland met the ampersand and the contraband.",
    "A lathe, a swathe, a proof and a waterproof roof are hereof and thereof.",
    "See Mar.Com or Jan.Net, Windows10, covid19, 3in1, 20mm, 5s and the 10th of May.",
    "LinkedIn the company, CapitalOne said. SunPower said on Monday it would wait.",
    "I.\nMr Ames wrote it.",
    "They said it.\n1.5 percent of them left.",
    '"Nobody has asked us."\nReed said that nobody had come.',
    'He said: "We will not stop.\n"And we will win.\n"Good night."',
    "Top three: 1.Reed, 2.Maur, 3.Ames.",
    "The terms thereof and whereof were not disclosed.",
    "Tags: boats,nets,ropes,Velsen",
    "He called print(nets,ropes) twice.",
    "In this section:\nboats\nnets\nropes",
    "Robin McCarthy and Iain MacAskill use TikTok on an iPhone.",
    "DocumentURL: https://papers.example.org/view/1?id=2",
    "PhotoSource: NPA",
    "LastUpdated: 2020-01-02",
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
    "See www.example.org.The mayor left.",  # where the address ends nobody knows
    "It is said there (https://example.org/a).Next came the mayor.",
    "See https://example.org/2024/\nharbour-vote for more.",
    "See https://example.org/2024/har\nbour_vote for more.",
    "They were in Malmo https://example.org/foo-\nbased on it.",
    "Read https://example.org/aboutThe,said/70percent or example.org/fromthe/quayIn two talks.",
    "Halo.Example.Org and harbourNews.co.uk and RailFreight.eu are hosts.",
    "Mail Press.TheQuay@mail.Example.org now.",
    'They left.<img alt="Photo: AFP The quay.At noon" src="a,b">\nIt rained.',
    'They saw it <a\nhref="x">there</a>.',
    "<span class=fromthe data-x=70percent>",
    "Lines of poems\nBegin with capitals,\nAs they should",
    "They waited for the boats.\n---\nlayout: a page of the harbour office\n---\nNobody came.",
    "They waited for the boats.\n=====\nde Reed said so.",
    'They had 12"records, and "one more", of 12"or less.',
    "The proofs (see sections f(1) Ames and f(2) Bell) are in the annex.",
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


def test_text_that_is_printed_twice_holds_no_name_for_that() -> None:
    body = "It was long.\nOn the way homeBoats came in from the sea.\n"
    assert len(repair_body(body + "They waited.\n" + body).blocks) == 7


@pytest.mark.parametrize(
    "body",
    [
        'It rained"A\t',
        "NP: WhatAnna BellAnna BellAnna Bell:",
        "(NPA/Dov Ames)The sea.The boats.",
        "aPhoto: NPATitle: Photo: NPATitle: ",
        '!"Zhe toldThe',
        "saidGroup H. Photo: NPA\nThe mayor of old left saidGroup H.",
        "fromtheéÉ'worldŠš",
        "The boats (, )a ' 'The",
        'Aa  ( US   é”   \nIn:    !NP: What…, ’’‘ Z ?"\n the @ 1 2023 \n )éÉ .\n',
        '\n";Note:How US In the?\n"thesaid ‘  fromthe- )NP: What\n éÉ',
    ],
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


def test_items_of_a_list_head_nothing() -> None:
    body = "Two faults\n(1) The boats are old\n(2) The quay is small\nThey came in 1962.\n2. A new quay\nIt was built."
    assert [kind[0] for kind, _ in repair_body(body).blocks] == ["h", "p", "p", "p", "h", "p"]
