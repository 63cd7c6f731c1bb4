"""The words that decide: compiled by hand for newsparse from the grammar of English news prose."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that begin sentences and seldom end a name: "the US.The" is a break, "LinkedIn" is not.
STRONG_OPENERS = _words(
    """
    A About According Additionally Adding After Against Ahead All Along Already Also Although Amid Among An
    Analysts And Another Any As Asked At Based Because Before Being Beside Besides Between Beyond Both But By
    Chinese Consequently Contrary Currently Data Despite Due During Each Earlier Either Especially Even Every
    Experts Finally First Firstly Following For Founded From Further Furthermore Given Had Hence His However If
    Indeed Initially Instead Its Last Lastly Later Led Like Likewise Many Meanwhile Moreover Most Much Neither
    Nevertheless Nonetheless Not Notably Nothing Obviously Officials Once Otherwise Our Overall Part Perhaps
    Previously Prior Rather Recent Recently Regarding Regardless Reporters Second Secondly Several Shortly
    Similarly Since Situated Some Sources Speaking Statistics Still Such Take That The Their Then There
    Therefore These They Third This Those Though Through Throughout Thus Today Together Two Under Unfortunately
    Unless Unlike Until Usually What Whatever When Whenever Where Whereas Whether Which While Who Why With
    Within Without Would Yesterday Yet Your
    """
)
# Words that begin sentences and also end names (LinkedIn, GDPNow, CapitalOne): they need more around them.
OPENERS = STRONG_OPENERS | _words(
    """
    Are Back Can Could Did Do Does Down Few First Four Go He Her Here How I In Is It Just Let Look Long May More
    My Never Next No Now Of Off On One Only Or Other Out Over People She Should So Ten Three To Up Us Was We
    Well Were Will World You
    """
)
# Words that end neither a sentence nor a heading: glued to a capital they have lost a space, no break.
NEVER_LAST = _words(
    """
    a an and as at because been between by for from he her his i if in into is its my nor of or our than that
    the their they to very via was we were where whether which while who whose with your
    """
)
# Nouns that stand beside the name of a person, a body or a work: `film director Ames`, `Oscar contender The Mill`.
BESIDE_NAMES = _words(
    """
    activist actor actors actress adviser advisor agency airline album ally ambassador analyst analysts anchor
    architect artist artists astronaut athlete attorney author authors automaker band bank banker biopic bishop
    blockbuster blogger book boss boxer brand brewer broadcaster broker brokers builder businessman candidate
    capital captain carmaker carrier chain chairman chairwoman champion champions chancellor chef chief
    chipmaker city claimant club coach colleague columnist comedian comedy commander commentator commissioner
    company competitor composer conductor contender contenders contestant correspondent council counterpart
    county critic dancer daughter defender delegate deputy designer developer diplomat director directors
    distributor doctor drama driver duo economist economists editor engineer entrepreneur envoy executive expert
    experts exporter farmer father favourite fellow fighter film firm footballer forward founder giant
    goalkeeper governor graduate group guitarist historian hopeful hopefuls host husband icon importer institute
    insurer inventor investor island journalist judge king lawmaker lawyer leader leaders lecturer legend lender
    library lieutenant magazine maker makers manager mayor midfielder miner minister model mother movie musical
    musician nation neighbor neighbour neighbours newcomer newspaper nominee novel novelist observer officer
    official officials operator opponent organization outlet owner painter paper partner party pathologist
    philosopher photographer pianist pilot platform player playwright poet police politician pop premier
    presenter president prince princess producer professor programme prosecutor provider province publication
    publicist publisher queen rapper rappers referee regulator rep reporter representative researcher resident
    retailer rival rivals runner sailor scholar scholars scientist scientists screenwriter secretary seed
    senator sensation sergeant series show shows singer sister skier soap soldier son songwriter specialist
    spokesman spokesperson spokeswoman star stars startup store striker student studio supplier surgeon team
    teenager television thriller town trader trainer troupe union university veteran veterans vice village
    watchdog website wife winger winner winners worker writer
    """
)
# Words that a single letter follows, which is no initial then.
LETTERED = _words("Group Class Category Grade Hepatitis Plan Pool Section Type Vitamin group hepatitis vitamin")
# Verbs that say who spoke.
SPEECH = _words(
    "said says asked asks told tells noted added wrote wondered explained argued exclaimed replied answered recalled"
)
# Days and months, which may also be names: said Sun.
WEEKDAYS = _words("mon tue tues wed thu thur thurs fri sat sun")
DAYS = WEEKDAYS | _words("jan feb mar apr jun jul aug sep sept oct nov dec")
# Abbreviations before a name or a number: the stop after them ends no sentence.
TITLES = DAYS | _words(
    """
    addl adm adv ald alh amb art assoc asst atty barr brig ca capt cf ch cllr cmdr col comr const cpl dept det
    dist div dr dy e.g eds engr ep er ex exec fig figs fr ft gen gov hon i.e insp lt ltc maj messrs mlle mme mr
    mrs ms mt no nos op p par pfc ph pp pres prof pst pt pte pty pvt rep reps rev sdn sec sen sens sgt sh shri
    smt spc spl sri st sub supt thiru tmt treas v ven viz vol vols vs
    """
)
# Of these, words of their own that can end a sentence: a photo op.To begin with
WORDS_TOO = _words("art ex fig op par sub")
# Abbreviations that can end a sentence: only a word that begins one decides.
MAY_END = _words(
    "a.m al assn bros co corp est etc govt inc jr ltd md p.m ph.d plc rd sr univ ave blvd b.c a.d d.c u.s u.k u.n e.u"
)
# After a dot these are the end of an address or of a file's name.
SUFFIXES = _words(
    """
    ai app asp au biz br ca cc ch cn co com css csv de doc docx edu es eu exe fm fr gif gov hk htm html in info int
    io it jp jpeg jpg js json kr me mil mp3 mp4 net nl no nz org pdf php png ppt pro py rar ru se sg sh sql svg
    tv tw txt uk us xls xlsx xml zip
    """
)
# Names that end in a mark of their own.
MARKED_NAMES = _words("yahoo jeopardy panic yum mia oklahoma wham hello hola jebus westward")
# Names of lower-case first words; their shape alone (two letters at most) tells most others.
LOWER_CAMEL = _words(
    """
    adidas airbaltic airasia arxiv biorxiv chemrxiv deviantart easygroup easyjet ebay ecommerce iheart ipad iphone ipod
    imac imessage jquery macos medrxiv mrna nvidia opensuse psyarxiv reactnative socarxiv thinkpad tvos visionos
    watchos
    """
)
# What photo credits begin with: `Photo: Agency`, `Photos by A Person/Agency`, `Graphic:Agency`.
CREDITS = _words(
    """
    caption cartoon cartoons chart charts credit credits graph graphic graphics illustration illustrations image images
    infographic infographics map maps photo photograph photographs photography photos picture pictures screenshot
    screenshots video videos pic pics
    """
)
# Abbreviations of states that end headings and begin sentences.
REGIONS = _words("US UK EU UN")
# Words that a name ends in as often as a sentence begins with them: USAToday, BBCTwo.
NAME_ENDS = _words("First News Now One People Plus Three Today Two World")
# What is credited by one word that no name goes on after.
AGENCIES = _words("AFP AP CCTV CFP CGTN CNS CNSphoto DPA dpa EPA GT IC Reuters TASS VCG Xinhua PA ANSA EFE PTI")
# Words that lose the space before `the`, `that`, `of` or `and`: no word of English is made of one and that.
HEADS = _words(
    """
    about according across added after against all along also among amid and another are argued around as asked
    because become before behind being believed below between beyond both but by called can caused claimed could
    despite did does during each even every expert experts for found from gave had has have he how however if in
    including increased into is it its just like made many may meant members might more most much need new noted
    now of on one only or other out over part parts percent provided reported said saw says several shall should
    showed since so some still stressed such suggested than that their them then these they think this those
    though through throughout to told took toward towards under until upon used via was we were what when
    whether which while who will with within without world would year years you
    """
)
# Nouns that a number stands before: 70percent, 12days.
COUNTED = _words(
    """
    and barrels  boats books cases cities companies countries days degrees delegates dollars euros families
    feet firms  games gold goals hectares hours houses hundred  jobs kilograms kilometers kilometres
    locations medals members men metres meters miles  minutes months nations   people per percent
    percentage places planes players points police pounds provinces questions rounds schools seats seconds ships
    soldiers square states stations students tankers tanks the thousand times  tonnes tons  troops units
    vehicles vessels victims villages visitors   weeks were   women words workers yards years yuan
    """
)
# Words that stand before a number: by112, approximately10.
COUNTING = _words(
    """
       almost and approximately  at   between by  exceeding from in least
    nearly of  reached reaching roughly since some than the to total totaling totalling  until was were
    within with
    """
)
# What stands before a colon as a label of its own line or piece.
LABELS_BEFORE_COLON = CREDITS | _words("note editor author source reporter by writer newsletter")
_CREDIT_LINKS = (":", "：", "by", "courtesy")
_CREDIT_MARKS = (":", " by", "：", " courtesy", " Courtesy")
_AGENCY_MARKS = ("©", "REUTERS/", "AP Photo/", "/Getty Images", "Image source,", "Image credit,")
CREDIT_ENDS = tuple(CREDITS)  # for `str.endswith`, the quickest look there is
_LONGEST_CREDIT = 12  # words


def ends_in_credit(text: str) -> bool:
    """Whether `text` ends with a photo credit, as most captions do.

    >>> ends_in_credit("Boats wait at the lock. Photo: Anna Bell/NPA"), ends_in_credit("a photo of him")
    (True, False)
    """
    tail = text[-_LONGEST_CREDIT * 16 :]
    if any(mark in tail and _is_agency_credit(mark, tail) for mark in _AGENCY_MARKS):
        return True
    if not any(mark in tail and _stands_before(mark, tail) for mark in _CREDIT_MARKS):
        return False  # a quick look that few texts pass
    words = tail.split()[-_LONGEST_CREDIT:]
    for index in range(len(words) - 1, -1, -1):
        word = words[index].lstrip("([{-—")
        head, colon, _ = word.replace("：", ":").partition(":")
        following = words[index + 1].lower() if index + 1 < len(words) else ""
        # A sentence may have ended in the same word: Geneva.Photo: Agency
        if _end_of(head).casefold() in CREDITS and (colon or following in _CREDIT_LINKS):
            return True
        if word.endswith((".", "!", "?", "…", "。")) and len(word) > 3 and index < len(words) - 1:
            return False
    return False


def _is_agency_credit(mark: str, tail: str) -> bool:
    """Whether nothing but names stands after a mark of credits: `© Dov Ames/NPA`, `Image source, Getty Images`."""
    names = tail.rpartition(mark)[2].replace("/", " ").split()
    return len(names) < _LONGEST_CREDIT // 2 and all(not name[0].islower() and name[-1] not in ".!?" for name in names)


def _stands_before(mark: str, tail: str) -> bool:
    """Whether a word of a credit stands somewhere before `mark`."""
    pieces = tail.casefold().split(mark)
    pieces.pop()
    return any(piece.rstrip(" \xa0").endswith(CREDIT_ENDS) for piece in pieces)


def _end_of(word: str) -> str:
    """The letters that `word` ends with."""
    start = len(word)
    while start and word[start - 1].isalpha():
        start -= 1
    return word[start:]
