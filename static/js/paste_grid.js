// Pastes a block of spreadsheet cells into the number fields of a grid, from the focused one on, row by row. Where the
// block has the names or codes of organisations before its numbers, each of its rows goes to that organisation's.
const grid = document.querySelector("[data-grid]");
const status = document.querySelector("[data-grid-status]");
const NAMED_AT_MOST = 5; // of the rows that found no organisation

function fieldsOf(row) {
  return [...row.querySelectorAll("[data-grid-cell]")];
}

function rowsOfFields() {
  return [...grid.querySelectorAll("tbody tr")].map(fieldsOf).filter((fields) => fields.length > 0);
}

// As far as names of one organisation differ between spreadsheets.
function plain(text) {
  const words = text.toLowerCase().replace(/&/g, " and ").replace(/[^a-z0-9]+/g, " ").trim();
  return words.replace(/^nhs /, "").replace(/ integrated care board$/, " icb");
}

// The fields of each organisation, by its names, in the period of a row.
function fieldsByName(row) {
  const found = new Map();
  for (const each of grid.querySelectorAll("tr[data-names]")) {
    if (each.dataset.span !== row.dataset.span) continue;
    for (const name of JSON.parse(each.dataset.names)) found.set(plain(name), fieldsOf(each));
  }
  return found;
}

// How many columns of a block stand before its numbers: the last that holds a known name or code, and those before it.
function columnsOfNames(block, known) {
  const width = Math.max(...block.map((cells) => cells.length));
  return [...Array(width).keys()].findLast((column) => block.some((cells) => known.has(plain(cells[column] ?? "")))) + 1 || 0;
}

function fill(fields, column, texts) {
  let filled = 0;
  texts.forEach((text, right) => {
    const field = fields?.[column + right];
    if (!field) return;
    field.value = text.trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    filled += 1;
  });
  return filled;
}

function fillByName(block, names, known, column) {
  const lost = [];
  let filled = 0;
  let left = 0;
  for (const cells of block) {
    const fields = cells.slice(0, names).map((text) => known.get(plain(text))).find(Boolean);
    const texts = cells.slice(names);
    const taken = fill(fields, column, texts);
    filled += taken;
    if (fields) left += texts.length - taken;
    else if (cells.some((text) => text.trim())) lost.push(cells.find((text) => text.trim()).trim());
  }
  return { filled, left, lost };
}

function fillByPlace(block, row, column) {
  const rows = rowsOfFields();
  const filled = block.reduce((sum, cells, down) => sum + fill(rows[row + down], column, cells), 0);
  return { filled, left: block.flat().length - filled, lost: [] };
}

function inWords({ filled, left, lost }) {
  const rest = left ? ` ${left} did not fit into the grid and were left out.` : "";
  const more = lost.length > NAMED_AT_MOST ? ` and ${lost.length - NAMED_AT_MOST} more` : "";
  const unknown = lost.length ? ` No row here is for: ${lost.slice(0, NAMED_AT_MOST).join("; ")}${more}.` : "";
  return `${filled} ${filled === 1 ? "cell" : "cells"} filled.${rest}${unknown} Nothing is saved yet.`;
}

grid?.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  const rows = rowsOfFields();
  const row = rows.findIndex((each) => each.includes(event.target));
  if (row < 0 || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const block = text.split("\n").map((line) => line.split("\t"));
  const column = rows[row].indexOf(event.target);
  const known = fieldsByName(event.target.closest("tr"));
  const names = columnsOfNames(block, known);
  status.textContent = inWords(names ? fillByName(block, names, known, column) : fillByPlace(block, row, column));
});
