// What opens over the page: keys and help, answers out, answers in, answers for all that is shown.

/** Opens a dialog with a title; returns what closes it. The element takes care of Escape and of the focus. */
function openDialog(title, ...content) {
  const dialog = h("dialog", { "aria-labelledby": "dialog-title" },
    h("div.dialog-head", null, h("h2", { id: "dialog-title", tabIndex: -1, autofocus: true }, title), h("button.quiet", { type: "button", "aria-label": "Close", onclick: () => dialog.close() }, "✕")),
    ...content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  return () => dialog.close();
}

const isDialogOpen = () => document.querySelector("dialog[open]") !== null;

const HELP = [
  ["1 – 5", "yes to that candidate, and on"],
  ["+ then 1 – 5", "each adds one: the claim has several sources; s goes on"],
  ["Shift 1 – 5", "not this one: it never comes back"],
  ["n", "no source in the vault"],
  ["u", "unsure"],
  ["s", "skip"],
  ["b", "back to the claim before"],
  ["z", "undo"],
  ["j k ↓ ↑", "next and previous claim"],
  ["[ ]", "look at the previous or next candidate"],
  ["w", "why: the reasons for and against, as bars"],
  ["d", "what a yes would write"],
  ["/", "search all sources; ↓ ↑ and Enter to pick one"],
  ["o", "open the note in Obsidian", () => DATA.obsidian],
  ["Shift o", "open the source's address"],
  ["f", "filters"],
  ["a", "answer all that is shown"],
  ["e i", "answers out and in", () => !keeper.isServed],
  ["t", "light or dark"],
];

function openHelp() {
  const key = (part) => (/^(then|–)$/.test(part) ? ` ${part} ` : h("kbd", null, part));
  const rows = HELP.filter(([, , holds]) => !holds || holds());
  const keysOn = h("input", { type: "checkbox", id: "single-keys", checked: areKeysOn(), onchange: (event) => setKeys(event.target.checked) });
  const close = openDialog("Keys",
    h("dl.keys", null, ...rows.map(([keys, meaning]) => h("div", null, h("dt", null, ...keys.split(" ").map(key)), h("dd", null, meaning)))),
    h("label.switch", null, keysOn, h("span", null, "Single keys answer. Without them Tab, the arrows, Enter and Ctrl+Z reach everything.")),
    h("div.dialog-actions", null,
      keeper.isServed ? null : h("button", { type: "button", onclick: () => { close(); KEY_ACTIONS.i(); } }, "Answers in"),
      h("button", { type: "button", onclick: switchTheme }, "Light or dark")),
    h("p.hint", null, keeper.isServed
      ? "Every answer stands in .codex-backfill/decisions.jsonl as soon as it is given."
      : "Answers stay in this browser until they are exported. Nothing leaves this page by itself: it has no access to any network."));
}

function openExport(done) {
  const all = allAnswers();
  const text = exportText();
  const name = h("input", { type: "text", id: "person", value: person, autocomplete: "off" });
  const box = h("textarea", { readOnly: true, rows: 6, spellcheck: false, value: text, "aria-label": "The answers as JSON lines", id: "export-text" });
  const finish = (message) => { markExported(); close(); done(message); };
  name.addEventListener("change", () => {
    const before = person;
    person = name.value.trim() || DATA.by;
    for (const answer of all) if (answer.by === before && !answer.exported) answer.by = person;
    keepHere();
    box.value = exportText();
  });
  const close = openDialog("Answers out",
    h("p", null, all.length ? `${count(all.length, "answer")}, ${count(unsaved().length, "of them", "of them")} not exported yet.` : "There is no answer yet."),
    h("label.field", null, "Answers by", name),
    box,
    h("div.dialog-actions", null,
      h("button", { type: "button", id: "copy", disabled: !all.length, onclick: () => copyText(box.value, box).then((worked) => (worked ? finish("Copied") : done("This browser does not let the page copy; the text is selected"))) }, "Copy"),
      h("button.primary", { type: "button", id: "download", disabled: !all.length, onclick: () => { downloadText(box.value, "answers.jsonl"); finish("Saved as answers.jsonl"); } }, "Download")),
    h("p.hint", null, "Then, in the vault: ", h("code", null, "codex-backfill decide answers.jsonl")));
}

function downloadText(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function copyText(text, box) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    box.select();
    return document.execCommand("copy");
  }
}

function openImport(done) {
  const box = h("textarea", { rows: 6, spellcheck: false, id: "import-text", "aria-label": "Answers as JSON lines", placeholder: '{"claim": …, "source": …, "verdict": "yes", "at": …}' });
  const file = h("input", { type: "file", id: "import-file", accept: ".jsonl,.json,.txt", "aria-label": "A file of answers" });
  const errors = h("ul.errors", { role: "alert" });
  file.addEventListener("change", async () => { if (file.files[0]) box.value = await file.files[0].text(); });
  const take = () => {
    try {
      const { read, taken, elsewhere } = importText(box.value);
      close();
      done(`${count(read, "answer")} read, ${taken} new${elsewhere ? `, ${elsewhere} on claims not on this page` : ""}`);
    } catch (wrong) {
      errors.replaceChildren(...[...wrong.slice(0, 8), "Nothing came in."].map((line) => h("li", null, line)));
    }
  };
  const close = openDialog("Answers in", file, box, errors,
    h("div.dialog-actions", null, h("button.primary", { type: "button", id: "import-do", onclick: take }, "Import")));
}

/** Offers one answer for every open claim among those shown; `give` gets the verdict and the claims it is for. */
function openBulk(shown, give) {
  const open = shown.filter(isOpen);
  const withBest = open.filter((claim) => claim.candidates.length && !refused(claim.candidates[0]));
  const choice = (id, label, claims) => h("button.choice-big", { type: "button", id: `bulk-${id}`, disabled: !claims.length, onclick: () => { close(); give(id, claims); } },
    h("span", null, label), h("span.number", null, claims.length.toLocaleString("en")));
  const close = openDialog("Answer all that is shown",
    h("p", null, `${count(shown.length, "claim")} shown, ${open.length.toLocaleString("en")} of them open. Answers that you gave stay as they are; one undo takes all of these back.`),
    choice("yes", "Yes to the first candidate", withBest),
    choice("no-source", "No source in the vault", open),
    choice("unsure", "Unsure about the first candidate", withBest));
}
