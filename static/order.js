// A list that is put in order by dragging or by its buttons; without this script the buttons save each move.
(() => {
  "use strict";
  const list = document.querySelector("[data-sortable]");
  if (!list) return;
  const said = document.querySelector("[data-said]");
  const first = Number(list.dataset.first) || 1;
  const rows = () => [...list.children];
  let held = null;
  let changed = false;

  function settle(row) {
    for (const [at, one] of rows().entries()) one.querySelector(".orderly-place").textContent = first + at;
    const place = first + rows().indexOf(row);
    const words = { title: row.dataset.title, place, all: list.dataset.all };
    said.textContent = said.dataset.said.replace(/\{(\w+)\}/g, (_, name) => words[name]);
    changed = true;
  }

  // Buttons move a row on this page at once and keep the focus; over the edge of a page the form itself is sent.
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=up], button[name=down]");
    if (!button) return;
    const row = button.closest("li");
    const up = button.name === "up";
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    event.preventDefault();
    if (up) list.insertBefore(row, other); else list.insertBefore(other, row);
    ends();
    (button.disabled ? row.querySelector("button:not([disabled])") : button).focus();
    settle(row);
  });

  // Only the very first cannot go up, and only the very last down.
  function ends() {
    const every = rows();
    for (const [at, row] of every.entries()) {
      row.querySelector("[name=up]").disabled = first + at === 1;
      row.querySelector("[name=down]").disabled = first + at === Number(list.dataset.all);
    }
  }

  for (const row of rows()) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("li");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.title);
    held.classList.add("orderly-held");
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!held || !over) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    if (over === held) return;
    const box = over.getBoundingClientRect();
    list.insertBefore(held, event.clientY > box.top + box.height / 2 ? over.nextElementSibling : over);
  });
  list.addEventListener("drop", (event) => { if (held) event.preventDefault(); });
  list.addEventListener("dragend", () => {
    if (!held) return;
    held.classList.remove("orderly-held");
    ends();
    settle(held);
    held = null;
  });

  const form = list.closest("form");
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
