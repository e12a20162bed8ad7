// What the person answered: given, taken back, kept, and carried out and in as JSON lines.

const STORE = `review:${DATA.id}`;
const VERDICTS = ["yes", "no", "unsure", "no-source"];
const KEYS = ["claim", "source", "verdict", "by", "at", "score", "claim_digest", "source_digest"];

const STEPS = 200; // that can be undone, after a reload, too

/** Claim path to source path ("" for no-source) to answer. */
let answers = new Map();
let undoStack = [];
let person = DATA.by;
let storageWorks = true;

/** Where answers are kept: this browser, unless live.js puts the server in its place. */
let keeper = { isServed: false, keep: keepHere, load: restore, details: () => {} };

const answersOn = (path) => answers.get(path) || new Map();
const allAnswers = () => [...answers.values()].flatMap((on) => [...on.values()]);
const unsaved = () => allAnswers().filter((answer) => !answer.exported);

/** What is said of a claim as a whole: yes, no-source, unsure, no (to every candidate shown), or open. */
function statusOf(claim) {
  const on = answers.get(claim.path);
  if (!on || !on.size) return "open";
  const said = new Set([...on.values()].map((answer) => answer.verdict));
  for (const verdict of ["yes", "no-source", "unsure"]) if (said.has(verdict)) return verdict;
  return claim.candidates.every((candidate) => on.has(candidate.source.path)) ? "no" : "open";
}

function makeAnswer(claim, source, verdict) {
  const candidate = claim.candidates.find((one) => one.source === source);
  return {
    claim: claim.path,
    source: source ? source.path : null,
    verdict,
    by: person,
    at: new Date().toISOString(),
    score: candidate ? candidate.score : null,
    claim_digest: claim.digest,
    source_digest: source ? source.digest : claim.sourceTextDigest,
    exported: false,
  };
}

/** Answers that a new one takes the place of: the one on its pair, and yes or unsure beside no-source. */
function displaced(answer) {
  const spoken = ["yes", "unsure"];
  return [...answersOn(answer.claim).values()].filter((old) =>
    old.source === answer.source ||
    (answer.source === null && spoken.includes(old.verdict)) ||
    (old.source === null && spoken.includes(answer.verdict)));
}

function put(answer) {
  if (!answers.has(answer.claim)) answers.set(answer.claim, new Map());
  answers.get(answer.claim).set(answer.source || "", answer);
}

function take(answer) {
  const on = answers.get(answer.claim);
  if (on && on.get(answer.source || "")?.verdict === answer.verdict) on.delete(answer.source || "");
  if (on && !on.size) answers.delete(answer.claim);
}

/** One step, with one undo: answers that come, and those that go besides the ones they displace. */
function change(label, coming, going = []) {
  const gone = [...going];
  going.forEach(take);
  for (const answer of coming) {
    for (const old of displaced(answer)) {
      take(old);
      gone.push(old);
    }
    put(answer);
  }
  undoStack = [...undoStack, { label, coming, gone: gone.filter((answer) => !coming.includes(answer)) }].slice(-STEPS);
  keeper.keep([...coming, ...gone]);
}

/** Takes the last step back; returns it, or undefined when there is none. */
function undo() {
  const step = undoStack.pop();
  if (!step) return undefined;
  step.coming.forEach(take);
  step.gone.forEach(put);
  keeper.keep([...step.coming, ...step.gone]);
  return step;
}

function keepHere() {
  storageWorks = choose(STORE, JSON.stringify({ by: person, answers: allAnswers(), steps: undoStack }));
}

/** What was kept; null where there is nothing, or nothing that can be read. */
function keptHere() {
  try {
    return JSON.parse(chosen(STORE) || "null");
  } catch {
    return null;
  }
}

/** Reads back what an earlier visit left; exported answers on claims that are no longer asked about are let go. */
function restore() {
  const kept = keptHere();
  storageWorks = choose("probe", "");
  answers = new Map();
  undoStack = [];
  if (!kept || !Array.isArray(kept.answers)) return;
  person = String(kept.by || DATA.by);
  for (const answer of kept.answers) {
    const sound = readAnswer(answer);
    if (typeof sound === "string" || (answer.exported && !CLAIM_OF.has(answer.claim))) continue;
    put({ ...sound, exported: Boolean(answer.exported) });
  }
  undoStack = readSteps(kept.steps);
}

/** Steps as they were kept to those that can be undone; what another version of the page kept is let go. */
function readSteps(kept) {
  const isSound = (answer) => typeof readAnswer(answer) !== "string";
  return (Array.isArray(kept) ? kept : []).filter((step) =>
    Array.isArray(step?.coming) && Array.isArray(step.gone) && [...step.coming, ...step.gone].every(isSound));
}

function exportText() {
  const lines = allAnswers().sort((a, b) => order(a.claim, b.claim) || order(a.source || "", b.source || ""));
  return lines.map((answer) => `${JSON.stringify(answer, KEYS.filter((key) => answer[key] !== ""))}\n`).join("");
}

const order = (one, other) => (one < other ? -1 : Number(one > other));

function markExported() {
  for (const answer of allAnswers()) answer.exported = true;
  keepHere();
}

/** An object to an answer, or to what is wrong with it. */
function readAnswer(found) {
  if (typeof found !== "object" || found === null || Array.isArray(found)) return "is not an answer";
  if (typeof found.claim !== "string" || !found.claim) return "names no claim";
  if (!VERDICTS.includes(found.verdict)) return `has no verdict out of ${VERDICTS.join(", ")}`;
  const source = typeof found.source === "string" ? found.source : null;
  if ((source === null) !== (found.verdict === "no-source")) return `says ${found.verdict} ${source ? "of a source" : "without a source"}`;
  const at = new Date(typeof found.at === "string" ? found.at : NaN);
  if (Number.isNaN(at.getTime())) return "does not say when";
  const text = (value) => (typeof value === "string" ? value : "");
  const claim = CLAIM_OF.get(found.claim);
  const about = source ? SOURCE_OF.get(source)?.digest : claim?.sourceTextDigest;
  return {
    claim: found.claim, source, verdict: found.verdict, by: text(found.by) || person, at: at.toISOString(),
    score: typeof found.score === "number" ? found.score : null,
    claim_digest: text(found.claim_digest) || text(claim?.digest), source_digest: text(found.source_digest) || text(about),
  };
}

/** JSON lines to what came in; throws a list of what is wrong, and then nothing came in. */
function importText(text) {
  const coming = [];
  const errors = [];
  text.split("\n").forEach((line, at) => {
    if (!line.trim()) return;
    let answer;
    try {
      answer = readAnswer(JSON.parse(line));
    } catch {
      answer = "is not JSON";
    }
    if (typeof answer === "string") errors.push(`line ${at + 1} ${answer}`);
    else coming.push({ ...answer, exported: true });
  });
  if (errors.length) throw errors;
  const newer = coming
    .sort((a, b) => order(a.at, b.at))
    .filter((answer) => displaced(answer).every((old) => old.at < answer.at));
  if (newer.length) change(`import of ${count(newer.length, "answer")}`, newer);
  return { read: coming.length, taken: newer.length, elsewhere: newer.filter((answer) => !CLAIM_OF.has(answer.claim)).length };
}
