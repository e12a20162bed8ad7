// Which claims are shown, and in which order: facets with their counts, and a histogram of scores that can be brushed.

const BINS = 20;
const GAPS = [
  ["tie", "under 0.5", (gap) => gap !== null && gap < 0.5],
  ["near", "0.5 to 1", (gap) => gap !== null && gap >= 0.5 && gap < 1],
  ["some", "1 to 2", (gap) => gap !== null && gap >= 1 && gap < 2],
  ["clear", "2 and more", (gap) => gap !== null && gap >= 2],
  ["alone", "no runner-up", (gap) => gap === null],
];
const gapOf = (claim) => GAPS.find(([, , holds]) => holds(claim.gap))[0];
const GAP_NAMES = Object.fromEntries(GAPS.map(([key, name]) => [key, name]));
const ANSWER_NAMES = { open: "open", yes: "yes", "no-source": "no source", unsure: "unsure", no: "none of these" };

const FACETS = [
  { key: "answer", name: "Answer", value: statusOf, label: (value) => ANSWER_NAMES[value], sequence: Object.keys(ANSWER_NAMES) },
  { key: "verdict", name: "Verdict", value: (claim) => claim.verdict, label: spoken, sequence: ["review", "accepted", "none"] },
  { key: "reason", name: "Reason", value: (claim) => claim.reason, label: spoken },
  { key: "gap", name: "Lead over the runner-up", value: gapOf, label: (value) => GAP_NAMES[value], sequence: GAPS.map(([key]) => key) },
  { key: "folder", name: "Folder", value: (claim) => claim.folder, label: (value) => value },
];

const filters = Object.fromEntries(FACETS.map((facet) => [facet.key, new Set()]));
let brush = [0, BINS];

/** The orders of the queue; each compares two claims, and where it makes no difference the closest call stands first. */
const ORDERS = {
  closest: ["Closest call", () => 0],
  likeliest: ["Likeliest", (a, b) => (b.probability ?? -1) - (a.probability ?? -1)],
  folder: ["Folder", (a, b) => order(a.folder, b.folder)],
  date: ["Newest", (a, b) => order(b.created, a.created)],
};
let ordering = "closest";

const inOrder = (claims) => ordering === "closest" ? claims : claims.sort((a, b) => ORDERS[ordering][1](a, b) || a.index - b.index);

function drawOrders(changed) {
  if (chosen("order") in ORDERS) ordering = chosen("order");
  const select = byId("order");
  select.replaceChildren(...Object.entries(ORDERS).map(([value, [name]]) => h("option", { value, selected: value === ordering }, name)));
  select.onchange = () => {
    ordering = select.value;
    choose("order", ordering);
    changed();
  };
}

const binOf = (claim) => (claim.probability === null ? 0 : Math.min(BINS - 1, Math.floor(claim.probability * BINS)));
const isBrushed = () => brush[0] > 0 || brush[1] < BINS;
const inBrush = (claim) => !isBrushed() || (claim.probability !== null && binOf(claim) >= brush[0] && binOf(claim) < brush[1]);
const isFiltered = () => isBrushed() || FACETS.some((facet) => filters[facet.key].size && !(facet.key === "verdict" && isStartingVerdict()));
const isStartingVerdict = () => filters.verdict.size === 1 && filters.verdict.has("review");

function clearFilters() {
  for (const facet of FACETS) filters[facet.key].clear();
  filters.verdict.add("review");
  brush = [0, BINS];
}

/** A claim's value of each facet; all but the answer stay as they are. */
function valuesOf(claim) {
  claim.values ||= FACETS.map((facet) => (facet.key === "answer" ? "" : facet.value(claim)));
  claim.values[0] = statusOf(claim);
  return claim.values;
}

/** The claims that pass every facet, and for each facet how many pass all the others, by its values. */
function applyFilters() {
  const shown = [];
  const chosenValues = FACETS.map((facet) => filters[facet.key]);
  const tallies = FACETS.map(() => new Map());
  const bins = new Array(BINS).fill(0);
  for (const claim of CLAIMS) {
    const values = valuesOf(claim);
    let failed = 0;
    let lastFailed = -1;
    for (let at = 0; at < values.length; at += 1) {
      if (chosenValues[at].size && !chosenValues[at].has(values[at])) {
        failed += 1;
        lastFailed = at;
      }
    }
    const brushed = inBrush(claim);
    for (let at = 0; at < values.length; at += 1) {
      const passesOthers = brushed && (failed === 0 || (failed === 1 && lastFailed === at));
      tallies[at].set(values[at], (tallies[at].get(values[at]) || 0) + Number(passesOthers));
    }
    if (!failed && claim.probability !== null) bins[binOf(claim)] += 1;
    if (!failed && brushed) shown.push(claim);
  }
  const counts = Object.fromEntries(FACETS.map((facet, at) => [facet.key, tallies[at]]));
  return { shown: inOrder(shown), counts, bins };
}

/** Draws the facets; `changed` is called whenever the person picks something. */
function drawFilters(counts, bins, changed) {
  const focused = document.activeElement?.id;
  byId("filters").replaceChildren(
    h("div.filters-head", null,
      h("h2", null, "Filters"),
      h("button.quiet", { type: "button", id: "clear-filters", disabled: !isFiltered(), onclick: () => { clearFilters(); changed(); } }, "Clear"),
      h("button.quiet.narrow-only", { type: "button", id: "close-filters", onclick: closeFilters }, "Done")),
    drawHistogram(bins, changed),
    ...FACETS.map((facet) => drawFacet(facet, counts[facet.key], changed)).filter(Boolean));
  if (focused) byId(focused)?.focus();
}

function drawFacet(facet, counts, changed) {
  const sequence = facet.sequence || [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || order(a, b));
  // The answers stand there from the start, so that nothing moves when the first one is given.
  const values = facet.key === "answer" ? sequence : sequence.filter((value) => counts.has(value) || filters[facet.key].has(value));
  if (values.length < 2 && !filters[facet.key].size) return null;
  return h("fieldset.facet", null,
    h("legend", null, facet.name),
    ...values.map((value, at) => {
      const number = counts.get(value) || 0;
      return h(`label.choice${number ? "" : ".empty"}`, null,
        h("input", {
          type: "checkbox", id: `facet-${facet.key}-${at}`, checked: filters[facet.key].has(value),
          onchange: (event) => { filters[facet.key][event.target.checked ? "add" : "delete"](value); changed(); },
        }),
        h("span.name", { dir: "auto", title: facet.label(value) }, facet.label(value)),
        h("span.number", null, number.toLocaleString("en")));
    }));
}

function drawHistogram(bins, changed) {
  const most = Math.max(1, ...bins);
  const bars = bins.map((number, bin) => {
    const bar = h("i", { title: `${bin * 5}–${bin * 5 + 5}%: ${count(number, "claim")}` });
    bar.style.height = number ? `${Math.max(4, (100 * number) / most)}%` : "0";
    bar.classList.toggle("out", bin < brush[0] || bin >= brush[1]);
    return bar;
  });
  const threshold = h("b.threshold", { title: `accepted from ${percent(DATA.threshold)}` });
  threshold.style.left = `${DATA.threshold * 100}%`;
  const plot = h("div.plot", { "aria-hidden": "true" }, ...bars, threshold);
  const brushTo = (event, from) => {
    const box = plot.getBoundingClientRect();
    const bin = Math.max(0, Math.min(BINS - 1, Math.floor(((event.clientX - box.left) / box.width) * BINS)));
    const start = from ?? bin;
    brush = [Math.min(start, bin), Math.max(start, bin) + 1];
    bars.forEach((bar, at) => bar.classList.toggle("out", at < brush[0] || at >= brush[1]));
    return start;
  };
  let start = null;
  plot.addEventListener("pointerdown", (event) => {
    plot.setPointerCapture(event.pointerId);
    start = brushTo(event, null);
  });
  plot.addEventListener("pointermove", (event) => { if (start !== null) brushTo(event, start); });
  plot.addEventListener("pointerup", () => { start = null; changed(); });
  plot.addEventListener("dblclick", () => { brush = [0, BINS]; changed(); });
  const end = (which, label) => h("label", null, `${label} `, h("select", {
    id: `brush-${which}`, "aria-label": `Probability ${label}`,
    onchange: (event) => {
      brush[which] = Number(event.target.value);
      if (brush[0] >= brush[1]) brush[1 - which] = which ? brush[1] - 1 : brush[0] + 1;
      changed();
    },
  }, ...Array.from({ length: BINS }, (_, at) => at + which).map((bin) =>
    h("option", { value: bin, selected: brush[which] === bin }, `${bin * 5}%`))));
  return h("fieldset.facet.histogram", null, h("legend", null, "Best candidate"), plot, h("div.ends", null, end(0, "from"), end(1, "to")));
}
