// Small comforts over pages that work without them. Nothing here is needed to read or to act.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const lang = document.documentElement.lang || "en";

  // Menus and questions close when one looks elsewhere.
  const openOnes = () => all("details[data-menu][open], details[data-confirm][open]");
  document.addEventListener("click", (event) => {
    for (const one of openOnes()) if (one.dataset.menu !== undefined && !one.contains(event.target)) one.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest("input, textarea, select, [contenteditable]")) {
      const search = document.getElementById("top-search");
      if (search) { event.preventDefault(); search.focus(); }
    }
    if (event.key !== "Escape") return;
    for (const one of openOnes()) { one.open = false; one.querySelector("summary").focus(); }
    if (location.hash === "#rail") closeSheet();
  });

  // The sheet on a phone: a link to #rail opens it; here it also takes and gives back the focus.
  const sheetLink = document.querySelector("[data-sheet]");
  function closeSheet() {
    const stood = window.scrollY;
    location.hash = ""; // replaceState alone would leave the sheet the target
    window.scrollTo(0, stood);
    history.replaceState(null, "", location.pathname + location.search);
    if (sheetLink) sheetLink.focus();
  }
  window.addEventListener("hashchange", () => {
    if (location.hash === "#rail") setTimeout(() => document.querySelector("#rail .rail-close")?.focus(), 30);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest(".rail-close")) { event.preventDefault(); closeSheet(); }
  });

  // A moment in UTC tells the reader's own time on hover.
  function hintLocalTimes(root) {
    const show = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short", timeZoneName: undefined });
    for (const one of all("time[data-local-time]", root)) {
      const at = new Date(one.dateTime);
      if (!Number.isNaN(at.getTime())) one.title = show.format(at);
    }
  }

  // One press, one deed: a form that is on its way is not sent twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });

  // Drafts keep themselves where the form says where to: POST of the same fields with act=draft.
  for (const form of all("form[data-autosave]")) {
    const said = form.querySelector(".autosaved");
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const fields = new FormData(form);
        fields.set("act", "draft");
        try {
          const answer = await fetch(form.dataset.autosave, { method: "POST", body: fields, headers: { "X-Autosave": "1" } });
          if (said) said.textContent = answer.ok && !answer.redirected ? said.dataset.saved : "";
        } catch { if (said) said.textContent = ""; }
      }, 2000);
    });
  }

  // A short list can be narrowed while one types: <input data-narrows="id-of-table">.
  for (const input of all("input[data-narrows]")) {
    const target = document.getElementById(input.dataset.narrows);
    if (!target) continue;
    input.closest("[hidden]")?.removeAttribute("hidden");
    input.addEventListener("input", () => {
      const sought = input.value.trim().toLocaleLowerCase(lang);
      for (const row of all("tbody tr, :scope > li", target)) row.hidden = sought !== "" && !row.textContent.toLocaleLowerCase(lang).includes(sought);
    });
  }

  // Errors are read first; a link in the summary puts the cursor into its field.
  document.querySelector("[data-focus]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) { event.preventDefault(); (field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea") || field).focus(); field.scrollIntoView({ block: "center" }); }
  });

  // A table wider than its place can be moved by keyboard too.
  for (const frame of all(".table-frame")) if (frame.scrollWidth > frame.clientWidth + 1) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", frame.querySelector("caption")?.textContent.trim() || document.title);
  }

  hintLocalTimes(document);
  document.addEventListener("htmx:afterSwap", (event) => hintLocalTimes(event.target));
})();
