// What both query pages share: the named questions in a menu, their parameters as fields. `showQuery` is the page's own.
"use strict";

const at = (id) => document.getElementById(id);
const menu = at("named"), status_ = at("status"), questions = new Map();
let prefixes = {}, bound = Promise.resolve(true);  // whether the query says what the fields say

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function say(text, failed = false) {
  status_.textContent = text;
  status_.classList.toggle("failed", failed);
}

async function loadQuestions() {
  const response = await fetch("questions");
  const told = await response.json();
  prefixes = told.prefixes;
  at("limits").textContent = `${response.headers.get("KG-Time-Limit")} s and ` +
    `${response.headers.get("KG-Row-Limit")} rows a query; ${Object.keys(prefixes).join(", ")} need no PREFIX`;
  for (const question of told.questions) {
    questions.set(question.name, question);
    menu.append(element("option", question.title, { value: question.name }));
  }
  return told;
}

function choose() {
  const question = questions.get(menu.value), fields = at("parameters");
  fields.replaceChildren();
  bound = Promise.resolve(true);
  if (!question) return;
  showQuery(question.text);
  for (const name of question.parameters) {
    const label = element("label", name + " ");
    const input = element("input", undefined, { name, placeholder: "anyone or anything", size: 18 });
    input.addEventListener("change", () => { bound = bind(); });
    label.append(input);
    fields.append(label);
  }
}

async function bind() {
  const given = new URLSearchParams();
  for (const input of at("parameters").querySelectorAll("input")) if (input.value.trim()) given.set(input.name, input.value);
  const response = await fetch(`questions/${encodeURIComponent(menu.value)}?${given}`);
  if (response.ok) showQuery((await response.json()).query);
  say(response.ok ? "" : await response.text(), !response.ok);
  return response.ok;
}

menu.addEventListener("change", choose);
