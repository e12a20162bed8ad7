// What a key does, wherever the focus is; typing in a field stays typing.

function pickResult(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    view.resultAt = Math.max(0, Math.min(view.results.length - 1, view.resultAt + (event.key === "ArrowDown" ? 1 : -1)));
    view.found = view.results[view.resultAt] || null;
    drawCurrent();
    if (view.found) live.textContent = `${view.found.title}. Enter for yes.`;
  } else if (event.key === "Enter" && (view.found || view.results[0])) {
    act.yes(view.found || view.results[0], event.shiftKey);
    byId("search")?.blur();
  } else if (event.key === "Escape") {
    if (view.query) act.search("");
    else byId("search").blur();
  }
}

const KEY_ACTIONS = {
  n: act.noSource, u: act.unsure, s: act.skip, b: goBack, z: takeBack,
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  "[": () => selectBy(-1), "]": () => selectBy(1),
  "/": () => { showPane("claim"); byId("search")?.focus(); byId("search")?.scrollIntoView({ block: "center" }); },
  d: () => { view.diff = !view.diff; drawCurrent(); if (view.diff) byId("diff")?.scrollIntoView({ block: "nearest" }); },
  f: openFilters, a: () => byId("bulk").disabled || openBulk(shown, answerAll),
  e: () => openExport((message) => { say(message); drawTop(); }), i: () => openImport((message) => { say(message); refresh(); }),
  t: switchTheme, "?": openHelp,
  "+": () => { several = !several; say(several ? "Several sources: each digit adds one or takes it away, s goes on." : "One source."); },
  Escape: closeFilters,
};

function selectBy(by) {
  if (current) act.select(Math.max(0, Math.min(current.candidates.length - 1, view.selected + by)));
}

function pressDigit(event) {
  const at = Number(event.code.slice(-1)) - 1;
  const candidate = current?.candidates[at];
  if (!candidate) return;
  view.selected = at;
  if (event.shiftKey) act.no(candidate.source);
  else act.yes(candidate.source, false);
}

document.addEventListener("keydown", (event) => {
  if (isDialogOpen()) return;
  const target = event.target;
  if (target.id === "search") {
    pickResult(event);
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !target.matches("input, textarea")) {
    event.preventDefault();
    takeBack();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches("select") && event.key !== "Escape") return;
  if (target.matches("input") && /^(Arrow.*| )$/.test(event.key)) return;
  if (target === rows && listKey(event)) return;
  if (/^(Digit|Numpad)[1-5]$/.test(event.code)) {
    event.preventDefault();
    pressDigit(event);
    return;
  }
  const action = KEY_ACTIONS[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

/** Keys that only mean something while the list has the focus. */
function listKey(event) {
  const page = Math.max(1, Math.floor(rows.clientHeight / ROW) - 1);
  const ways = { Home: -shown.length, End: shown.length, PageUp: -page, PageDown: page };
  if (event.key in ways) step(ways[event.key]);
  else if (event.key === "Enter") showPane("claim");
  else return false;
  event.preventDefault();
  return true;
}
