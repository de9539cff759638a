/* What script adds to pages that already work without it. One listener a kind of event, on the document,
   so that fragments swapped in by htmx are served too. Nothing here decides anything. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("has-script");

  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const say = (text) => {
    const region = document.getElementById("spoken");
    if (region) region.textContent = text;
  };

  /* Passwords: show what is typed; say whether it is long enough. */
  const togglePassword = (button) => {
    const input = document.getElementById(button.dataset.shows);
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    button.querySelector(".toggle-word").textContent = shown ? "Show" : "Hide";
    input.focus();
  };

  const countTyped = (input) => {
    const note = document.getElementById(input.dataset.countedBy);
    if (!note) return;
    const typed = [...input.value].length;
    const least = Number(input.dataset.least || 0);
    const most = Number(input.dataset.most || 0);
    if (most) {
      note.textContent = typed > most ? `${typed - most} characters over the ${most} that fit` : `${typed} of ${most} characters`;
      note.classList.toggle("is-over", typed > most);
    } else if (least) {
      const missing = least - typed;
      note.textContent = missing > 0 ? `At least ${least} characters: ${missing} to go. Several words work well.` : "Long enough. A few unrelated words make it stronger.";
    }
  };

  /* Sliders say their value. */
  const showValue = (input) => {
    const output = document.getElementById(`${input.id}-value`);
    if (output) output.textContent = input.value + (input.dataset.unit || "");
  };

  /* Long lists of chips: type to narrow; say how many are chosen. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const narrow = (input) => {
    const group = document.getElementById(input.dataset.narrows);
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const chip of all(".chip", group)) {
      const text = plain(`${chip.textContent} ${chip.dataset.words || ""}`);
      const fits = words.every((word) => text.includes(word));
      chip.hidden = !fits && !chip.querySelector("input").checked;
      if (fits) left += 1;
    }
    for (const area of all(".chip-area", group)) area.hidden = !area.querySelector(".chip:not([hidden])");
    say(`${left} fit what you typed`);
  };
  const countChosen = (group) => {
    const note = group.querySelector(".chosen-count");
    if (!note) return;
    const chosen = all("input:checked", group).length;
    const most = Number(group.dataset.most || 0);
    note.textContent = most ? `${chosen} of ${most} chosen` : `${chosen} chosen`;
    if (most) for (const box of all("input[type=checkbox]:not(:checked)", group)) box.disabled = chosen >= most;
  };

  /* Ranks: what is chosen once is not offered twice. */
  const keepDistinct = (list) => {
    const selects = all("select", list);
    const taken = selects.map((select) => select.value).filter(Boolean);
    for (const select of selects) {
      for (const option of select.options) option.disabled = Boolean(option.value) && option.value !== select.value && taken.includes(option.value);
    }
  };

  /* The week: a day's name marks the whole day; a mouse may be drawn across the cells. */
  const markDay = (row) => {
    const boxes = all("input", row);
    const fill = !boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = fill;
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  };
  let drawing = null;
  const cellUnder = (event) => event.target.closest?.(".week:not(.is-shown) label");

  const dress = (from) => {
    for (const head of all(".week:not(.is-shown) tbody th:not(.is-dressed)", from)) {
      head.classList.add("is-dressed");
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.marksDay = "";
      button.setAttribute("aria-label", `All of ${head.dataset.day}`);
      button.append(...head.childNodes);
      head.append(button);
    }
    all("[data-counted-by]", from).forEach(countTyped);
    all("[data-chooses]", from).forEach(countChosen);
    all(".ranks", from).forEach(keepDistinct);
    for (const zone of all("[data-own-zone]", from)) {
      if (zone.value) continue;
      zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
      if (zone.selectedIndex < 0) zone.value = ""; /* a zone that is not on the list */
    }
  };

  /* Questions before an act that cannot be undone: a dialog where there is script, a disclosure where not. */
  const ask = (details) => {
    let dialog = details.dialog;
    if (!dialog) {
      dialog = document.createElement("dialog");
      const body = details.querySelector(".confirm-body");
      const heading = body.querySelector("h2, h3");
      if (heading) dialog.setAttribute("aria-labelledby", heading.id);
      dialog.append(body);
      details.after(dialog);
      details.dialog = dialog;
    }
    dialog.showModal();
  };

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copies);
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    button.querySelector(".toggle-word").textContent = "Copied";
    say("Copied");
  };

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest?.(selector);
    let found;
    if ((found = hit("[data-shows]"))) togglePassword(found);
    else if ((found = hit("[data-marks-day]"))) markDay(found.closest("tr"));
    else if ((found = hit("[data-copies]"))) copy(found);
    else if ((found = hit("[data-dismisses]"))) found.closest(".notice").remove();
    else if ((found = hit("[data-prints]"))) window.print();
    else if ((found = hit(".confirm > summary"))) {
      event.preventDefault();
      ask(found.parentElement);
    } else if ((found = hit("dialog [data-closes]"))) {
      event.preventDefault();
      found.closest("dialog").close();
    } else if (event.target.matches?.("dialog")) event.target.close();
    for (const menu of all("details[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("input", (event) => {
    const input = event.target;
    if (input.dataset.countedBy) countTyped(input);
    if (input.dataset.narrows) narrow(input);
    if (input.type === "range") showValue(input);
    if (input.form?.matches("[data-keeps-typed]")) input.form.dataset.typed = "yes";
  });

  document.addEventListener("change", (event) => {
    const group = event.target.closest("[data-chooses]");
    if (group) countChosen(group);
    const ranks = event.target.closest(".ranks");
    if (ranks) keepDistinct(ranks);
    if (event.target.form?.matches("[data-sends-itself]")) event.target.form.requestSubmit();
  });

  document.addEventListener("pointerdown", (event) => {
    const cell = cellUnder(event);
    if (!cell || event.pointerType !== "mouse" || event.button) return;
    drawing = { first: cell, fill: !cell.control.checked, moved: false };
  });
  document.addEventListener("pointerover", (event) => {
    const cell = drawing && cellUnder(event);
    if (!cell || (cell === drawing.first && !drawing.moved)) return;
    drawing.moved = true;
    drawing.first.control.checked = drawing.fill;
    cell.control.checked = drawing.fill;
  });
  document.addEventListener("pointerup", (event) => {
    if (!drawing) return;
    const { first, moved, fill } = drawing;
    drawing = null;
    if (!moved) return;
    /* the click that ends a drawn line on its first cell would turn that cell back */
    if (cellUnder(event) === first) first.addEventListener("click", (click) => click.preventDefault(), { once: true });
    first.control.checked = fill;
    first.control.dispatchEvent(new Event("change", { bubbles: true }));
  });

  /* What was typed is not lost by a slip of the thumb; a form is not sent twice. */
  // A server that refuses a large body at once cuts the line before a browser hears why: so it is said before.
  function holdsTooMuch(form) {
    const input = form.querySelector("input[type=file][data-most-bytes]");
    if (!input) return false;
    const most = Number(input.dataset.mostBytes);
    const isTooMuch = [...input.files].some((file) => file.size > most);
    input.setCustomValidity(isTooMuch ? `This file is larger than ${Math.floor(most / 1048576)} MB. Bring it in smaller parts.` : "");
    return isTooMuch && !input.reportValidity();
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (holdsTooMuch(form)) {
      event.preventDefault();
      return;
    }
    delete form.dataset.typed;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.method === "post" && !event.defaultPrevented && !form.closest("[hx-post], [data-hx-post]") && !form.hasAttribute("hx-post")) {
      form.dataset.sent = "yes";
      setTimeout(() => delete form.dataset.sent, 4000);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-typed]")) event.preventDefault();
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

  document.addEventListener("htmx:after:swap", () => dress(document));
  dress(document);

  /* Where a form came back with something to mend, the summary is read first. */
  document.querySelector(".error-summary")?.focus();
})();
