// Reading: why on hover or tap, what fades, the keys, and the stretch that a correction is for.
import { bind } from "./room.js";

const main = document.getElementById("main");
const name = main.dataset.document;
const pieces = [...document.querySelectorAll("#text .s")];
const anchors = pieces.filter((piece) => piece.id);
const rows = [...document.querySelectorAll(".voice")];
const buttons = [...document.querySelectorAll("[data-filter]")];
const card = document.getElementById("card");
const status = document.getElementById("status");
const clear = document.getElementById("clear");
const hint = status?.textContent;
const chosen = { person: new Set(), mode: new Set(), force: new Set(), doubt: new Set() };
const cards = new Map();
let current = null;
let waiting = 0;

// What is as usual is left out of the page: a piece that opens its statement goes by its id, most state something, and most have the
// people of their row.
const idOf = (piece) => piece.id || piece.dataset.s;
const force = (piece) => piece.dataset.f ?? "statement";
const people = (piece) => (piece.dataset.p ?? piece.closest(".voice").dataset.p ?? "").split(" ");
const mode = (piece) => piece.classList[1];

// Values of one kind widen the choice, kinds narrow it.
const fits = (piece) =>
  (!chosen.person.size || people(piece).some((person) => chosen.person.has(person))) &&
  (!chosen.mode.size || chosen.mode.has(mode(piece))) &&
  (!chosen.force.size || chosen.force.has(force(piece))) &&
  (!chosen.doubt.size || piece.classList.contains("doubtful"));

function fade() {
  const active = Object.values(chosen).some((values) => values.size);
  document.body.classList.toggle("filtered", active);
  for (const piece of pieces) piece.classList.toggle("faded", active && !fits(piece));
  for (const row of rows) {
    const faded = active && !row.querySelector(".s:not(.faded)");
    row.querySelector(".who").classList.toggle("faded", faded);
  }
  for (const button of buttons) button.setAttribute("aria-pressed", chosen[button.dataset.filter].has(button.dataset.value));
  status.textContent = active ? `${anchors.filter((piece) => !piece.classList.contains("faded")).length} of ${anchors.length} statements` : hint;
  clear.hidden = !active;
}

function toggle(kind, value) {
  if (!chosen[kind].delete(value)) chosen[kind].add(value);
  fade();
}

function showAll() {
  for (const values of Object.values(chosen)) values.clear();
  fade();
}

// The page of the paper, where one is shown, hears of it too; what is chosen turns the page, what is only pointed at does not.
const tell = (id, chosen) => document.dispatchEvent(new CustomEvent("memcon:statement", { detail: { id, chosen } }));
const onPaper = document.body.classList.contains("paper");

function light(id) {
  for (const piece of document.querySelectorAll(".s.shown")) piece.classList.remove("shown");
  if (id) for (const piece of pieces) if (idOf(piece) === id) piece.classList.add("shown");
}

async function load(id) {
  if (!cards.has(id)) {
    const answer = await fetch(`/doc/${encodeURIComponent(name)}/${encodeURIComponent(id)}?part=card`);
    if (!answer.ok) return "";
    cards.set(id, await answer.text());
  }
  return cards.get(id);
}

// The card is this room's own page, every word in it escaped by the server.
async function explain(id) {
  light(id);
  if (!name || !card) return;
  if (!id) {
    card.hidden = true;
    return;
  }
  const mine = ++waiting; // before the card is compared: one still on its way must not take its place
  if (card.dataset.id === id && !card.hidden) return;
  const markup = await load(id);
  if (mine !== waiting || !markup) return;
  card.replaceChildren(...new DOMParser().parseFromString(markup, "text/html").body.childNodes);
  card.dataset.id = id;
  card.scrollTop = 0;
  card.hidden = false;
}

// Beside a page the card would come and go over it: pointing lights the words only, a press opens the card.
function point(id) {
  light(id);
  tell(id, false);
}

const busy = () => card && !card.hidden && card.querySelector("details[open]");

function go(piece, from = "keys") {
  // Only the keys move the focus: a pointer is where it is, and an address says nothing of the keyboard.
  if (current) current.removeAttribute("tabindex");
  current = piece;
  if (from === "keys") {
    piece.tabIndex = -1;
    piece.focus({ preventScroll: true });
    piece.scrollIntoView({ block: "nearest" });
  }
  history.replaceState(null, "", `#${idOf(piece)}`);
  tell(idOf(piece), true);
  explain(idOf(piece));
}

function leave() {
  current?.blur();
  current = null;
  waiting++;
  light(null);
  tell(null, false);
  if (card) card.hidden = true;
}

function step(direction, wanted = () => true) {
  let at = current ? anchors.findIndex((piece) => idOf(piece) === idOf(current)) : -1;
  if (at < 0) {
    const inView = anchors.findIndex((piece) => piece.getBoundingClientRect().bottom > 60);
    at = (inView < 0 ? 0 : inView) - (direction > 0 ? 1 : 0);
  }
  for (let place = at + direction; place >= 0 && place < anchors.length; place += direction) {
    if (!anchors[place].classList.contains("faded") && wanted(anchors[place])) return go(anchors[place]);
  }
  return undefined;
}

const opens = (piece) => {
  const row = piece.closest(".voice");
  return row.querySelector(".who .name:not(.on)") && row.querySelector(".s[id]") === piece;
};

bind({
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, opens),
  p: () => step(-1, opens),
  d: () => step(1, (piece) => piece.classList.contains("doubtful")),
  c: async () => {
    if (!current) return;
    await explain(idOf(current));
    const cite = card.querySelector("details.cite");
    cite.open = true;
    cite.querySelector("a").focus();
  },
  Enter: () => {
    if (!current || ![current, document.body].includes(document.activeElement)) return false;
    return card.querySelector("summary")?.focus();
  },
  Escape: (event) => {
    if (event.target.closest("#card")) return current ? current.focus({ preventScroll: true }) : leave();
    return clear && !clear.hidden ? showAll() : leave();
  },
});

for (const button of buttons) button.addEventListener("click", () => toggle(button.dataset.filter, button.dataset.value));
clear?.addEventListener("click", showAll);
for (const label of document.querySelectorAll(".who .name:not(.absent)")) {
  label.addEventListener("click", () => toggle("person", label.closest(".voice").dataset.p.split(" ")[0]));
}

// Hover shows why at once; a press keeps it. While a form stands open, hovering changes nothing.
const text = document.getElementById("text");
const hovers = window.matchMedia("(hover: hover)").matches;
let timer = 0;
if (text && hovers) {
  text.addEventListener("pointerover", (event) => {
    const piece = event.target.closest(".s");
    clearTimeout(timer);
    if (busy()) return;
    const id = piece ? idOf(piece) : current && idOf(current);
    timer = setTimeout(() => (onPaper ? point(id) : explain(id)), piece ? 60 : 300);
  });
}
text?.addEventListener("click", (event) => {
  const piece = event.target.closest(".s");
  if (!piece || event.target.closest("a") || !getSelection().isCollapsed) return;
  go(piece, "pointer");
});

// A stretch that is selected while the form stands open is the one that the correction is for.
const points = (words) => [...words].length;

function offset(node, at) {
  const row = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".voice");
  if (!row) return null;
  const before = new Range();
  before.setStart(row.querySelector(".words"), 0);
  before.setEnd(node, at);
  const passed = before.cloneContents();
  for (const number of passed.querySelectorAll(".s > a:not(.unread)")) number.remove();
  return Number(row.dataset.at) + points(passed.textContent) + passed.querySelectorAll(".control").length;
}

document.addEventListener("selectionchange", () => {
  const form = card?.querySelector(".correct[open] form");
  const selection = getSelection();
  if (!form || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  form.elements.start.value = start;
  form.elements.end.value = end;
  const words = selection.toString().replace(/\s+/g, " ");
  form.querySelector(".stretch-help").textContent = `“${words.length > 90 ? `${words.slice(0, 90)}…` : words}”`;
});

// A finger has no Esc.
card?.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) leave();
});

card?.addEventListener("change", (event) => {
  if (event.target.name === "speaker" && event.target.value === "other") card.querySelector("[name=speaker-name]").focus();
});

function follow() {
  const piece = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (piece?.classList.contains("s")) {
    go(piece, "address");
    piece.scrollIntoView({ block: "center" });
  }
}
window.addEventListener("hashchange", follow);
follow();
