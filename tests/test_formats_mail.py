"""Mail: header, body and attachments of messages and mailboxes."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from memcon import formats
from memcon.errors import UnreadableError
from memcon.model import Rendered
from papers import Paper


def message(body: str = "The Minister called.\n", subject: str = "Ferries") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ilse Marran <marran@kestria.example>"
    mail["To"] = "Foreign Office <fo@kestria.example>, oreil@valmora.example"
    mail["Date"] = "Sat, 04 May 1996 23:30:00 -0500"
    mail["Subject"] = subject
    mail["Message-ID"] = "<440@kestria.example>"
    mail.set_content(body)
    return mail


def read(data: bytes) -> list[Rendered]:
    return list(formats.read_bytes(data, "talk.eml"))


def test_the_header_is_data_and_heading() -> None:
    (rendered,) = read(message().as_bytes())
    document = rendered.document
    assert (document.from_, document.to) == (("Ilse Marran",), ("Foreign Office", "oreil@valmora.example"))
    assert (document.date, document.subject, document.format, document.kind) == ("1996-05-04", "Ferries", "mail", "mail")
    assert document.text.startswith("From: Ilse Marran <marran@kestria.example>\nTo: ")
    assert document.text.endswith("Subject: Ferries\n\nThe Minister called.")
    assert {p.kind for p in rendered.parts} == {"heading"}


def test_an_encoded_header_is_decoded() -> None:
    data = message().as_bytes().replace(b"Subject: Ferries", b"Subject: =?utf-8?q?F=C3=A4hren?=")
    assert read(data)[0].document.subject == "Fähren"


def test_html_alone_is_read_as_a_page() -> None:
    mail = message()
    mail.set_content("<html><body><p>He said <b>no</b>.</p><script>x</script></body></html>", subtype="html")
    assert read(mail.as_bytes())[0].document.text.endswith("He said no.")


def test_flowed_lines_are_joined() -> None:
    mail = message("The Minister \ncalled.\n> quoted \n")
    mail.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed')
    assert "The Minister called." in read(mail.as_bytes())[0].document.text


def test_what_is_quoted_and_the_senders_post_are_not_read_as_the_senders_words() -> None:
    text = (
        "Oreil told me no.\n\n-- \nIlse Marran\nAmbassador\n\nOn Wed, 10 Jun 2009 at 17:01, Peter Calloway <p@x.example> wrote:\n"
        "> Shall I ask Oreil?\n> Venn will.\n"
    )
    (found,) = read(message(text).as_bytes())
    whole = found.document.text
    apart = [whole[part.start : part.end] for part in found.parts if part.kind == "boilerplate"]
    assert [one.split("\n")[0] for one in apart] == ["-- ", "On Wed, 10 Jun 2009 at 17:01, Peter Calloway <p@x.example> wrote:"]
    assert apart[1].endswith("> Venn will.")
    assert found.notes == ("An earlier message that is quoted is shown and not read: it is its writer's, not the sender's.",)
    assert found.document.signer == "Ilse Marran"


def test_a_message_of_quoted_lines_alone_is_read() -> None:
    (found,) = read(message("> Oreil said no.\n").as_bytes())
    assert not [part for part in found.parts if part.kind == "boilerplate"]
    assert found.notes == ()


def test_attachments_are_documents_and_what_is_not_read_is_said() -> None:
    paper = Paper()
    paper.put("The Ambassador replied.", 72, 100)
    mail = message()
    mail.add_attachment(paper.bytes(), maintype="application", subtype="pdf", filename="reply.pdf")
    mail.add_attachment(b"GIF89a...", maintype="image", subtype="gif", filename="map.gif")
    mail.add_attachment(message("Inner.\n", "Older"))
    first, *others = read(mail.as_bytes())
    assert [(one.document.format, one.document.source) for one in others] == [
        ("pdf", "talk.eml!/reply.pdf"), ("mail", "talk.eml!/attachment 3"),
    ]
    assert others[0].document.text == "The Ambassador replied."
    assert others[1].document.text.endswith("Inner.")
    (note,) = first.notes
    assert "map.gif" in note
    assert "GIF" in note


def test_a_mailbox_holds_its_messages(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    for number in range(3):
        box.add(message(f"Call {number}.\n\nFrom the harbour came word.\n"))
    box.close()
    found = list(formats.read_bytes((tmp_path / "box.mbox").read_bytes(), "box.mbox"))
    assert [one.document.source for one in found] == ["box.mbox!/1", "box.mbox!/2", "box.mbox!/3"]
    assert [one.document.text.split("\n\n", 1)[1] for one in found] == [f"Call {n}.\n\nFrom the harbour came word." for n in range(3)]


def test_messages_too_deep_in_one_another_are_said() -> None:
    mail = message("Deepest.\n")
    for _ in range(6):
        outer = message()
        outer.add_attachment(mail)
        mail = outer
    found = read(mail.as_bytes())
    assert len(found) == 4
    assert any("too deep" in note for one in found for note in one.notes)


@pytest.mark.parametrize(
    "memo",
    [
        "From: The Ambassador\nTo: The Minister\nSubject: Ferries\nDate: May 4, 1963\n\nHe called.",
        "FROM: AMB\nTO: MIN\n\nSUBJECT: X\n\nThe talk began.",
    ],
)
def test_a_memorandum_with_from_and_to_is_no_mail(memo: str) -> None:
    assert formats.sniffed(memo.encode()) == "text"


@pytest.mark.parametrize("line", [b"Date: Xyz, 99 Foo", b"Date: ", b"Date: Sat, 04 May 99999 10:00:00 +0000"])
def test_a_date_that_is_none_stays_empty(line: bytes) -> None:
    data = message().as_bytes().replace(b"Date: Sat, 04 May 1996 23:30:00 -0500", line)
    assert read(data)[0].document.date == ""


def test_an_unknown_character_set_is_read_all_the_same() -> None:
    data = message("Señor.\n").as_bytes().replace(b'charset="utf-8"', b'charset="x-unknown"')
    assert "or." in read(data)[0].document.text


def test_a_message_without_a_word_is_refused() -> None:
    with pytest.raises(UnreadableError, match="holds no text"):
        read(b"MIME-Version: 1.0\nMessage-ID: \nTo: \n\n")
