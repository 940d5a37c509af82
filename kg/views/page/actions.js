// What leaves the page: a picture, a citation, and an address that brings the same view back.

/** Save the stage as a picture on white, under its title. */
function savePicture() {
  const source = network.canvas.frame.canvas;
  const ratio = source.width / source.clientWidth;
  const copy = make("canvas");
  const top = 44 * ratio;
  Object.assign(copy, { width: source.width, height: source.height + top });
  const ctx = copy.getContext("2d");
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(source, 0, top);
  ctx.fillStyle = INK;
  ctx.font = `600 ${18 * ratio}px "Segoe UI", Roboto, "Liberation Sans", sans-serif`;
  ctx.fillText(shorten(document.querySelector("h1").textContent, 110), 16 * ratio, 30 * ratio);
  copy.toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: "graph.png" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    say("Saved the picture as graph.png");
  });
}

function citation(claim) {
  const article = articles[claim.article];
  const quote = claim.marks[0] >= 0 ? claim.sentence.slice(claim.marks[0], claim.marks[1]) : claim.sentence;
  const source = [article.author, `“${article.title}”`, article.publisher, dateWords(article.date), article.url].filter(Boolean).join(", ");
  const worth = [claim.negative ? "denied" : "", claim.modality === "actual" ? "" : claim.modality, claim.claimant === AUTHOR ? "" : `according to ${claimantName(claim.claimant)}`].filter(Boolean);
  const said = `${entities[claim.subject].label} – ${predicateWords[claim.predicate]} – ${entities[claim.object].label}`;
  return `“${quote}” (${source}) [${said}${worth.length ? `; ${worth.join(", ")}` : ""}]`;
}

async function copyCitation(claim, button) {
  const text = citation(claim);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy as citation"; }, 1500);
  say("Copied the citation");
}

/** Write selection and filters into the address; of each facet whichever is shorter, what is off or what is on. */
function writeAddress() {
  const state = new URLSearchParams();
  if (selection && selection.entity !== undefined) state.set("entity", entities[selection.entity].id);
  if (selection && selection.pair) selection.pair.forEach((index) => state.append("pair", entities[index].id));
  if (ego !== null) state.set("ego", entities[ego].id);
  for (const facet of FACETS) {
    if (!hidden[facet].size) continue;
    const values = facetValues(facet);
    const on = values.filter((value) => !hidden[facet].has(value));
    const [key, written] = on.length < hidden[facet].size ? [`only-${facet}`, on] : [`no-${facet}`, [...hidden[facet]]];
    state.set(key, "");
    state.delete(key);
    for (const value of written.length ? written : [null]) state.append(key, value === null ? "" : nameOf[facet](value));
  }
  const text = state.toString();
  history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
}

/** Read the address back; names that this graph does not have are left out. */
function readAddress() {
  const state = new URLSearchParams(location.hash.slice(1));
  for (const facet of FACETS) {
    const values = facetValues(facet);
    const named = (key) => new Set(state.getAll(key));
    const [on, off] = [named(`only-${facet}`), named(`no-${facet}`)];
    hidden[facet] = new Set(values.filter((value) => (on.size ? !on.has(nameOf[facet](value)) : off.has(nameOf[facet](value)))));
  }
  const known = (id) => entities.findIndex((entity) => entity.id === id && entity.claims.length);
  const at = state.has("ego") ? known(state.get("ego")) : -1;
  ego = at >= 0 ? at : null;
  const pair = state.getAll("pair").map(known);
  if (pair.length === 2 && !pair.includes(-1)) return { pair: pair.sort((a, b) => a - b) };
  const entity = state.has("entity") ? known(state.get("entity")) : -1;
  return entity >= 0 ? { entity } : null;
}
