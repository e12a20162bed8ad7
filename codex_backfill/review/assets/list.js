// The queue: a list of any length of which only the rows in sight are in the document.

const ROW = 88; // pixels, as in page.css
const BEYOND = 6; // rows drawn above and below what is in sight
const GLYPHS = { open: "", yes: "✓", no: "✕", unsure: "?", "no-source": "∅" };

const rows = byId("rows");
const spacer = h("div.spacer", { role: "presentation" });
rows.append(spacer);
let listed = [];
let listedCurrent = null;

/** Shows claims, with one of them current; `pick` is called with the claim that a person clicks. */
function drawList(claims, current, pick) {
  listed = claims;
  listedCurrent = current;
  spacer.style.height = `${claims.length * ROW}px`;
  rows.onclick = (event) => {
    const row = event.target.closest(".row");
    if (row) pick(listed[Number(row.dataset.at)]);
  };
  drawRows();
}

function drawRows() {
  const first = Math.max(0, Math.floor(rows.scrollTop / ROW) - BEYOND);
  const last = Math.min(listed.length, Math.ceil((rows.scrollTop + rows.clientHeight) / ROW) + BEYOND);
  spacer.replaceChildren(...listed.slice(first, last).map((claim, at) => drawRow(claim, first + at)));
  if (!listed.length) spacer.replaceChildren(h("p.nothing", { role: "presentation" }, isFiltered() ? "Nothing passes these filters." : "Nothing waits for an answer."));
  const at = listed.indexOf(listedCurrent);
  if (at >= first && at < last) rows.setAttribute("aria-activedescendant", `row-${at}`);
  else rows.removeAttribute("aria-activedescendant");
}

function drawRow(claim, at) {
  const status = statusOf(claim);
  const best = claim.candidates[0];
  const row = h(`div.row.${status}`, {
    id: `row-${at}`, role: "option", "aria-selected": String(claim === listedCurrent),
    "aria-setsize": String(listed.length), "aria-posinset": String(at + 1),
  },
  h("span.status", { "aria-hidden": "true" }, GLYPHS[status]),
  h("span.sr", null, `${ANSWER_NAMES[status]}: `),
  h("span.row-title", { dir: "auto" }, claim.title),
  h("span.row-best", { dir: "auto" }, blocked(claim) ? "cannot be written" : best ? best.source.title : "no candidate"),
  best ? h("span.row-score", null, percent(best.probability)) : null);
  row.dataset.at = at;
  row.style.transform = `translateY(${at * ROW}px)`;
  return row;
}

/** Scrolls as little as brings the current claim into sight. */
function revealCurrent() {
  const at = listed.indexOf(listedCurrent);
  if (at < 0) return;
  const before = rows.scrollTop;
  if (at * ROW < before) rows.scrollTop = at * ROW;
  else if ((at + 1) * ROW > before + rows.clientHeight) rows.scrollTop = (at + 1) * ROW - rows.clientHeight;
  if (rows.scrollTop !== before) drawRows();
}

let scrolling = false;
rows.addEventListener("scroll", () => {
  if (scrolling) return;
  scrolling = true;
  requestAnimationFrame(() => {
    scrolling = false;
    drawRows();
  });
}, { passive: true });
new ResizeObserver(drawRows).observe(rows);
