// The search box: type-ahead over labels and aliases; Enter takes, Esc clears.

const input = byId("search");
const list = byId("found");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const index = entities.filter((entity) => entity.claims.length).map((entity) => ({ entity, names: [entity.label, ...entity.aliases].map(fold) }));
let results = [];
let active = 0;

/** Rank a match: the whole name, then its beginning, then the beginning of a word, then anywhere. */
function rank(names, query) {
  let best = 9;
  names.forEach((name, n) => {
    const at = name.indexOf(query);
    if (at < 0) return;
    const level = name === query ? 0 : at === 0 ? 1 : /[^\p{L}\p{N}]/u.test(name[at - 1]) ? 2 : 3;
    best = Math.min(best, level + (n ? 0.5 : 0));
  });
  return best;
}

function find(query) {
  const folded = fold(query.trim());
  if (!folded) return [];
  return index
    .map(({ entity, names }) => ({ entity, level: rank(names, folded), alias: names.findIndex((name) => name.includes(folded)) }))
    .filter((result) => result.level < 9)
    .sort((a, b) => a.level - b.level || b.entity.claims.length - a.entity.claims.length || a.entity.index - b.entity.index)
    .slice(0, 10);
}

function showResults() {
  results = find(input.value);
  active = 0;
  list.replaceChildren(...results.map(({ entity, alias }, n) => {
    const option = make("li", { role: "option", id: `found-${n}` }, icon(entity.family), make("span", { class: "name" }, entity.label),
      alias > 0 ? make("span", { class: "alias" }, entity.aliases[alias - 1]) : null, make("span", { class: "count" }, String(entity.claims.length)));
    option.addEventListener("mousedown", (event) => { event.preventDefault(); take(n); });
    return option;
  }));
  if (!results.length && input.value.trim()) list.append(make("li", { class: "nothing" }, "Nothing by that name"));
  list.hidden = !input.value.trim();
  input.setAttribute("aria-expanded", String(!list.hidden));
  markActive();
}

function markActive() {
  [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
  if (results.length) input.setAttribute("aria-activedescendant", `found-${active}`);
  else input.removeAttribute("aria-activedescendant");
}

function closeResults() {
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
}

function take(n) {
  if (!results[n]) return;
  const { entity } = results[n];
  input.value = entity.label;
  closeResults();
  goTo(entity.index);
}

input.addEventListener("input", showResults);
input.addEventListener("focus", () => { if (input.value.trim()) input.select(); });
input.addEventListener("blur", closeResults);
input.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && results.length) {
    active = (active + step + results.length) % results.length;
    markActive();
    event.preventDefault();
  } else if (event.key === "Enter") take(active);
  else if (event.key === "Escape") {
    if (input.value) { input.value = ""; closeResults(); } else input.blur();
    event.preventDefault();
    event.stopPropagation();
  }
});
