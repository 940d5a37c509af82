// The plain query page, after questions.js. Whatever comes from the graph is put in as text, never as markup.
"use strict";

const editor = at("query"), answer = at("answer");
const RESULTS = "application/sparql-results+json", TURTLE = "text/turtle";
let running = null;

function showQuery(text) { editor.value = text; }
editor.addEventListener("input", () => { bound = Promise.resolve(true); });

// ---- asking

async function ask(accept, signal) {
  return fetch("sparql", {
    method: "POST", signal, body: editor.value,
    headers: { "Content-Type": "application/sparql-query; charset=utf-8", Accept: accept },
  });
}

async function run() {
  if (!await bound) return;  // a field that was left just now
  if (running) running.abort();
  const mine = running = new AbortController(), began = performance.now();
  at("stop").disabled = false;
  say("asking …");
  history.replaceState(null, "", "#" + new URLSearchParams({ query: editor.value }));
  try {
    const response = await ask(`${RESULTS}, ${TURTLE}`, mine.signal);
    const body = await response.text();
    if (!response.ok) { answer.replaceChildren(); say(body.trim(), true); return; }
    const cut = response.headers.get("KG-Truncated");
    const count = response.headers.get("Content-Type").startsWith(TURTLE) ? showText(body) : showResult(JSON.parse(body));
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    say(`${count}, ${seconds} s` + (cut ? `; cut off after ${cut}: there are more` : ""));
  } catch (error) {
    say(error.name === "AbortError" ? "stopped" : "the server does not answer", error.name !== "AbortError");
  } finally {
    if (running === mine) { running = null; at("stop").disabled = true; }
  }
}

async function download() {
  const select = at("download"), accept = select.value;
  select.value = "";
  if (!accept) return;
  const response = await ask(accept);
  if (!response.ok) return say((await response.text()).trim(), true);
  const ending = { json: "json", csv: "csv", "tab-separated-values": "tsv", xml: "xml", turtle: "ttl", "n-triples": "nt" };
  const link = element("a", undefined, { download: "answer." + (ending[accept.split(/[/+]/).pop()] ?? "txt") });
  link.href = URL.createObjectURL(await response.blob());
  link.click();
  URL.revokeObjectURL(link.href);
}

// ---- showing

function short(iri) {
  for (const [prefix, start] of Object.entries(prefixes)) if (iri.startsWith(start)) return `${prefix}:${iri.slice(start.length)}`;
  return iri;
}

function cell(term) {
  if (!term) return element("td");
  if (term.type !== "uri") {
    const number = /#(integer|decimal|double)$/.test(term.datatype ?? "");
    return element("td", term.value, number ? { class: "number" } : {});
  }
  const made = element("td"), button = element("button", short(term.value), { type: "button", title: "Describe it" });
  button.addEventListener("click", () => { menu.value = ""; choose(); editor.value = `DESCRIBE <${term.value}>`; run(); });
  made.append(button);
  return made;
}

function showResult(result) {
  if ("boolean" in result) return showText(result.boolean ? "yes" : "no") && "answered";
  const table = element("table"), head = element("tr"), body = element("tbody"), columns = result.head.vars;
  for (const name of columns) head.append(element("th", name, { scope: "col" }));
  for (const binding of result.results.bindings) {
    const row = element("tr");
    for (const name of columns) row.append(cell(binding[name]));
    body.append(row);
  }
  const top = element("thead");
  top.append(head);
  table.append(top, body);
  answer.replaceChildren(table);
  return `${result.results.bindings.length} rows`;
}

function showText(text) {
  answer.replaceChildren(element("pre", text));
  return `${text.length} characters`;
}

at("run").addEventListener("click", run);
at("stop").addEventListener("click", () => running && running.abort());
at("download").addEventListener("change", download);
editor.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});

const linked = new URLSearchParams(location.hash.slice(1)).get("query");
loadQuestions().catch(() => say("the server does not answer", true)).then(() => {
  if (linked) { editor.value = linked; run(); }
});
