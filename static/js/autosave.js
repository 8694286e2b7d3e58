// Keeps what is typed in the form of an entry, or in a row that is one of many in a form: in this browser at once, at
// the server after a pause. Without a connection or a session the text stays in the browser, is sent again by itself,
// and is offered on the next visit. The names of a row's fields begin with its `data-prefix`, which is left out of what
// is kept and sent, so that a row and the entry's own form are the same to the server and to the browser's copy.
const PREFIX = "pssdash:text:";
const COPY_AFTER = 250; // milliseconds after the last key
const SAVE_AFTER = 2000;
const APART = 15000; // at least so long between two saves, so that the history stays readable
const RETRY = [5000, 10000, 30000];
const KEPT_DAYS = 14;
const NOT_TYPED = ["csrfmiddlewaretoken", "typed_by", "submit", "unchanged"];
const LOST = "Not saved: the connection is lost, your text is kept in this browser. It is sent again by itself.";
const SIGNED_OUT = "Not saved: you are signed out. Your text is kept in this browser.";

function readCopy(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forgetOldCopies() {
  const old = Date.now() - KEPT_DAYS * 86400000;
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  keys.filter((key) => !(readCopy(key)?.at > old)).forEach((key) => localStorage.removeItem(key));
}

const link = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });

class Keeper {
  version = 0; // counts what was typed
  saved = 0; // the version that the server has
  lastSave = 0;
  attempts = 0;
  isSigningOut = false;

  constructor(root) {
    this.root = root; // the form, or the row
    this.form = root.closest("form");
    this.isRow = root !== this.form;
    this.prefix = root.dataset.prefix ?? "";
    this.status = root.querySelector("[data-autosave-status]");
    // Not `form.action`: a field may have that name.
    this.page = `${PREFIX}${root.dataset.keep}:${root.dataset.place ?? root.getAttribute("action")}#`;
    this.stopped = !root.dataset.autosave;
  }

  control(name) {
    return this.form.elements[this.prefix + name];
  }

  fields() {
    return [...new FormData(this.form)]
      .filter(([name]) => name.startsWith(this.prefix))
      .map(([name, value]) => [name.slice(this.prefix.length), value])
      .filter(([name]) => !NOT_TYPED.includes(name));
  }

  get ownKey() {
    return this.page + this.control("window").value;
  }

  writeCopy(key, copy) {
    try {
      localStorage.setItem(key, JSON.stringify(copy));
      this.form.dispatchEvent(new Event("kept")); // unsaved.js need not ask before the page is left
    } catch {
      // Full or forbidden: unsaved.js then asks.
    }
  }

  say(text, ...links) {
    this.status.replaceChildren(text, ...links.flatMap((each) => [" ", each]));
  }

  // Sending.
  copyNow() {
    clearTimeout(this.copyTimer);
    if (this.version > this.saved && !this.isSigningOut) {
      this.writeCopy(this.ownKey, { at: Date.now(), fields: this.fields() });
    }
  }

  saveLater(pause = Math.max(SAVE_AFTER, this.lastSave + APART - Date.now())) {
    clearTimeout(this.saveTimer);
    if (!this.stopped) this.saveTimer = setTimeout(() => this.save(), pause);
  }

  send(options) {
    const body = new FormData();
    for (const [name, value] of this.fields()) body.append(name, value);
    body.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    if (this.root.querySelector("[data-missing]")) body.append("missing", "yes");
    const headers = { Accept: "application/json" };
    return fetch(this.root.dataset.autosave, { method: "POST", body, headers, redirect: "error", ...options });
  }

  async save() {
    if (this.saving || this.stopped || this.version === this.saved) return;
    const sending = this.version;
    this.copyNow();
    this.saving = true;
    try {
      await this.take(await this.send(), sending);
    } catch {
      this.failed(LOST);
    }
    this.saving = false;
    if (this.waiting) this.form.requestSubmit(this.waiting.submitter);
    else if (this.version > sending && !this.attempts) this.saveLater();
  }

  async take(response, sending) {
    if (response.status === 401 || response.status === 403) {
      this.stopped = true;
      this.say(SIGNED_OUT, link(location.href, "Sign in and go on"));
      return;
    }
    if (response.status >= 500) return this.failed(LOST);
    const answer = await response.json();
    this.tell(answer);
    this.lastSave = Date.now();
    this.attempts = 0;
    this.stopped = response.status === 409;
    if (response.ok) this.control("base").value = answer.base;
    if (!answer.is_whole) return;
    this.saved = sending;
    if (this.version === this.saved) localStorage.removeItem(this.ownKey);
  }

  tell(answer) {
    const problems = this.isRow ? this.linked(answer.problems ?? []) : [];
    const both = answer.both ? [link(answer.both, "See both versions")] : [];
    this.say(answer.said, ...problems, ...both);
    if (answer.standing) this.root.dispatchEvent(new CustomEvent("standing", { detail: answer.standing }));
    if (answer.missing) this.root.dispatchEvent(new CustomEvent("missing", { detail: this.linked(answer.missing) }));
  }

  linked(problems) {
    return problems.map(({ field, text }) => {
      const found = this.control(field);
      const first = found instanceof RadioNodeList ? found[0] : found;
      return first?.id ? link(`#${first.id}`, text) : document.createTextNode(text);
    });
  }

  failed(text) {
    this.say(text);
    this.saveLater(RETRY[Math.min(this.attempts, RETRY.length - 1)]);
    this.attempts += 1;
  }

  // What an earlier visit left behind.
  copiesOfThisPage() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.page));
    return keys.filter((key) => key !== this.ownKey && readCopy(key));
  }

  hasArrived(key) {
    return readCopy(key).sent && this.root.dataset.arrived.split(" ").includes(key.slice(this.page.length));
  }

  isSame(key) {
    const typed = (all) => JSON.stringify(all.filter(([name]) => !["base", "window"].includes(name)).sort());
    return typed(readCopy(key).fields) === typed(this.fields());
  }

  fill(copied) {
    const names = new Set(copied.map(([name]) => this.prefix + name));
    for (const field of this.form.elements) {
      if (!names.has(field.name)) continue;
      const wanted = copied.filter(([name]) => this.prefix + name === field.name).map(([, value]) => value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = wanted.includes(field.value);
      else field.value = wanted[0];
    }
  }

  offer(key) {
    const box = this.root.querySelector("[data-kept]");
    const when = new Date(readCopy(key).at);
    const clock = when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const day = when.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    box.querySelector("[data-kept-when]").textContent = `${clock} on ${day}`;
    box.querySelector("[data-kept-use]").addEventListener("click", () => {
      this.fill(readCopy(key).fields);
      box.hidden = true;
      this.version += 1;
      this.say("Your text is back in the form. It is not saved yet.");
      this.root.querySelector("textarea, input:not([type=hidden]), select")?.focus();
    });
    box.querySelector("[data-kept-drop]").addEventListener("click", () => {
      localStorage.removeItem(key);
      box.hidden = true;
      this.say("The text that was kept in this browser is discarded.");
    });
    box.hidden = false;
  }

  submitted(event) {
    if (this.saving) {
      // The answer brings the save that this one goes on from.
      event.preventDefault();
      this.waiting = event;
      return;
    }
    clearTimeout(this.saveTimer);
    this.copyNow();
    this.stopped = true;
    const copy = readCopy(this.ownKey);
    if (copy) this.writeCopy(this.ownKey, { ...copy, sent: true });
  }

  typed(event) {
    // A tick is for the button, which hands in; nothing is saved by it.
    if (NOT_TYPED.includes(event.target.name.slice(this.prefix.length))) return;
    this.version += 1;
    clearTimeout(this.copyTimer);
    this.copyTimer = setTimeout(() => this.copyNow(), COPY_AFTER);
    if (!this.attempts) this.saveLater();
  }

  start() {
    this.root.addEventListener("input", (event) => this.typed(event));
    if (this.isRow) {
      this.root.addEventListener("focusout", (event) => {
        if (!this.root.contains(event.relatedTarget) && this.version > this.saved) this.saveLater(0);
      });
    }
    this.form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("pagehide", () => {
      this.copyNow();
      const isOver = this.stopped || this.saving || this.isSigningOut;
      if (!isOver && this.version > this.saved) this.send({ keepalive: true }).catch(() => {});
    });
    document.addEventListener("submit", (event) => {
      // sign_out.js has asked, and has removed the copies.
      this.isSigningOut = "signOut" in event.target.dataset && !event.defaultPrevented;
    });
    window.addEventListener("online", () => this.saveLater(0));
    for (const each of document.querySelectorAll("[data-drop-copy]")) {
      each.addEventListener("click", () => localStorage.removeItem(this.ownKey));
    }
    const left = this.copiesOfThisPage();
    const done = left.filter((key) => this.hasArrived(key) || this.isSame(key));
    done.forEach((key) => localStorage.removeItem(key));
    const last = left.filter((key) => readCopy(key)).sort((one, other) => readCopy(other).at - readCopy(one).at)[0];
    if (last) this.offer(last);
  }
}

try {
  forgetOldCopies();
  for (const root of document.querySelectorAll("[data-keep]")) {
    const keeper = new Keeper(root);
    if (keeper.status) keeper.start();
  }
} catch (error) {
  if (error.name !== "SecurityError") throw error; // storage is forbidden: the buttons still save
}
