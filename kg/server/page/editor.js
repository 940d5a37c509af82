// The query page with YASGUI, which a wheel may carry; after questions.js. Nothing outside of this server is asked.
"use strict";

const START = `PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?subject ?relation ?object WHERE {
  ?claim rdf:subject/rdfs:label ?subject ;
    rdf:predicate ?relation ;
    rdf:object/rdfs:label ?object .
}
LIMIT 100`;
const endpoint = new URL("sparql", location.href).href;
let yasgui = null;

function showQuery(text) { yasgui.getTab().setQuery(text); }

// Offer the vocabulary and its prefixes; the editor's own completions of terms ask a server somewhere else.
function offer(Yasqe, terms) {
  const known = Yasqe.Autocompleters, declared = Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  known.prefixes = { ...known.prefixes, get: () => Promise.resolve(declared), persistenceId: null };
  known.vocabulary = {
    name: "vocabulary", bulk: true, autoShow: false, persistenceId: null,
    isValidCompletionPosition: (editor) => /^\w*:[\w-]*$/.test(editor.getCompleteToken().string),
    get: () => Promise.resolve(terms),
  };
  delete known.property;
  delete known.class;
  Yasqe.defaults.autocompleters.splice(0, Infinity, "prefixes", "vocabulary", "variables");
}

// Say on the page where an answer was cut off: the editor shows no headers.
function tellCut(yasqe) {
  const told = (_, response) => {
    yasqe.off("queryResponse", told);
    const cut = response.headers?.get("KG-Truncated");
    if (cut) say(`cut off after ${cut}: there are more`);
  };
  yasqe.on("queryResponse", told);
}

function start(told) {
  offer(Yasgui.Yasqe, told.terms);
  yasgui = new Yasgui(at("yasgui"), {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    persistenceId: "kg",
    yasqe: { value: START },
    yasr: { prefixes },
  });
  // a tab kept from an earlier visit may name another server: this page asks its own only
  for (const tab of Object.values(yasgui._tabs)) tab.setEndpoint(endpoint);
  yasgui.on("tabAdd", (_, id) => setTimeout(() => yasgui.getTab(id).setEndpoint(endpoint)));
  yasgui.on("query", (_, tab) => {
    say("");
    tellCut(tab.getYasqe());
  });
}

loadQuestions().then(start).catch((error) => say(`the editor does not start: ${error.message}`, true));
