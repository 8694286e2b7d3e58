// Checks the numbers of a return as one types. The server worked out the ranges of each row, and checks again by them.
const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)$/;
const PARTS = ["value", "numerator", "denominator"];
const PAUSE = 400; // milliseconds without a key before a number counts as typed
const grid = document.querySelector("[data-grid]");
const announced = document.querySelector("[data-check-status]");

function fieldOf(row, part) {
  return row.querySelector(`[name$="-${part}"]`);
}

// What a field holds: a number, null for nothing, NaN for what is no number.
function typed(field) {
  const isShare = "percentage" in grid.dataset && field?.name.endsWith("-value");
  const text = (field?.value ?? "").trim().replaceAll(",", "").replace(isShare ? /%$/ : "", "").trim();
  if (text === "") return null;
  return NUMBER.test(text) ? Number(text) : NaN;
}

// The numbers that a row stands for, null for each that it lacks, as the server reads them.
function numbersOf(row) {
  const state = fieldOf(row, "state").value;
  if (state && state !== "zero") return {};
  const found = Object.fromEntries(PARTS.map((part) => [part, typed(fieldOf(row, part))]));
  const isRatio = fieldOf(row, "value") === null;
  if (state === "zero") found[isRatio ? "numerator" : "value"] ??= 0;
  if (isRatio && found.numerator !== null && found.denominator) {
    found.value = (found.numerator / found.denominator) * Number(grid.dataset.per);
  }
  return found;
}

function isAboveWhole({ numerator, denominator }) {
  const bothThere = numerator !== null && denominator !== null;
  return "percentage" in grid.dataset && bothThere && numerator > denominator;
}

function problemOf(row, part, numbers) {
  if (Number.isNaN(typed(fieldOf(row, part)))) return "This is not a number. Write it as 1234 or 12.5";
  return part === "numerator" && isAboveWhole(numbers) ? "The numerator is above the denominator" : "";
}

function showProblem(field, text) {
  const id = `${field.id}_error`;
  document.getElementById(id)?.remove();
  field.toggleAttribute("aria-invalid", Boolean(text));
  field.classList.toggle("nhsuk-input--error", Boolean(text));
  if (!text) {
    field.removeAttribute("aria-describedby");
    return;
  }
  const message = document.createElement("span");
  message.id = id;
  message.className = "nhsuk-error-message";
  message.textContent = `Error: ${text}`;
  field.after(message);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
}

function warningsOf(row, numbers) {
  if (isAboveWhole(numbers)) return [];
  const found = JSON.parse(row.dataset.checks).filter(({ part, low, high }) => {
    const number = numbers[part];
    return typeof number === "number" && (number < low || number > high);
  });
  return [...new Set(found.map((check) => check.text))];
}

function showWarnings(row, texts) {
  const notes = row.nextElementSibling;
  const warning = notes.querySelector("[data-warning]");
  warning.querySelector("[data-texts]").textContent = texts.join(" ");
  warning.querySelector("[data-ask]").hidden = fieldOf(row, "explanation").value.trim() !== "";
  warning.hidden = texts.length === 0;
  notes.hidden = [...notes.querySelectorAll("p")].every((each) => each.hidden);
}

function showSums() {
  for (const sum of document.querySelectorAll("[data-sum]")) {
    const { whole, compared, elsewhere } = JSON.parse(sum.dataset.sum);
    const rows = [...grid.querySelectorAll(`[data-span="${sum.dataset.of}"]`)];
    const here = rows.map((row) => (isBlank(row) ? JSON.parse(row.dataset.recorded) : numbersOf(row)));
    const addsUp = compared.every((part) => comesTo(whole[part], [...elsewhere, ...here].map((each) => each[part])));
    sum.querySelector("[data-warning]").hidden = addsUp;
  }
}

function isBlank(row) {
  return ["state", ...PARTS].every((part) => !fieldOf(row, part)?.value.trim());
}

// Parts that are not there may explain a sum that falls short, but none that exceeds.
function comesTo(whole, numbers) {
  const known = numbers.filter((number) => typeof number === "number" && !Number.isNaN(number));
  const over = known.reduce((sum, number) => sum + number, 0) - whole;
  if (known.length === 0 || Math.abs(over) <= 1e-6 * Math.abs(whole)) return true;
  return over < 0 && known.length < numbers.length;
}

function check(row) {
  const numbers = numbersOf(row);
  const problems = [];
  for (const part of PARTS) {
    const field = fieldOf(row, part);
    if (!field) continue;
    const problem = problemOf(row, part, numbers);
    showProblem(field, problem);
    if (problem) problems.push(problem);
  }
  const warnings = warningsOf(row, numbers);
  showWarnings(row, warnings);
  showSums();
  const texts = [...problems, ...warnings];
  announced.textContent = texts.length ? `${row.dataset.place}: ${texts.join(" ")}` : "";
}

if (grid) {
  const waiting = new Map();
  grid.addEventListener("input", (event) => {
    const row = event.target.closest("[data-checks]");
    if (!row) return;
    clearTimeout(waiting.get(row));
    waiting.set(row, setTimeout(() => check(row), PAUSE));
  });
  for (const row of grid.querySelectorAll("[data-checks]")) showWarnings(row, warningsOf(row, numbersOf(row)));
  showSums();
}
