// Keeps what is typed in the form of an entry: in this browser at once, at the server after a pause. Without a
// connection or a session the text stays in the browser, is sent again by itself, and is offered on the next visit.
const PREFIX = "pssdash:text:";
const COPY_AFTER = 250; // milliseconds after the last key
const SAVE_AFTER = 2000;
const APART = 15000; // at least so long between two saves, so that the history stays readable
const RETRY = [5000, 10000, 30000];
const KEPT_DAYS = 14;
const NOT_TYPED = ["csrfmiddlewaretoken", "typed_by"];
const LOST = "Not saved: the connection is lost, your text is kept in this browser. It is sent again by itself.";
const SIGNED_OUT = "Not saved: you are signed out. Your text is kept in this browser. ";

const form = document.querySelector("form[data-keep]");
const status = document.querySelector("[data-autosave-status]");
// Not `form.action`: a field may have that name.
const page = form && `${PREFIX}${form.dataset.keep}:${form.getAttribute("action")}#`;

const fields = () => [...new FormData(form)].filter(([name]) => !NOT_TYPED.includes(name));
const ownKey = () => page + form.elements.window.value;

function readCopy(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function writeCopy(key, copy) {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
    form.dispatchEvent(new Event("kept")); // unsaved.js need not ask before the page is left
  } catch {
    // Full or forbidden: unsaved.js then asks.
  }
}

function say(text, link) {
  status.textContent = text;
  if (link) status.append(Object.assign(document.createElement("a"), { href: location.href, textContent: link }));
}

// Sending.
let version = 0; // counts what was typed
let saved = 0; // the version that the server has
let lastSave = 0;
let attempts = 0;
let copyTimer, saveTimer, saving, waiting;
let stopped = !form?.dataset.autosave;
let isSigningOut = false;

function copyNow() {
  clearTimeout(copyTimer);
  if (version > saved && !isSigningOut) writeCopy(ownKey(), { at: Date.now(), fields: fields() });
}

function saveLater(pause = Math.max(SAVE_AFTER, lastSave + APART - Date.now())) {
  clearTimeout(saveTimer);
  if (!stopped) saveTimer = setTimeout(save, pause);
}

function send(options) {
  const headers = { Accept: "application/json" };
  return fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers, redirect: "error", ...options });
}

async function save() {
  if (saving || stopped || version === saved) return;
  const sending = version;
  copyNow();
  saving = true;
  try {
    await take(await send(), sending);
  } catch {
    failed(LOST);
  }
  saving = false;
  if (waiting) form.requestSubmit(waiting.submitter);
  else if (version > sending && !attempts) saveLater();
}

async function take(response, sending) {
  if (response.status === 401 || response.status === 403) {
    stopped = true;
    say(SIGNED_OUT, "Sign in and go on");
    return;
  }
  if (response.status >= 500) return failed(LOST);
  const answer = await response.json();
  say(answer.said);
  lastSave = Date.now();
  attempts = 0;
  stopped = response.status === 409;
  if (!response.ok) return;
  form.elements.base.value = answer.base;
  if (!answer.is_whole) return;
  saved = sending;
  if (version === saved) localStorage.removeItem(ownKey());
}

function failed(text) {
  say(text);
  saveLater(RETRY[Math.min(attempts, RETRY.length - 1)]);
  attempts += 1;
}

// What an earlier visit left behind.
function copiesOfThisPage() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const old = Date.now() - KEPT_DAYS * 86400000;
  keys.filter((key) => !(readCopy(key)?.at > old)).forEach((key) => localStorage.removeItem(key));
  return keys.filter((key) => key.startsWith(page) && key !== ownKey() && readCopy(key));
}

const arrived = (key) => readCopy(key).sent && form.dataset.arrived.split(" ").includes(key.slice(page.length));
const isSame = (key) => {
  const typed = (all) => JSON.stringify(all.filter(([name]) => name !== "base" && name !== "window"));
  return typed(readCopy(key).fields) === typed(fields());
};

function fill(copied) {
  const names = new Set(copied.map(([name]) => name));
  for (const field of form.elements) {
    if (!names.has(field.name)) continue;
    const wanted = copied.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") field.checked = wanted.includes(field.value);
    else field.value = wanted[0];
  }
}

function offer(key) {
  const box = form.querySelector("[data-kept]");
  const when = new Date(readCopy(key).at);
  const clock = when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = when.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  box.querySelector("[data-kept-when]").textContent = `${clock} on ${day}`;
  box.querySelector("[data-kept-use]").addEventListener("click", () => {
    fill(readCopy(key).fields);
    box.hidden = true;
    version += 1;
    say("Your text is back in the form. It is not saved yet.");
    form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  });
  box.querySelector("[data-kept-drop]").addEventListener("click", () => {
    localStorage.removeItem(key);
    box.hidden = true;
    say("The text that was kept in this browser is discarded.");
  });
  box.hidden = false;
}

function start() {
  form.addEventListener("input", () => {
    version += 1;
    clearTimeout(copyTimer);
    copyTimer = setTimeout(copyNow, COPY_AFTER);
    if (!attempts) saveLater();
  });
  form.addEventListener("submit", (event) => {
    if (saving) {
      // The answer brings the save that this one goes on from.
      event.preventDefault();
      waiting = event;
      return;
    }
    clearTimeout(saveTimer);
    copyNow();
    stopped = true;
    const copy = readCopy(ownKey());
    if (copy) writeCopy(ownKey(), { ...copy, sent: true });
  });
  window.addEventListener("pagehide", () => {
    copyNow();
    if (!stopped && !saving && !isSigningOut && version > saved) send({ keepalive: true }).catch(() => {});
  });
  document.addEventListener("submit", (event) => {
    // sign_out.js has asked, and has removed the copies.
    isSigningOut = "signOut" in event.target.dataset && !event.defaultPrevented;
  });
  window.addEventListener("online", () => saveLater(0));
  for (const link of document.querySelectorAll("[data-drop-copy]")) {
    link.addEventListener("click", () => localStorage.removeItem(ownKey()));
  }
  const left = copiesOfThisPage();
  left.filter((key) => arrived(key) || isSame(key)).forEach((key) => localStorage.removeItem(key));
  const last = left.filter((key) => readCopy(key)).sort((one, other) => readCopy(other).at - readCopy(one).at)[0];
  if (last) offer(last);
}

if (form && status) {
  try {
    start();
  } catch (error) {
    if (error.name !== "SecurityError") throw error; // storage is forbidden: the buttons still save
  }
}
