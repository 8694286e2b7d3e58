// A long page of rows by keyboard: Ctrl + Enter leads to the same field of the next row, with Shift to that of the row
// before. What only some ratings and statuses need opens when one of them is chosen. What is still missing, and where the
// row stands, are renewed with every save.
const rows = [...document.querySelectorAll("[data-row]")];
const OPENING = ["red", "amber", "complete", "superseded", "withdrawn"];

const fieldsOf = (row) => [...row.querySelectorAll("input:not([type=hidden]), textarea, select")];
// `status` of whichever milestone: their numbers differ from row to row.
const partOf = (row, field) => field.name.slice(row.dataset.prefix.length).replace(/^line-\d+-/, "");

function reach(field) {
  field.closest("details")?.setAttribute("open", "");
  field.focus();
}

function go(row, field, step) {
  const next = rows[rows.indexOf(row) + step];
  if (!next) {
    if (step > 0) document.querySelector("[data-save]").focus();
    return;
  }
  const fields = fieldsOf(next);
  const same = fields.find((each) => partOf(next, each) === partOf(row, field)) ?? fields[0];
  reach(same);
}

function pressed(event) {
  const { target: field, key, ctrlKey, shiftKey, altKey, metaKey, isComposing } = event;
  if (key !== "Enter" || altKey || metaKey || isComposing || !field.matches("input, textarea, select")) return;
  const isOneLine = field.matches("input[type=text]");
  if (!ctrlKey && !(isOneLine && !shiftKey)) return;
  event.preventDefault();
  go(event.currentTarget, field, shiftKey ? -1 : 1);
}

function renew(row, links) {
  const place = row.querySelector("[data-missing]");
  const intro = document.createElement("p");
  intro.textContent = links.length ? "Before it can be submitted:" : "Nothing is missing: it can be submitted.";
  const list = Object.assign(document.createElement("ul"), { className: "nhsuk-list nhsuk-list--bullet" });
  list.append(
    ...links.map((each) => {
      const item = document.createElement("li");
      item.append(each);
      return item;
    }),
  );
  place.replaceChildren(intro, ...(links.length ? [list] : []));
}

// Replaced only where it says something else, because a screen reader says whatever is put there.
function stand(row, markup) {
  const place = row.querySelector("[data-standing]");
  const fresh = document.createElement("template");
  fresh.innerHTML = markup;
  const words = (node) => node.textContent.trim().replace(/\s+/g, " ");
  if (words(fresh.content) !== words(place)) place.replaceChildren(fresh.content);
}

for (const row of rows) {
  row.addEventListener("keydown", pressed);
  row.addEventListener("missing", (event) => renew(row, event.detail));
  row.addEventListener("standing", (event) => stand(row, event.detail));
  row.addEventListener("change", ({ target }) => {
    if (target.matches("select") && OPENING.includes(target.value)) row.querySelector("[data-further]").open = true;
  });
  row.addEventListener("click", (event) => {
    const field = event.target.hash && document.getElementById(event.target.hash.slice(1));
    if (!field || !row.contains(field) || field === row) return;
    event.preventDefault();
    reach(field);
  });
}
for (const each of document.querySelectorAll("[data-with-script]")) each.hidden = false;
for (const each of document.querySelectorAll("[data-without-script]")) each.hidden = true;
