// The side panel: the claims of an entity, of a pair, or all that pass, each with its quote in its sentence.

const panel = byId("panel");
const PAGE = 40;

/** An icon of a family, as SVG. */
function icon(family) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", families[family].path);
  path.setAttribute("fill", families[family].colour);
  svg.append(path);
  return svg;
}

function entityButton(index) {
  const entity = entities[index];
  if (!entity.claims.length) return make("span", { class: "entity" }, entity.label);
  return make("button", { type: "button", class: "entity", onclick: () => goTo(index) }, entity.label);
}

/** Cut a sentence where a mark begins or ends, and mark each piece. */
function sentenceElement(claim) {
  const names = ["quote", "subject", "cue", "object"];
  const marks = names.map((name, n) => ({ name, start: claim.marks[2 * n], end: claim.marks[2 * n + 1] })).filter((m) => m.start >= 0);
  const cuts = [...new Set([0, claim.sentence.length, ...marks.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b);
  const element = make("blockquote");
  for (let n = 0; n + 1 < cuts.length; n += 1) {
    const piece = claim.sentence.slice(cuts[n], cuts[n + 1]);
    const over = marks.filter((m) => m.start <= cuts[n] && m.end >= cuts[n + 1]).map((m) => m.name);
    const part = ["cue", "object", "subject"].find((name) => over.includes(name));
    element.append(over.length ? make("mark", { class: [over.includes("quote") ? "quote" : "", part || ""].join(" ").trim(), title: part || null }, piece) : piece);
  }
  return element;
}

function timeWords([text, start, end]) {
  const [from, to] = [dateWords(start), dateWords(end)];
  const dates = from && to ? (from === to ? from : `${from} to ${to}`) : from ? `since ${from}` : to ? `until ${to}` : "";
  return dates && text ? `${dates} (“${text}”)` : dates || `“${text}”`;
}

function details(claim) {
  const rows = [];
  const add = (name, ...value) => rows.push(make("dt", {}, name), make("dd", {}, ...value));
  add("Said by", claim.claimant === AUTHOR ? "the author" : entityButton(claim.claimant), ...claim.chain.flatMap((index) => [", according to ", entityButton(index)]));
  if (claim.quantity) add("How many", claim.quantity);
  if (claim.time) add("When", timeWords(claim.time));
  if (claim.place !== undefined) add("Where", entityButton(claim.place));
  if (claim.role) add("Office", claim.role);
  const article = articles[claim.article];
  const link = safeLink(article.url);
  add("Article", link ? make("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, article.title) : article.title,
    ...[article.author, article.publisher, dateWords(article.date)].filter(Boolean).map((part) => ` · ${part}`),
    article.url && !link ? ` · ${article.url}` : "");
  add("Confidence", `${Math.round(100 * claim.confidence)} %`, claim.origin ? ` · found by ${claim.origin}` : "");
  return make("dl", {}, ...rows);
}

function claimCard(claim) {
  const status = STATUSES.find((one) => one.key === claim.status);
  const words = make("span", { class: "predicate" }, `${claim.negative ? "not: " : ""}${predicateWords[claim.predicate]}`);
  const badges = [make("span", { class: `badge ${claim.status}` }, status.key)];
  if (claim.negative && claim.modality !== "actual") badges.push(make("span", { class: `badge ${claim.modality}` }, claim.modality));
  if (claim.claimant !== AUTHOR && claim.status !== "attributed") badges.push(make("span", { class: "badge attributed" }, "attributed"));
  const copy = make("button", { type: "button", class: "quiet", onclick: () => copyCitation(claim, copy) }, "Copy as citation");
  return make("article", { class: `claim ${claim.status}`, "data-claim": claim.index },
    make("h3", {}, entityButton(claim.subject), claim.symmetric ? " ↔ " : " → ", words, claim.symmetric ? " ↔ " : " → ", entityButton(claim.object)),
    make("p", { class: "badges" }, ...badges, claim.quantity ? make("span", { class: "badge amount" }, claim.quantity) : null),
    sentenceElement(claim), details(claim), copy);
}

/** Fill the panel with a heading and claims, a page at a time. */
function fillPanel(heading, found) {
  const body = make("div", { class: "claims" });
  const more = make("button", { type: "button", class: "more" });
  let count = 0;
  const next = () => {
    body.append(...found.slice(count, count + PAGE).map(claimCard));
    count = Math.min(found.length, count + PAGE);
    more.textContent = `Show more (${found.length - count} left)`;
    more.hidden = count === found.length;
  };
  more.addEventListener("click", next);
  next();
  const close = make("button", { type: "button", class: "close", "aria-label": "Close the panel (Esc)", title: "Close (Esc)", onclick: () => select(null) }, "×");
  const empty = found.length ? null : make("p", { class: "hint" }, "No claim passes the filters.");
  panel.replaceChildren(make("header", {}, close, ...heading), empty || "", body, more);
  panel.hidden = false;
  panel.scrollTop = 0;
}

const ORDER = Object.fromEntries(STATUSES.map((status, n) => [status.key, n]));
const inOrder = (list) => [...list].sort((a, b) => ORDER[a.status] - ORDER[b.status] || a.predicate - b.predicate || a.index - b.index);

function showEntity(index) {
  const entity = entities[index];
  const found = inOrder(entity.claims.filter((claim) => matched.has(claim)));
  const missing = [...neighbours(entity)].filter((other) => !shown.has(other)).length;
  const heading = [make("h2", {}, icon(entity.family), entity.label), make("p", { class: "kind" }, entity.type, " · ", plural(found.length, "claim"))];
  if (/^Q\d+$/.test(entity.wikidata || ""))
    heading[1].append(" · ", make("a", { href: `https://www.wikidata.org/wiki/${entity.wikidata}`, target: "_blank", rel: "noopener noreferrer" }, `Wikidata ${entity.wikidata}`));
  if (entity.aliases.length) heading.push(make("p", { class: "aliases" }, `Also: ${shorten(entity.aliases.join(", "), 160)}`));
  const buttons = [make("button", { type: "button", onclick: () => showEgo(ego === index ? null : index) }, ego === index ? "Show the whole graph" : "Only this and its neighbours")];
  if (missing) buttons.push(make("button", { type: "button", onclick: () => expand(index) }, `Add ${plural(missing, "hidden neighbour")}`));
  heading.push(make("p", { class: "actions" }, ...buttons));
  fillPanel(heading, found);
}

function showPair(a, b, look) {
  const found = inOrder(entities[a].claims.filter((claim) => matched.has(claim) && (claim.subject === a ? claim.object : claim.subject) === b && (a !== b || claim.subject === claim.object)));
  if (look) found.sort((x, y) => (lookOf(y) === look) - (lookOf(x) === look));
  const heading = make("h2", {}, icon(entities[a].family), entityButton(a), " – ", icon(entities[b].family), entityButton(b));
  fillPanel([heading, make("p", { class: "kind" }, plural(found.length, "claim"))], found);
}

function showList() {
  fillPanel([make("h2", {}, "Claims"), make("p", { class: "kind" }, `${plural(matched.size, "claim")} of ${claims.length.toLocaleString("en")}`)], [...matched]);
}
