"""Word lists for bylines: words of organizations and jobs, outlets, given names, degrees, locations."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    """Split `text` into phrases, in which `_` stands for a space."""
    return frozenset(word.replace("_", " ") for word in text.split())


# A name that contains one of these words is the name of an organization.
ORGANIZATION_WORDS = _words(
    """
    agence agencies agency association board broadcaster broadcasting bulletin bureau center centre channel
    chronicle coalition college commission committee company consulate corporation council courant courier daily
    department desk digest dispatch editorial embassy enquirer examiner federation forum foundation gazette gmbh
    government guardian herald inc independent inquirer institute institution interfax jiji journal kyodo llc ltd
    nations magazine media ministry museum network news newsdesk newspaper newspapers newsroom newswire observer
    online organisation organization parliament plc post press publishing radio reuters review secretariat
    service services society sputnik sputniknews staff studio tass team telegram telegraph television think-tank
    times tribune tv university weekly wire wires xinhua yonhap
    agencia agencias agência agências agences agenzia agenzie agentur agenturen nachrichtenagentur zeitung verlag
    fundación fundação fondation stiftung istituto instituto institut ministerio ministério ministère
    ministerium universidad universidade université universität università redaction redacción redacció rédaction
    redazione redação redaksi redaktion redakcja redakce redakcia redakcija redacția redacţia redactie
    redaktionen redaksjonen toimitus szerkesztőség onlineredaktion newsteam редакция редакція редакцията министерство
    агентство haberler ajansı gazetesi
    """
)
# A name that ends in one of these words is the name of an organization; elsewhere they may be surnames (Sun).
ORGANIZATION_LAST_WORDS = _words(
    """
    academy administration army authority bank church club colleges company congress court express globe group
    hospital institutes laboratories laboratory league mail mirror monitor office party police project record school
    sentinel standard star sun today trust union
    """
)
# Last words of companies, after `&` or `and`: Maur & Sons.
PARTNERSHIP_WORDS = _words("associates bros brothers co company daughters partners sons")
# Last words of outlets that may follow a person's name without a separator.
OUTLET_LAST_WORDS = _words(
    "agency chronicle daily gazette herald journal mail news post press service star times tribune"
)
# First words of institutions, whose names may contain `and`.
INSTITUTION_WORDS = _words(
    "bureau centers centre committee consulate council department embassy ministry mission office"
)
# Names of outlets and institutions without a word of the lists above; `_` stands for a space.
OUTLETS = _phrases(
    """
    le_monde le_figaro le_parisien le_soir le_temps la_croix la_repubblica la_stampa la_nación la_jornada
    la_vanguardia la_presse el_país el_pais el_mundo el_universal el_tiempo el_comercio el_espectador der_spiegel
    der_standard die_zeit die_welt die_presse süddeutsche_zeitung corriere_della_sera il_sole_24_ore il_post o_globo
    folha_de_s.paulo al_jazeera al_arabiya al_mayadeen al-ahram al_ahram deutsche_welle ria_novosti риа_новости тасс
    интерфакс коммерсантъ asahi_shimbun yomiuri_shimbun mainichi_shimbun nikkei bernama antara dawn
    amnesty_international human_rights_watch greenpeace oxfam admin administrator anadolu politico axios vox quartz
    bbc_news sky_news fox_news abc_news cbs_news nbc_news bloomberg_news associated_press the_associated_press
    canadian_press the_canadian_press press_association pa_media toronto_star new_york_times the_new_york_times
    los_angeles_times washington_post the_washington_post usa_today the_guardian daily_mail financial_times
    agence_france-presse kyodo_news global_voices letters opinion 뉴시스 한겨레 머니투데이
    france_24 20_minutes rzeczpospolita hürriyet kommersant dagens_nyheter svenska_dagbladet aftonbladet
    helsingin_sanomat gazeta_wyborcza de_telegraaf de_volkskrant der_tagesspiegel la_voz_de_galicia
    irish_times the_irish_times globe_and_mail the_globe_and_mail sports_illustrated business_insider special_report
    记者 記者 本报记者 本刊记者 新华社记者 评论员 本报评论员 特约评论员 通讯员
    doctors_without_borders reporters_without_borders deutsche_presse-agentur voice_of_america
    letter_to_the_editor letters_to_the_editor reader_letters readers'_letters
    de_notre_correspondant de_notre_envoyé_spécial notre_correspondant von_unserem_korrespondenten
    von_unserer_redaktion van_onze_correspondent van_onze_redacteur van_onze_verslaggever onze_correspondent
    onze_redactie van_onze_redactie de_nuestro_corresponsal nuestro_corresponsal dal_nostro_corrispondente
    dal_nostro_inviato do_nosso_correspondente dari_koresponden_kami от_нашего_корреспондента
    от_редакции 編集部 编辑部 편집부 편집국 اسرة_التحرير هيئة_التحرير فريق_التحرير
    """
)
# Agencies and outlets of one word, in any case; after a comma or a name they are not given names.
AGENCY_NAMES = _words(
    """
    adnkronos agerpres antara belga bloomberg čtk detik dpa globenewswire interfax jiji kompas kyodo lusa prnewswire
    reuters ritzau sputnik tanjug tass tempo ukrinform vietnamnet vnexpress xinhua yonhap
    απε-μπε интерфакс рейтер тасс укринформ رويترز
    """
)
# Endings of outlets and desks in scripts without spaces.
ASIAN_OUTLET_ENDINGS = tuple(
    "社 报 報 网 網 台 局 室 组 組 团 團 新聞 新闻 通信 通讯 放送 뉴스 신문 일보 통신 방송 편집국 닷컴".split()
)
ARABIC_ORGANIZATION_WORDS = _words("وكالة صحيفة قناة جريدة مجلة موقع وكالات خبرگزاری روزنامه")
# Common given names. They mark persons whose surname is also a word of newspapers; a few hundred are enough.
GIVEN_NAMES = _words(
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
    adriana agnieszka aisha alejandra alejandro alessandro amina ananya anders anil anja anjali antoine arjun astrid
    bart beatriz bernd björn bruno camila cécile chiara chloé claudia dariusz diego dieter dimitris dmitri elif emeka
    emre erika esra ewa fabio federico fernando francesca francesco françois gabriela giovanni giulia giuseppe greta
    guillaume günter gustavo hans hassan hiroshi hussein ibrahim ines ingrid jakub javier jens joanna joão joris jürgen
    kaja katarzyna kenji khalid klaus krzysztof kwame lars laurent layla lorenzo lucía luca luigi mahmoud małgorzata
    manuel marco mariana marek mateo matteo matthias mehmet michał mikko mohamed mohammad monika mustafa naoko neha
    nikos nils olga olivier pablo paolo pavel philippe pierre piotr priya rafael rahul rajesh ravi renata ricardo
    sanjay satoshi sergei sergio sigrid silvia søren stefan stéphane sunil sven takashi tariq tomasz tuan valentina
    vijay vladimir wiktor wolfgang xavier yuki yuri zeynep zofia
    """
)
# Acronyms of agencies and outlets.
AGENCY_CODES = _words(
    """
    AAP ABC AFP APA ASEAN NATO TNN UNESCO UNHCR UNICEF ANI ANSA AP APP BBC CBC CBS CCTV CGTN CNA CNBC CNN CNS CTV DPA DW
    EFE EPA FT GT IANS INA IRNA ITV KCNA KUNA LAT MENA NBC NHK NPR NYT PA PBS PTI RFA RFE RIA RT SCMP SPA TASS TRT
    UNB UNI UPI VOA WAM WSJ BLOOMBERG BTA ČTK CTK HINA KNA MTI NTB PAP QNA SDA SID SITA STA STT TASR TT
    """
)
# Words of job titles. A segment that consists of them is not an author.
JOB_WORDS = _words(
    """
    phd affairs analyst anchor assistant associate bureau business chief columnist commentator contributing contributor
    contributors copywriter correspondent correspondents critic crime culture deputy defence defense desk diplomatic
    director economics editor editors education environment executive features fellow foreign former freelance global
    health head investigative investigations journalist junior lecturer local managing national
    ed guest op opinion our own parliamentary chair vice initiative journalism
    news political writing research lead data digital tech video web night weekend economic economy financial finance
    market markets energy climate weather religion society court courts city state regional
    spécial spéciale especial permanent permanente grand unser unsere unserem notre
    photographer photojournalist political politics producer professor prof publisher reporter reporters researcher
    scholar science senior special sports staff subeditor technology trainee visiting writer writers
    """
)
# Last words of job titles.
JOB_LAST_WORDS = _words(
    """
    analyst anchor candidate columnist commentator contributor contributors correspondent correspondents critic
    director editor editors editor-in-chief fellow journalist lecturer photographer photojournalist producer professor
    publisher reporter reporters researcher scholar spokesman spokesperson spokeswoman writer writers
    journaliste rédacteur rédactrice envoyé envoyée correspondant correspondante chroniqueur chroniqueuse
    korrespondent korrespondentin redakteur redakteurin reporterin periodista corresponsal redactor redactora enviado
    enviada giornalista inviato inviata corrispondente jornalista repórter correspondente redaktor dziennikarz
    dziennikarka journalistin verslaggever redacteur muhabir muhabiri wartawan журналист журналистка корреспондент
    обозреватель редактор
    """
)
# Offices and professions: after a comma they describe a name, before a name they are part of it (President Ames).
OFFICE_WORDS = _words(
    """
    academic activist adviser advisor aide ambassador assistant attorney author barrister blogger broadcaster
    cartoonist ceo chair chairman chairperson chairwoman chancellor
    cofounder co-founder consul consultant coordinator cto dean economist engineer executive expert filmmaker founder
    freelancer governor host intern presenter staffer trainee
    head historian lawyer leader manager mayor member minister novelist officer owner partner poet president
    principal scientist secretary senator specialist strategist student teacher vice-president president-elect
    """
)
# Forms of address: part of a printed name, but not a name.
FORMS_OF_ADDRESS = _words(
    """
    capt cdr chief col crown dame deputy dr father envoy first foreign gen gov hon herr ing judge justice king lady
    lord lt madame maj mr mrs ms miss pastor police pope prime prince princess prof professor queen rabbi rep rev
    reverend sen sgt sheikh sir sister special vice acting defence defense finance interior
    """
)
# Subjects in the names of institutions and jobs, never names of persons: `Public Policy`, `Human Rights`.
SUBJECT_WORDS = _words(
    """
    academic action affairs africa african aid america american analysis arts asia asian biology british business
    campaign care change chemistry china chinese civil climate communication communications community conflict
    crime culture defence defense democracy development digital diplomacy economic economics economy education
    engineering environment environmental europe european evening energy ethics finance foreign freedom gender
    features general geography global governance health history housing human humanitarian humanities indian industry
    information innovation international justice labor labour language languages law liberty literature local
    management marketing mathematics medical medicine middle military morning national negotiation northern
    operations peace philosophy physics planning policy political politics practice programme programmes programs
    psychology public reform relations religion reporting republic research resilience resources rights science
    sciences security social sociology southern sports statistics strategic strategy studies study sustainability
    technology theology trade training transport united urban violence war welfare western women world youth
    """
)
# Phrases for an unknown or missing author.
NO_AUTHOR_PHRASES = _phrases(
    """
    unknown unknown_author author_unknown no_author no_byline by byline author authors not_available none_given
    not_given no_author_given autor_desconocido autora_desconocida sin_autor auteur_inconnu autor_unbekannt unbekannt
    autore_sconosciuto sem_autor desconocido inconnu неизвестен автор_неизвестен 未知 佚名 作者不详 作者不詳 不详 無 无
    """
)
# Last words of towns whose first word may be a given name: Ann Arbor.
LANDFORM_WORDS = _words(
    "arbor bay beach city county creek falls fe hills hole island islands lake river springs valley"
)
VIETNAMESE_SURNAMES = _words(
    "bùi bui đặng đỗ dương huỳnh huynh hoàng lê lý ngô nguyễn nguyen phạm pham phan trần tran võ vũ"
)
# Chinese surnames of one character, which begin each of two adjacent names.
CHINESE_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂"
    "苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷"
    "钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文"
)
NAME_SUFFIXES = _words("jr sr ii iii iv junior senior")
DEGREES = _words(
    "ba bsc ma msc mba mbbs md mph phd dphil dds jd llb llm rn esq mp qc kc kbe dbe obe cbe mbe frcs frs dr"
    " rd cpa cfa bsn"
)
# Cities of datelines, countries and states: after a name a location, not an author. `_` stands for a space.
LOCATIONS = _phrases(
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
    atlanta auckland bangalore barcelona belfast bengaluru brisbane chennai dallas detroit edinburgh glasgow
    hamburg houston hyderabad karachi kolkata lahore miami perth philadelphia seattle wuhan
    washington wellington yangon zurich bruxelles bogotá genève köln kiew lisboa londres milano moskau
    münchen napoli pekín pékin peking roma rzym torino varsovie venezia warszawa wien zürich 北京 上海 서울
    القاهرة بيروت الرياض دبي بغداد دمشق
    """
)
NAME_PARTICLES = _words(
    "al ap ben bin da dal de del della den der di do dos du e el la las le los mac mc st ter van von y zu"
)
