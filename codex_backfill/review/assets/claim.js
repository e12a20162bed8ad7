// One claim: what it says, the sources it could come from with the reasons, and what a yes would write.

/** Draws a claim; `act` is what page.js does on a click; `view` the selected candidate and the search. */
function drawClaim(claim, view, act) {
  const selected = claim.candidates[view.selected];
  const picked = view.found && !claim.candidates.some((one) => one.source === view.found) ? view.found : null;
  const against = picked || (selected && selected.source);
  const agreeing = against ? tellingWords(sourceWords(against)) : new Set();
  byId("claim").replaceChildren(
    h("div.scroll", { id: "claim-scroll" },
      drawHead(claim, agreeing),
      drawCandidates(claim, view, act),
      drawSearch(claim, view, act),
      drawDiff(claim, selected, view)),
    drawActions(claim, act));
}

function drawHead(claim, agreeing) {
  const said = [...answersOn(claim.path).values()].filter((answer) => !claim.candidates.some((one) => one.source.path === answer.source));
  return h("header.claim-head", null,
    claim.before ? h("p.banner", null, `Answered before: ${claim.before} The text has changed since.`) : null,
    h("div.crumbs", null,
      h("button.quiet.phone-only", { type: "button", id: "to-queue", onclick: act.toQueue }, "‹ Queue"),
      h("p.path", { dir: "ltr" }, claim.path)),
    h("h2.claim-title", { dir: "auto", id: "claim-title" }, ...marked(claim.title, agreeing)),
    claim.description ? h("p.description", { dir: "auto" }, ...marked(claim.description, agreeing)) : null,
    h("div.says", null,
      h("h3", null, "Says it comes from"),
      ...(claim.citations.length
        ? claim.citations.map((text) => h("p.citation", { dir: "auto" }, ...marked(text, agreeing)))
        : [h("p.citation.absent", null, "Nothing: it has no source text.")])),
    claim.excerpt
      ? h("details.excerpt", null, h("summary", null, "From the note", claim.created ? `, created ${claim.created}` : ""),
        h("p", { dir: "auto" }, ...marked(claim.excerpt, agreeing)))
      : null,
    ...said.map((answer) => h("p.banner.said", null,
      answer.source ? `${answer.verdict}: ${SOURCE_OF.get(answer.source)?.title || answer.source}` : "Answered: no source in the vault.")));
}

function drawCandidates(claim, view, act) {
  const agreeing = tellingWords(claimWords(claim));
  const scale = scaleOf(claim.candidates);
  const why = `${claim.verdict === "review" ? "For a person to decide" : claim.verdict}: ${spoken(claim.reason)}`;
  return h("section.candidates", { "aria-label": "Candidates" },
    h("div.section-head", null, h("h3", null, claim.candidates.length ? "Could come from" : "No candidate"), h("p.why", null, why)),
    ...claim.candidates.map((candidate, at) => drawCard(claim, candidate, at, view, act, agreeing, scale)));
}

function drawCard(claim, candidate, at, view, act, agreeing, scale) {
  const { source } = candidate;
  const answer = answersOn(claim.path).get(source.path);
  const isOpen = at === view.selected;
  const said = answer ? `.${answer.verdict}` : "";
  return h(`article.card${isOpen ? ".open" : ""}${said}`, { "aria-label": `Candidate ${at + 1}: ${source.title}` },
    h("div.card-head", { onclick: () => act.select(at) },
      h("kbd.key", { "aria-hidden": "true" }, String(at + 1)),
      h("button.card-title", { type: "button", "aria-expanded": String(isOpen), dir: "auto", id: `card-${at}` }, ...marked(source.title, agreeing)),
      h("span.probability", { title: `score ${signed(candidate.score)} in natural-log odds` }, percent(candidate.probability)),
      drawByline(source, agreeing),
      h("div.card-actions", { onclick: (event) => event.stopPropagation() },
        drawChoice("yes", `yes-${at}`, answer, source, (event) => act.yes(source, event.shiftKey)),
        drawChoice("no", `no-${at}`, answer, source, () => act.no(source)))),
    isOpen ? drawWaterfall(candidate, scale) : null,
    isOpen && source.excerpt ? h("p.card-excerpt", { dir: "auto" }, ...marked(source.excerpt, agreeing)) : null);
}

function drawChoice(verdict, id, answer, source, onclick) {
  const isGiven = answer?.verdict === verdict;
  const label = verdict === "yes" ? "Yes" : "No";
  return h(`button.${verdict}`, { type: "button", id, "aria-pressed": String(isGiven), "aria-label": `${label}: ${source.title}`, onclick },
    isGiven ? `${GLYPHS[verdict]} ${label}` : label);
}

function drawByline(source, agreeing) {
  const parts = [source.author, source.date, source.path].filter(Boolean);
  return h("p.byline", { dir: "auto" }, ...parts.flatMap((part, at) => [
    at ? h("span.dot", { "aria-hidden": "true" }, " · ") : null,
    part === source.path ? h("span.path", null, part) : h("span", null, ...marked(part, agreeing)),
  ]).filter(Boolean));
}

/** The axis that all candidates of a claim share: from the lowest to the highest sum on the way, the threshold included. */
function scaleOf(candidates) {
  const reached = [0, DATA.thresholdLogOdds];
  for (const candidate of candidates) {
    let sum = 0;
    for (const part of candidate.evidence) reached.push(sum += part.weight);
  }
  const low = Math.min(...reached);
  const high = Math.max(...reached);
  const share = (value) => (100 * (value - low)) / (high - low || 1);
  return share;
}

function drawWaterfall(candidate, share) {
  let sum = 0;
  const steps = candidate.evidence.map((part) => {
    const from = sum;
    sum += part.weight;
    return drawStep(part.name, part.level, part.detail, part.weight, from, sum, share);
  });
  const isBare = candidate.evidence.every((part) => !part.detail && PLAIN_LEVELS.has(part.level));
  return h(`table.waterfall${isBare ? ".bare" : ""}`, { "aria-label": "Reasons for and against, in natural-log odds; together they make the score" },
    h("tbody", null, ...steps),
    h("tfoot", null, drawStep("together", percent(candidate.probability), `needs ${percent(DATA.threshold)}`, candidate.score, 0, candidate.score, share)));
}

/** Levels that say no more than the sign of the bar does. */
const PLAIN_LEVELS = new Set(["for", "against", "any"]);

function drawStep(name, level, detail, weight, from, to, share) {
  const bar = h(`i.bar.${weight < 0 ? "against" : "for"}`, null);
  bar.style.left = `${share(Math.min(from, to))}%`;
  bar.style.width = `${share(Math.max(from, to)) - share(Math.min(from, to))}%`;
  const zero = h("i.zero", null);
  zero.style.left = `${share(0)}%`;
  const needed = h("i.needed", null);
  needed.style.left = `${share(DATA.thresholdLogOdds)}%`;
  return h("tr", null,
    h("th", { scope: "row" }, spoken(name), " ", PLAIN_LEVELS.has(level) ? null : h("span.level", null, spoken(level)), detail ? h("span.detail", { dir: "auto", title: detail }, detail) : null),
    h("td.lane", { "aria-hidden": "true" }, zero, needed, bar),
    h(`td.weight.${weight < 0 ? "against" : "for"}`, null, signed(weight)));
}

function drawSearch(claim, view, act) {
  const input = h("input", {
    type: "search", id: "search", placeholder: `Search all ${count(SOURCES.length, "source")}`, value: view.query, autocomplete: "off",
    "aria-label": "Search all sources", "aria-keyshortcuts": "/", oninput: (event) => act.search(event.target.value),
  });
  const agreeing = tellingWords(claimWords(claim), view.query);
  return h("section.search", { "aria-label": "Other sources" },
    h("div.section-head", null, h("h3", null, "Another source"), h("kbd.key", { "aria-hidden": "true" }, "/")),
    input,
    h("div.results", { id: "results", "aria-live": "polite" }, ...drawResults(claim, view, act, agreeing)));
}

function drawResults(claim, view, act, agreeing) {
  if (!view.query.trim()) return [];
  if (!view.results.length) return [h("p.nothing", null, "No source looks like that.")];
  return view.results.map((source, at) => {
    const answer = answersOn(claim.path).get(source.path);
    return h(`article.card.result${answer ? `.${answer.verdict}` : ""}${view.found === source ? ".open" : ""}`, null,
      h("div.card-head", { onclick: () => act.find(source) },
        h("button.card-title", { type: "button", dir: "auto", id: `result-${at}` }, ...marked(source.title, agreeing)),
        drawByline(source, agreeing),
        h("div.card-actions", { onclick: (event) => event.stopPropagation() },
          drawChoice("yes", `result-yes-${at}`, answer, source, (event) => act.yes(source, event.shiftKey)))));
  });
}

function drawDiff(claim, selected, view) {
  if (!selected || !selected.diff.length) return null;
  const lines = selected.diff.map((at) => STRINGS[at]);
  const title = h("summary", null, h("h3", null, "What a yes would write"), h("kbd.key", { "aria-hidden": "true" }, "d"));
  const details = h("details.diff", { id: "diff", open: view.diff, ontoggle: (event) => { view.diff = event.target.open; } },
    title,
    h("div.diff-box", { role: "region", "aria-label": `Diff for candidate ${view.selected + 1}`, tabIndex: 0 }, ...splitFiles(lines).map(drawFile)));
  return details;
}

function splitFiles(lines) {
  const files = [];
  for (const line of lines) {
    if (line.startsWith("diff --git ")) files.push([]);
    (files.at(-1) || files[files.push([]) - 1]).push(line);
  }
  return files;
}

const DIFF_KINDS = { "+": "plus", "-": "minus", "@": "hunk", "\\": "remark" };

function drawFile(lines) {
  let inHunk = false;
  return h("pre.file", null, ...lines.map((line) => {
    inHunk ||= line.startsWith("@@");
    return h(`span.line.${inHunk ? DIFF_KINDS[line[0]] || "same" : "head"}`, { dir: "auto" }, `${line}\n`);
  }));
}

function drawActions(claim, act) {
  const status = statusOf(claim);
  const button = (id, key, label, pressed, onclick) => h(`button.${id}`, { type: "button", id: `do-${id}`, "aria-pressed": pressed === null ? null : String(pressed), "aria-keyshortcuts": key, onclick },
    label, h("kbd", { "aria-hidden": "true" }, key));
  return h("footer.actions", { role: "group", "aria-label": "Answer" },
    button("back", "b", "Back", null, act.back),
    button("no-source", "n", "No source", status === "no-source", act.noSource),
    button("unsure", "u", "Unsure", status === "unsure", act.unsure),
    button("skip", "s", "Skip", null, act.skip));
}
