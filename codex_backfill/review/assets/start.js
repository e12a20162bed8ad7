// The last step: buttons do what their keys do, what an earlier visit left comes back, and the first open claim is shown.

window.addEventListener("beforeunload", (event) => {
  if (unsaved().length) event.preventDefault();
});

// The same page in another tab: what was answered there is answered here.
window.addEventListener("storage", (event) => {
  if (event.key !== `codex-backfill:${STORE}`) return;
  keeper.load();
  refresh();
});

byId("undo").onclick = takeBack;
byId("import").onclick = KEY_ACTIONS.i;
byId("export").onclick = KEY_ACTIONS.e;
byId("theme").onclick = switchTheme;
byId("help").onclick = openHelp;
byId("bulk").onclick = KEY_ACTIONS.a;
byId("open-filters").onclick = openFilters;
byId("shade").onclick = closeFilters;

byId("skip-to-filters").onclick = openFilters;

byId("vault").textContent = DATA.vault;
byId("made").textContent = `review of ${DATA.made}`;
if (chosen("theme")) document.documentElement.dataset.theme = chosen("theme");
setKeys(areKeysOn());
drawOrders(() => refresh());
keeper.load();
clearFilters();
refresh();
const firstOpen = shown.find(isOpen);
if (firstOpen) go(firstOpen, false);
else if (!current) showPane("claim");
document.documentElement.dataset.ready = "yes";
