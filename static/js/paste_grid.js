// Pastes a block of spreadsheet cells into the number fields of a grid, from the focused one on, row by row.
const grid = document.querySelector("[data-grid]");
const status = document.querySelector("[data-grid-status]");

function rowsOfFields() {
  return [...grid.querySelectorAll("tbody tr")]
    .map((row) => [...row.querySelectorAll("[data-grid-cell]")])
    .filter((fields) => fields.length > 0);
}

function fill(fields, place, block) {
  let filled = 0;
  let left = 0;
  block.forEach((cells, down) => {
    cells.forEach((text, right) => {
      const field = fields[place.row + down]?.[place.column + right];
      if (!field) {
        left += 1;
        return;
      }
      field.value = text.trim();
      field.dispatchEvent(new Event("input", { bubbles: true }));
      filled += 1;
    });
  });
  return { filled, left };
}

grid?.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  const fields = rowsOfFields();
  const row = fields.findIndex((each) => each.includes(event.target));
  if (row < 0 || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const block = text.split("\n").map((line) => line.split("\t"));
  const { filled, left } = fill(fields, { row, column: fields[row].indexOf(event.target) }, block);
  const rest = left ? ` ${left} did not fit into the grid and were left out.` : "";
  status.textContent = `${filled} ${filled === 1 ? "cell" : "cells"} filled.${rest} Nothing is saved yet.`;
});
