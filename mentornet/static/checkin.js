/* The desk at the door on a bad connection: what is scanned, typed or undone is kept on this device and sent again, in
   its order, until the site has it. The server knows each entry by its id, so that one sent twice counts once.
   Without script the form works as any other. */
(() => {
  "use strict";
  const form = document.querySelector("[data-check-in]");
  if (!form) return;
  const key = `check-in:${form.dataset.checkIn}`;
  const box = form.elements.code;
  const list = document.getElementById("check-in-entries");
  const kept = document.getElementById("check-in-kept");
  const here = document.getElementById("check-in-here");
  const AGAIN = 5000;
  const ACKNOWLEDGED = [200, 404, 409, 422];

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) || [];
    } catch {
      return [];
    }
  };
  const write = (entries) => localStorage.setItem(key, JSON.stringify(entries));
  const drop = (id) => write(read().filter((entry) => entry.id !== id));
  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const count = (why = "") => {
    const waiting = read().length;
    kept.textContent = waiting ? `${waiting} kept on this device, to be sent. ${why}` : "Everything is sent.";
    kept.classList.toggle("is-waiting", waiting > 0);
  };
  /* One line an entry: kept, then what the site answered, with a way to take it back. */
  const lines = new Map();
  const SHOWN = 8;
  const lineOf = (id) => {
    if (!lines.has(id)) {
      const item = document.createElement("li");
      lines.set(id, item);
      list.prepend(item);
      while (list.children.length > SHOWN) list.lastChild.remove();
    }
    return lines.get(id);
  };
  const tell = (id, sentence, kind, undo = null) => {
    const item = lineOf(id);
    item.className = `notice is-${kind}`;
    const words = document.createElement("p");
    words.textContent = sentence;
    item.replaceChildren(words);
    if (!undo) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button is-quiet is-small";
    button.textContent = "Undo";
    button.setAttribute("aria-label", `Undo: ${sentence}`);
    button.addEventListener("click", () => {
      button.remove();
      keep({ code: undo.code, of: undo.id });
    });
    item.append(button);
  };
  const tellKept = (entry) => tell(entry.id, entry.of ? `To be undone: ${entry.code}` : `Kept: ${entry.code}`, "wait", entry.of ? null : entry);

  const send = async (entry) => {
    const values = { csrf_token: form.elements.csrf_token.value, code: entry.code, client_id: entry.of || entry.id, at: entry.at, sent: new Date().toISOString() };
    const where = entry.of ? form.dataset.undo : form.getAttribute("action");
    const answer = await fetch(where, { method: "POST", body: new URLSearchParams(values), headers: { Accept: "application/json" }, redirect: "manual" });
    if (!ACKNOWLEDGED.includes(answer.status)) throw new Error(answer.type === "opaqueredirect" ? "Sign in again in another tab." : "The site does not answer just now.");
    if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Error("Load this page again.");
    const told = await answer.json();
    const isUndone = read().some((other) => other.of === entry.id);
    tell(entry.id, told.sentence, answer.ok ? (told.isNew || entry.of ? "done" : "wait") : "harm", answer.ok && told.isHere && !entry.of && !isUndone ? entry : null);
    if (told.here !== undefined) here.textContent = told.here;
  };

  const inTurn = async () => {
    let why = "";
    try {
      for (let entry = read()[0]; entry; entry = read()[0]) {
        await send(entry);
        drop(entry.id);
        count();
      }
    } catch (error) {
      why = error instanceof TypeError ? "There is no connection." : error.message;
    }
    count(why);
  };
  let isSending = false;
  const flush = async () => {
    if (isSending) return;
    isSending = true;
    /* two tabs of one desk share what is kept: one of them sends at a time, so that the order holds */
    await (navigator.locks ? navigator.locks.request(key, inTurn) : inTurn());
    isSending = false;
  };

  const keep = (entry) => {
    const whole = { id: newId(), at: new Date().toISOString(), ...entry };
    write([...read(), whole]);
    tellKept(whole);
    count();
    flush();
  };
  const enter = (code) => keep({ code });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = box.value.trim();
    if (code) enter(code);
    box.value = "";
    box.focus();
  });

  /* The camera, where the browser can read codes. */
  const opener = document.getElementById("check-in-camera");
  const video = document.getElementById("check-in-video");
  const LOOK = 250;
  const SAME = 5000;
  let stream = null;
  let last = { value: "", at: 0 };
  const look = async (detector) => {
    if (!stream) return;
    try {
      for (const { rawValue } of await detector.detect(video)) {
        const now = Date.now();
        if (rawValue !== last.value || now - last.at > SAME) enter(rawValue);
        last = { value: rawValue, at: now };
      }
    } catch {
      /* a frame that is not there yet */
    }
    setTimeout(look, LOOK, detector);
  };
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    stream = null;
    video.hidden = true;
    opener.textContent = "Scan with the camera";
  };
  const open = async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      tell("camera", "The camera could not be opened. Type the codes instead.", "harm");
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    opener.textContent = "Close the camera";
    look(new BarcodeDetector({ formats: ["qr_code"] }));
  };
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    opener.hidden = false;
    opener.addEventListener("click", () => (stream ? close() : open()));
  }

  addEventListener("online", flush);
  setInterval(() => read().length && flush(), AGAIN);
  read().forEach(tellKept);
  count();
  flush();
})();
