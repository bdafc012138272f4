"""Invented papers in every format, and damage done to them: what ``bench/fuzz`` and its smoke test read.

An input is made of a seed alone, so that it can be made again from its number.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache

from hypothesis import strategies
from PIL import Image, ImageDraw

import setting

RECORD = """MEMORANDUM OF CONVERSATION

Port Serel, May 4, 1963

SUBJECT: The Lissen Straits

PARTICIPANTS
Mr. Tomas Oreil, Foreign Minister
Miss Ilse Marran, Ambassador

1. (C) The Foreign Minister said that the ferries would sail again in June. He asked whether Kestria would send its pilots back.
The Ambassador replied that the pilots were waiting for a word from Port Serel.

2. (C) The Foreign Minister said, "If the convention is signed before the autumn, the rest can be settled." The Ambassador said that no
deadline had ever been named.
"""
AAD = """Message Text

CONFIDENTIAL

PAGE 01        SEREL  01147  041530Z
ACTION KS-10
INFO  OCT-01
R 041530Z MAY 75
FM EMBASSY VALMORA
TO KESTATE PORTSEREL 2210
C O N F I D E N T I A L VALMORA 1147
E.O. 11652: GDS
TAGS: PFOR, KS
SUBJ: LISSEN STRAITS
1. THE FOREIGN MINISTER SAID THAT THE FERRIES WOULD SAIL AGAIN
IN JUNE. COMMENT: HE SEEMED TIRED. END COMMENT.
CONFIDENTIAL
NNN
"""
CABLE = """C O N F I D E N T I A L VALMORA 001147

SIPDIS

E.O. 12958: DECL: 05/04/2015
TAGS: PREL, KS
SUBJECT: LISSEN STRAITS: MINISTER SEES NO DEADLINE

REF: SEREL 1140

Classified By: Ambassador Ilse Marran for reasons 1.4 (b) and (d).

1. (C) SUMMARY: Foreign Minister Oreil told the Ambassador on May 4 that the ferries would sail again. END SUMMARY.

2. (C) Oreil said "the rest can be settled." The Ambassador asked for the pilots.

3. (C) COMMENT: He seemed tired. END COMMENT.
MARRAN
"""
TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="straits"><teiHeader><fileDesc><titleStmt><title>The Straits</title></titleStmt>
</fileDesc></teiHeader><text><body><div type="compilation"><div type="document" xml:id="d1" n="1"><head>1. Memorandum of Conversation</head>
<opener><dateline><placeName>Port Serel</placeName>, <date when="1963-05-04">May 4, 1963</date></dateline></opener>
<list type="participants"><item><persName corresp="#p_OT">Tomas Oreil</persName>, Foreign Minister</item></list>
<p>The Foreign Minister said<note n="1" xml:id="d1fn1">Not printed.</note> that the ferries would sail again in June.</p>
<p>The Ambassador <hi rend="italic">asked</hi> for the pilots.</p></div></div></body></text></TEI>
"""
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Cable</title></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav>
<main><h1>Lissen Straits</h1><p>{RECORD.replace(chr(10) * 2, "</p><p>")}</p><table><tr><td>Oreil</td><td>Minister</td></tr></table></main>
<script>alert(1)</script></body></html>"""
SCRIPTED = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>
/Names<</EmbeddedFiles<</Names[(a.txt) 7 0 R]>>>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>
/AA<</O<</S/Launch/F(x.exe)>>>>>> endobj
4 0 obj <</Length 91>> stream
BT /F1 12 Tf 72 700 Td (The Minister said that the ferries would sail again in June.) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Type/EmbeddedFile/Length 5>> stream
words
endstream endobj
7 0 obj <</Type/Filespec/F(a.txt)/EF<</F 6 0 R>>>> endobj
trailer <</Root 1 0 R/Size 8>>
%%EOF
"""
NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"100000", b"2147483647", b"4294967296", b"99999999999999999999", b"1e999")
TOKENS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"/Count 100000", b"/Kids[2 0 R]", b"/Parent 3 0 R", b"/Filter/FlateDecode", b"/Filter/JBIG2Decode", b"/Rotate 90", b"1 0 R",
            b"/MediaBox[0 0 1e9 1e9]", b"/Type/ObjStm", b"endobj", b"endstream", b"/Encrypt 1 0 R", b"/Prev 0", b"<<", b">>", b"[[[["),
    "xml": (b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>", b"&a;", b"<!ENTITY % p '%p;'>", b"<![CDATA[", b"]]>", b"<p>" * 300,
            b"</div>", b"<note n='1'>", b"&#0;", b"&#xD800;", b"xml:id='d1'", b"<?x y?>", b"<!--", b"-->", b"<hi>" * 50, b"xmlns:a=''"),
    "text": (b"\xff", b"\0", b"\xef\xbb\xbf", b"\r", b"\x0c", b"\xe2\x80\xa8", b"1. (S) ", b"SUBJECT: ", b"PARTICIPANTS\n", b"\"", b"(",
             b"[1 line not declassified]", b"UNQUOTE", b"\xed\xa0\x80", b"----- ", b"COMMENT: ", b"END SUMMARY. ", b"PAGE 02 ", b"\n\n"),
    "mail": (b"Content-Type: message/rfc822\n\n", b"Content-Type: multipart/mixed; boundary=\"\"\n", b"Content-Transfer-Encoding: base64\n",
             b"=?utf-8?b?////?=", b"charset=unknown-8bit", b"\nFrom someone ", b"--b", b"--b--",
             b"Date: \n", b"To: <<<>>>\n", b"\0", b"\xff"),
}
KIND = {"pdf": "pdf", "tei": "xml", "html": "xml", "docx": "xml", "mail": "mail", "mbox": "mail"}


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Sound papers of a format."""
    return MADE[name]()


def pdfs() -> tuple[bytes, ...]:
    plain = setting.as_pdf(RECORD)
    return plain, setting.as_pdf(RECORD, 2), opened_up(plain), SCRIPTED


def opened_up(data: bytes) -> bytes:
    """A PDF with its streams unpacked, so that damage meets their words and not their compression."""
    def unpacked(match: re.Match[bytes]) -> bytes:
        import base64

        words = zlib.decompress(base64.a85decode(match[1].strip(), adobe=False) if b"ASCII85" in data else match[1])
        return b"stream\n" + words + b"\nendstream"

    found = re.sub(rb"stream\r?\n(.*?)~>\s*endstream", unpacked, data, flags=re.DOTALL)
    return re.sub(rb"/Filter \[ /ASCII85Decode /FlateDecode \]", b"", found)


def pictures() -> tuple[bytes, ...]:
    image = Image.new("L", (320, 60), 255)
    ImageDraw.Draw(image).text((10, 20), "The Minister said no.", fill=0, font_size=20)
    made = []
    for form, options in (("PNG", {}), ("JPEG", {}), ("TIFF", {}), *(("TIFF", {"compression": how}) for how in ("tiff_lzw", "packbits"))):
        written = io.BytesIO()
        more = {"save_all": True, "append_images": [image]} if form == "TIFF" else {}
        image.save(written, form, dpi=(100, 100), **options, **more)
        made.append(written.getvalue())
    return tuple(made)


def words() -> tuple[bytes, ...]:
    import docx

    file = docx.Document()
    for block in RECORD.split("\n\n"):
        file.add_paragraph(block)
    file.add_paragraph("The ferries", style="List Number")
    file.add_heading("Comment", 1)
    table = file.add_table(2, 2)
    table.cell(0, 0).text = "Oreil"
    file.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    written = io.BytesIO()
    file.save(written)
    return (written.getvalue(),)


def message() -> EmailMessage:
    made = EmailMessage()
    for name, value in (("From", "Ilse Marran <marran@serel.example>"), ("To", "Oreil <oreil@serel.example>"), ("Subject", "Straits"),
                        ("Date", "Sat, 04 May 1963 15:30:00 +0100"), ("Message-ID", "<1@serel.example>"), ("MIME-Version", "1.0")):
        made[name] = value
    made.set_content(RECORD)
    return made


def mails() -> tuple[bytes, ...]:
    plain, rich = message(), message()
    rich.add_alternative(PAGE, subtype="html")
    rich.add_attachment(RECORD.encode(), maintype="text", subtype="plain", filename="talk.txt")
    rich.add_attachment(words()[0], maintype="application", subtype="octet-stream", filename="draft.docx")
    rich.add_attachment(message())
    return plain.as_bytes(), rich.as_bytes()


def boxes() -> tuple[bytes, ...]:
    one = b"From marran@serel.example Sat May 04 15:30:00 1963\n" + mails()[0]
    return (one + b"\n\n" + one.replace(b"<1@", b"<2@"),)


def archives() -> tuple[bytes, ...]:
    files = {"talk.txt": RECORD.encode(), "a/cable.txt": CABLE.encode(), "page.html": PAGE.encode()}
    inner = packed(files)
    return inner, packed({"in.zip": inner, "mail.eml": mails()[0]}), packed(files, zipfile.ZIP_LZMA), packed(files, zipfile.ZIP_STORED)


def packed(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return written.getvalue()


MADE: dict[str, Callable[[], tuple[bytes, ...]]] = {
    "pdf": pdfs, "scan": pictures, "docx": words, "zip": archives, "tei": lambda: (TEI.encode(),), "html": lambda: (PAGE.encode(),),
    "mail": mails, "mbox": boxes, "aad": lambda: (AAD.encode(),), "cablegate": lambda: (CABLE.encode(),),
    "text": lambda: (RECORD.encode(), RECORD.encode("utf-16"), RECORD.replace('"', "\u201c").encode("cp1252")),
}


def damaged(name: str, number: int) -> bytes:
    """The input of a number: a sound paper with one to six kinds of damage."""
    chance = random.Random(f"{name} {number}")
    data = chance.choice(seeds(name))
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.8:
        # Most damage to an archive as a whole is caught by its checksums: what is in it is damaged, and packed again.
        return repacked(data, name, chance)
    return hurt(data, name, chance)


def repacked(data: bytes, name: str, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {member.filename: archive.read(member) for member in archive.infolist()}
    wanted = [one for one in files if one.startswith("word/") and one.endswith(".xml")] or list(files)
    for one in chance.sample(wanted, min(len(wanted), chance.choice((1, 1, 1, 2, 3)))):
        files[one] = hurt(files[one], name, chance)
    return packed(files, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def hurt(data: bytes, name: str, chance: random.Random) -> bytes:
    """The bytes with damage done."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        data = chance.choice(DAMAGE)(data, name, chance)
    return data


def papers(name: str) -> strategies.SearchStrategy[bytes]:
    """Damaged papers of a format as hypothesis thinks of them: it cuts what breaks memcon down to the least damage that does."""
    pieces = strategies.binary(max_size=24) | strategies.sampled_from((*TOKENS[KIND.get(name, "text")], *NUMBERS))
    edits = strategies.lists(strategies.tuples(strategies.floats(0, 1), strategies.integers(0, 200), pieces), min_size=1, max_size=5)
    return strategies.builds(edited, strategies.sampled_from(seeds(name)), edits)


def edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """The bytes with pieces in the place of others: where (as a share of the length), how many bytes go, what comes."""
    for share, gone, piece in edits:
        at = int(share * len(data))
        data = data[:at] + piece + data[at + gone :]
    return data


def flipped(data: bytes, name: str, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 32))):
        if found:
            found[chance.randrange(len(found))] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(found)


def stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 16, 64, 256, 1024, 4096)))


def dropped(data: bytes, name: str, chance: random.Random) -> bytes:
    start, end = stretch(data, chance)
    return data[:start] + data[end:]


def doubled(data: bytes, name: str, chance: random.Random) -> bytes:
    start, end = stretch(data, chance)
    return data[:start] + data[start:end] * chance.choice((2, 3, 50)) + data[end:]


def cut(data: bytes, name: str, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def spliced(data: bytes, name: str, chance: random.Random) -> bytes:
    other = chance.choice(seeds(chance.choice(list(MADE))))
    (start, end), (first, last) = stretch(data, chance), stretch(other, chance)
    return data[:start] + other[first:last] + data[end:]


def renumbered(data: bytes, name: str, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + chance.choice(NUMBERS) + data[match.end() :]


def seasoned(data: bytes, name: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS[KIND.get(name, "text")]) + data[at:]


DAMAGE = (flipped, dropped, doubled, cut, spliced, renumbered, seasoned, seasoned)
