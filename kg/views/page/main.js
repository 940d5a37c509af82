// The wiring: what a click, a key and a filter do.

const say = (text) => { byId("status").textContent = text; };

/** Keep strong what belongs to the selection, and fade the rest. */
function light() {
  lit = litLines = null;
  if (selection && selection.entity !== undefined) {
    lit = { chosen: selection.entity, all: new Set([selection.entity, ...neighbours(entities[selection.entity])]) };
    litLines = new Set([...bundles.values()].filter((b) => b.a === selection.entity || b.b === selection.entity).map((b) => b.key));
  } else if (selection && selection.pair) {
    const [a, b] = selection.pair;
    lit = { chosen: null, all: new Set([a, b]) };
    litLines = new Set([...bundles.values()].filter((one) => one.a === a && one.b === b).map((one) => one.key));
  }
}

function select(wanted) {
  selection = wanted;
  network.unselectAll();
  if (lines > MOST) bundleClaims();
  light();
  if (!wanted) panel.hidden = true;
  else if (wanted.list) showList();
  else if (wanted.pair) showPair(...wanted.pair, wanted.look);
  else showEntity(wanted.entity);
  paint();
  adjustView();
  describeStatus();
  writeAddress();
}

function describeStatus() {
  if (selection && selection.entity !== undefined) say(`${entities[selection.entity].label}: its claims are in the panel`);
  else if (selection && selection.pair) say(`${selection.pair.map((n) => entities[n].label).join(" and ")}: their claims are in the panel`);
  else say("Click a line or a shape to read the sentences behind it. Double-click a shape for its neighbours.");
}

/** Fit the drawing into what the panel leaves free; where the reader has set the view, move it only if it must be. */
function adjustView() {
  const chosen = lit ? [...lit.all].filter((index) => shown.has(index)) : [];
  if (!ownView) {
    fit();
    if (chosen.length && network.getScale() < 0.6) fit(chosen);
    return;
  }
  const focus = selection && (selection.pair || (selection.entity !== undefined ? [selection.entity] : null));
  if (!focus || focus.every(isOpen)) return;
  const places = focus.map((index) => network.getPosition(index));
  const middle = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  const scale = network.getScale();
  network.moveTo({ position: { x: middle("x") + (byId("graph").clientWidth - openWidth()) / 2 / scale, y: middle("y") }, scale });
  if (!focus.every(isOpen)) fit(focus);
}

/** Whether an entity stands where it can be seen. */
function isOpen(index) {
  const { x, y } = network.canvasToDOM(network.getPosition(index));
  return x > 30 && x < openWidth() - 30 && y > 30 && y < byId("graph").clientHeight - 50;
}

function refresh() {
  setScene();
  light();
  paint();
  const nothing = claims.length && !matched.size;
  byId("empty").hidden = Boolean(claims.length) && !nothing;
  if (nothing) byId("empty").replaceChildren(make("h2", {}, "No claim passes the filters"), make("button", { type: "button", onclick: () => { resetFilters(); filtersChanged(); } }, "Reset filters"));
  showNotice();
}

/** Say what is not on the stage. */
function showNotice() {
  const left = reachable - shown.size;
  const notice = byId("notice");
  const number = (value) => value.toLocaleString("en");
  const words = [];
  if (ego !== null) words.push(`Only ${entities[ego].label} and its neighbours.`, make("button", { type: "button", onclick: () => showEgo(null) }, "Show the whole graph"));
  else if (left > 0) {
    const more = () => { limit += STEP; ownView = false; refresh(); select(selection); };
    words.push(`The ${number(shown.size)} entities most spoken of, out of ${number(reachable)}. Search, filter or double-click for the rest.`, make("button", { type: "button", onclick: more }, `Show ${Math.min(STEP, left)} more`));
  }
  if (lines > MOST) words.push(`The ${MOST} strongest of ${number(lines)} lines; click a shape for all of its own.`);
  notice.hidden = !words.length;
  notice.replaceChildren(...words.flatMap((word) => [word, " "]));
}

function filtersChanged() {
  updateFacets(applyFilters());
  refresh();
  if (![...shown].some(isOpen)) ownView = false;
  select(selection);
}

function goTo(entity) {
  if (!shown.has(entity)) {
    called.add(entity);
    if (ego !== null && !shown.has(entity)) ego = null;
    refresh();
  }
  select({ entity });
}

function expand(entity) {
  called.add(entity);
  for (const other of neighbours(entities[entity])) called.add(other);
  refresh();
  select({ entity });
}

function showEgo(entity) {
  ego = entity;
  ownView = false;
  refresh();
  select(entity === null ? selection : { entity });
}

function start() {
  if (!claims.length) {
    byId("empty").hidden = false;
    byId("empty").append(make("h2", {}, "No claims yet"), make("p", {}, "Nothing was found in these articles that kg can put as a claim: who does what to whom, where, when, on whose word. Try longer or other articles."));
    document.body.classList.add("without-claims");
    return;
  }
  buildFacets();
  const wanted = readAddress();
  updateFacets(applyFilters());
  refresh();
  fit();
  if (wanted) goToAddress(wanted);
  else describeStatus();
}

function goToAddress(wanted) {
  for (const index of wanted.pair || [wanted.entity]) if (!shown.has(index)) called.add(index);
  refresh();
  select(wanted);
}

function fitAll() {
  ownView = false;
  fit();
}

function resized() {
  network.setSize("100%", "100%");
  network.redraw();
  adjustView();
}

function onClick({ nodes: [node], edges: [edge], pointer }) {
  const label = node === undefined ? labelAt(pointer.canvas) : null;
  const entity = node ?? (label && label.kind === "node" ? label.id : undefined);
  const bundle = bundles.get(label && label.kind === "line" ? label.id : edge);
  if (entity !== undefined) select({ entity });
  else if (bundle) select({ pair: [bundle.a, bundle.b], look: bundle.look });
  else select(null);
}

network.on("click", onClick);
network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) expand(node); });
network.on("hoverNode", ({ node }) => { hovered = node; network.canvas.frame.style.cursor = "pointer"; network.redraw(); });
network.on("hoverEdge", ({ edge }) => { hovered = edge; network.canvas.frame.style.cursor = "pointer"; network.redraw(); });
for (const event of ["blurNode", "blurEdge"]) network.on(event, () => { hovered = null; network.canvas.frame.style.cursor = "default"; network.redraw(); });
network.on("zoom", () => { ownView = true; });
network.on("dragging", labelsChanged);
network.on("dragEnd", ({ nodes: moved }) => {
  ownView = true;
 for (const id of moved) Object.assign(entities[id], network.getPosition(id));
  labelsChanged();
});
byId("fit").addEventListener("click", () => fitAll());
byId("png").addEventListener("click", savePicture);
byId("list").addEventListener("click", () => select(selection && selection.list ? null : { list: true }));
byId("filters-button").addEventListener("click", () => {
  const open = document.body.classList.toggle("filters-closed");
  byId("filters-button").setAttribute("aria-expanded", String(!open));
  resized();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
  if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
  if (event.key === "/") { input.focus(); event.preventDefault(); }
  if (event.key === "f") fitAll();
  if (event.key === "Escape") { input.value = ""; if (selection) select(null); else if (ego !== null) showEgo(null); }
});
window.addEventListener("resize", () => requestAnimationFrame(resized));
window.addEventListener("hashchange", () => { const wanted = readAddress(); updateFacets(applyFilters()); refresh(); if (wanted) goToAddress(wanted); else select(null); });
start();
// for the browser's console and for tests
window.explorer = { network, claims, entities, labels: () => placed.items, bundles: () => [...bundles.values()], shown: () => [...shown], pointOn, fit };
