/* The desk at the door on a bad connection: what is scanned or typed is kept on this device and sent again until the
   site has it. The server knows each entry by its id, so that one sent twice counts once. Without script the form
   works as any other. */
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
  const tell = (sentence, kind) => {
    const item = document.createElement("li");
    item.className = `notice is-${kind}`;
    item.textContent = sentence;
    list.prepend(item);
    while (list.children.length > 8) list.lastChild.remove();
  };

  const send = async (entry) => {
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, code: entry.code, client_id: entry.id, at: entry.at });
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    if (!ACKNOWLEDGED.includes(answer.status)) throw new Error(answer.type === "opaqueredirect" ? "Sign in again in another tab." : "The site does not answer just now.");
    if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Error("Load this page again.");
    const told = await answer.json();
    tell(told.sentence, answer.ok ? (told.isNew ? "done" : "wait") : "harm");
    if (told.here !== undefined) here.textContent = told.here;
  };

  let isSending = false;
  const flush = async () => {
    if (isSending) return;
    isSending = true;
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
    isSending = false;
    count(why);
  };

  const enter = (code) => {
    write([...read(), { id: newId(), code, at: new Date().toISOString() }]);
    count();
    flush();
  };

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
      tell("The camera could not be opened. Type the codes instead.", "harm");
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
  count();
  flush();
})();
