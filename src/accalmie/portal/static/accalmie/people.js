// Long work goes on by itself. Without this, the button does the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-goes-on]");
  if (form) form.requestSubmit(form.querySelector("button"));
})();
