"""The words of bylines: what makes a name an organization's, titles, degrees, places."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A word that makes a name an organization's, wherever it stands in it.
ORGANIZATION = _words(
    """
    agence agencies agency association board broadcaster broadcasting bulletin bureau center centre
    channel chronicle coalition college commission committee company consulate corporation council courant
    courier daily department desk digest dispatch editorial embassy enquirer examiner federation forum
    foundation gazette government guardian herald inc independent inquirer institute interfax journal kyodo ltd
    magazine media ministry network news newsdesk newspaper newspapers newsroom newswire observer online
    organisation organization plc post press publishing radio reuters review secretariat service services
    society sputnik sputniknews staff studio tass team telegram telegraph television think-tank times tribune tv
    university weekly wire xinhua yonhap
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
BODIES = _words("bureau centers centre committee council department embassy ministry office")
# Agencies and outlets known by their letters.
AGENCIES = _words(
    """
    AAP ABC AFP ANI ANSA AP APP BBC CBC CBS CCTV CGTN CNA CNBC CNN CNS CTV DPA DW EFE EPA FT GT IANS INA IRNA ITV KCNA
    KUNA LAT MENA NBC NHK NPR NYT PA PBS PTI RFA RFE RIA RT SCMP SPA TASS TRT UNB UNI UPI VOA WAM WSJ
    BLOOMBERG
    """
)
# Words of a job: a piece that holds one and no more than its like is no author.
JOBS = _words(
    """
    analyst anchor assistant associate bureau business chief columnist commentator contributing contributor
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
    analyst anchor columnist commentator contributor contributors correspondent correspondents critic director editor
    editors fellow journalist lecturer photographer photojournalist producer professor publisher reporter reporters
    researcher scholar writer writers
    """
)
SUFFIXES = _words("jr sr ii iii iv")
DEGREES = _words(
    "ba bsc ma msc mba mbbs md mph phd ph.d dphil dds jd llb llm rn esq mp qc kc obe cbe mbe frcs frs dr rd cpa cfa bsn"
)
# Cities of datelines: a single one after a name is where, not who.
PLACES = _words(
    """
    amsterdam ankara athens baghdad bangkok beijing beirut belgrade berlin bern bogota boston brussels bucharest
    budapest cairo canberra caracas chicago colombo copenhagen dakar damascus delhi dhaka doha dubai dublin frankfurt
    gaza geneva guangzhou hanoi harare havana helsinki islamabad istanbul jakarta jerusalem johannesburg kabul
    kathmandu kiev kyiv lagos lima lisbon london madrid manila melbourne milan minsk moscow mumbai munich nairobi
    oslo ottawa paris prague pretoria riyadh rome santiago seoul shanghai shenzhen singapore sofia stockholm strasbourg
    sydney taipei tallinn tehran tokyo toronto tripoli tunis vienna vilnius warsaw washington wellington yangon zurich
    """
)
PARTICLES = _words("al ap ben bin da dal de del della den der di do dos du el la las le los mac mc st van von y zu")
