// Draws each chart of the page with plotly in the place of its static drawing, shortly before it comes into sight.
// The static drawing stays in the page: for print, and where plotly does not load. Plotly is as large as all the rest of
// the site, so it is fetched when the first chart comes near, and never stands in the way of what is read first.
const NARROW = 540; // pixels, as in charts.css
const CONFIG = {
  displaylogo: false,
  showSendToCloud: false,
  responsive: true,
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
  locale: "en",
};
// With a finger, dragging scrolls the page.
const TOUCH = window.matchMedia("(pointer: coarse)").matches;

let fetched;

function fetchInto(element, attributes) {
  return new Promise((resolve) => {
    element.addEventListener("load", () => resolve(true));
    element.addEventListener("error", () => resolve(false));
    document.head.append(Object.assign(element, attributes));
  });
}

const addressOf = (name) => document.querySelector(`meta[name="plotly-${name}"]`).content;
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

// Plotly writes its rules into the style sheet of that id instead of one of its own, which the page's policy would block.
// It takes a tenth of a second to start, so the browser shows first what is in the page.
async function fetchPlotly() {
  const style = { rel: "stylesheet", id: "plotly.js-style-global", href: addressOf("style") };
  const [isStyleHere] = await Promise.all([fetchInto(document.createElement("link"), style), painted()]);
  if (!isStyleHere) return false;
  return (await fetchInto(document.createElement("script"), { src: addressOf("script") })) && Boolean(window.Plotly);
}

function isPlotlyHere() {
  fetched ??= fetchPlotly();
  return fetched;
}

function layoutFor(figure, isNarrow) {
  const { meta = {}, ...wide } = figure.layout;
  const layout = structuredClone(isNarrow ? { ...wide, ...meta.narrow } : wide);
  return TOUCH ? { ...layout, dragmode: false } : layout;
}

// Labels stand at chosen dates; whoever zooms in needs others.
function keepLabels(plot) {
  const { range, tickmode } = plot.layout.xaxis;
  const whole = plot.wholeRange;
  const isWhole = range && range.every((end, place) => String(end).slice(0, 10) === String(whole[place]).slice(0, 10));
  const wanted = isWhole ? "array" : "auto";
  if (tickmode !== wanted) window.Plotly.relayout(plot, { "xaxis.tickmode": wanted });
}

// The static drawing, which is hidden once a chart is drawn, says how high it would be here.
function heightOf(chart) {
  const isDrawn = chart.classList.contains("app-chart--drawn");
  chart.classList.remove("app-chart--drawn");
  const { height } = chart.querySelector(".app-chart__static").getBoundingClientRect();
  chart.classList.toggle("app-chart--drawn", isDrawn);
  return Math.round(height);
}

function show(plot, figure, isNarrow, height) {
  const layout = layoutFor(figure, isNarrow);
  if (height) {
    layout.height = height;
    // Plotly forgets the layout's height when the window changes; without one the drawing lies over what is below it.
    plot.style.height = `${height}px`;
  }
  plot.wholeRange = [...layout.xaxis.range];
  plot.isNarrow = isNarrow;
  return window.Plotly.react(plot, figure.data, layout, CONFIG);
}

async function draw(chart) {
  if (!(await isPlotlyHere())) return;
  const figure = JSON.parse(document.getElementById(chart.dataset.figure).textContent);
  const still = chart.querySelector(".app-chart__static");
  const plot = document.createElement("div");
  plot.className = "app-chart__plot";
  plot.setAttribute("role", "group");
  plot.setAttribute("aria-labelledby", `${chart.id}-headline`);
  const { width } = still.getBoundingClientRect();
  const height = heightOf(chart);
  still.after(plot);
  chart.classList.add("app-chart--drawn");
  try {
    await show(plot, figure, width <= NARROW, height);
  } catch (problem) {
    chart.classList.remove("app-chart--drawn");
    plot.remove();
    throw problem;
  }
  // The table says what these say, in an order that can be read.
  for (const picture of plot.querySelectorAll(".main-svg")) picture.setAttribute("aria-hidden", "true");
  if (figure.layout.xaxis.type === "date") plot.on("plotly_relayout", () => keepLabels(plot));
  new ResizeObserver(([entry]) => {
    const isNarrow = entry.contentRect.width <= NARROW;
    if (entry.contentRect.width && isNarrow !== plot.isNarrow) show(plot, figure, isNarrow, heightOf(chart));
  }).observe(chart);
}

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      draw(target);
    }
  },
  { rootMargin: "400px" },
);
for (const chart of document.querySelectorAll("[data-figure]")) watcher.observe(chart);
