// What every page has: the keys, and a sign to the style that scripts run.
document.documentElement.classList.add("js");

const help = document.getElementById("help");
for (const button of document.querySelectorAll("[data-help]")) {
  button.addEventListener("click", () => help.showModal());
}

const handlers = new Map();

/** Binds keys of a page; a handler that returns false leaves the key to the browser. */
export function bind(keys) {
  for (const [key, handler] of Object.entries(keys)) handlers.set(key, handler);
}

bind({
  "?": () => help?.showModal(),
  "/": () => {
    const field = document.querySelector(".asking input") ?? document.getElementById("find");
    field?.focus();
    field?.select();
  },
});

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (typing(event.target) && event.key !== "Escape") return;
  const handler = handlers.get(event.key);
  if (handler && handler(event) !== false) event.preventDefault();
});

/** Puts text on the clipboard; true where the browser let it. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// A citation: one press shows it and copies it.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copy]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const output = link.closest("details").querySelector("output");
  const answer = await fetch(link.href);
  const text = await answer.text();
  output.textContent = text.trim();
  if (answer.ok && (await copy(text.trim()))) output.append("\n— copied");
});

/** Steps through elements: the one after or before the one that is current, or the first in view. */
export function neighbour(elements, current, direction) {
  if (!elements.length) return null;
  const at = current ? elements.indexOf(current) : -1;
  if (at >= 0) return elements[at + direction] ?? null;
  const inView = elements.findIndex((element) => element.getBoundingClientRect().bottom > 80);
  return elements[inView < 0 ? 0 : inView] ?? null;
}

const hits = [...document.querySelectorAll(".hit")];
if (hits.length) {
  let shown = null;
  const step = (direction) => {
    const next = neighbour(hits, shown, direction);
    if (!next) return;
    shown?.classList.remove("shown");
    shown = next;
    next.classList.add("shown");
    next.scrollIntoView({ block: "nearest" });
    next.querySelector(".text a")?.focus({ preventScroll: true });
  };
  bind({ j: () => step(1), k: () => step(-1) });
}
