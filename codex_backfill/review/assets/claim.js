// One claim: what it says, the sources it could come from with their answers, then why, and what a yes would write.

const STRONGEST = 3; // reasons told in a line on a card

/** Draws a claim; `act` is what page.js does on a click; `view` the selected candidate, the search and what is open. */
function drawClaim(claim, view, act) {
  const selected = claim.candidates[view.selected];
  const picked = view.found && !claim.candidates.some((one) => one.source === view.found) ? view.found : null;
  const against = picked || (selected && selected.source);
  const agreeing = against ? tellingWords(sourceWords(against)) : new Set();
  const wrong = blocked(claim);
  byId("claim").replaceChildren(
    h("div.scroll", { id: "claim-scroll", tabIndex: 0, role: "region", "aria-label": "The claim and its candidates" },
      drawHead(claim, agreeing, wrong, act),
      drawCandidates(claim, view, act, wrong),
      wrong ? null : drawSearch(claim, view, act),
      wrong ? null : drawDiff(claim, selected, view)),
    drawActions(claim, act, wrong));
}

function drawHead(claim, agreeing, wrong, act) {
  const said = [...answersOn(claim.path).values()].filter((answer) => !claim.candidates.some((one) => one.source.path === answer.source));
  return h("header.claim-head", null,
    wrong ? h("p.banner.wrong", { role: "alert" }, h("b", null, "This note cannot be written, so nothing is asked of it. "), wrong) : null,
    claim.before ? h("p.banner", null, `Answered before: ${claim.before} The text has changed since.`) : null,
    h("div.crumbs", null,
      h("button.quiet.phone-only", { type: "button", id: "to-queue", onclick: act.toQueue }, "‹ Queue"),
      h("p.path", { dir: "ltr" }, claim.path),
      drawNoteLink(claim.path, "open-claim")),
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

/** A link that opens a note in Obsidian, where the notes lie in one of its vaults. */
function drawNoteLink(path, id) {
  if (!DATA.obsidian) return null;
  const [vault, folder] = DATA.obsidian;
  const href = `obsidian://open?vault=${encodeURIComponent(vault)}&file=${encodeURIComponent(folder + path)}`;
  return h("a.out", { id, href }, "Open in Obsidian");
}

/** A link to where a source stands on the web; none for what is no web address, whatever else it is. */
function drawAddress(url, id) {
  const bare = url.replace(/^doi:\s*/i, "");
  const address = /^10\.\d{4,}\//.test(bare) ? `https://doi.org/${bare}` : /^www\./i.test(bare) ? `https://${bare}` : bare;
  if (!/^https?:\/\/[^\s]+$/i.test(address) || !URL.canParse(address)) return null;
  return h("a.out", { id, href: address, target: "_blank", rel: "noopener noreferrer", title: address }, `${new URL(address).host} ↗`);
}

function drawCandidates(claim, view, act, wrong) {
  const agreeing = tellingWords(claimWords(claim));
  const scale = scaleOf(claim.candidates);
  const why = `${claim.verdict === "review" ? "For a person to decide" : claim.verdict}: ${DATA.means[claim.reason] ?? spoken(claim.reason)}`;
  return h("section.candidates", { "aria-label": "Candidates" },
    h("div.section-head", null, h("h3", null, claim.candidates.length ? "Could come from" : "No candidate"), h("p.why", null, why)),
    ...claim.candidates.map((candidate, at) => drawCard(claim, candidate, at, view, act, agreeing, scale, wrong)));
}

function drawCard(claim, candidate, at, view, act, agreeing, scale, wrong) {
  const { source } = candidate;
  const answer = answersOn(claim.path).get(source.path);
  const isOpen = at === view.selected;
  const said = answer ? `.${answer.verdict}` : "";
  const unwritable = refused(candidate);
  return h(`article.card${isOpen ? ".open" : ""}${said}`, { "aria-label": `Candidate ${at + 1}: ${source.title}` },
    h("div.card-head", { onclick: () => act.select(at) },
      h("kbd.key", { "aria-hidden": "true" }, String(at + 1)),
      h("button.card-title", { type: "button", "aria-expanded": String(isOpen), dir: "auto", id: `card-${at}` }, ...marked(source.title, agreeing)),
      h("span.probability", { title: `score ${signed(candidate.score)} in natural-log odds` }, percent(candidate.probability)),
      drawByline(source, agreeing),
      wrong ? null : h("div.card-actions", { onclick: (event) => event.stopPropagation() },
        unwritable ? null : drawChoice("yes", `yes-${at}`, answer, source, (event) => act.yes(source, event.shiftKey)),
        drawChoice("no", `no-${at}`, answer, source, () => act.no(source)))),
    unwritable && !wrong ? h("p.banner.wrong", null, h("b", null, "No yes here: "), unwritable) : null,
    drawStrongest(candidate),
    isOpen && source.excerpt ? h("p.card-excerpt", { dir: "auto" }, ...marked(source.excerpt, agreeing)) : null,
    isOpen ? drawWhy(candidate, at, view, act, scale) : null);
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

/** What moves the count most, in a line; the bars behind it open on demand. */
function drawStrongest(candidate) {
  const parts = [...(candidate.parts || [])].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, STRONGEST);
  if (!parts.length) return null;
  return h("ul.strongest", { "aria-label": "The strongest reasons" }, ...parts.map((part) => {
    const side = part.weight < 0 ? "against" : "for";
    return h(`li.${side}`, { dir: "auto", title: part.words }, h("span.sr", null, `${side}: `), h("b", null, spoken(part.name)), part.words ? ` ${part.words}` : "");
  }));
}

function drawWhy(candidate, at, view, act, scale) {
  return h("div.card-foot", null,
    h("button.quiet.why-button", { type: "button", id: `why-${at}`, "aria-expanded": String(view.why), onclick: () => act.why(!view.why) },
      `Why ${percent(candidate.probability)}`, h("kbd", { "aria-hidden": "true" }, "w")),
    drawAddress(candidate.source.url, `address-${at}`),
    drawNoteLink(candidate.source.path, `open-source-${at}`),
    view.why ? drawWaterfall(candidate, scale) : null);
}

/** The axis that all candidates of a claim share: from the lowest to the highest sum on the way, the threshold included. */
function scaleOf(candidates) {
  const reached = [0, DATA.thresholdLogOdds];
  for (const candidate of candidates) {
    let sum = candidate.start || 0;
    reached.push(sum);
    for (const part of candidate.parts || []) reached.push(sum += part.weight);
  }
  const low = Math.min(...reached);
  const high = Math.max(...reached);
  return (value) => (100 * (value - low)) / (high - low || 1);
}

function drawWaterfall(candidate, share) {
  if (!candidate.parts) return h("p.hint", { role: "status" }, "Reading the reasons …");
  let sum = candidate.start;
  const steps = candidate.parts.map((part) => {
    const from = sum;
    sum += part.weight;
    return drawStep(spoken(part.name), part.words, signed(part.weight), part.weight < 0 ? "against" : "for", from, sum, share);
  });
  return h("div.why-box", null,
    h("table.waterfall", { "aria-label": "Reasons for and against, in natural-log odds; with the starting point they make the score" },
      h("tbody", null, drawStep(DATA.start, DATA.startMeans, signed(candidate.start), "start", candidate.start, candidate.start, share), ...steps),
      h("tfoot", null, drawStep(percent(candidate.probability), `a link needs ${percent(DATA.threshold)}, the dashed line`, signed(candidate.score), "sum", sum, sum, share))),
    h("p.legend", null, DATA.legend));
}

/** One row: a bar between two sums, or the mark of one where the count starts or ends. */
function drawStep(name, words, weight, kind, from, to, share) {
  const bar = h(`i.bar.${kind}`, null);
  bar.style.left = `${share(Math.min(from, to))}%`;
  if (from !== to) bar.style.width = `${share(Math.max(from, to)) - share(Math.min(from, to))}%`;
  const needed = h("i.needed", null);
  needed.style.left = `${share(DATA.thresholdLogOdds)}%`;
  return h("tr", null,
    h("th", { scope: "row" }, name, words ? h("span.detail", { dir: "auto", title: words }, words) : null),
    h("td.lane", { "aria-hidden": "true" }, needed, bar),
    h(`td.weight.${kind}`, null, weight));
}

function drawSearch(claim, view, act) {
  const input = h("input", {
    type: "search", id: "search", placeholder: `Search all ${count(SOURCES.length, "source")}`, value: view.query, autocomplete: "off",
    "aria-label": "Search all sources", "aria-keyshortcuts": "/", oninput: (event) => act.search(event.target.value),
  });
  const agreeing = new Set([...tellingWords(claimWords(claim)), ...allWords(view.query)]);
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
        source.problem ? null : h("div.card-actions", { onclick: (event) => event.stopPropagation() },
          drawChoice("yes", `result-yes-${at}`, answer, source, (event) => act.yes(source, event.shiftKey)))),
      source.problem ? h("p.banner.wrong", null, source.problem) : null);
  });
}

function drawDiff(claim, selected, view) {
  if (!selected || !selected.diff.length) return null;
  const title = h("summary", null, h("h3", null, "What a yes would write"), h("kbd.key", { "aria-hidden": "true" }, "d"));
  return h("details.diff", { id: "diff", open: view.diff, ontoggle: (event) => { view.diff = event.target.open; } },
    title,
    h("div.diff-box", { role: "region", "aria-label": `Diff for candidate ${view.selected + 1}`, tabIndex: 0 }, ...splitFiles(selected.diff).map(drawFile)));
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

function drawActions(claim, act, wrong) {
  const status = statusOf(claim);
  const button = (id, key, label, pressed, onclick) => h(`button.${id}`, { type: "button", id: `do-${id}`, "aria-pressed": pressed === null ? null : String(pressed), "aria-keyshortcuts": key, onclick },
    label, h("kbd", { "aria-hidden": "true" }, key));
  return h("footer.actions", { role: "group", "aria-label": "Answer" },
    button("back", "b", "Back", null, act.back),
    wrong ? null : button("no-source", "n", "No source", status === "no-source", act.noSource),
    wrong ? null : button("unsure", "u", "Unsure", status === "unsure", act.unsure),
    button("skip", "s", "Skip", null, act.skip));
}

/** What stands where a claim would: all is answered, nothing waits, or nothing passes the filters. */
function drawBlank(tally, act) {
  const given = Object.keys(ANSWER_NAMES).filter((status) => status !== "open" && tally[status]);
  const total = given.reduce((sum, status) => sum + tally[status], 0);
  const next = keeper.isServed
    ? ["Your answers are kept. Then, in the vault: ", h("code", null, "codex-backfill diff")]
    : ["Take your answers out with Export, then, in the vault: ", h("code", null, "codex-backfill decide answers.jsonl")];
  if (isFiltered() || tally.open) {
    return h("div.scroll.blank", null, h("p", null, "Nothing passes these filters."),
      h("button.quiet", { type: "button", id: "blank-clear", onclick: act.clearFilters }, "Clear the filters"));
  }
  return h("div.scroll.blank", null,
    h("h2.claim-title", { id: "blank-title" }, total ? "All is answered." : "Nothing waits for an answer."),
    total ? h("p", null, given.map((status) => `${tally[status].toLocaleString("en")} ${ANSWER_NAMES[status]}`).join(", ") + ".") : null,
    total ? h("p", null, ...next) : null,
    DATA.done.length ? h("ul.done", null, ...DATA.done.map((sentence) => h("li", null, sentence))) : null,
    CLAIMS.length ? h("button", { type: "button", id: "look-through", onclick: act.lookThrough }, `Look through all ${count(CLAIMS.length, "claim")}`) : null);
}
