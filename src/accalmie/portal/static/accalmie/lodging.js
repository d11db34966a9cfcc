// While the days are typed, the panel beside them answers. Without this, the button does the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-findings]");
  if (!form) return;
  const panel = form.querySelector("[data-panel]");
  const drawn = form.querySelector("[data-drawn]");
  const pause = 350;
  let timer = 0;
  let asked = null;
  let last = "";

  async function ask() {
    const typed = new FormData(form);
    const key = new URLSearchParams(typed).toString();
    if (key === last) return;
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.findings, {
        method: "POST",
        body: typed,
        signal: asked.signal,
        redirect: "error",
      });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      drawn.replaceChildren(...page.querySelector("[data-drawn]").childNodes);
      page.querySelector("[data-drawn]").remove();
      panel.replaceChildren(...page.body.childNodes);
      last = key;
    } catch {
      // Offline or signed out: what stands there stays, and the button still asks.
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });

  // A whole date pasted into the first box is spread over the three.
  form.addEventListener("paste", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.name.endsWith("-day")) return;
    const text = event.clipboardData.getData("text").trim();
    const found =
      /^(\d{1,2})[./\-\s]+(\d{1,2})[./\-\s]+(\d{4})$/.exec(text) ||
      /^(\d{2})(\d{2})(\d{4})$/.exec(text);
    const reversed = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    const parts = found ? found.slice(1) : reversed ? reversed.slice(1).reverse() : null;
    if (!parts) return;
    event.preventDefault();
    const name = box.name.slice(0, -"day".length);
    ["day", "month", "year"].forEach((part, place) => {
      form.elements[name + part].value = parts[place];
    });
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
