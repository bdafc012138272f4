// Help while a query is typed: fields, and the values of the field that stands last.
const field = document.getElementById("query");
const list = document.getElementById("offers");
let offers = [];
let chosen = -1;
let asked = 0;

function close() {
  list.hidden = true;
  chosen = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function choose(place) {
  chosen = place;
  [...list.children].forEach((item, index) => item.setAttribute("aria-selected", index === place));
  if (place >= 0) {
    field.setAttribute("aria-activedescendant", `offer-${place}`);
    list.children[place].scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function take(offer) {
  field.value = offer.query + field.value.slice(field.selectionStart);
  field.setSelectionRange(offer.query.length, offer.query.length);
  field.focus();
  ask();
}

function show() {
  list.replaceChildren(...offers.map((offer, index) => {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    const told = document.createElement("span");
    item.id = `offer-${index}`;
    item.role = "option";
    item.setAttribute("aria-selected", "false");
    name.textContent = offer.shown;
    told.textContent = offer.told;
    item.append(name, told);
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(offer);
    });
    return item;
  }));
  chosen = -1;
  list.hidden = !offers.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
}

async function ask() {
  const mine = ++asked;
  const answer = await fetch(`/search/offers?q=${encodeURIComponent(field.value.slice(0, field.selectionStart))}`);
  if (mine !== asked || !answer.ok) return;
  offers = await answer.json();
  show();
}

let timer = 0;
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 90);
});
field.addEventListener("blur", close);
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !list.hidden) {
    event.stopPropagation();
    close();
  } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const next = chosen + (event.key === "ArrowDown" ? 1 : -1);
    choose(Math.max(-1, Math.min(offers.length - 1, next)));
  } else if (!list.hidden && event.key === "Tab" && !event.shiftKey && chosen >= 0) {
    event.preventDefault();
    take(offers[chosen]);
  } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
    event.preventDefault();
    take(offers[chosen]);
  }
});
