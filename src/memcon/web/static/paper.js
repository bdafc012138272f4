// The page beside the text: what is chosen in the text is lit on the page, what is chosen on the page is found in the text.
let paper = document.getElementById("paper");
let wanted = null;

const link = (id) => {
  const piece = id && document.getElementById(id);
  return piece?.querySelector(":scope > a[data-page]");
};

function light(id) {
  for (const one of paper.querySelectorAll("svg a")) one.classList.toggle("lit", one.dataset.s === id);
  paper.querySelector("svg a.lit rect")?.scrollIntoView({ block: "nearest" });
}

function watch() {
  paper.querySelector("svg[role] image").addEventListener("error", () => {
    paper.querySelector("#no-picture").hidden = false;
    paper.querySelector(".closer")?.remove();
  });
}

// The page is this room's own, every word in it escaped by the server.
async function turn(address) {
  wanted = address;
  const asked = new URL(address, location.href);
  asked.hash = "";
  asked.searchParams.set("part", "page");
  const answer = await fetch(asked);
  if (!answer.ok || wanted !== address) return false;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("paper");
  if (!made || wanted !== address) return false;
  paper.replaceWith(made);
  paper = made;
  watch();
  paper.querySelector("#word")?.select();
  asked.searchParams.delete("part");
  history.replaceState(null, "", asked.pathname + asked.search + location.hash);
  return true;
}

// A statement that runs over two pages is lit where it can be seen; one that is elsewhere turns to the page on which it begins.
async function follow(id, chosen) {
  const there = link(id);
  const here = id && paper.querySelector(`svg a[data-s="${CSS.escape(id)}"]`);
  if (chosen && there && !here && !(await turn(there.href))) return;
  light(id);
}

document.addEventListener("memcon:statement", (event) => follow(event.detail.id, event.detail.chosen));

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const turning = event.target.closest("#paper a[data-turn]");
  const written = event.target.closest("#paper svg a");
  if (!turning && !written) return;
  event.preventDefault();
  // A link in a picture has no address of its own kind.
  if (turning) turn(turning.getAttribute("href"));
  else if (location.hash === `#${written.dataset.s}`) window.dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = written.dataset.s;
});

watch();
