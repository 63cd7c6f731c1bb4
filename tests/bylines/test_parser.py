"""Printed bylines, and whom they name."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.paths import SHARED

from newsparse.bylines.parser import LONGEST, read_byline

CASES = [
    ("Lena Maur", "Lena Maur"),
    ("By Lena Maur and Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur, Tom Okoro and NPA", "Lena Maur | Tom Okoro | org:NPA"),
    ("Lena Maur in Port Averil and Tom Okoro in Velsen", "Lena Maur@Port Averil | Tom Okoro@Velsen"),
    ("Northern Post", "org:Northern Post"),
    # Letters that an outlet is called by, and words that are written together
    ("Lena Maur, K2 São Paulo", "Lena Maur"),
    ("Lena Maur, K2", "Lena Maur"),
    ("Lena Maur, KVTL Los Angeles", "Lena Maur"),
    ("Lena Maur | TarnLive", "Lena Maur"),
    ("TarnLive", "org:TarnLive"),
    ("MAUR Lena", "MAUR Lena"),
    ("McAllen", "McAllen"),
    ("Lena Maur (avec AFP)", "Lena Maur | org:AFP"),
    ("Lena Maur (with Reuters)", "Lena Maur | org:Reuters"),
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
    # Words of a name that look like those of a job
    ("Foreign Ministry Spokesperson Wang Wenbin", "Wang Wenbin"),
    ("Foreign Minister Wang Yi", "Foreign Minister Wang Yi"),
    ("Foreign Correspondents' Club", "org:Foreign Correspondents' Club"),
    ("International Institute for Strategic Studies", "org:International Institute for Strategic Studies"),
    ("Letters to the Editor", "org:Letters to the Editor"),
    ("Prime Minister Narendra Modi", "Prime Minister Narendra Modi"),
    ("Emma Rose Head", "Emma Rose Head"),
    ("Local Government Association", "org:Local Government Association"),
    # Agencies beside a comma are no given names
    ("Lena Maur, dpa", "Lena Maur"),
    ("Lena Maur, Ritzau", "Lena Maur"),
    ("ČTK, Jan Novák", "org:ČTK | Jan Novák"),
    ("Budi Santoso, Tempo", "Budi Santoso"),
    ("김민수 기자, 이영희 기자", "김민수 | 이영희"),
    ("김민수 이영희 기자", "김민수 | 이영희"),
    ("김민수 특파원", "김민수"),
    ("김민수기자", "김민수"),
    ("[서울=뉴시스] 김민수 기자", "김민수"),
    ("Maur, A., Okoro, T.", "A. Maur | T. Okoro"),
    ("Maur, A., Okoro, T., & Bell, C. D.", "A. Maur | T. Okoro | C. D. Bell"),
    ("Davis, Sammy Jr.", "Sammy Davis Jr."),
    # Placeholders among names
    ("Lena Maur and Author details not found", "Lena Maur"),
    ("Author details not found; Lena Maur", "Lena Maur"),
    ("Lena Maur, unknown author", "Lena Maur"),
    # A person and an outlet with nothing between
    ("Lena Maur BBC News", "Lena Maur"),
    ("Lena Maur CNN", "Lena Maur"),
    ("Lena Maur Postmedia News", "Lena Maur"),
    ("Lena Maur AP Sports Writer", "Lena Maur"),
    ("Lena Maur Tokyo Bureau Chief", "Lena Maur"),
    ("Lena Maur Reuters", "Lena Maur"),
    ("By Li Mei Source: Xinhua", "Li Mei"),
    ("Source: Xinhua", "org:Xinhua"),
    ("来源：新华社 作者：王伟", "王伟"),
    ("Jean Dupont avec AFP", "Jean Dupont | org:AFP"),
    ("Le Monde avec AFP", "org:Le Monde | org:AFP"),
    ("Ann Arbor Daily News", "org:Ann Arbor Daily News"),
    # Jobs that hold commas, `and`, `of`
    ("Lena Maur, Professor of Law and Society, University of Velsen", "Lena Maur"),
    ("Lena Maur, director of research and policy", "Lena Maur"),
    ("Lena Maur, Vice President, Harbour Institution", "Lena Maur"),
    ("Lena Maur, research fellow at Harbour House", "Lena Maur"),
    ("Jean Dupont, envoyé spécial à Kiev", "Jean Dupont"),
    ("Lena Maur, editor and publisher, and Tom Okoro, reporter", "Lena Maur | Tom Okoro"),
    ("Lena Maur, Asia editor, Tom Okoro, Europe editor, and AFP", "Lena Maur | Tom Okoro | org:AFP"),
    ("Lena Maur, Department of Politics and International Relations", "Lena Maur"),
    ("Lena Maur, Editor and Banksy", "Lena Maur | Banksy"),
    # Places
    ("Lena Maur in Xi'an and Wuhan", "Lena Maur@Xi'an and Wuhan"),
    ("Lena Maur in Trinidad and Tobago", "Lena Maur@Trinidad and Tobago"),
    ("Lena Maur in Port Averil, Velsen and Ames", "Lena Maur@Port Averil, Velsen and Ames"),
    ("Lena Maur in Beijing and Tom Okoro", "Lena Maur@Beijing | Tom Okoro"),
    ("IANS | New Delhi", "org:IANS@New Delhi"),
    ("Lena Maur | Beijing", "Lena Maur@Beijing"),
    ("Lena Maur from Beijing", "Lena Maur@Beijing"),
    ("Lena Maur reports from Beijing", "Lena Maur@Beijing"),
    ("Lena Maur in Beijing for the Global Times", "Lena Maur@Beijing"),
    ("Lena Maur in Évian", "Lena Maur@Évian"),
    # Brackets and dashes around agencies
    ("(Reuters)", "org:Reuters"),
    ("[AFP]", "org:AFP"),
    ("-AFP-", "org:AFP"),
    ("(dpa/AFP)", "org:dpa | org:AFP"),
    ("Paris (AFP)", "org:AFP@Paris"),
    ("VELSEN (Reuters) - Lena Maur", "Lena Maur@VELSEN"),
    # Dates, read times, addresses
    ("By Lena Maur | March 5, 2021", "Lena Maur"),
    ("By Lena Maur • 3 min read", "Lena Maur"),
    ("By Lena Maur Published 5 March 2021", "Lena Maur"),
    ("By Lena Maur 5 March 2021", "Lena Maur"),
    ("By Lena Maur 10 hours ago", "Lena Maur"),
    ("Lena Maur https://example.com/lena", "Lena Maur"),
    ("By April May", "April May"),
    ("will.i.am", "will.i.am"),
    # Staff and agencies of many languages
    ("Redacción", "org:Redacción"),
    ("La Rédaction", "org:La Rédaction"),
    ("Onlineredaktion", "org:Onlineredaktion"),
    ("Tim Redaksi", "org:Tim Redaksi"),
    ("De notre correspondant", "org:De notre correspondant"),
    ("Von unserem Korrespondenten", "org:Von unserem Korrespondenten"),
    ("By our own correspondent", "org:our own correspondent"),
    ("Van onze correspondent", "org:Van onze correspondent"),
    ("By Lena Maur and wires", "Lena Maur | org:wires"),
    ("연합뉴스", "org:연합뉴스"),
    ("رويترز", "org:رويترز"),
    ("朝日新聞", "org:朝日新聞"),
    ("Agência Brasil", "org:Agência Brasil"),
    ("PRNewswire", "org:PRNewswire"),
    ("Acme Inc.", "org:Acme Inc."),
    ("Velsen Police", "org:Velsen Police"),
    ("AT&T", "org:AT&T"),
    ("Maur & Company", "org:Maur & Company"),
    ("Human Rights and Peace Foundation", "org:Human Rights and Peace Foundation"),
    # Signs, words and jobs of other languages
    ("王小明，李红", "王小明 | 李红"),
    ("新华社记者王小明", "王小明"),
    ("记者王小明", "王小明"),
    ("山田 太郎", "山田 太郎"),
    ("Jan Kowalski i Anna Nowak", "Jan Kowalski | Anna Nowak"),
    ("Jan Novák a Eva Dvořáková", "Jan Novák | Eva Dvořáková"),
    ("Josep Puig i Cadafalch", "Josep Puig i Cadafalch"),
    ("Lena Maur -Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur—Reuters", "Lena Maur"),
    ("Lena Maur • Reuters", "Lena Maur"),
    ("Lena Maur / Velsen Times", "Lena Maur"),
    ("As told to Lena Maur", "Lena Maur"),
    ("Propos recueillis par Lena Maur", "Lena Maur"),
    ("Photographer: Lena Maur", "Lena Maur"),
    ("Prof. Dr. Hans Müller", "Prof. Dr. Hans Müller"),
    ("Rev. Dr. Martin Luther Maur Jr.", "Rev. Dr. Martin Luther Maur Jr."),
    ("Lena Maur Staff Writer Northern Post", "Lena Maur"),
    ("Lena Maur, founder and CEO of Acme Inc.", "Lena Maur"),
    ("Lena Maur, PhD candidate, and Tom Okoro, research assistant", "Lena Maur | Tom Okoro"),
    ("Lena Maur, editor, and reporter Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Jean Dupont, à Paris", "Jean Dupont@Paris"),
    ("Juan Pérez en Buenos Aires", "Juan Pérez@Buenos Aires"),
    ("Juan Pérez y agencias", "Juan Pérez | org:agencias"),
    ("Madrid / Juan Pérez", "Juan Pérez@Madrid"),
    ("이영희 기자·김민수 기자", "이영희 | 김민수"),
    ("뉴시스 김민수 기자", "김민수"),
    ("本报记者 王伟 李娜", "王伟 | 李娜"),
    ("记者：王伟 编辑：李娜", "王伟"),
    ("(By Lena Maur)", "Lena Maur"),
    ("Lena Maur 05/03/2021", "Lena Maur"),
    ("Foreign Policy", "org:Foreign Policy"),
    ("Procter & Gamble Co.", "org:Procter & Gamble Co."),
    ("Matti Virtanen ja Liisa Korhonen", "Matti Virtanen | Liisa Korhonen"),
    ("Budi Santoso, Kompas.com", "Budi Santoso"),
    ("Paris Hilton", "Paris Hilton"),
    ("Lena Maur and Tom Okoro, Professors of Law", "Lena Maur | Tom Okoro"),
    ("Police Chief Lena Maur", "Police Chief Lena Maur"),
    ("Dallas, Tom Okoro", "Tom Okoro@Dallas"),
    ("By Lena Maur, by Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur (she/her)", "Lena Maur"),
    ("- Lena Maur", "Lena Maur"),
    ("*Lena Maur*", "Lena Maur"),
    ("Staff Reporter, Velsen", "org:Staff Reporter@Velsen"),
    ("Lena Maur, Tom Fellow and Ann Head", "Lena Maur | Tom Fellow | Ann Head"),
    ("Editor-in-Chief Lena Maur", "Lena Maur"),
    ("Lena Maur, Local Journalism Initiative Reporter", "Lena Maur"),
    ("Maur, Ann, Reuters", "Ann Maur"),
    ("Maur, Ann, Okoro, Tom", "Ann Maur | Tom Okoro"),
    ("BEIJING, Li Mei", "Li Mei@BEIJING"),
    ("Lena Maur, Centre for War and Peace Studies, Tom Okoro, Velsen College", "Lena Maur | Tom Okoro"),
    ("Posted on March 5, 2021 by Lena Maur", "Lena Maur"),
    ("Posted by Lena Maur on March 5, 2021", "Lena Maur"),
    ("Lena Maur · Mar 5", "Lena Maur"),
    ("Author(s): Lena Maur, Tom Okoro", "Lena Maur | Tom Okoro"),
    ("From our correspondent in Cairo", "org:our correspondent@Cairo"),
    ("Lena Maur; Tom Okoro; and Dov Ames", "Lena Maur | Tom Okoro | Dov Ames"),
    ("National Security Adviser Tom Okoro", "National Security Adviser Tom Okoro"),
    ("Charlotte Church", "Charlotte Church"),
    ("Nguyễn Thị Minh Khai", "Nguyễn Thị Minh Khai"),
]
SEVERAL = ["Tom and Ann Okoro", "Maur & Okoro", "Lena Maur Tom Okoro", "Lena Maria Sofia Maur Okoro"]
SEVERAL += ["Ann Bell, Velsen", "أحمد محمد ومنى علي"]
WHOLE = (
    """
Amanda Head,Rose Fellow,Karl Guest Ames,Jude Law,Will Young,Sydney Bell,Paris Ames,Virginia Okoro,May Wong,April May
Ta-Nehisi Bell,bell maur,e.e. maur,J.Ames,Kwame Mensah Okoro,Ngozi Okonjo-Bell,Nguyễn Văn An,Park Min-ji,Ouyang Nana
Siti binti Ames,Thant Myint-U,A.P.J. Abdul Maur,P Okoro,Nawal El Maurawi,Rami G. Maur,Abu Bakr al-Velseni,Elif Şafran
Иван Сафонов,Zbigniew Maurski,Péter Okoróházy,Slavoj Žamek,Ana e Silva,Thomas à Velsen,Jean d'Ames,Åsne Maurstad
Björn Þór Maursson,Conor O'Maur,Rhodri ap Maur,Karl Ove Maurgård,Ursula von der Maur,Jean-Marie Le Maur,Dame Ann Bell
Lord Ames,Dr Ann Bell,Sheikh Ames,President Ann Bell,Secretary of State Tom Okoro,山田太郎,欧阳娜娜,김민수,محمد علي
""".replace("\n", ",")
    .strip(",")
    .split(",")
)
NOBODY = ["unknown", "Unknown author", "No author", "By", "By unknown", "佚名", "Author details not found; nan"]


def shown(printed: str) -> str:
    marks = {"person": "", "organization": "org:"}
    names = read_byline(printed).names
    return " | ".join(marks[x.kind] + x.name + (f"@{x.location}" if x.location else "") for x in names)


@pytest.mark.parametrize(("printed", "expected"), CASES)
def test_reads(printed: str, expected: str) -> None:
    assert shown(printed) == expected
    assert read_byline(printed).unsure == ()


@pytest.mark.parametrize("printed", WHOLE)
def test_keeps_ordinary_names_as_they_are(printed: str) -> None:
    assert shown(printed) == shown(f"By {printed}") == printed
    assert read_byline(printed).unsure == ()


@pytest.mark.parametrize("printed", SEVERAL)
def test_keeps_whole_what_cannot_be_decided(printed: str) -> None:
    byline = read_byline(printed)
    assert [name.name for name in byline.names] == [printed] == list(byline.unsure)


@pytest.mark.parametrize("printed", [";", "-", " | ", "...", *NOBODY])
def test_marks_and_placeholders_name_nobody(printed: str) -> None:
    assert read_byline(printed).names == ()


@pytest.mark.parametrize(
    "printed", ["Di", "VON", "Por", "Par", "door", "Oleh", "Von  ", "Von -", "[[Di]]", "Por,", "(Par)"]
)
def test_keeps_a_word_that_leads_to_nobody(printed: str) -> None:
    (name,) = read_byline(printed).names
    assert name.name == printed.strip(" -,()[]")


# Words that surround names, without the names: nothing is left to split or to index.
@pytest.mark.parametrize(
    "printed",
    [
        "the",
        "By the",
        "in",
        "d'",
        "von in",
        "and and",
        "& Co.",
        "Jr., Sr.",
        "PhD, MD",
        "(  )",
        "the 's x",
        "for the",
        "@",
        "=기자",
        "记者",
        "وكالة",
        "Von (AFP)",
        "a, b; ;, c",
    ],
)
def test_reads_words_without_names(printed: str) -> None:
    assert all(name.name.strip() for name in read_byline(printed).names)


@pytest.mark.parametrize("unit", ["Lena Maur, ", "x", "[[a|", ", ", "汉"])
def test_reads_no_names_of_what_is_longer_than_bylines_are(unit: str) -> None:
    longer = "Tom Okoro " + unit * LONGEST
    assert read_byline(longer) == ((), (), True)
    assert not read_byline(longer[:LONGEST]).too_long


def test_length_of_a_byline_counts_spaces_once() -> None:
    assert [name.name for name in read_byline("Lena Maur and" + " " * LONGEST + "Tom Okoro").names] == [
        "Lena Maur",
        "Tom Okoro",
    ]


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
