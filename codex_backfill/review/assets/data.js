// The page's data, as `review/page.py` packs it, to claims, candidates and sources; and how elements are built.
"use strict";

const DATA = JSON.parse(document.getElementById("data").textContent);
const STRINGS = DATA.strings;

const SOURCES = DATA.sources.map(([path, title, author, date, url, excerpt, digest, problem], index) => ({
  index, path, title, author, date, url, excerpt, digest, problem,
}));
const SOURCE_OF = new Map(SOURCES.map((source) => [source.path, source]));

const CLAIMS = DATA.claims.map(unpackClaim);
const CLAIM_OF = new Map(CLAIMS.map((claim) => [claim.path, claim]));

function unpackClaim(row, index) {
  const [path, title, description, citations, created, excerpt, digest, sourceTextDigest, verdict, reason, before, problem, packed] = row;
  const candidates = packed.map(unpackCandidate);
  return {
    index, path, title, description, citations, created, excerpt, digest, sourceTextDigest, candidates, before, problem,
    verdict: STRINGS[verdict],
    reason: STRINGS[reason],
    folder: path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".",
    probability: candidates.length ? candidates[0].probability : null,
    gap: candidates.length > 1 ? candidates[0].score - candidates[1].score : null,
  };
}

function unpackCandidate([source, score, probability, verdict, reason, details]) {
  const candidate = { source: SOURCES[source], score, probability, verdict: STRINGS[verdict], reason: STRINGS[reason], parts: null, diff: [], problem: "" };
  return details ? addDetails(candidate, details, (at) => STRINGS[at]) : candidate;
}

/** Gives a candidate its reasons, its diff, and why its link cannot be written; `text` unpacks what is told often. */
function addDetails(candidate, [start, parts, diff, problem], text) {
  return Object.assign(candidate, {
    start, problem, diff: diff.map(text),
    parts: parts.map(([name, words, weight]) => ({ name: text(name), words: text(words), weight })),
  });
}

/** Why nothing can be answered on a claim: its note cannot be written; "" when it can. */
const blocked = (claim) => {
  const found = claim.candidates.find((one) => one.problem && one.problem.includes(`${claim.path}:`));
  return claim.problem || (found ? found.problem.split("\n").find((line) => line.startsWith(`${claim.path}:`)) || "" : "");
};
/** Why a yes to a candidate could not be written; "" when it could. */
const refused = (candidate) => candidate.source.problem || candidate.problem;

/** Builds an element `tag.class.class`; whatever a note says goes in as text, never as markup. */
function h(tag, properties, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const byId = (id) => document.getElementById(id);
const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
/** A probability for people, never rounded to certainty. */
const percent = (probability) => (probability > 0.99 ? ">99%" : probability < 0.01 ? "<1%" : `${Math.round(probability * 100)}%`);
const signed = (weight) => (weight < 0 ? "−" : "+") + Math.abs(weight).toFixed(1);
const spoken = (code) => code.replaceAll("-", " ").replaceAll("_", " ");

/** What a person chose of the page itself, kept for every vault: light or dark, the queue's order, single keys. */
function chosen(name) {
  try {
    return localStorage.getItem(`codex-backfill:${name}`);
  } catch {
    return null; // A browser that keeps nothing shows what its system prefers.
  }
}

/** Keeps it; whether that worked. */
function choose(name, value) {
  try {
    localStorage.setItem(`codex-backfill:${name}`, value);
    return true;
  } catch {
    return false;
  }
}
