"use strict";
{
  const details = new Map(JSON.parse(document.getElementById("details").textContent).map((d) => [d.id, d]));
  const spans = [...document.querySelectorAll("#text .statement")];
  const rows = [...document.querySelectorAll(".voice")];
  const buttons = [...document.querySelectorAll("[data-filter]")];
  const status = document.getElementById("status");
  const clear = document.getElementById("clear");
  const why = document.getElementById("why");
  const help = document.getElementById("help");
  const hint = status.textContent;
  const chosen = { person: new Set(), mode: new Set(), force: new Set(), doubt: new Set() };
  let current = null;

  const detail = (span) => details.get(span.dataset.id);

  // Values of one kind widen the choice, kinds narrow it.
  const matches = (d) =>
    (!chosen.person.size || d.people.some((person) => chosen.person.has(person))) &&
    (!chosen.mode.size || chosen.mode.has(d.mode)) &&
    (!chosen.force.size || chosen.force.has(d.force)) &&
    (!chosen.doubt.size || d.doubt);

  function filter() {
    const active = Object.values(chosen).some((set) => set.size);
    document.body.classList.toggle("filtered", active);
    for (const span of spans) span.classList.toggle("faded", !matches(detail(span)));
    for (const row of rows) row.classList.toggle("faded", !row.querySelector(".statement:not(.faded)"));
    for (const button of buttons) {
      button.setAttribute("aria-pressed", chosen[button.dataset.filter].has(button.dataset.value));
    }
    const left = [...details.values()].filter(matches).length;
    status.textContent = active ? `${left} of ${details.size} statements` : hint;
    clear.hidden = !active;
  }

  function toggle(button) {
    const values = chosen[button.dataset.filter];
    if (!values.delete(button.dataset.value)) values.add(button.dataset.value);
    filter();
  }

  function showAll() {
    for (const values of Object.values(chosen)) values.clear();
    filter();
  }

  function explain(span) {
    for (const other of document.querySelectorAll(".shown")) other.classList.remove("shown");
    why.hidden = !span;
    if (!span) return;
    for (const other of spans) if (other.dataset.id === span.dataset.id) other.classList.add("shown");
    why.querySelector("dl").replaceChildren(...detail(span).facts.map(([label, value]) => {
      const row = document.createElement("div");
      const term = document.createElement("dt");
      const words = document.createElement("dd");
      term.textContent = label;
      words.textContent = value;
      words.dir = "auto";
      row.append(term, words);
      return row;
    }));
  }

  function go(span) {
    if (current) current.tabIndex = -1;
    spans[0].tabIndex = -1;
    span.tabIndex = 0;
    current = span;
    span.focus({ preventScroll: true });
    span.scrollIntoView({ block: "nearest" });
    explain(span);
  }

  function leave() {
    if (current) current.blur();
    current = null;
    explain(null);
  }

  function step(direction, wanted) {
    const from = current ? spans.indexOf(current) : direction > 0 ? -1 : spans.length;
    for (let place = from + direction; place >= 0 && place < spans.length; place += direction) {
      const span = spans[place];
      if (span.id && !span.classList.contains("faded") && wanted(detail(span))) return go(span);
    }
  }

  const keys = {
    j: () => step(1, () => true),
    k: () => step(-1, () => true),
    d: () => step(1, (found) => found.doubt),
    "?": () => help.showModal(),
    Escape: () => (clear.hidden ? leave() : showAll()),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  for (const button of buttons) button.addEventListener("click", () => toggle(button));
  for (const row of rows) {
    const name = row.querySelector(".who .name");
    const person = name && detail(row.querySelector(".statement")).people[0];
    const button = buttons.find((one) => one.dataset.filter === "person" && one.dataset.value === person);
    if (button) name.addEventListener("click", () => toggle(button));
  }
  for (const span of spans) {
    span.addEventListener("mouseenter", () => explain(span));
    span.addEventListener("mouseleave", () => explain(current));
    span.addEventListener("focus", () => { current = span; explain(span); });
    span.addEventListener("click", () => {
      if (String(window.getSelection())) return;
      go(span);
      history.replaceState(null, "", `#${encodeURIComponent(span.dataset.id)}`);
    });
  }
  clear.addEventListener("click", showAll);
  document.getElementById("hide").addEventListener("click", leave);
  document.getElementById("close").addEventListener("click", () => help.close());

  const follow = () => {
    const span = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (span && span.classList.contains("statement")) go(span);
  };
  window.addEventListener("hashchange", follow);
  if (spans.length) spans[0].tabIndex = 0;
  follow();
}
