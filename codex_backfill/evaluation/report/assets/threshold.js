// Another threshold for all claims: what it would give, and which claims would come out otherwise.
"use strict";

const TRIED = JSON.parse(document.getElementById("tried").textContent);
const slider = document.getElementById("threshold");
const NEVER = -Infinity;
const number = (value) => value ?? NEVER;

/** What a bar, in natural-log odds, makes of a claim: right, wrong or unlinked. */
const outcomeAt = (claim, bar) => (number(claim.wrong) >= bar ? "wrong" : number(claim.linked) >= bar ? "right" : "unlinked");
const share = (count, of) => (of ? Math.min(count / of, count === of ? 1 : 0.999).toFixed(3) : "–");
const probability = (bar) => 1 / (1 + Math.exp(-bar));
const shown = (chance) => (chance > 0.999 ? ">0.999" : chance < 0.001 ? "<0.001" : chance.toFixed(3));

function draw() {
  const at = Number(slider.value);
  const bar = TRIED.bars[at];
  const tally = { right: 0, wrong: 0, unlinked: 0 };
  const changed = [];
  for (const claim of TRIED.claims) {
    const now = outcomeAt(claim, bar);
    const before = outcomeAt(claim, TRIED.bars[TRIED.inForce]);
    tally[now] += 1;
    if (now !== before) changed.push([claim, before, now]);
  }
  const misled = TRIED.absent.filter((linked) => number(linked) >= bar).length;
  const said = {
    bar: shown(probability(bar)) + (at === TRIED.inForce ? ", in force" : ""),
    precision: `${share(tally.right, tally.right + tally.wrong)} (${tally.right} of ${tally.right + tally.wrong} linked)`,
    recall: `${share(tally.right, TRIED.claims.length)} (${tally.right} of ${TRIED.claims.length} claims)`,
    misled: `${share(misled, TRIED.absent.length)} (${misled} of ${TRIED.absent.length})`,
    changes: changed.length ? `${changed.length} of ${TRIED.claims.length} claims would come out otherwise:` : "No claim would come out otherwise.",
  };
  for (const [name, text] of Object.entries(said)) document.getElementById(`at-${name}`).textContent = text;
  slider.setAttribute("aria-valuetext", `threshold ${said.bar}: precision ${said.precision}, recall ${said.recall}`);
  document.getElementById("at-claims").replaceChildren(...changed.map(([claim, before, now]) => {
    const row = document.createElement("li");
    const title = document.createElement("bdi");
    title.textContent = claim.title;
    const change = document.createElement("span");
    change.className = `change ${now}`;
    change.textContent = `${before} → ${now}`;
    row.append(change, " ", title);
    return row;
  }));
}

slider.addEventListener("input", draw);
document.getElementById("try").hidden = false;
draw();
