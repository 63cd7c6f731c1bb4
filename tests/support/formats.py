"""Texts in each format that detection recognizes (FOREIGN), and texts that look similar but stay (OTHERS)."""

from __future__ import annotations

LINE = "The harbour office counted forty passengers on the last boat, and nobody was left on the old quay that night.\n"
HEADER = "Published Time: 2022-01-11\nTitle: Ferry returns\nCategory 1: TRANSPORT\nAuthor: Lena Maur\n"
NATIVE = f"{HEADER}Text:\n{LINE}"
RULE = "_" * 60 + "\n"

PROQUEST = f"""\
{RULE}
Night ferry sails again

Author: Maur, Lena

Publication info: Quay Post ; Averil [Averil]. 11 Jan 2022: B.2.

https://search.example.org/docview/4400112/se-2

Abstract: None available.

Full text: {LINE}
CREDIT: Lena Maur

Subject: Ferries; Harbours

Title: Night ferry sails again

Publication title: Quay Post; Averil

Publication date: Jan 11, 2022

Document type: News

ProQuest document ID: 4400112

Document URL: https://search.example.org/docview/4400112/se-2

{RULE}"""
LEXISNEXIS = """\


                               2 of 7 DOCUMENTS


                                The Quay Post

                            January 11, 2022 Tuesday

Night ferry sails again

BYLINE: LENA MAUR

SECTION: HARBOUR; Pg. 4

LENGTH: 212 words

The harbour office counted forty passengers on the last boat, and nobody was
left on the old quay that night.

LOAD-DATE: January 12, 2022

LANGUAGE: ENGLISH
"""
NEXIS_UNI = f"""\
Night ferry sails again
The Quay Post
January 11, 2022 Tuesday

Section: HARBOUR; Pg. 4
Length: 212 words
Byline: Lena Maur
Body


{LINE}

Load-Date: January 12, 2022


End of Document
"""
FACTIVA = f"""\
 HD\tNight ferry sails again
 BY\tLena Maur
 WC\t212 words
 PD\t11 January 2022
 SN\tThe Quay Post
 SC\tQUAYP
 LA\tEnglish
 CY\t(c) 2022 Quay Post

 LP\t{LINE}
 TD\tThe next one sails on Friday.

 NS\tghbr : Harbours
 AN\tDocument QUAYP00020220111ei1b0002x
"""
FACTIVA_WITHOUT_CODES = f"""\
Night ferry sails again
By Lena Maur
212 words
11 January 2022
The Quay Post
QUAYP
English
(c) 2022 Quay Post

{LINE}
Document QUAYP00020220111ei1b0002x
"""
JINA = f"""\
Title: Night ferry
sails again

URL Source: https://quay.example.org/ferry

Published Time: 2022-01-11T06:00:00Z

Markdown Content:
{LINE}
### What the crews want
"""
JINA_SEARCH = f"""\
[1] Title: Night ferry sails again
[1] URL Source: https://quay.example.org/ferry
[1] Description: Forty passengers on the last boat

{LINE}
[2] Title: Boats wait
[2] URL Source: https://quay.example.org/boats
"""
JEKYLL = f"---\nlayout: post\ntitle: 'Night ferry'\nauthor: lena\ncategory: harbour\n---\n\n{LINE}"
HTML = f"<!DOCTYPE html>\n<html lang=en><head><title>Night ferry</title></head>\n<body><p>{LINE}</p></body></html>\n"
FRAGMENT = f"<div class=story>\n<p>{LINE}</p>\n<p>It sails.</p>\n<p>It rains.</p>\n</div>\n"
XML = '<?xml version="1.0"?>\n<nitf><head><title>Ferry</title></head><body><p>It sails.</p></body></nitf>\n'
RTF = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n\\pard\\b Night ferry\\b0\\par\n}\n"
JSON = '{"title": "Night ferry", "authors": ["Lena Maur"],\n "text": "It sails.\\nTitle: x"}\n'
CSV = 'title,author,date,text\nNight ferry,Lena Maur,2022-01-11,"It sails, they say.\nIt rains."\nBoats,NPA,2022,No.\n'

FOREIGN = {
    "proquest": PROQUEST,
    "proquest labels without spaces": PROQUEST.replace("ProQuest document ID", "ProQuestdocumentID")
    .replace("Document URL", "DocumentURL")
    .replace("Publication ", "Publication")
    .replace("Full text", "Fulltext"),
    "proquest with asterisks": f"{'*' * 50}\nTitle: Ferry\nPublication title: Quay Post\nFull text: {LINE}",
    "proquest with a counter": PROQUEST.replace(RULE, "Document 4 of 9\n"),
    "proquest without a text": PROQUEST.replace("Full text: ", "Abstract: ").replace(RULE, "\n"),
    "lexisnexis": LEXISNEXIS,
    "lexisnexis, centring lost": "\n".join(map(str.strip, LEXISNEXIS.split("\n"))),
    "lexisnexis with a cover page": f"Download Request: Selected Items: 1-7\nTime Of Request: Tuesday\n\n{LEXISNEXIS}",
    "lexisnexis in German": LEXISNEXIS.replace("2 of 7 DOCUMENTS", "Dokument 2 von 7")
    .replace("LENGTH", "LÄNGE")
    .replace("words", "Wörter")
    .replace("LOAD-DATE", "UPDATE")
    .replace("January 12,", "12. Januar"),
    "lexisnexis in French": "Une nuit\n\nAUTEUR: Lena Maur\n\nLONGUEUR: 212 mots\n\nLe bateau.\n\n"
    "DATE-CHARGEMENT: 12 janvier 2022\n",
    "lexisnexis in Dutch": "             De Kade\n\n          11 januari 2022\n\nLENGTE: 212 woorden\n\nDe boot.\n",
    "lexisnexis in Spanish": "   1 de 3 DOCUMENTOS\n\nLa Quilla\n\nLONGITUD: 212 palabras\n\nEl barco.\n",
    "lexisnexis in Italian": "LUNGHEZZA: 212 parole\n\nLa nave.\n\nPUBLICATION-TYPE: Giornale\n",
    "lexisnexis, Nexis Uni": NEXIS_UNI,
    "factiva": FACTIVA,
    "factiva with spaces": FACTIVA.replace("\t", "   "),
    "factiva with one space": FACTIVA.replace("\n ", "\n").replace("\t", " ").strip(),
    "factiva, codes on lines of their own": FACTIVA.replace("\t", "\n"),
    "factiva without codes": FACTIVA_WITHOUT_CODES,
    "factiva in German": FACTIVA_WITHOUT_CODES.replace("words", "Wörter").replace("Document", "Dokument"),
    "jina": JINA,
    "jina, search": JINA_SEARCH,
    "jina, a body that quotes a native label": JINA + "Text:\nAuthor: nobody\n",
    "frontmatter": JEKYLL,
    "frontmatter, labels in capitals": JEKYLL.replace("title", "Title").replace("author", "Author"),
    "frontmatter, lists and a folded value": "---\ntitle: Ferry\ntags:\n- boats\nexcerpt: >\n  It\n---\n" + LINE,
    "frontmatter with dots": f"--- \ntitle: Ferry\nlink: https://quay.example.org\n...\n{LINE}",
    "frontmatter, a colon in a value": f"---\ntitle: Ferry: the end\ndate: 2022-01-11\n---\n{LINE}\n---\n{LINE}",
    "frontmatter in TOML": f'+++\n# post\ntitle = "Ferry"\ntags = [\n"a",\n]\n+++\n{LINE}',
    "frontmatter, a body that quotes native labels": f"{JEKYLL}Title: x\nText:\n{LINE}",
    "frontmatter with a key `text`": f"---\nlayout: page\ntitle: Quay\ntext: true\nauthor: Tom Reed\n---\n\n{LINE}",
    "frontmatter with a text of several lines": "---\ntitle: Quay\ntext: |\n  It sails.\n\n  It rains.\n---\n",
    "frontmatter with a text of one line": "---\ntitle: Quay\nauthor: Tom Reed\ntext: It sails.It rains\n---\n",
    "frontmatter in TOML with a text": f'+++\ntitle = "Quay"\ntext = "It sails."\n+++\n{LINE}',
    "frontmatter in TOML, with colons": f"+++\ntitle: Quay\ntext: yes\ndate: 2022-01-11\n+++\n{LINE}",
    "frontmatter in TOML with tables": f'+++\n[params]\ntitle="Quay"\ntext="It sails."\n+++\n{LINE}',
    "frontmatter below a comment": f"<!-- saved by hand -->\n{JEKYLL}",
    "frontmatter below a directive": f"%YAML 1.2\n{JEKYLL}",
    "frontmatter, a comment at the fence": JEKYLL.replace("---", "--- # post", 1),
    "frontmatter, a long list": "---\ntitle: Quay\ntags:\n" + "- boats\n" * 400 + f"---\n{LINE}",
    "frontmatter in German": f"---\ntitel: Nachtschiff\nautor: Lena\nrubrik: Hafen\n---\n{LINE}",
    "frontmatter in Czech": f"---\nnázev: Loď\nštítky:\n- voda\n---\n{LINE}",
    "frontmatter with native labels and one more": f"---\nTitle: Quay\nLayout: post\nText:\n---\n{LINE}",
    "html": HTML,
    "html in capitals": HTML.upper(),
    "html without a doctype": HTML.partition("\n")[2],
    "html below a comment": f"<!-- saved -->\n<!-- twice -->\n{HTML}",
    "html, XHTML": f'<?xml version="1.0"?>\n{HTML}',
    "html, a fragment": FRAGMENT,
    "html, paragraphs": "<p>It sails.</p>\n<p>It rains.</p>\n<p>It waits.</p>\n",
    "html, paragraphs that nothing closes": "<P>It sails.\n<P>It rains.\n<P>It waits.\n",
    "html, a doctype and paragraphs that nothing closes": "<!DOCTYPE html>\n<p>It sails.\n<p class=x>It rains.\n",
    "html, one element": f'<article class="x">{LINE}</article>\n',
    "xml, one element": f"<?xml version='1.0'?><text>{LINE}</text>",
    "xml, two elements": f"<nitf><body>{LINE}</body></nitf>\n",
    "xml, cut": f'<?xml version="1.0"?>\n<story>{LINE * 700}',
    "xml": XML,
    "xml without a prolog": XML.partition("\n")[2],
    "xml with a document type": XML.replace("<nitf>", '<!DOCTYPE nitf SYSTEM "nitf.dtd">\n<nitf>'),
    "xml, NewsML": "<newsMessage><header>x</header><itemSet><newsItem>y</newsItem></itemSet></newsMessage>",
    "json": JSON,
    "json, one key": '{"text": "It sails."}',
    "json, an array": f"[\n  {JSON}]",
    "json, a record a line": JSON.replace("\n", "") + "\n" + JSON.replace("\n", ""),
    "json, a string with a native header": '{"text": "x",\n"more": "y\nTitle: x\nAuthor: y\nText:\nz"}',
    "json, cut": '[{"title": "Ferry", "text": "' + "word " * 20_000,
    "json, strings": '["The boat.It left", "b"]',
    "json, strings on lines": '[\n  "It sails.",\n  "It \\"rains\\"."\n]\n',
    "json, one string": '["It sails.It rains."]\n',
    "json, rows": '[["title", "text"], ["Ferry", "It sails."]]',
    "json, rows with numbers": '[[1, null, "It sails."], [2, null, "It rains."]]',
    "json, nested rows": '[[["It sails.", "It rains."]]]',
    "json, nested records": '[[{"text": "It sails."}]]',
    "json, a row a line": '["Ferry", "It sails."]\n["Boats", "It rains."]\n',
    "json, strings, cut": '["Ferry", "Boats", "' + "word " * 20_000,
    "json below a comment": f"// exported\n// twice\n{JSON}",
    "json below a block comment": f"/* exported\n by hand */ {JSON}",
    "rtf": RTF,
    "csv": CSV,
    "csv with quoted names": '"id";"headline";"body"\n1;"Ferry";"It sails."\n',
    "csv with tabs": CSV.replace(",", "\t"),
    "csv with an index": ",title,text\n0,Ferry,It sails.\n1,Boats,It rains.\n",
    "csv, names of two words": "publish_date,headline_text\n20220111,ferry sails\n20220112,boats wait\n",
    "csv, names in camelCase": "newsTitle,newsBody\nFerry,It sails.\nBoats,It rains.\n",
    "csv, names in the plural": "Unnamed: 0,Headlines,Descriptions\n0,Ferry,It sails.\n1,Boats,It rains.\n",
    "csv, names with hyphens": "article-id;main-headline;is-paid\n1;Ferry;0\n2;Boats;1\n",
    "csv, newsparse's own": "schema_version,source,record,title\n1,a.txt,1,Ferry\n",
    "csv, a very long text": "title,text\nFerry,No.\nBoats," + "word " * 20_000,
}

OTHERS = {
    "native": NATIVE,
    "no header": LINE * 3,
    "a body that quotes HTML": NATIVE + FRAGMENT + HTML,
    "a body that quotes JSON": NATIVE + JSON,
    "a body that quotes XML": NATIVE + XML,
    "a body that begins with JSON": f"{HEADER}Text: {JSON}",
    "a body with rules": f"{NATIVE}---\ntitle: x\n---\n{LINE}",
    "a body with a table": NATIVE + CSV,
    "a body with other labels": NATIVE + "Full text: at the end.\nPublication info: none.\nLENGTH: 212 words\n",
    "native, then a ProQuest export": NATIVE + PROQUEST,
    "native, then a LexisNexis export": NATIVE + LEXISNEXIS,
    "labels for extra": HEADER + "ProQuest document ID: 44\nPublication title: Quay Post\nDocument type: News\n"
    f"Length: 212 words\nLoad-Date: 12 January 2022\nURL Source: https://quay.example.org\nText:\n{LINE}",
    "native between rules": f"{RULE}{HEADER}Publication info: Quay Post\nText:\n{LINE}",
    "no `Text:`, another's labels in the body": f"{HEADER}\nFull text: see below\n{RULE}{LINE}",
    "no `Text:`, others' labels in header and body": f"{HEADER}Length: 500 words\n\n{LINE}End of Document\n",
    "a header with other labels of bodies": f"{HEADER}Full text: see below\nDocument URL: https://quay.example.org\n"
    f"Last updated: 2022-01-12\nText:\n{LINE}",
    "a header with labels of Jina Reader": f"{HEADER}URL Source: https://quay.example.org\nMarkdown Content:\n"
    f"Text:\n{LINE}",
    "a short header with other labels": f"Title: Ferry\nAuthor: Lena\nFull text: no\nDocument URL: x\nText:\n{LINE}",
    "other labels below a rule": f"{RULE}{HEADER}Full text: see below\nText:\n{LINE}",
    "native between fences": f"---\n{NATIVE}---\n",
    "native files of one line between fences": f"---\n{HEADER}Text: It sails.\n---\n{HEADER}Text: It rains.\n---\n",
    "a native header between fences": f"---\n{HEADER}Text:\n---\n{LINE}",
    "an interview between fences": f"---\n{HEADER}Text:\nHost: It sails?\nGuest: It does.\nHost: Good.\n---\n",
    "turns between rules": f"---\nHost: It sails?\nGuest: It does.\nHost: Good.\n---\n{LINE}",
    "one remark between rules": f"---\nCorrection: it rained.\n---\n{LINE}",
    "prose between rules": f"---\nTitle: Ferry\nIt sails.\nIt rains.\nIt waits.\n---\n{LINE}",
    "native below a rule": f"---\n{NATIVE}---\n{NATIVE}",
    "native below a comment": f"<!-- fetched -->\n{NATIVE}",
    "native below a paragraph": f"<p>Advertisement</p>\n{NATIVE}{FRAGMENT}",
    "native without Text:": f"{HEADER}\n{LINE}",
    "labels of a scraper": f"Title: Ferry\nSource: Quay Post\nURL: https://quay.example.org\nContent: {LINE}",
    "labels between rows": f"Title: Ferry\nSource: Quay Post\n{'=' * 40}\n{LINE}",
    "Pelican": f"Title: Ferry\nDate: 2022-01-11\nAuthor: Lena\nTags: boats\nSlug: ferry\nStatus: published\n\n{LINE}",
    "some tags": f"<b>Averil</b> - {LINE}<p>It <i>sails</i>.</p>\n<p>It rains.</p>\n<p>It waits.</p>\n",
    "one paragraph in tags": f"<p>{LINE}</p>\n{LINE}",
    "a word in pointed brackets": f"<Applause> {LINE}<Laughter>\n",
    "a note in brackets": f'["It sails," she said.]\n{LINE}',
    "a quoted word in brackets": '["It"] sails, they say, "and", "so", "on".\n[1]\n',
    "a remark below slashes": f"// draft\n{LINE}",
    "two paragraphs in tags": f"<p>{LINE}\n<p>{LINE}\nIt waits.\n",
    "prose with two words of columns": "Sports news, time to go\nBoats sail, trains wait\nBoats wait, trains sail\n",
    "braces": '{This a draft, "not": a text}\n',
    "a rule and a note": f"---\nNote: this a draft.\n{LINE}\n---\n{LINE}",
    "a rule and a date": f"---\nDate: Monday\n{LINE * 3}---\n{LINE}",
    "a rule that nothing closes": f"---\ntitle: Ferry\n{LINE}",
    "a table below prose": LINE + CSV,
    "prose with names of columns": "Title, text and date are what readers ask for.\nAuthor, title, text.\n",
    "names of columns without rows": "title,text\nIt sails.\nIt rains, and it rains, and it rains.\n",
    "a table without known names": "town,boats\nAveril,3\nTarn,4\n",
    "words that are codes": f"IT and PR firms of Averil merge\nLP prices fell. TD Bank said so.\n{LINE}",
    "codes of a table": "HD  3\nSD  4\nUHD 2\n",
    "a number of words": f"212 words\n{LINE}",
    "a length in words": f"Length: 212 words\n{LINE}",
    "one centred line": " " * 30 + f"11 January 2022\n{LINE}",
    "centered lines": " " * 30 + "THE FERRY\n" + " " * 30 + f"11 January 2022\n{LINE}",
    "a full text": f"Full text: {LINE}",
    "a row": f"{RULE}{LINE}{RULE}",
    "a source": f"URL Source: https://quay.example.org\n{LINE}",
    "an e-mail": f"From: Lena Maur <lena@quay.example.org>\nSubject: Ferry\nDate: Tue, 11 Jan 2022\n\n{LINE}",
    "a backslash": "{\\it}\n" + LINE,
}
