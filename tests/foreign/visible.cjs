// Says which questions a foreign engine shows: `node visible.cjs survey-core|xforms-engine`.
// Reads [{form, answers: [{name: value}]}] from standard input; writes [[[name]]], the names visible for each set of answers.
"use strict";
const { readFileSync } = require("node:fs");

function surveys() {
  const { Model } = require("survey-core");
  return (form) => {
    const survey = new Model(form);
    return (answers) => {
      survey.data = answers;
      return survey.getAllQuestions().filter((question) => question.isVisible).map((question) => question.name);
    };
  };
}

async function xforms() {
  lendBrowser();
  const { loadForm } = await import("@getodk/xforms-engine");
  return async (form) => {
    const loaded = await loadForm(form, { missingResourceBehavior: "BLANK" });
    const nodes = loaded.createInstance().root.currentState.children.filter((node) => node.nodeType !== "group");
    return (answers) => {
      for (const node of nodes) fill(node, answers[nameOf(node)]);
      return nodes.filter((node) => node.currentState.relevant).map(nameOf);
    };
  };
}

// The engine is made for browsers, and its parser of expressions for CommonJS.
function lendBrowser() {
  const { window } = new (require("jsdom").JSDOM)("", { url: "http://localhost" });
  for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
  Object.assign(globalThis, { require, __dirname });
}

const nameOf = (node) => node.currentState.reference.split("/").pop();

function fill(node, value = []) {
  if (node.nodeType === "select") node.selectValues([value].flat().map(String));
  else node.setValue(String(value));
}

(async () => {
  const load = await { "survey-core": surveys, "xforms-engine": xforms }[process.argv[2]]();
  const shown = [];
  for (const { form, answers } of JSON.parse(readFileSync(0, "utf8"))) shown.push(answers.map(await load(form)));
  process.stdout.write(JSON.stringify(shown));
})();
