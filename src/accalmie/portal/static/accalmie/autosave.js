// A draft is saved while it is typed. Without this, the buttons save it.
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const told = form.querySelector("[data-saved]");
  const revision = form.elements.revision;
  const pause = 900;
  let timer = 0;
  let saving = null;
  let isStopped = false;
  let kept = written();

  function written() {
    const typed = new FormData(form);
    typed.delete("revision");
    typed.delete("csrfmiddlewaretoken");
    return new URLSearchParams(typed).toString();
  }

  async function save() {
    const now = written();
    if (isStopped || now === kept) return;
    told.textContent = told.dataset.saving;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        redirect: "error",
      });
      if (answer.ok) {
        revision.value = (await answer.json()).revision;
        kept = now;
        told.textContent = told.dataset.done;
      } else {
        isStopped = answer.status === 409;
        told.textContent = isStopped ? told.dataset.elsewhere : told.dataset.failed;
      }
    } catch {
      told.textContent = told.dataset.failed;
    }
  }

  function begin() {
    // One saving at a time: the next one needs the revision that this one brings back.
    saving = (saving || Promise.resolve()).then(save);
    return saving;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(begin, pause);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!saving) return;
    const waited = saving;
    const by = event.submitter;
    event.preventDefault();
    saving = null;
    waited.then(() => form.requestSubmit(by));
  });
})();
