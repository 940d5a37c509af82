// What is on the stage: which entities, where, and the lines that bundle their claims.

const FIRST = entities.filter((entity) => entity.x !== null).length;
const STEP = 150;
let limit = Math.max(FIRST, 1);
let ego = null; // an entity that is shown with its neighbours and nothing else
const called = new Set(); // entities asked for by search or expansion
let shown = new Set();
let bundles = new Map();
let reachable = 0; // entities that have a claim that passes
const MOST = 300; // more lines than this cannot be told apart
let lines = 0; // all lines there would be

function neighbours(entity) {
  const found = new Set();
  for (const claim of entity.claims)
    if (matched.has(claim)) found.add(claim.subject === entity.index ? claim.object : claim.subject);
  return found;
}

/** Choose the entities to show: the best connected ones among those with a claim that passes, and those called for. */
function chooseEntities() {
  const degree = new Map();
  for (const claim of matched)
    for (const end of new Set([claim.subject, claim.object])) degree.set(end, (degree.get(end) || 0) + 1);
  reachable = degree.size;
  let chosen;
  if (ego !== null) chosen = [ego, ...neighbours(entities[ego])];
  else if (!anyFilter()) chosen = [...degree.keys()].sort((a, b) => a - b).slice(0, limit);
  else chosen = [...degree.keys()].sort((a, b) => degree.get(b) - degree.get(a) || a - b).slice(0, limit);
  shown = new Set(chosen);
  for (const index of called) if (ego === null) shown.add(index);
  place([...shown].filter((index) => entities[index].x === null));
}

/** Give entities that Python did not lay out a free spot near a neighbour, on a spiral around it. */
function place(homeless) {
  const taken = [...shown].map((index) => entities[index]).filter((entity) => entity.x !== null);
  const free = (x, y) => !taken.some((other) => Math.abs(other.x - x) < 130 && Math.abs(other.y - y) < 58);
  for (const index of homeless.sort((a, b) => a - b)) {
    const entity = entities[index];
    const near = [...neighbours(entity)].map((other) => entities[other]).find((other) => other.x !== null && shown.has(other.index));
    const [cx, cy] = near ? [near.x, near.y] : [0, 0];
    for (let n = 1; ; n += 1) {
      const radius = 110 + 16 * Math.sqrt(n);
      const angle = n * 2.399963;
      const [x, y] = [Math.round(cx + 1.2 * radius * Math.cos(angle) * (1 + n / 60)), Math.round(cy + radius * Math.sin(angle) * (1 + n / 60))];
      if (!free(x, y)) continue;
      Object.assign(entity, { x, y });
      taken.push(entity);
      break;
    }
  }
}

const lookOf = (claim) =>
  claim.negative ? "denied" : claim.modality === "actual" ? "held" : "open";

/** Bundle the claims that pass: one line for each pair of entities and each of held, open (planned …) and denied. */
function bundleClaims() {
  bundles = new Map();
  for (const claim of matched) {
    if (!shown.has(claim.subject) || !shown.has(claim.object)) continue;
    const [a, b] = [Math.min(claim.subject, claim.object), Math.max(claim.subject, claim.object)];
    const look = lookOf(claim);
    const key = `${a}-${b}-${look}`;
    if (!bundles.has(key)) bundles.set(key, { key, a, b, look, claims: [] });
    bundles.get(key).claims.push(claim);
  }
  lines = bundles.size;
  thinOut();
  const beside = new Map();
  for (const bundle of bundles.values()) {
    const pair = `${bundle.a}-${bundle.b}`;
    beside.set(pair, [...(beside.get(pair) || []), bundle]);
  }
  for (const group of beside.values()) group.forEach((bundle, n) => describe(bundle, n, group.length));
}

/** Keep the lines that most sentences speak for, the best line of each entity, and all of the selected one. */
function thinOut() {
  if (bundles.size <= MOST) return;
  const strength = (bundle) => new Set(bundle.claims.map((claim) => claim.text)).size;
  const ranked = [...bundles.values()].map((bundle) => [bundle, strength(bundle)]).sort((x, y) => y[1] - x[1]).map(([bundle]) => bundle);
  const chosen = new Set(selection && (selection.pair || [selection.entity]));
  const reached = new Set();
  bundles = new Map();
  ranked.forEach((bundle, n) => {
    const wanted = chosen.size === 1 ? chosen.has(bundle.a) || chosen.has(bundle.b) : chosen.has(bundle.a) && chosen.has(bundle.b);
    if (n < MOST || wanted || !reached.has(bundle.a) || !reached.has(bundle.b)) bundles.set(bundle.key, bundle);
    reached.add(bundle.a).add(bundle.b);
  });
}

/** Say how a bundle is drawn: bend, arrows, dashes, lightness and words. */
function describe(bundle, n, siblings) {
  const every = (test) => bundle.claims.every(test);
  bundle.bend = siblings === 1 ? 0 : [[0.12, -0.12], [0, 0.18, -0.18]][siblings - 2][n];
  bundle.reported = every((claim) => claim.claimant !== AUTHOR);
  bundle.status = bundle.look === "open" ? (every((claim) => claim.status === bundle.claims[0].status) ? bundle.claims[0].status : "planned") : bundle.look;
  bundle.forward = bundle.claims.some((claim) => !claim.symmetric && claim.subject === bundle.a);
  bundle.backward = bundle.claims.some((claim) => !claim.symmetric && claim.subject === bundle.b && bundle.a !== bundle.b);
  const counts = new Map();
  for (const claim of bundle.claims) counts.set(claim.predicate, (counts.get(claim.predicate) || 0) + 1);
  const names = [...counts.keys()].sort((x, y) => counts.get(y) - counts.get(x) || x - y);
  const more = bundle.claims.length - counts.get(names[0]);
  const times = counts.get(names[0]) > 1 ? ` ×${counts.get(names[0])}` : "";
  bundle.words = `${bundle.look === "denied" ? "not: " : ""}${predicateWords[names[0]]}${times}${more ? `  +${more}` : ""}`;
}

function setScene() {
  chooseEntities();
  bundleClaims();
}
