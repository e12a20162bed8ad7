// The page as a whole: where the person is, what a key or a click does, and what is drawn anew.

const SEARCH_RESULTS = 8;
const live = byId("live");

let shown = [];
let current = null;
let trail = [];
let several = false; // the claim in sight has several sources: a yes does not go on, nor take the place of another
const view = { selected: 0, query: "", results: [], found: null, resultAt: -1, diff: true };

const act = {
  select: (at) => { view.selected = at; view.found = null; draw(); },
  yes: (source, add) => answer("yes", source, add || several),
  no: (source) => answer("no", source, true),
  noSource: () => answer("no-source", null),
  unsure: () => answer("unsure", current?.candidates[view.selected]?.source || current?.candidates[0]?.source),
  skip: () => { say("Skipped"); goOn(); },
  back: goBack,
  search: (query) => {
    view.query = query;
    view.results = searchSources(query, SEARCH_RESULTS);
    view.found = null;
    view.resultAt = -1;
    drawCurrent();
  },
  toQueue: () => showPane("queue"),
  find: (source) => { view.found = source; draw(); },
};

function answer(verdict, source, stay = false) {
  if (!current || (verdict !== "no-source" && !source)) return;
  const old = answersOn(current.path).get(source ? source.path : "");
  const what = verdict === "no-source" ? "No source" : `${verdict === "yes" ? "Yes" : verdict === "no" ? "Not" : "Unsure"}: ${source.title}`;
  if (old && old.verdict === verdict) {
    change(`taking back ${what}`, [], [old]);
    say(`Taken back. ${what}`);
    refresh();
    return;
  }
  const replaced = verdict === "no" || stay ? [] : [...answersOn(current.path).values()].filter((one) => one.verdict !== "no");
  change(what, [makeAnswer(current, source, verdict)], replaced);
  say(what);
  const lastRefused = verdict === "no" && statusOf(current) === "no";
  if (stay && !lastRefused) {
    if (verdict === "no") selectNextOpen();
    refresh();
  } else {
    refresh(false);
    goOn();
  }
}

function selectNextOpen() {
  const on = answersOn(current.path);
  const next = current.candidates.findIndex((candidate) => !on.has(candidate.source.path));
  if (next >= 0) view.selected = next;
}

function answerAll(verdict, claims) {
  const coming = claims.map((claim) => makeAnswer(claim, verdict === "no-source" ? null : claim.candidates[0].source, verdict));
  change(`${verdict} for ${count(claims.length, "claim")}`, coming);
  say(`${verdict === "no-source" ? "No source" : verdict} for ${count(claims.length, "claim")}. Undo takes it back.`);
  refresh();
}

function takeBack() {
  const step = undo();
  if (!step) {
    say("Nothing to undo");
    return;
  }
  const wasOut = step.coming.some((answer) => answer.exported);
  say(`Undone: ${step.label}${wasOut ? ". It was exported already: answer anew to overrule it." : ""}`);
  const claims = new Set([...step.coming, ...step.gone].map((answer) => CLAIM_OF.get(answer.claim)).filter(Boolean));
  if (claims.size === 1) go([...claims][0], false);
  refresh();
}

/** Shows a claim; `remember` puts the one before on the trail that `b` goes back on. */
function go(claim, remember = true) {
  if (!claim || claim === current) return;
  if (remember && current) trail.push(current);
  const hadFocus = byId("claim").contains(document.activeElement);
  current = claim;
  several = false;
  Object.assign(view, { selected: 0, query: "", results: [], found: null, resultAt: -1 });
  selectNextOpen();
  draw();
  byId("claim-scroll")?.scrollTo(0, 0);
  if (hadFocus) byId("claim").focus({ preventScroll: true });
  live.textContent = `${live.textContent} Claim ${shown.indexOf(claim) + 1} of ${shown.length}: ${claim.title}`.trim();
}

function goOn() {
  const at = shown.indexOf(current);
  const after = [...shown.slice(at + 1), ...shown.slice(0, Math.max(at, 0))];
  const next = after.find((claim) => statusOf(claim) === "open");
  if (next) go(next);
  else {
    say(shown.every((claim) => statusOf(claim) !== "open") ? "All that is shown is answered. Press e for export." : "This is the last open one.");
    refresh();
  }
}

function goBack() {
  const before = trail.pop();
  if (before) go(before, false);
}

function step(by) {
  const at = shown.indexOf(current);
  go(shown[Math.max(0, Math.min(shown.length - 1, at + by))]);
}

/** After answers or filters changed: what is shown, counted and drawn. */
function refresh(alsoClaim = true) {
  const { shown: passing, counts, bins } = applyFilters();
  const at = Math.max(0, shown.indexOf(current));
  shown = passing;
  drawFilters(counts, bins, () => { refresh(); });
  if (!shown.includes(current) && !(current && statusOf(current) !== "open")) {
    current = shown[Math.min(at, shown.length - 1)] || null;
    Object.assign(view, { selected: 0, query: "", results: [], found: null });
    alsoClaim = true;
  }
  drawTop();
  draw(alsoClaim);
}

function draw(alsoClaim = true) {
  drawList(shown, current, (claim) => { go(claim); showPane("claim"); });
  revealCurrent();
  if (alsoClaim) drawCurrent();
}

function drawCurrent() {
  const focused = document.activeElement?.id;
  const scrolled = byId("claim-scroll")?.scrollTop || 0;
  if (current) drawClaim(current, view, act);
  else byId("claim").replaceChildren(h("div.scroll.blank", null, h("p", null, CLAIMS.length ? "Nothing passes these filters." : "Nothing waits for an answer.")));
  byId("claim-scroll")?.scrollTo(0, scrolled);
  const again = focused && byId(focused);
  if (again && again !== document.activeElement) {
    again.focus({ preventScroll: true });
    if (again.id === "search") again.setSelectionRange(again.value.length, again.value.length);
  }
}

function drawTop() {
  const waiting = CLAIMS.filter((claim) => claim.verdict === "review" || statusOf(claim) !== "open");
  const tally = {};
  for (const claim of waiting) tally[statusOf(claim)] = (tally[statusOf(claim)] || 0) + 1;
  const done = waiting.length - (tally.open || 0);
  const track = byId("progress");
  track.setAttribute("aria-valuemax", waiting.length);
  track.setAttribute("aria-valuenow", done);
  track.replaceChildren(...["yes", "no-source", "no", "unsure"].map((status) => {
    const part = h(`i.${status}`, { title: `${ANSWER_NAMES[status]}: ${tally[status] || 0}` });
    part.style.width = `${(100 * (tally[status] || 0)) / (waiting.length || 1)}%`;
    return part;
  }));
  byId("progress-text").textContent = `${done.toLocaleString("en")}/${waiting.length.toLocaleString("en")}`;
  byId("queue-count").textContent = `${count(shown.length, "claim")}${isFiltered() ? " shown" : ""}`;
  byId("undo").disabled = !undoStack.length;
  byId("undo").title = undoStack.length ? `Undo: ${undoStack.at(-1).label}` : "Nothing to undo";
  const open = unsaved().length;
  byId("export").replaceChildren("Export", open ? h("span.badge", { title: `${open} not exported yet` }, open.toLocaleString("en")) : "");
  byId("bulk").disabled = !shown.some((claim) => statusOf(claim) === "open");
  byId("notice").hidden = storageWorks;
  byId("notice").textContent = "This browser keeps nothing for this page: export your answers before you close it.";
}

let fading = 0;

/** Tells what happened: on the screen for a moment, and to a screen reader. */
function say(text) {
  live.textContent = text;
  document.querySelector(".toast")?.remove();
  const toast = h("div.toast", { "aria-hidden": "true" }, text);
  document.body.append(toast);
  clearTimeout(fading);
  fading = setTimeout(() => toast.remove(), 2600);
}

function showPane(pane) {
  byId("desk").dataset.pane = pane;
}

function openFilters() {
  byId("filters").classList.add("out");
  byId("shade").hidden = false;
  byId("filters").querySelector("input, select")?.focus();
}

function closeFilters() {
  byId("filters").classList.remove("out");
  byId("shade").hidden = true;
}

function switchTheme() {
  const isDark = getComputedStyle(document.documentElement).colorScheme === "dark" ||
    (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "light" : "dark";
  try {
    localStorage.setItem("codex-backfill:theme", document.documentElement.dataset.theme);
  } catch {
    // A browser that keeps nothing shows what its system prefers next time.
  }
}
