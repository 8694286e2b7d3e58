// Says again and again that a form is still open, or that somebody is in one of its rows, and shows who else is there.
const EVERY = 30000; // milliseconds; that a form was opened, the server knows from the page

class Presence {
  constructor(root) {
    this.root = root; // the form, or the row
    this.form = root.closest("form");
    this.isRow = root !== this.form;
    this.prefix = root.dataset.prefix ?? "";
    this.list = (this.isRow ? root : document).querySelector("[data-editors]");
  }

  message(left) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    data.append("base", this.form.elements[`${this.prefix}base`].value);
    if (left) data.append("left", "yes");
    return data;
  }

  show(sentences) {
    const now = [...this.list.children].map((each) => each.textContent);
    if (now.join() === sentences.join()) return;
    const lines = sentences.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
    this.list.replaceChildren(...lines);
    this.list.classList.toggle("nhsuk-inset-text", lines.length > 0);
  }

  async beat() {
    try {
      const headers = { Accept: "application/json" };
      const body = this.message();
      const response = await fetch(this.root.dataset.presence, { method: "POST", body, headers, redirect: "error" });
      if (response.ok) this.show((await response.json()).editors);
    } catch {
      // Whoever has no connection hears of the others with the next save.
    }
  }

  leave() {
    navigator.sendBeacon(this.root.dataset.presence, this.message(true));
  }

  get isInside() {
    return !this.isRow || this.root.contains(document.activeElement);
  }

  start() {
    setInterval(() => this.isInside && this.beat(), EVERY);
    window.addEventListener("pagehide", () => this.isInside && this.leave());
    if (!this.isRow) return;
    this.root.addEventListener("focusin", (event) => !this.root.contains(event.relatedTarget) && this.beat());
    this.root.addEventListener("focusout", (event) => !this.root.contains(event.relatedTarget) && this.leave());
  }
}

for (const root of document.querySelectorAll("[data-presence]")) {
  const presence = new Presence(root);
  if (presence.list) presence.start();
}
