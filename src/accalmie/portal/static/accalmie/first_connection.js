// Answers the rules of a user name and a password while one types. Nothing leaves the browser: the
// server examines everything again when the form is sent, and what only it can tell stays open.
(() => {
  "use strict";

  const shapes = { yes: "ok", no: "stop", wait: "todo" };
  const field = (name) => document.getElementById(`id_${name}`);
  const within = (text, data) => {
    const length = [...text].length;
    if (length > Number(data.most)) return "no";
    return length >= Number(data.least) ? "yes" : "wait";
  };
  const fits = (pattern) => (text) => (pattern.test(text) ? "yes" : "no");

  // By rule, what can be known; red only for what more typing will not mend.
  const answers = {
    user_name_length: within,
    user_name_characters: fits(/^[a-z0-9 ]*$/),
    user_name_without_space: fits(/^\S*$/),
    password_length: within,
    password_other_than_letters: (text, data) =>
      [...text].filter((sign) => data.counted.includes(sign)).length >= Number(data.least)
        ? "yes"
        : "wait",
    password_without_space: fits(/^\S*$/),
    password_characters: (text, data) =>
      [...text].every((sign) => /[A-Za-z ]/.test(sign) || data.counted.includes(sign))
        ? "yes"
        : "no",
    again: (text) => {
      const first = field("password").value;
      if (text === first) return "yes";
      return first.startsWith(text) ? "wait" : "no";
    },
  };

  function show(line, met) {
    if (line.dataset.met === met && line.dataset.live) return;
    line.dataset.met = met;
    line.dataset.live = "yes";
    line.querySelector("use").setAttribute("href", `#i-${shapes[met]}`);
    const word = line.parentElement.dataset[met];
    const said = document.createElement("span");
    said.className = "govuk-visually-hidden";
    said.textContent = `, ${word}`;
    line.querySelector(":scope > span").replaceChildren(line.dataset.text, said);
  }

  function examine(name) {
    const input = field(name);
    if (!input) return;
    for (const line of document.querySelectorAll(`#${name}-rules > li`)) {
      const known = input.value && answers[line.dataset.rule];
      show(line, known ? known(input.value, line.dataset) : "wait");
    }
  }

  for (const name of ["username", "password", "again"]) {
    const input = field(name);
    if (!input) continue;
    input.addEventListener("input", () => {
      examine(name);
      if (name === "password" && field("again").value) examine("again");
    });
  }
})();
