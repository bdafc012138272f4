// Bring in: files dropped anywhere on the page, their import watched.
const form = document.querySelector("form.drop");
const panel = document.getElementById("progress");

function told(now) {
  const bar = panel.querySelector("progress");
  const words = panel.querySelector("p");
  panel.hidden = false;
  bar.value = now.share;
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  const parts = [now.state, count(now.documents, "document")];
  if (now.known) parts.push(`${now.known} held already`);
  if (now.failed) parts.push(`${now.failed} could not be read`);
  if (now.left) parts.push(`about ${Math.ceil(now.left)} s left`);
  if (now.problem) parts.push(now.problem);
  words.textContent = parts.join(" · ");
}

function watch(number) {
  const source = new EventSource(`/bring-in/${number}/events`);
  source.addEventListener("progress", (event) => {
    const now = JSON.parse(event.data);
    told(now);
    if (now.state === "done" || now.state === "failed") {
      source.close();
      if (now.state === "done") location.assign(now.failed || location.pathname !== "/" ? "/bring-in" : "/");
    }
  });
  source.addEventListener("error", () => source.readyState === EventSource.CLOSED && told({ state: "the connection was lost", share: 0, documents: 0 }));
}

async function send(files) {
  const data = new FormData();
  for (const file of files) data.append("files", file, file.name);
  panel.hidden = false;
  panel.querySelector("p").textContent = "Sending …";
  const headers = { "X-CSRF-Token": document.querySelector("meta[name=csrf]").content, Accept: "application/json" };
  const answer = await fetch("/bring-in", { method: "POST", body: data, headers });
  if (answer.ok) return watch((await answer.json()).number);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  panel.querySelector("p").textContent = page.querySelector("main p:not(.kicker)")?.textContent ?? "The files were not taken.";
  return undefined;
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form.elements.files.files);
  });
  document.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && form.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    form.classList.remove("over");
    send(event.dataTransfer.files);
  });
}

for (const row of document.querySelectorAll("tr[data-batch]")) {
  if (row.dataset.state === "waiting" || row.dataset.state === "reading") watch(row.dataset.batch);
}
