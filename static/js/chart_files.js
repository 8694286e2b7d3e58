// Gives a chart as a picture file: what is measured, its headline and subtitle above the drawing that the page holds.
// The picture is made from a data: address, because the page's policy lets no image come from elsewhere.
const WIDTH = 800;
const EDGE = 16;
const NAME = { size: 20, weight: "bold", colour: "#212b32" };
const LINES = [
  { part: ".app-chart__headline", size: 16, weight: "bold", colour: "#212b32" },
  { part: ".app-chart__subtitle", size: 14, weight: "normal", colour: "#4c6272" },
];
const SVG = "http://www.w3.org/2000/svg";

function wrapped(text, { size, weight }) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px Arial, sans-serif`;
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function add(parent, name, attributes, text = "") {
  const child = parent.appendChild(document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) child.setAttribute(key, value);
  child.textContent = text;
  return child;
}

// The whole picture as an SVG element, with its size.
function compose(chart) {
  const picture = document.createElementNS(SVG, "svg");
  const paper = add(picture, "path", { fill: "#ffffff" });
  let y = EDGE;
  const parts = LINES.map((line) => ({ ...line, words: chart.querySelector(line.part)?.textContent.trim() }));
  for (const { words, ...line } of [{ ...NAME, words: chart.dataset.name }, ...parts]) {
    for (const text of words ? wrapped(words, line) : []) {
      y += line.size * 1.35;
      const look = { "font-size": line.size, "font-weight": line.weight, "font-family": "Arial, sans-serif" };
      add(picture, "text", { x: EDGE, y, fill: line.colour, ...look }, text);
    }
  }
  const drawing = chart.querySelector(".app-chart__wide").cloneNode(true);
  const { width, height } = drawing.viewBox.baseVal;
  for (const [key, value] of Object.entries({ x: EDGE, y: y + 10, width, height })) drawing.setAttribute(key, value);
  picture.append(drawing);
  const size = { width: width + 2 * EDGE, height: Math.ceil(y + 10 + height + EDGE) };
  paper.setAttribute("d", `M0 0H${size.width}V${size.height}H0z`);
  picture.setAttribute("width", size.width);
  picture.setAttribute("height", size.height);
  return { text: new XMLSerializer().serializeToString(picture), ...size };
}

async function asPng({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

async function save(chart, kind) {
  const picture = compose(chart);
  const file = kind === "png" ? await asPng(picture) : new Blob([picture.text], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${chart.dataset.file}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

for (const button of document.querySelectorAll("[data-chart-file]")) {
  button.hidden = false;
  button.addEventListener("click", () => save(button.closest(".app-chart"), button.dataset.chartFile));
}
