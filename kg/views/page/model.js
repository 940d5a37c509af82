// The data as objects: entities, articles and claims, and the words that the page uses for them.

const raw = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);

/** Make an element; text is only ever set as text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") element.addEventListener("click", value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const families = raw.families.map(([label, colour, path]) => ({ label, colour, path, shape: new Path2D(path) }));

const entities = raw.entities.map(([id, label, type, wikidata, aliases, x, y], index) => ({
  index, id, label: label || "(no name)", type: raw.types[type][0], family: raw.types[type][1],
  wikidata, aliases, x, y, claims: [],
}));

const articles = raw.articles.map(([id, title, date, url, author, publisher]) => ({
  id, title: title || id, date, url, author, publisher,
}));

const STATUSES = [
  { key: "fact", label: "Fact" },
  { key: "attributed", label: "Said by others" },
  { key: "planned", label: "Planned" },
  { key: "possible", label: "Possible" },
  { key: "demanded", label: "Demanded" },
  { key: "denied", label: "Denied" },
];
const MODALITIES = ["actual", "planned", "possible", "demanded"];
const AUTHOR = -1;

function statusOf(negative, modality, claimant) {
  if (negative) return "denied";
  if (modality) return MODALITIES[modality];
  return claimant === AUTHOR ? "fact" : "attributed";
}

const claims = raw.claims.map(
  ([subject, predicate, object, negative, modality, claimant, sentence, marks, confidence, origin, rest], index) => ({
    index, subject, predicate, object, claimant, marks, confidence,
    negative: Boolean(negative),
    modality: MODALITIES[modality],
    status: statusOf(negative, modality, claimant),
    text: sentence,
    article: raw.sentences[sentence][0],
    sentence: raw.sentences[sentence][1],
    origin: raw.origins[origin],
    quantity: rest.q, time: rest.t, place: rest.p, role: rest.r, chain: rest.a || [],
    symmetric: raw.symmetric.includes(predicate),
  }),
);
for (const claim of claims) {
  entities[claim.subject].claims.push(claim);
  if (claim.object !== claim.subject) entities[claim.object].claims.push(claim);
}

/** `hasDiplomaticRelationsWith` → `has diplomatic relations with`. */
const spaced = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[A-Z](?![A-Z])/g, (c) => c.toLowerCase());
const predicateWords = raw.predicates.map(spaced);
const claimantName = (index) => (index === AUTHOR ? "The author" : entities[index].label);
const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
/** Spell an ISO date, whole or not: `2022-11-13` → `13 November 2022`. */
function dateWords(date) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date || "");
  if (!match) return date || "";
  const [, year, month, day] = match;
  const names = "January February March April May June July August September October November December".split(" ");
  return [day && String(Number(day)), month && (names[month - 1] || month), year].filter(Boolean).join(" ");
}

/** Only web addresses become links. */
function safeLink(address) {
  try {
    return /^https?:$/.test(new URL(address).protocol) ? new URL(address).href : null;
  } catch {
    return null;
  }
}
