// A page that is served: an answer is in the vault's file as soon as it is given, and in every other tab.

let underWay = Promise.resolve();
const unsent = new Map(); // claim path to how many changes of its answers are on their way to the server
let isFirst = true;

keeper = {
  isServed: true,
  trouble: "",
  keep(changed) {
    const paths = [...new Set(changed.map((answer) => answer.claim))];
    for (const path of paths) unsent.set(path, (unsent.get(path) || 0) + 1);
    choose(STORE, JSON.stringify({ steps: undoStack })); // without storage, undo works until the page is left
    underWay = underWay.then(() => send(paths));
  },
  load() {
    undoStack = readSteps(keptHere()?.steps);
  },
  async details(claim) {
    const found = await ask(`claim?path=${encodeURIComponent(claim.path)}`);
    if (!found) return;
    found.forEach((row, at) => addDetails(claim.candidates[at], row, (text) => text));
    if (claim === current) drawCurrent();
  },
};

/** Asks the server; its answer, or null after the person was told why there is none. */
async function ask(path, options) {
  try {
    const response = await fetch(path, options);
    if (response.ok) return await response.json();
    say(await response.text());
  } catch {
    ended();
  }
  return null;
}

async function send(paths) {
  const claims = Object.fromEntries(paths.map((path) =>
    [path, [...answersOn(path).values()].map(({ source, verdict }) => ({ source, verdict }))]));
  const kept = await ask("answers", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ claims }) });
  for (const path of paths) {
    if (unsent.get(path) === 1) unsent.delete(path);
    else unsent.set(path, unsent.get(path) - 1);
  }
  // What was not kept is not shown as if it were.
  const truth = kept || await ask("answers");
  if (truth) takeIn(kept ? truth : Object.fromEntries(paths.map((path) => [path, truth[path] || []])));
}

/** The server's answers on some claims take the place of those on this page, but for what is on its way there. */
function takeIn(claims) {
  for (const [path, rows] of Object.entries(claims)) {
    if (unsent.has(path)) continue;
    answers.delete(path);
    for (const row of rows) put({ ...row, exported: true });
  }
  // After a reload the answers come later than the page: it goes where it would have opened.
  if (isFirst && current && statusOf(current) !== "open") {
    const next = shown.find(isOpen);
    if (next) go(next, false);
    else current = null;
  }
  isFirst = false;
  refresh();
}

function ended() {
  keeper.trouble = "The terminal has ended this review. What was answered before is kept; nothing more is.";
  document.documentElement.classList.add("ended");
  drawNotices();
}

const events = new EventSource("events");
events.onmessage = (event) => {
  keeper.trouble = "";
  document.documentElement.classList.remove("ended");
  takeIn(JSON.parse(event.data));
};
events.addEventListener("end", () => { events.close(); ended(); });
events.onerror = ended;

byId("import").hidden = byId("export").hidden = true;
byId("kept").hidden = false;
byId("kept").textContent = "kept as you answer";
