// Speaks with the browser extension Web eID: one message asks, an acknowledgement says that the
// extension is there, then a success brings the token or a failure says why not.
"use strict";

(() => {
  const form = document.querySelector("form[data-card]");
  if (!form || !window.isSecureContext) return;
  form.hidden = false;

  const action = "web-eid:authenticate";
  const secondsToAnswer = 3;
  const fields = ["unverifiedCertificate", "algorithm", "signature", "format", "appVersion"];
  const button = form.querySelector("button");
  let timer = 0;

  function say(name) {
    for (const line of form.querySelectorAll("[data-says]")) {
      line.hidden = line.dataset.says !== name;
    }
    button.disabled = name === "waits";
  }

  window.addEventListener("message", (event) => {
    const told = event.data;
    if (event.source !== window || event.origin !== location.origin || !told) return;
    if (told.action === `${action}-ack`) clearTimeout(timer);
    if (told.action === `${action}-failure`) {
      clearTimeout(timer);
      say("stopped");
    }
    if (told.action === `${action}-success`) {
      clearTimeout(timer);
      const token = Object.fromEntries(fields.map((name) => [name, told[name]]));
      form.elements.token.value = JSON.stringify(token);
      form.submit();
    }
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say("waits");
    timer = setTimeout(() => say("absent"), secondsToAnswer * 1000);
    const message = {
      action,
      libraryVersion: "2.0.0",
      challengeNonce: form.dataset.question,
      options: { lang: form.dataset.language },
    };
    window.postMessage(message, location.origin);
  });
})();
