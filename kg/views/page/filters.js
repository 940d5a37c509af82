// What is selected, and what may be seen: four facets, each with the values that are switched off.

let selection = null; // { entity }, { pair, look } or null; the list of claims counts as { list }
const FACETS = ["status", "family", "claimant", "predicate"];
const hidden = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
/** The values of a claim in a facet; a claim has a class at each end. */
const valuesOf = {
  status: (claim) => [claim.status],
  family: (claim) => [...new Set([entities[claim.subject].family, entities[claim.object].family])],
  claimant: (claim) => [claim.claimant],
  predicate: (claim) => [claim.predicate],
};
/** A value's name in the address, which outlives a rebuild of the page. */
const nameOf = {
  status: (value) => value,
  family: (value) => families[value].label,
  claimant: (value) => (value === AUTHOR ? "-" : entities[value].id),
  predicate: (value) => raw.predicates[value],
};

const passes = (facet, claim) => !valuesOf[facet](claim).some((value) => hidden[facet].has(value));
let matched = new Set(claims);
const anyFilter = () => FACETS.some((facet) => hidden[facet].size > 0);

/** Find the claims that pass, and for each facet the counts that its values have under the other facets. */
function applyFilters() {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  matched = new Set();
  for (const claim of claims) {
    const failed = FACETS.filter((facet) => !passes(facet, claim));
    if (failed.length === 0) matched.add(claim);
    if (failed.length > 1) continue;
    for (const facet of failed.length ? failed : FACETS)
      for (const value of valuesOf[facet](claim)) counts[facet].set(value, (counts[facet].get(value) || 0) + 1);
  }
  return counts;
}

/** All values of a facet, the most frequent first; statuses keep their own order. */
function facetValues(facet) {
  if (facet === "status") {
    const there = new Set(claims.map((claim) => claim.status));
    return STATUSES.map((status) => status.key).filter((key) => there.has(key));
  }
  const counts = new Map();
  for (const claim of claims) for (const value of valuesOf[facet](claim)) counts.set(value, (counts.get(value) || 0) + 1);
  const pinned = (value) => (facet === "claimant" && value === AUTHOR ? 1 : 0);
  return [...counts.keys()].sort(
    (a, b) => pinned(b) - pinned(a) || counts.get(b) - counts.get(a) || String(nameOf[facet](a)).localeCompare(nameOf[facet](b)),
  );
}

function only(facet, value) {
  hidden[facet] = new Set(facetValues(facet).filter((other) => other !== value));
}

function resetFilters() {
  for (const facet of FACETS) hidden[facet].clear();
}
