// The legend, which is the filter: statuses with their lines, classes with their shapes, claimants, predicates.

const TITLES = { status: "Lines: status", family: "Shapes: class", claimant: "Who says so", predicate: "Predicate" };
const LONG = 12;
const rows = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));

function lineSample(status) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 34 12");
  svg.setAttribute("class", "line-sample");
  svg.setAttribute("aria-hidden", "true");
  const path = (d, colour, width, dash) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [name, value] of Object.entries({ d, stroke: colour, "stroke-width": width, fill: "none", "stroke-dasharray": dash || "none" }))
      element.setAttribute(name, value);
    svg.append(element);
  };
  const colour = status === "denied" ? LINES.denied : status === "attributed" ? LINES.light : LINES.strong;
  path("M1 6H33", colour, 2.2, (DASHES[status] || []).map((n) => n * 0.8).join(" "));
  if (status === "denied") path("M13 2L21 10M21 2L13 10", colour, 2.2);
  return svg;
}

const labels = {
  status: (key) => [lineSample(key), make("span", { class: "name" }, STATUSES.find((one) => one.key === key).label)],
  family: (value) => [icon(value), make("span", { class: "name" }, families[value].label)],
  claimant: (value) => [make("span", { class: "name" }, claimantName(value))],
  predicate: (value) => [make("span", { class: "name" }, predicateWords[value])],
};

function facetRow(facet, value) {
  const box = make("input", { type: "checkbox" });
  box.checked = true;
  box.addEventListener("change", () => {
    if (box.checked) hidden[facet].delete(value);
    else hidden[facet].add(value);
    filtersChanged();
  });
  const count = make("span", { class: "count" });
  const text = nameOf[facet](value);
  const solo = make("button", { type: "button", class: "only", "aria-label": `Show only ${text}`, onclick: () => { only(facet, value); filtersChanged(); } }, "only");
  rows[facet].set(value, { box, count });
  return make("li", { "data-value": text }, make("label", {}, box, ...labels[facet](value), count), solo);
}

function facetSection(facet) {
  const values = facetValues(facet);
  const list = make("ul", {}, ...values.map((value) => facetRow(facet, value)));
  const all = make("button", { type: "button", class: "only all", "aria-label": `${TITLES[facet]}: show all`, onclick: () => { hidden[facet].clear(); filtersChanged(); } }, "all");
  const section = make("fieldset", { "data-facet": facet }, make("legend", {}, TITLES[facet]), all, list);
  if (values.length > LONG + 3) {
    list.classList.add("long");
    const more = make("button", { type: "button", class: "quiet", onclick: () => { list.classList.remove("long"); more.remove(); } }, `Show all ${values.length}`);
    section.append(more);
  }
  return section;
}

function buildFacets() {
  const reset = make("button", { type: "button", id: "reset", onclick: () => { resetFilters(); filtersChanged(); } }, "Reset filters");
  const total = make("p", { class: "total", id: "total" });
  byId("filters").replaceChildren(total, ...FACETS.map(facetSection), reset);
}

function updateFacets(counts) {
  for (const facet of FACETS)
    for (const [value, { box, count }] of rows[facet]) {
      box.checked = !hidden[facet].has(value);
      const number = counts[facet].get(value) || 0;
      count.textContent = number.toLocaleString("en");
      box.closest("li").classList.toggle("none", number === 0);
    }
  byId("reset").hidden = !anyFilter();
  const parts = [plural(entities.filter((entity) => entity.claims.length).length, "entity", "entities"), plural(articles.length, "article")];
  byId("total").textContent = `${anyFilter() ? `${matched.size.toLocaleString("en")} of ` : ""}${plural(claims.length, "claim")} · ${parts.join(" · ")}`;
}
