"""Plots as SVG that stands alone when saved: colours are attributes, classes let the page's style adapt them to a dark room."""

from __future__ import annotations

import calendar
import math
from collections import Counter
from collections.abc import Iterable

from memcon.export.markup import Html, element, html
from memcon.library.looking import Matrix
from memcon.model import FORCES
from memcon.store import Day, Edge, Hit
from memcon.voices import squeezed
from memcon.web.templating import address, counted, date, plain

INK, SOFT, RULE, BACK, BLUE = "#1d1c1a", "#5c5952", "#dfdad0", "#fcfbf8", "#3b6ea5"
MODE_FILL = {"verbatim": "#0a4b8c", "reported": "#5c5952"}
SANS = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
WIDTH = 960
MOST_NODES = 60
"""People in a network; beyond it the most connected are drawn, the rest on demand."""
MOST_EDGES = 2_000
"""Edges at most in one network that a page or the interface is asked for; a drawing shows far fewer."""
SHOWN = 160
"""Characters of a statement in the words that a point shows."""


def drawing(height: float, title: str, *children: str, width: float = WIDTH) -> Html:
    """An SVG with its title, on the colour of paper."""
    back = element("rect", width=f"{width:.0f}", height=f"{height:.0f}", fill=BACK, class_="back")
    return element(
        "svg", element("title", plain(title)), back, *children, xmlns="http://www.w3.org/2000/svg", aria_label=plain(title),
        viewBox=f"0 0 {width:.0f} {height:.0f}", width=f"{width:.0f}", height=f"{height:.0f}", font_family=SANS, font_size="12",
        # Not "img": what is in a picture cannot be reached, and each point here is a link.
        role="group",
    )


def text(x: float, y: float, words: str, anchor: str = "start", soft: bool = False, size: int = 12, bold: bool = False) -> Html:
    """Words at a place."""
    return element(
        "text", plain(words), x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, fill=SOFT if soft else INK, font_size=str(size),
        class_="soft-ink" if soft else "ink", font_weight="600" if bold else "",
    )


def line(x1: float, y1: float, x2: float, y2: float, **more: str) -> Html:
    given = {"stroke": RULE, "class_": "rule"} | more
    return element("line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", **given)


def point(x: float, y: float, radius: float, href: str, told: str, **more: str) -> Html:
    """A circle that leads somewhere and says what it is."""
    circle = element("circle", element("title", plain(told)), cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}", **more)
    return element("a", circle, href=href, aria_label=plain(told))


def cut(words: str, most: int) -> str:
    """The words on one line, no longer than so many characters."""
    found = squeezed(words)
    return found if len(found) <= most else found[: most - 1].rstrip() + "…"


def days(value: str) -> float:
    """A date (YYYY[-MM[-DD]]) as a count of days; the middle of the year or month where it is not closer."""
    parts = [int(part) for part in value[:10].split("-") if part.isdigit()]
    year, month, day = [*parts, 0, 0, 0][:3]
    return year * 365.25 + ((month - 0.5) * 30.44 if month else 182) + (day - 15 if day else 0)


def timeline(hits: tuple[Hit, ...], title: str) -> Html:
    """Statements by date, in a lane for each force; a quotation is blue, reported speech is grey."""
    dated = [hit for hit in hits if hit.date[:4].isdigit()]
    lanes: list[str] = [force for force in FORCES if any(hit.force == force for hit in dated)]
    left, right, top, lane = 130.0, 20.0, 16.0, 52.0
    height = top + lane * max(1, len(lanes)) + 40
    first, last = (f((days(hit.date) for hit in dated), default=0.0) for f in (min, max))
    margin = max(12.0, (last - first) * 0.05)

    def x_of(day: float) -> float:
        return left + (WIDTH - left - right) * (day - first + margin) / (last - first + 2 * margin)

    drawn = [text(left - 14, top + lane * n + lane / 2 + 4, force, "end", soft=True) for n, force in enumerate(lanes)]
    drawn += [line(left, top + lane * (n + 0.5), WIDTH - right, top + lane * (n + 0.5)) for n in range(len(lanes))]
    for day, told in ticks(first - margin, last + margin):
        drawn += [line(x_of(day), top, x_of(day), height - 32), text(x_of(day), height - 14, told, "middle", soft=True)]
    taken: Counter[tuple[int, str]] = Counter()
    for hit in dated:
        x, column = x_of(days(hit.date)), (round(x_of(days(hit.date)) / 9), hit.force)
        place = taken[column]
        taken[column] += 1
        # Those of one day stand above and below the line, five high, then beside each other.
        y = top + lane * (lanes.index(hit.force) + 0.5) + (-1) ** place * 9.5 * ((place % 5 + 1) // 2)
        told = f"{date(hit.date)}: {cut(hit.text, SHOWN)}"
        drawn.append(point(
            x + 9.5 * (place // 5), y, 4.5, f"/doc/{hit.document}#{hit.statement}", told, fill=MODE_FILL.get(hit.mode, SOFT),
            class_=f"m-{hit.mode}",
        ))
    return drawing(height, title, *drawn)


def ticks(first: float, last: float) -> list[tuple[float, str]]:
    """The beginnings of months, quarters or years between two days, a dozen at most, with their names."""
    months = (last - first) / 30.44
    step = next((size for size in (1, 3, 6, 12, 24, 60, 120) if months / size <= 12), 240)
    found = []
    for month in range(int(first / 365.25) * 12, int(last / 365.25 + 1) * 12):
        day = month // 12 * 365.25 + month % 12 * 30.44
        if month % step == 0 and first <= day <= last:
            found.append((day, f"{calendar.month_abbr[month % 12 + 1]} {month // 12}" if step < 12 else str(month // 12)))
    return found


def network(edges: tuple[Edge, ...], title: str, most: int = MOST_NODES) -> Html:
    """Who spoke to whom: a line is as thick as there are statements, a person as large as all of them."""
    weight: Counter[int] = Counter()
    names: dict[int, str] = {}
    for edge in edges:
        weight[edge.speaker] += edge.statements
        weight[edge.to] += edge.statements
        names |= {edge.speaker: edge.speaker_name, edge.to: edge.to_name}
    nodes = [node for node, _ in weight.most_common(most)]
    kept = [edge for edge in edges if edge.speaker in nodes and edge.to in nodes]
    height = 720.0
    places = layout(nodes, kept, WIDTH - 200, height - 80)
    drawn: list[str] = []
    for edge in kept:
        (x1, y1), (x2, y2) = places[edge.speaker], places[edge.to]
        told = f"{edge.speaker_name} to {edge.to_name}: {counted(edge.statements, 'statement')} in {counted(edge.documents, 'document')}"
        bent = element(
            "path", element("title", plain(told)), d=curve(x1, y1, x2, y2), fill="none", stroke=SOFT, stroke_opacity="0.45",
            stroke_width=f"{1 + 1.3 * math.log2(1 + edge.statements):.1f}", class_="edge",
        )
        drawn.append(element("a", bent, href=address("/search", q=between(edge)), aria_label=plain(told)))
    heaviest = max(weight.values(), default=1)
    dots = [(*places[node], 5 + 15 * math.sqrt(weight[node] / heaviest)) for node in nodes]
    for node, (x, y, radius) in zip(nodes, dots, strict=True):
        told = f"{names[node]}: {counted(weight[node], 'statement')}"
        drawn.append(point(x, y, radius, f"/person/{node}", told, fill=BLUE, class_="node"))
    # After the dots, so that no name is hidden behind somebody else's.
    labels = [cut(names[node], 26) for node in nodes]
    drawn += [text(x, y, words, anchor, size=11) for words, (x, y, anchor) in zip(labels, beside(dots, labels), strict=True)]
    return drawing(height, title, *drawn)


def beside(dots: list[tuple[float, float, float]], labels: list[str]) -> list[tuple[float, float, str]]:
    """Where the name of each dot (x, y, radius) is written, and by which of its ends it hangs there: below, above, right or left of the
    dot, where it covers the least of the other dots and of the names before it; below where nothing speaks against it."""
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in dots]
    found = []
    for own, ((x, y, r), words) in enumerate(zip(dots, labels, strict=True)):
        wide, high = 5.8 * len(words), 11.0
        spots = ((x, y + r + 12, "middle"), (x, y - r - 5, "middle"), (x + r + 5, y + 4, "start"), (x - r - 5, y + 4, "end"))
        boxes = []
        for left, base, anchor in spots:
            left -= {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            boxes.append((left, base - high, left + wide, base + 2))
        others = taken[:own] + taken[own + 1 :]
        best = min(range(len(spots)), key=lambda n: (round(sum(common(boxes[n], other) for other in others)), n))
        taken.append(boxes[best])
        found.append(spots[best])
    return found


def common(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    """How much of two rectangles (left, top, right, bottom) lies in both."""
    across, down = (min(one[n + 2], other[n + 2]) - max(one[n], other[n]) for n in (0, 1))
    return max(across, 0.0) * max(down, 0.0)


def curve(x1: float, y1: float, x2: float, y2: float) -> str:
    """A bent line from one to the other: there and back are two lines."""
    mx, my = (x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12
    return f"M{x1:.1f},{y1:.1f} Q{mx:.1f},{my:.1f} {x2:.1f},{y2:.1f}"


def between(edge: Edge) -> str:
    """The query for what one said to the other."""
    first, second = (name.replace('"', " ") for name in (edge.speaker_name, edge.to_name))
    return f'speaker:"{first}" to:"{second}"'


def layout(nodes: list[int], edges: Iterable[Edge], width: float, height: float) -> dict[int, tuple[float, float]]:
    """Places for the people of a network: those who speak draw together, all push apart (Fruchterman and Reingold). The same
    people always get the same places."""
    # Loaded with the first network, so that the room opens without it.
    import numpy as np

    count = len(nodes)
    if not count:
        return {}
    turn = np.arange(count) * 2.399963  # the golden angle: neighbours in the list start apart
    spots = np.stack([np.cos(turn), np.sin(turn)], 1) * np.sqrt((np.arange(count) + 0.5) / count)[:, None]
    index = {node: place for place, node in enumerate(nodes)}
    pull = np.zeros((count, count))
    for edge in edges:
        a, b = index[edge.speaker], index[edge.to]
        pull[a, b] = pull[b, a] = 1 + math.log2(1 + edge.statements) / 4
    ideal = 1.7 / math.sqrt(count)
    for step in range(250):
        apart = spots[:, None, :] - spots[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        push = (ideal**2 / distance**2)[:, :, None] * apart
        draw = (pull * distance / ideal)[:, :, None] * apart
        move = push.sum(1) - draw.sum(1) * 0.3 - spots * 0.5
        length = np.maximum(np.linalg.norm(move, axis=1), 1e-9)
        spots = spots + move / length[:, None] * np.minimum(length, 0.1 * (1 - step / 250))[:, None]
    low, high = spots.min(0), spots.max(0)
    scaled = (spots - low) / np.maximum(high - low, 1e-9)
    if count == 1:
        scaled[:] = 0.5
    return {node: (100 + x * width, 36 + y * height) for node, (x, y) in zip(nodes, scaled.tolist(), strict=True)}


def year(found: tuple[Day, ...], asked: str) -> Html:
    """A calendar: a row for each month, a field for each day, darker where there are more documents."""
    by_day: dict[str, list[Day]] = {}
    for day in found:
        by_day.setdefault(day.date[:10], []).append(day)
    cell, left, top = 26.0, 100.0, 24.0
    drawn: list[str] = [text(left + cell * (n + 0.5), top - 8, str(n + 1), "middle", soft=True, size=10) for n in range(31)]
    most = max((len(listed) for listed in by_day.values()), default=1)
    for month in range(1, 13):
        y = top + cell * (month - 1)
        drawn.append(text(left - 12, y + cell / 2 + 4, calendar.month_name[month], "end", soft=True))
        for number in range(1, calendar.monthrange(int(asked) or 4, month)[1] + 1):
            x, key = left + cell * (number - 1), f"{asked}-{month:02d}-{number:02d}"
            drawn.append(field(x, y, cell, by_day.get(key, []), most, key))
        if undated := by_day.get(f"{asked}-{month:02d}", []):
            drawn.append(field(left + cell * 31.5, y, cell, undated, most, f"{asked}-{month:02d}"))
    return drawing(top + cell * 12 + 16, f"Calendar of {asked}", *drawn)


def field(x: float, y: float, cell: float, listed: list[Day], most: int, key: str) -> Html:
    """One day."""
    shape = {"x": f"{x + 1.5:.1f}", "y": f"{y + 1.5:.1f}", "width": f"{cell - 3:.1f}", "height": f"{cell - 3:.1f}", "rx": "3"}
    if not listed:
        return element("rect", fill="none", stroke=RULE, class_="rule", **shape)
    told = f"{date(key)}: " + "; ".join(cut(day.title or day.document, 80) for day in listed[:6])
    href = f"/doc/{listed[0].document}" if len(listed) == 1 else address("/search", q=f"date:{key}", sort="date")
    dark = 0.15 + 0.4 * len(listed) / most
    # "rect" is written without an end tag, so its title stands beside it, in the link.
    return element(
        "a", element("title", plain(told)), element("rect", fill=BLUE, fill_opacity=f"{dark:.2f}", class_="heat", **shape),
        text(x + cell / 2, y + cell / 2 + 4, str(len(listed)), "middle", size=10), href=href, aria_label=plain(told),
    )


def matrix(found: Matrix, title: str) -> Html:
    """Actors by topics: a field is darker with more statements, and names the commonest forces in it."""
    left, top, row = 200.0, 44.0, 40.0
    width = max(120.0, (WIDTH - left - 20) / max(1, len(found.topics)))
    most = max((sum(c.statements for c in cell) for one in found.rows for cell in one.cells), default=1)
    drawn: list[str] = [
        text(left + width * (n + 0.5), top - 16, cut(topic, int(width / 7)), "middle", bold=True) for n, topic in enumerate(found.topics)
    ]
    for r, actor in enumerate(found.rows):
        y = top + row * r
        name = text(left - 14, y + row / 2 + 4, cut(actor.name, 28), "end")
        drawn.append(element("a", name, href=f"/person/{actor.actor}"))
        for n, cell in enumerate(actor.cells):
            drawn.append(crossing(left + width * n, y, width, row, actor.name, found.topics[n], cell, most))
    return drawing(top + row * max(1, len(found.rows)) + 16, title, *drawn, width=left + width * len(found.topics) + 20)


def crossing(x: float, y: float, width: float, row: float, name: str, topic: str, cell: tuple[object, ...], most: int) -> Html:
    """What one actor said on one topic."""
    counts = {c.value: c.statements for c in cell}  # type: ignore[attr-defined]
    total = sum(counts.values())
    shape = {"x": f"{x + 2:.1f}", "y": f"{y + 2:.1f}", "width": f"{width - 4:.1f}", "height": f"{row - 4:.1f}", "rx": "4"}
    if not total:
        return element("rect", fill="none", stroke=RULE, class_="rule", **shape)
    acts = [force for force, _ in Counter({f: n for f, n in counts.items() if f not in {"statement", "none"}}).most_common(2)]
    told = f"{name} on {topic}: " + ", ".join(f"{force} {number}" for force, number in Counter(counts).most_common())
    query = f'speaker:"{name.replace(chr(34), " ")}" ({topic}) mode:(verbatim OR reported)'
    dark = 0.08 + 0.37 * total / most
    return element(
        "a", element("title", plain(told)), element("rect", fill=BLUE, fill_opacity=f"{dark:.2f}", class_="heat", **shape),
        html(text(x + width / 2, y + row / 2 - (1 if acts else -4), str(total), "middle", bold=True),
             text(x + width / 2, y + row / 2 + 13, cut(", ".join(acts), int(width / 6)), "middle", size=10)) if acts else
        text(x + width / 2, y + row / 2 + 4, str(total), "middle", bold=True),
        href=address("/search", q=query), aria_label=plain(told),
    )
