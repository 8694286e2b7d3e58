// Says again and again that the form is still open, and shows who else has it open.
const form = document.querySelector("form[data-presence]");
const list = document.querySelector("[data-editors]");
const EVERY = 30000; // milliseconds; that it was opened, the server knows from the page

function message(left) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("base", form.elements.base.value);
  if (left) data.append("left", "yes");
  return data;
}

function show(sentences) {
  const now = [...list.children].map((each) => each.textContent);
  if (now.join() === sentences.join()) return;
  const lines = sentences.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
  list.replaceChildren(...lines);
  list.classList.toggle("nhsuk-inset-text", lines.length > 0);
}

async function beat() {
  try {
    const headers = { Accept: "application/json" };
    const response = await fetch(form.dataset.presence, { method: "POST", body: message(), headers, redirect: "error" });
    if (response.ok) show((await response.json()).editors);
  } catch {
    // Whoever has no connection hears of the others with the next save.
  }
}

if (form && list) {
  setInterval(beat, EVERY);
  window.addEventListener("pagehide", () => navigator.sendBeacon(form.dataset.presence, message(true)));
}
