// Asks the device for a passkey, or for a signature with one, and sends what it answered with the
// form. The server verifies everything; without this, the other factors remain.
"use strict";

(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form || !navigator.credentials || !window.PublicKeyCredential) return;
  const failed = form.querySelector("[data-passkey-failed]");
  const answer = form.elements.credential;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  function options() {
    const told = JSON.parse(form.dataset.options);
    told.challenge = bytes(told.challenge);
    if (told.user) told.user.id = bytes(told.user.id);
    for (const list of [told.allowCredentials, told.excludeCredentials]) {
      for (const one of list || []) one.id = bytes(one.id);
    }
    return { publicKey: told };
  }

  function written(credential) {
    const response = { clientDataJSON: text(credential.response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      const part = credential.response[name];
      if (part) response[name] = text(part);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      clientExtensionResults: {},
      response,
    });
  }

  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      const asked = options();
      const made =
        form.dataset.passkey === "create"
          ? await navigator.credentials.create(asked)
          : await navigator.credentials.get(asked);
      answer.value = written(made);
    } catch {
      failed.hidden = false;
      return;
    }
    form.submit();
  });
})();
