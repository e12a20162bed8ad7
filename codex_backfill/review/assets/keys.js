// What a key does, wherever the focus is; typing in a field stays typing, and single keys can be switched off.

const areKeysOn = () => chosen("keys") !== "off" && !keysOff;
let keysOff = false; // where the browser keeps nothing

function setKeys(on) {
  keysOff = !on;
  choose("keys", on ? "on" : "off");
  document.documentElement.classList.toggle("no-keys", !on);
}

/** A key that types something, so that whoever dictates or leans on a key would answer with it. */
const isSingle = (key) => [...key].length === 1;

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
  w: () => act.why(!view.why),
  o: () => openLink("open-claim", "These notes are in no Obsidian vault"), O: () => openLink(`address-${view.selected}`, "This source has no address"),
  f: openFilters, a: () => byId("bulk").disabled || openBulk(shown, answerAll),
  e: () => keeper.isServed || openExport((message) => { say(message); drawTop(); }),
  i: () => keeper.isServed || openImport((message) => { say(message); refresh(); }),
  t: switchTheme, "?": openHelp,
  "+": () => { several = !several; say(several ? "Several sources: each digit adds one or takes it away, s goes on." : "One source."); },
  Escape: closeFilters,
};

function openLink(id, otherwise) {
  const link = byId(id);
  if (link) link.click();
  else say(otherwise);
}

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
  if (event.ctrlKey || event.metaKey || event.altKey || (isSingle(event.key) && !areKeysOn())) return;
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
