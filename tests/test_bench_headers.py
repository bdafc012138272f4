"""The bench of caption reading, on an invented volume."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[1] / "bench" / "headers"
DOCUMENT = """<div type="document" n="1" xml:id="d1">
<head>1. Memorandum From the Director of Fish (<persName type="from">Vale</persName>)
to Secretary of State <persName type="to">Dale</persName></head>
<dateline><placeName>Port Marl</placeName>, <date when="1961-06-01">June 1, 1961</date>.</dateline>
<list type="subject"><head>SUBJECT</head><item>The Harbor</item></list>
<list type="participants"><head>PARTICIPANTS</head>
<item><hi rend="italic">U.S.</hi></item><item>Mr. <persName>Peter Finch</persName>, EUR</item></list>
<p>The Minister called today and said that he was sorry.</p>
<closer><signed><persName>Ann Vale</persName></signed></closer></div>"""


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MEMCON_SHARED": str(folder)}
    return subprocess.run([sys.executable, str(BENCH), *options], env=environment, capture_output=True, text=True, check=False)


def volume(folder: Path, document: str) -> None:
    (folder / "frus").mkdir()
    (folder / "frus" / "vol.xml").write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{document}</TEI>', encoding="utf-8")


def test_a_volume_read_rightly_scores_one(tmp_path: Path) -> None:
    volume(tmp_path, DOCUMENT)
    lines = run(tmp_path, "--every", "1").stdout.splitlines()
    assert lines[0] == "1 documents of 1 volumes"
    scores = {line.split()[0]: line.split()[1:] for line in lines[2:]}
    assert all(values[3:] == ["1.000", "1.000", "1.000"] for values in scores.values()), scores
    assert set(scores) == {"date", "place", "kind", "from", "to", "participants", "subject", "signer"}


def test_a_miss_is_counted_and_listed(tmp_path: Path) -> None:
    volume(tmp_path, DOCUMENT.replace('when="1961-06-01"', 'when="1961-06-02"'))
    shown = run(tmp_path, "--every", "1", "--misses", "date").stdout
    assert re.search(r"^date +1 +1 +1 +0\.000 +0\.000 +0\.000$", shown, re.MULTILINE)
    assert "vol-d1: '1961-06-02' read '1961-06-01'" in shown


def test_a_folder_without_volumes_is_named(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert "holds no TEI volume; set MEMCON_SHARED" in done.stderr
