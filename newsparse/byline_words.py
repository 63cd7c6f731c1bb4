"""The words of bylines: what makes a name an organization's, titles, degrees, places."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    """Words, in which `_` stands for a space."""
    return frozenset(word.replace("_", " ") for word in text.split())


# A word that makes a name an organization's, wherever it stands in it.
ORGANIZATION = _words(
    """
    agence agencies agency association board broadcaster broadcasting bulletin bureau center centre channel
    chronicle coalition college commission committee company consulate corporation council courant courier daily
    department desk digest dispatch editorial embassy enquirer examiner federation forum foundation gazette gmbh
    government guardian herald inc independent inquirer institute interfax jiji journal kyodo llc ltd nations
    magazine media ministry network news newsdesk newspaper newspapers newsroom newswire observer online
    organisation organization plc post press publishing radio reuters review secretariat service services society
    sputnik sputniknews staff studio tass team telegram telegraph television think-tank times tribune tv university
    weekly wire xinhua yonhap
    """
)
# Words that do so at its end only: Sun is a surname too.
ORGANIZATION_ENDS = _words(
    """
    bank express globe group mail mirror monitor office party project record sentinel standard star sun today
    trust union
    """
)
# Words that only bodies begin with: what they name may hold `and`.
BODIES = _words("bureau centers centre committee consulate council department embassy ministry mission office")
# Names of outlets and bodies that no word of theirs tells; `_` stands for a space.
OUTLETS = _phrases(
    """
    le_monde le_figaro le_parisien le_soir le_temps la_croix la_repubblica la_stampa la_nación la_jornada
    la_vanguardia la_presse el_país el_pais el_mundo el_universal el_tiempo el_comercio el_espectador der_spiegel
    der_standard die_zeit die_welt die_presse süddeutsche_zeitung corriere_della_sera il_sole_24_ore il_post o_globo
    folha_de_s.paulo al_jazeera al_arabiya al_mayadeen al-ahram al_ahram deutsche_welle ria_novosti риа_новости тасс
    интерфакс коммерсантъ asahi_shimbun yomiuri_shimbun mainichi_shimbun nikkei bernama antara dawn
    amnesty_international human_rights_watch greenpeace oxfam admin administrator anadolu politico axios vox quartz
    """
)
# Given names that stand before surnames which papers have too; a few hundred of the commonest are enough.
GIVEN = _words(
    """
    aaron abdul adam adrian ahmed alan albert alex alexander alexandra ali alice alicia allison amanda amy ana
    andrea andreas andrew angela anita ann anna anne anthony antonio arthur ashley barbara ben benjamin bernard beth
    betty bill bob brandon brenda brian bruce carl carla carlos carol caroline catherine charles charlotte chris
    christian christina christine christopher claire clara craig cynthia dan daniel david dean deborah dennis diana
    diane donald donna dorothy doug douglas dylan ed eddie edward elena eleanor elizabeth ella ellen emily emma eric
    erik ethan eugene eva evan fatima felix fiona frances francis frank fred gabriel gail gary gavin george gerald
    glenn grace graham greg gregory hannah harold harry heather helen henry holly howard hugh ian irene isaac isabel
    ivan jack jacob james jamie jan jane janet jason jean jeff jeffrey jennifer jenny jeremy jerry jessica jill jim
    joan joe joel johan john johnny jon jonathan jordan jorge jose joseph joshua josé joy joyce juan judith judy
    julia julian julie justin karen karl kate katherine kathleen kathryn keith kelly ken kenneth kevin kim kyle lara
    larry laura lauren lee lena leo leon leslie lily linda lisa liz louis louise lucy luis luke marcus margaret
    maria marie marilyn mario mark marta martha martin mary matt matthew max megan melissa michael michelle miguel
    mike mohammed monica nadia nancy natalie nathan neil nicholas nick nicola nicole nina noah nora oliver olivia
    omar oscar pamela patricia patrick paul paula pedro peggy peter philip phillip rachel ralph raymond rebecca
    richard rick rita rob robert robin roger ron ronald rosa rose ross roy russell ruth ryan sally sam samantha
    samuel sandra sara sarah scott sean sharon shirley simon sofia sonia sophia sophie stephanie stephen steve
    steven stuart sue susan sylvia tara ted teresa terry theresa thomas tim timothy tina todd tom tony tracy tyler
    valerie vanessa vera victor victoria vincent walter wendy william yusuf zoe bo fang fei hao hong hui jie jing
    jun lan lei li lin ling mei min na ning peng ping qi qiang rui tao wei wen xia xiao xin xue yan yang ying yong
    yu yue yun zhen
    """
)
# Agencies and outlets known by their letters.
AGENCIES = _words(
    """
    AAP ABC AFP ASEAN NATO TNN UNESCO UNHCR UNICEF ANI ANSA AP APP BBC CBC CBS CCTV CGTN CNA CNBC CNN CNS CTV DPA DW
    EFE EPA FT GT IANS INA IRNA ITV KCNA KUNA LAT MENA NBC NHK NPR NYT PA PBS PTI RFA RFE RIA RT SCMP SPA TASS TRT
    UNB UNI UPI VOA WAM WSJ BLOOMBERG
    """
)
# Words of a job: a piece that holds one and no more than its like is no author.
JOBS = _words(
    """
    phd affairs analyst anchor assistant associate bureau business chief columnist commentator contributing contributor
    contributors copywriter correspondent correspondents critic crime culture deputy defence defense desk diplomatic
    director economics editor editors education environment executive features fellow foreign former freelance global
    health head investigative investigations journalist junior lecturer local managing national
    ed guest op opinion our own parliamentary
    photographer photojournalist political politics producer professor prof publisher reporter reporters researcher
    scholar science senior special sports staff subeditor technology trainee visiting writer writers
    """
)
JOB_ENDS = _words(
    """
    analyst anchor candidate columnist commentator contributor contributors correspondent correspondents critic
    director editor editors fellow journalist lecturer photographer photojournalist producer professor publisher
    reporter reporters researcher scholar writer writers
    """
)
SUFFIXES = _words("jr sr ii iii iv")
DEGREES = _words(
    "ba bsc ma msc mba mbbs md mph phd ph.d dphil dds jd llb llm rn esq mp qc kc kbe dbe obe cbe mbe frcs frs dr"
    " rd cpa cfa bsn"
)
# Cities of datelines, countries, states; one after a name is where, not who. `_` stands for a space.
PLACES = _phrases(
    """
    abu_dhabi addis_ababa buenos_aires cape_town dc ho_chi_minh_city hong_kong kuala_lumpur los_angeles mexico_city
    new_delhi new_york phnom_penh rio_de_janeiro san_francisco sao_paulo são_paulo st_petersburg tel_aviv
    washington_dc afghanistan algeria argentina australia austria bangladesh belgium brazil bulgaria cambodia canada
    chile china colombia croatia cuba denmark egypt england estonia ethiopia finland france germany ghana greece
    hungary india indonesia iran iraq ireland israel italy japan kenya latvia lebanon libya lithuania malaysia mali
    mexico mongolia morocco myanmar nepal netherlands new_zealand nigeria north_korea norway pakistan peru
    philippines poland portugal qatar romania russia saudi_arabia scotland serbia south_africa south_korea spain
    sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine united_kingdom vietnam
    wales yemen zambia zimbabwe alabama alaska arizona arkansas california colorado connecticut florida hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
    missouri montana nebraska nevada new_jersey new_mexico north_carolina north_dakota ohio oklahoma oregon
    pennsylvania rhode_island south_carolina south_dakota tennessee texas utah vermont west_virginia wisconsin
    wyoming amsterdam ankara athens baghdad bangkok beijing beirut belgrade berlin bern bogota boston brussels
    bucharest budapest cairo canberra caracas chicago colombo copenhagen dakar damascus delhi dhaka doha dubai
    dublin frankfurt gaza geneva guangzhou hanoi harare havana helsinki islamabad istanbul jakarta jerusalem
    johannesburg kabul kathmandu kiev kyiv lagos lima lisbon london madrid manila melbourne milan minsk moscow
    mumbai munich nairobi oslo ottawa paris prague pretoria riyadh rome santiago seoul shanghai shenzhen singapore
    sofia stockholm strasbourg sydney taipei tallinn tehran tokyo toronto tripoli tunis vienna vilnius warsaw
    washington wellington yangon zurich
    """
)
PARTICLES = _words("al ap ben bin da dal de del della den der di do dos du el la las le los mac mc st van von y zu")
