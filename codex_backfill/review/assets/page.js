// The page as a whole: where the person is, what a key or a click does, and what is drawn anew.

const SEARCH_RESULTS = 8;
const live = byId("live");

let shown = [];
let current = null;
let trail = [];
let several = false; // the claim in sight has several sources: a yes does not go on, nor take the place of another
const view = { selected: 0, query: "", results: [], found: null, resultAt: -1, diff: true, why: false };

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
  why: (open) => { view.why = open; drawCurrent(); },
  clearFilters: () => { clearFilters(); refresh(); },
  lookThrough: () => { clearFilters(); filters.verdict.clear(); refresh(); showPane("queue"); },
};

function answer(verdict, source, stay = false) {
  if (!current || (verdict !== "no-source" && !source)) return;
  if (keeper.trouble) {
    say(keeper.trouble);
    return;
  }
  const wrong = blocked(current) || (verdict === "yes" && (source.problem || current.candidates.find((one) => one.source === source)?.problem));
  if (wrong) {
    say(`Cannot be written: ${wrong}`);
    return;
  }
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
  // On a phone a long citation could push the first answer below the bar.
  if (matchMedia("(max-width: 680px)").matches) byId(`yes-${view.selected}`)?.scrollIntoView({ block: "nearest" });
  keeper.details(claim);
  if (hadFocus) byId("claim").focus({ preventScroll: true });
  live.textContent = `${live.textContent} Claim ${shown.indexOf(claim) + 1} of ${shown.length}: ${claim.title}`.trim();
}

function goOn() {
  const at = shown.indexOf(current);
  const after = [...shown.slice(at + 1), ...shown.slice(0, Math.max(at, 0))];
  const next = after.find(isOpen);
  if (next) go(next);
  else {
    const isDone = !shown.some(isOpen);
    say(isDone ? "All that is shown is answered." : "This is the last open one.");
    if (isDone && !isFiltered()) current = null;
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
  const isDone = !current && !shown.some(isOpen) && shown.every(isAsked) && !filters.answer.size;
  if (!shown.includes(current) && !(current && statusOf(current) !== "open") && !isDone) {
    current = shown[Math.min(at, shown.length - 1)] || null;
    if (current) keeper.details(current);
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
  else byId("claim").replaceChildren(drawBlank(tallyOf(CLAIMS.filter(isAsked)), act));
  byId("claim-scroll")?.scrollTo(0, scrolled);
  const again = focused && byId(focused);
  if (again && again !== document.activeElement) {
    again.focus({ preventScroll: true });
    if (again.id === "search") again.setSelectionRange(again.value.length, again.value.length);
  }
}

/** Waits for an answer, and can get one. */
const isOpen = (claim) => statusOf(claim) === "open" && !blocked(claim);
const isAsked = (claim) => claim.verdict === "review" || statusOf(claim) !== "open";

/** How many claims have which status; those that cannot be answered count for none. */
function tallyOf(claims) {
  const tally = {};
  for (const claim of claims) if (!blocked(claim)) tally[statusOf(claim)] = (tally[statusOf(claim)] || 0) + 1;
  return tally;
}

function drawTop() {
  const waiting = CLAIMS.filter((claim) => isAsked(claim) && !blocked(claim));
  const tally = tallyOf(waiting);
  const done = waiting.length - (tally.open || 0);
  const track = byId("progress");
  track.setAttribute("aria-valuemax", waiting.length);
  track.setAttribute("aria-valuenow", done);
  track.replaceChildren(...["yes", "no-source", "no", "unsure"].map((status) => {
    const part = h(`i.${status}`, { title: `${ANSWER_NAMES[status]}: ${tally[status] || 0}` });
    part.style.width = `${(100 * (tally[status] || 0)) / (waiting.length || 1)}%`;
    return part;
  }));
  document.querySelector(".progress").hidden = !waiting.length;
  byId("progress-text").textContent = `${done.toLocaleString("en")}/${waiting.length.toLocaleString("en")}`;
  byId("queue-count").textContent = `${count(shown.length, "claim")}${isFiltered() ? " shown" : ""}`;
  byId("undo").disabled = !undoStack.length;
  byId("undo").title = undoStack.length ? `Undo: ${undoStack.at(-1).label}` : "Nothing to undo";
  const open = unsaved().length;
  byId("export").replaceChildren("Export", open ? h("span.badge", { title: `${open} not exported yet` }, open.toLocaleString("en")) : "");
  byId("bulk").disabled = !shown.some(isOpen);
  drawNotices();
}

/** What a person has to know before the first answer: notes left out, and a browser that keeps nothing. */
function drawNotices() {
  const notices = [];
  if (!storageWorks) notices.push(h("p.notice", { id: "notice" }, "This browser keeps nothing for this page: export your answers before you close it."));
  if (keeper.trouble) notices.push(h("p.notice", { id: "trouble" }, keeper.trouble));
  if (DATA.unread.length) {
    notices.push(h("details.notice", { id: "unread" },
      h("summary", null, `${count(DATA.unread.length, "note")} could not be read, and nothing is asked of ${DATA.unread.length === 1 ? "it" : "them"}`),
      h("ul", null, ...DATA.unread.map((line) => h("li", null, line)))));
  }
  const wasOpen = byId("unread")?.open;
  byId("notices").replaceChildren(...notices);
  if (wasOpen && byId("unread")) byId("unread").open = true;
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

const isNarrow = () => matchMedia("(max-width: 1180px)").matches;

function openFilters() {
  byId("filters").classList.add("out");
  byId("shade").hidden = !isNarrow();
  (byId("filters").querySelector("input, select") || byId("filters")).focus();
}

function closeFilters() {
  byId("filters").classList.remove("out");
  byId("shade").hidden = true;
}

function switchTheme() {
  const isDark = getComputedStyle(document.documentElement).colorScheme === "dark" ||
    (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "light" : "dark";
  choose("theme", document.documentElement.dataset.theme);
}
